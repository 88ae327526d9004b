"""The store while customers look on: nobody of the staff by name, nothing can be changed."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Protocol, TypeVar

from improvement.model.change import Logged
from improvement.model.plan import SharedPeople
from improvement.model.programme import Role
from improvement.model.snapshot import Snapshot
from improvement.store.access import GuardedStore
from improvement.store.folder import FolderStore
from improvement.store.visitors import Look, Visitor
from improvement.view.customer_safe import log_without_names, people_without_names, without_names

T = TypeVar("T")


class Remember(Protocol):
    """A memory of results: computes what it does not hold."""

    def __call__(self, key: Hashable, compute: Callable[[], T]) -> T: ...


class OnlyLooking:
    """A visitor who changes nothing for now, whatever they may do otherwise."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor

    def role(self, plan_id: str, look: Look) -> Role | None:
        """Viewer of each programme that exists for this visitor."""
        return "viewer" if self._visitor.role(plan_id, look) else None

    def name(self, look: Look) -> str:
        """The name that a sign-in gives; else empty."""
        return self._visitor.name(look)


class CustomerSafeStore(GuardedStore):
    """The interface of FolderStore for one visitor, names left out; `remember` belongs to one language."""

    def __init__(self, store: FolderStore, now: Callable[[], datetime], visitor: Visitor, remember: Remember) -> None:
        super().__init__(store, now, OnlyLooking(visitor))
        self._remember = remember

    def snapshot(self, plan_id: str) -> Snapshot:
        """The programme now, nobody of the staff by name. Raises UnknownPlan."""
        found, shared = super().snapshot(plan_id), super().people()
        key = ("without names", plan_id, found.revision, shared)
        return self._remember(key, lambda: without_names(found, shared))

    def people(self) -> SharedPeople:
        """The persons that programmes share, each by their role."""
        return people_without_names(super().people())

    def log(self, plan_id: str) -> tuple[Logged, ...]:
        """Every change since the journal began, the oldest first, by nobody. KeptError for a damaged journal."""
        return log_without_names(super().log(plan_id))
