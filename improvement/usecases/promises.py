"""Verdicts on standards and promises from the evidence behind them."""

from improvement.commitment.case_times import CaseTimes, times_table
from improvement.commitment.feasible import judge
from improvement.commitment.verdicts import Feasibility
from improvement.model.commitment import Target
from improvement.schedule.network import plan_calendar
from improvement.usecases.evidence import evidence
from improvement.usecases.opened import Opened


def case_times(programme: Opened, standard_id: str, promise_id: str | None = None) -> CaseTimes:
    """The cases behind a standard, read once and judged for any number of targets. KeyError for an unknown id."""
    return programme.remember(
        ("cases", standard_id, promise_id), lambda: _case_times(programme, standard_id, promise_id)
    )


def _case_times(programme: Opened, standard_id: str, promise_id: str | None) -> CaseTimes:
    plan = programme.plan
    measure = plan.guarantee.measures.get(plan.commitment.standards[standard_id].measure or "")
    found = evidence(programme, measure.source) if measure else None
    mapping, table = found or (None, None)
    calendar = plan_calendar(plan.programme)
    return times_table(plan, standard_id, mapping, table, calendar, programme.data_date, promise_id)


def feasibility(
    programme: Opened, standard_id: str, promise_id: str | None = None, target: Target | None = None
) -> Feasibility:
    """The verdict on a standard's own target, or on another one that somebody tries."""
    wanted = target or programme.plan.commitment.standards[standard_id].target
    cases = case_times(programme, standard_id, promise_id)
    return programme.remember(("verdict", standard_id, promise_id, wanted), lambda: judge(cases, wanted))


def promise_feasibility(programme: Opened, promise_id: str) -> Feasibility:
    """The verdict on a promise. KeyError for an unknown promise or one whose standard is unknown."""
    return feasibility(programme, programme.plan.commitment.promises[promise_id].standard, promise_id)


def all_feasible(programme: Opened, standard_id: str = "") -> tuple[Feasibility, ...]:
    """A verdict on each promise, and on each standard that nobody has promised yet; of one standard only, if named."""
    commitment = programme.plan.commitment
    promised = {id: each.standard for id, each in commitment.promises.items() if each.standard in commitment.standards}
    found = [promise_feasibility(programme, id) for id, at in promised.items() if standard_id in ("", at)]
    alone = [id for id in commitment.standards if id not in promised.values() and standard_id in ("", id)]
    return (*found, *(feasibility(programme, id) for id in alone))
