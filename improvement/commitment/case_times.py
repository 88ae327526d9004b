"""The cases behind a standard, ready to be judged: made once, judged for any number of targets."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from narwhals.typing import IntoFrame

from improvement.cases.observed import Observed, observe
from improvement.errors import Issue, advice
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar
from improvement.statistics.survival import TimesTable


@dataclass(frozen=True, slots=True, eq=False)
class CaseTimes:
    """What judging a standard needs beside the target; picklable.

    `since`: first day of receipt, inclusive (the last one is `cases.until`). `working` and `elapsed` (kind time):
    distinct times in hours of either clock; `met` (kind share): 0 for a case that meets the code, 1 for one that does
    not. `reason` says why there is nothing to judge.
    """

    standard: str
    promise: str | None
    hours_a_day: float
    data_date: date
    since: date | None = None
    cases: Observed | None = None
    working: TimesTable | None = None
    elapsed: TimesTable | None = None
    met: TimesTable | None = None
    reason: Issue | None = None


def times_table(
    plan: Plan,
    standard_id: str,
    mapping: Mapping | None,
    table: IntoFrame | None,
    calendar: WorkCalendar,
    data_date: date,
    promise_id: str | None = None,
) -> CaseTimes:
    """The cases received since `measured_since`, as they stood on the data date, or on the last day of collection if
    that is earlier.

    `mapping` and `table` (cleaned, columns named by item id) are those of the measure's source; None: not there. The
    segments are the promise's, else the standard's. KeyError for an unknown standard or promise.
    """
    standard = plan.commitment.standards[standard_id]
    promise = plan.commitment.promises[promise_id] if promise_id else None
    found = CaseTimes(standard_id, promise_id, plan.programme.calendar.hours.length, data_date)
    measure = plan.guarantee.measures.get(standard.measure or "")
    place = ("commitment", "standards", standard_id, "measure")
    if measure is None or standard.measure is None:
        return replace(found, reason=advice("no-measure", place))
    if measure.kind not in {"time", "share"}:
        reason = advice("measure-of-another-kind", place, measure=standard.measure, kind=measure.kind)
        return replace(found, reason=reason)
    wanted = (promise.segments if promise else ()) or standard.segments
    cases = observe(plan, standard.measure, mapping, table, calendar, data_date, wanted)
    return _counted(found, cases.since(measure.measured_since), measure.measured_since)


def _counted(found: CaseTimes, cases: Observed, since: date | None) -> CaseTimes:
    if cases.reason:
        return replace(found, reason=cases.reason)
    dated = cases.received[~np.isnat(cases.received)]
    first = dated.min().astype("datetime64[D]").item() if len(dated) else None
    found = replace(found, cases=cases, since=since or first)
    if cases.working is None or cases.elapsed is None:
        return replace(found, met=TimesTable.of(np.where(cases.done, 0.0, 1.0), np.ones_like(cases.done)))
    working, elapsed = TimesTable.of(cases.working, cases.done), TimesTable.of(cases.elapsed, cases.done)
    return replace(found, working=working, elapsed=elapsed)
