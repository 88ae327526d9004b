"""A folder of programmes with everything that can be computed from it, each result kept as long as its input stays."""

import copy
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from improvement.checks.facts import Facts
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.store.access import GuardedStore
from improvement.store.drafts import Drafts
from improvement.store.folder import FolderStore
from improvement.store.room import Rooms
from improvement.store.tokens import Grant, Tokens
from improvement.store.visitors import Visitor
from improvement.usecases.customer_safe import CustomerSafeStore
from improvement.view.language import language

T = TypeVar("T")
KEPT_RESULTS = 1_000
FactsOf = Callable[["Workspace", str, Plan], Facts]


class Memory:
    """Results by key; they are immutable, so all visitors share them."""

    def __init__(self) -> None:
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The result for a key; computed again only when a thousand others were asked for since.

        Threads that ask at once may both compute; they get equal results.
        """
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]  # type: ignore[no-any-return]  # the key names the kind of result
        result = compute()
        with self._lock:
            self._results[key] = result
            while len(self._results) > KEPT_RESULTS:
                self._results.popitem(last=False)
        return result


class Workspace:
    """The store as the local person may use it, the rooms, the clock, and a memory of results.

    Results are keyed by (what, plan, revision, fingerprint of evidence), never by who asks. One per process and folder;
    `seen_by` gives what another visitor may use, `for_customers` what may be shown to customers; `facts_of` what a plan
    about to be saved needs.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], facts_of: FactsOf) -> None:
        self.now, self.folder = now, folder
        self._files = FolderStore(folder, lambda plan_id, plan: facts_of(self, plan_id, plan))
        self._tokens = Tokens(folder)
        self.rooms = Rooms(folder)
        self.drafts = Drafts(folder)
        self._memory = Memory()
        # results for customers are kept apart, so that no name comes back from a memory
        self._safe_memories: defaultdict[str, Memory] = defaultdict(Memory)
        self._visitor: Visitor = Visitor(at_machine=True)
        self.store = GuardedStore(self._files, now, self._visitor)

    def seen_by(self, visitor: Visitor) -> "Workspace":
        """The same programmes, clock and memory, with the rights of this visitor."""
        seen = copy.copy(self)
        seen._visitor = visitor
        seen.store = GuardedStore(self._files, self.now, visitor)
        return seen

    def for_customers(self) -> "Workspace":
        """The same programmes without the names of staff, in the language of this run; nothing can be changed."""
        safe = copy.copy(self)
        safe._memory = self._safe_memories[language()]
        safe.store = CustomerSafeStore(self._files, self.now, self._visitor, safe._memory.remember)
        return safe

    def withheld(self, plan_id: str) -> frozenset[str]:
        """Ids and names of persons about whom no result may tell; empty unless customers look on."""
        return self.store.persons(plan_id) if isinstance(self.store, CustomerSafeStore) else frozenset()

    def shown_mapping(self, plan_id: str, found: Mapping) -> tuple[Mapping, dict[str, str]]:
        """What a file of evidence means as it may be shown, and the items that have another id for it."""
        return self.store.mapping(plan_id, found) if isinstance(self.store, CustomerSafeStore) else (found, {})

    def grant_of(self, token: str) -> Grant | None:
        """What a token opens, or opened; None for one that is unknown."""
        return self._tokens.grant_of(token)

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The result for a key, computed once."""
        return self._memory.remember(key, compute)

    @property
    def today(self) -> date:
        """Today by the workspace's clock."""
        return self.now().date()
