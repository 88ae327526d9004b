"""One programme in hand: its id and plan with the workspace behind it. Results are remembered per plan and evidence."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from improvement.errors import KeptError
from improvement.model.plan import Plan
from improvement.usecases.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan (the last good state, or one that is about to be saved) and where its evidence lies."""

    workspace: Workspace
    id: str
    plan: Plan

    @property
    def data_date(self) -> date:
        """The day up to which progress and cases are complete: the plan's, else today."""
        return self.plan.programme.data_date or self.workspace.today

    def stamp(self, name: str) -> str:
        """A fingerprint of a file beside the plan; empty where there is none."""
        return self.workspace.store.stamp(self.id, name)

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Changes whenever a stored evidence file, mapping or baseline of the plan does."""
        names = [name for each in self.plan.assessment.sources.values() for name in (each.file, each.mapping)]
        return tuple(self.stamp(name) for name in (*names, baseline_file(self.plan)) if name)

    def remember(self, what: Hashable, compute: Callable[[], T]) -> T:
        """A result of this plan and its evidence, computed once."""
        return self.workspace.remember((what, self.id, self.plan, self.data_date, self.fingerprint), compute)


def baseline_file(plan: Plan) -> str:
    """The name of the file with the approved dates; empty where none are approved."""
    return f"baselines/{plan.programme.baseline}.yaml" if plan.programme.baseline else ""


def opened(workspace: Workspace, plan_id: str) -> Opened:
    """Open the last good state of a plan. Raises UnknownPlan, or KeptError with its issues where it never was good."""
    snapshot = workspace.store.snapshot(plan_id)
    if snapshot.plan is None:
        raise KeptError(*snapshot.issues)
    return Opened(workspace, plan_id, snapshot.plan)
