"""A folder of programmes with everything that can be computed from it, each result kept as long as its input stays."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from improvement.checks.facts import Facts
from improvement.model.plan import Plan
from improvement.store.folder import FolderStore
from improvement.store.room import Rooms

T = TypeVar("T")
KEPT_RESULTS = 1_000
FactsOf = Callable[["Workspace", str, Plan], Facts]


class Workspace:
    """The store, the rooms, the clock, and a memory of results by (what, plan, revision, fingerprint of evidence).

    One per process; results are immutable, so pages share them. `facts_of` gives what a plan about to be saved needs.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], facts_of: FactsOf) -> None:
        self.now = now
        self.store = FolderStore(folder, lambda plan_id, plan: facts_of(self, plan_id, plan))
        self.rooms = Rooms(folder)
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    @property
    def today(self) -> date:
        """Today by the workspace's clock."""
        return self.now().date()

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
