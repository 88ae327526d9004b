"""Every rule over plans: errors, gates, advice, with their places."""

from dataclasses import dataclass

from improvement.checks.chains import Chain, chains
from improvement.checks.rules import check
from improvement.errors import Issue, Severity
from improvement.usecases.dates import date_issues
from improvement.usecases.evidence import evidence_issues
from improvement.usecases.facts import facts
from improvement.usecases.opened import Opened
from improvement.usecases.scenarios import scenario_issues
from improvement.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Checked:
    """One plan looked at: its issues with file, line and column, and its golden thread (empty for a broken plan)."""

    plan: str
    issues: tuple[Issue, ...]
    chains: tuple[Chain, ...]

    def stops(self, gates: bool) -> bool:
        """Whether something here makes `check` fail: an error, or with gates a gate."""
        severe = {Severity.ERROR, Severity.GATE} if gates else {Severity.ERROR}
        return any(each.severity in severe for each in self.issues)


def check_plan(workspace: Workspace, plan_id: str) -> Checked:
    """Look at one plan with every fact that can be computed. Raises UnknownPlan."""
    snapshot = workspace.store.snapshot(plan_id)
    if snapshot.issues or snapshot.plan is None:
        return Checked(plan_id, snapshot.issues, ())
    programme = Opened(workspace, plan_id, snapshot.plan)
    known = facts(programme)
    found = workspace.store.located(
        plan_id, (*evidence_issues(programme), *date_issues(programme), *check(snapshot.plan, known))
    )
    found += tuple(scenario_issues(programme))
    return Checked(plan_id, tuple(sorted(found, key=_order)), chains(snapshot.plan, known))


def _order(found: Issue) -> tuple[int, int, int]:
    return list(Severity).index(found.severity), found.where.line or 0, found.where.column or 0
