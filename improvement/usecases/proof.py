"""Measures over time and promises kept, from the evidence of a programme."""

from improvement.guarantee.charting import MeasureChart
from improvement.guarantee.charting import chart as charted
from improvement.guarantee.kept import Kept
from improvement.guarantee.kept import kept as judged
from improvement.guarantee.series import MeasureSeries
from improvement.guarantee.series import series as computed
from improvement.model.commitment import Target
from improvement.schedule.network import plan_calendar
from improvement.usecases.evidence import Evidence, evidence
from improvement.usecases.opened import Opened


def series(programme: Opened, measure_id: str, target: Target | None = None) -> MeasureSeries:
    """A measure's points; a time is counted against the target given, else that of the first standard it measures."""
    wanted = target or first_target(programme, measure_id)
    return programme.remember(("series", measure_id, wanted), lambda: _series(programme, measure_id, wanted))


def first_target(programme: Opened, measure_id: str) -> Target | None:
    """The target of the first standard that this measure measures."""
    standards = programme.plan.commitment.standards.values()
    return next((each.target for each in standards if each.measure == measure_id and each.target), None)


def _series(programme: Opened, measure_id: str, target: Target | None) -> MeasureSeries:
    plan = programme.plan
    mapping, table = _evidence(programme, measure_id) or (None, None)
    calendar = plan_calendar(plan.programme)
    return computed(plan, measure_id, target, mapping, table, calendar, programme.data_date)


def _evidence(programme: Opened, measure_id: str | None) -> Evidence | None:
    measure = programme.plan.guarantee.measures.get(measure_id or "")
    return evidence(programme, measure.source) if measure else None


def chart(programme: Opened, measure_id: str, target: Target | None = None) -> MeasureChart | None:
    """The control chart of a measure; None where it has no points."""
    found = series(programme, measure_id, target)
    if not found.points:
        return None
    measure = programme.plan.guarantee.measures[measure_id]
    return programme.remember(("chart", measure_id, target), lambda: charted(found, measure))


def kept(programme: Opened, promise_id: str) -> Kept:
    """Month by month since it is public: was the promise kept? KeyError for an unknown promise."""
    return programme.remember(("kept", promise_id), lambda: _kept(programme, promise_id))


def _kept(programme: Opened, promise_id: str) -> Kept:
    plan = programme.plan
    standard = plan.commitment.standards.get(plan.commitment.promises[promise_id].standard)
    mapping, table = _evidence(programme, standard.measure if standard else None) or (None, None)
    return judged(plan, promise_id, mapping, table, plan_calendar(plan.programme), programme.data_date)
