"""What a reader of the store gets: one programme as last read, immutable."""

from dataclasses import dataclass

from improvement.errors import Issue
from improvement.model.change import PlanForm
from improvement.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One programme as last read: `plan` and `data` are the last good state, `issues` the errors of the newest text.

    `plan` is None where there never was a good state.
    """

    id: str
    revision: str
    plan: Plan | None
    data: PlanForm
    issues: tuple[Issue, ...]
