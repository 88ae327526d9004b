"""A measure over time: one point a week or month, and its control chart."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from narwhals.typing import IntoFrame

from improvement.cases.observed import Observed, observe
from improvement.errors import Issue, advice
from improvement.guarantee.periods import first_day, last_day, number_of, period_numbers
from improvement.model.commitment import Target
from improvement.model.guarantee import Measure, MeasureKind, Period
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Point:
    """One period from its first to its last day, both inclusive.

    `n` cases whose outcome is certain and `value`: kinds time and share, `hits`/`n` (in time, or meeting the code);
    mean, their mean; count, `n`. `value` None: nothing to divide by. `not_due` more are open and too young to tell.
    `running`: the period has not ended, or some of its cases are not yet due.
    """

    start: date
    last: date
    n: int
    value: float | None
    hits: int | None = None
    not_due: int = 0
    running: bool = False


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """The points of one measure from its first case to the day `until`, without gaps; periods without cases have n 0.

    `reason` says why there are none.
    """

    measure: str
    kind: MeasureKind
    period: Period
    until: date
    points: tuple[Point, ...] = ()
    reason: Issue | None = None
    warnings: tuple[Issue, ...] = ()

    @property
    def not_due(self) -> int:
        """Cases left out because they are open and too young to tell."""
        return sum(each.not_due for each in self.points)


def series(
    plan: Plan,
    measure_id: str,
    target: Target | None,
    mapping: Mapping | None,
    table: IntoFrame | None,
    calendar: WorkCalendar,
    data_date: date,
) -> MeasureSeries:
    """A measure by its own period of receipt, all cases up to the data date or the last day of collection, if earlier.

    Kind time counts who was within the target's time. Reasons for no points: those of `observe`, measure-without-time
    (kind time and no such target), finer-than-the-clock, cases-without-dates. KeyError for an unknown measure.
    """
    measure = plan.guarantee.measures[measure_id]
    cases = observe(plan, measure_id, mapping, table, calendar, data_date)
    reason = cases.reason or obstacle(measure, measure_id, cases, target)
    if reason:
        return MeasureSeries(measure_id, measure.kind, measure.period, cases.until, reason=reason)
    points = points_of(cases, measure, measure.period, target, plan.programme.calendar.hours.length)
    return MeasureSeries(measure_id, measure.kind, measure.period, cases.until, points, warnings=cases.warnings)


def obstacle(measure: Measure, measure_id: str, cases: Observed, target: Target | None) -> Issue | None:
    """Why these cases cannot be counted against the target by period of receipt; None if they can."""
    place = ("guarantee", "measures", measure_id)
    within = target.within if target else None
    if measure.kind == "time" and within is None:
        return advice("measure-without-time", place, measure=measure_id)
    if measure.kind == "time" and within and within.unit == "h" and not cases.has_clock:
        return advice("finer-than-the-clock", place, time=str(within))
    if bool(np.isnat(cases.received).any()):
        return advice("cases-without-dates", place, measure=measure_id)
    return None


def points_of(
    cases: Observed,
    measure: Measure,
    period: Period,
    target: Target | None,
    hours_a_day: float,
    since: date | None = None,
) -> tuple[Point, ...]:
    """The points of dated cases, from the period of the day `since` (default: of the first case) to `cases.until`'s."""
    if not len(cases.received) and since is None:
        return ()
    numbers = period_numbers(cases.received, period)
    first = number_of(since, period) if since else int(numbers.min())
    place, size = numbers - first, max(0, number_of(cases.until, period) - first + 1)
    hit, due = cases.done, np.ones_like(cases.done)
    if measure.kind == "time" and target:
        hit, due = cases.outcomes(target, hours_a_day)
    values = cases.value if measure.kind == "mean" and cases.value is not None else hit.astype(np.float64)
    counted = np.bincount(place[due], minlength=size)
    sums = np.bincount(place[due], values[due], minlength=size)
    young = np.bincount(place[~due], minlength=size)
    return tuple(
        _point(measure.kind, first_day(first + index, period), last_day(first + index, period), cases.until, *told)
        for index, told in enumerate(zip(counted.tolist(), sums.tolist(), young.tolist(), strict=True))
    )


def _point(kind: MeasureKind, start: date, last: date, until: date, n: int, total: float, not_due: int) -> Point:
    value = float(n) if kind == "count" else total / n if n else None
    hits = round(total) if kind in {"time", "share"} else None
    return Point(start, last, n, value, hits, not_due, running=last > until or not_due > 0)
