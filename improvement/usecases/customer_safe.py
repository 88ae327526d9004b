"""The store while customers look on: nobody of the staff by name, nothing can be changed."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from improvement.errors import Issue
from improvement.model.change import Logged
from improvement.model.mapping import Mapping
from improvement.model.plan import SharedPeople
from improvement.model.snapshot import Snapshot
from improvement.store.access import GuardedStore
from improvement.store.folder import FolderStore
from improvement.store.scenarios import ScenarioFile, read_scenario, scenario_text
from improvement.store.visitors import Visitor
from improvement.view.customer_safe import (
    log_without_names,
    mapping_without_names,
    people_without_names,
    scenario_without_names,
    without_names,
)

T = TypeVar("T")


class Remember(Protocol):
    """A memory of results: computes what it does not hold."""

    def __call__(self, key: Hashable, compute: Callable[[], T]) -> T: ...


class CustomerSafeStore(GuardedStore):
    """The interface of FolderStore for one visitor, names left out; `remember` belongs to one language."""

    def __init__(self, store: FolderStore, now: Callable[[], datetime], visitor: Visitor, remember: Remember) -> None:
        super().__init__(store, now, replace(visitor, only_looks=True))
        self._remember = remember

    def snapshot(self, plan_id: str) -> Snapshot:
        """The programme now, nobody of the staff by name. Raises UnknownPlan."""
        found, shared = super().snapshot(plan_id), super().people()
        key = ("without names", plan_id, found.revision, shared)
        return self._remember(key, lambda: without_names(found, shared))

    def persons(self, plan_id: str) -> frozenset[str]:
        """Ids and names of the persons of a programme, by which a column of its evidence may part staff."""
        plan = super().snapshot(plan_id).plan
        people = {**super().people().people, **(plan.programme.people if plan else {})}
        return frozenset(word for id, each in people.items() if each.count == 1 for word in (id, each.name))

    def mapping(self, plan_id: str, found: Mapping) -> tuple[Mapping, dict[str, str]]:
        """What a file of evidence means, nobody of the staff by name, and the items that have another id for it."""
        plan = super().snapshot(plan_id).plan
        own = plan.programme.people.values() if plan else ()
        return mapping_without_names(found, (*own, *super().people().people.values()))

    def scenario(self, plan_id: str, id: str, raw: bytes | str, document: str = "") -> ScenarioFile | None:
        """The scenario, nobody of the staff by name; None for one with mistakes, because they quote what was typed."""
        found = super().scenario(plan_id, id, raw, document)
        if found is None or found.scenario is None or found.issues:
            return None
        plan = super().snapshot(plan_id).plan
        people = {**super().people().people, **(plan.programme.people if plan else {})}
        hidden = scenario_without_names(found.scenario, people)
        return read_scenario(scenario_text(hidden), id, document)

    def people(self) -> SharedPeople:
        """The persons that programmes share, each by their role."""
        return people_without_names(super().people())

    def people_issues(self) -> tuple[Issue, ...]:
        """Nothing: mistakes quote what was typed."""
        return ()

    def log(self, plan_id: str) -> tuple[Logged, ...]:
        """Every change since the journal began, the oldest first, by nobody. KeptError for a damaged journal."""
        return log_without_names(super().log(plan_id))
