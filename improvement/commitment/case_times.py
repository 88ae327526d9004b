"""The cases behind a standard, ready to be judged: made once, judged for any number of targets."""

from dataclasses import dataclass, replace
from datetime import date

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame

from improvement.commitment.observed import Observed, case_items, observed_shares, observed_times, segment_items
from improvement.errors import Issue, advice
from improvement.model.change import Path
from improvement.model.guarantee import Measure
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.working_hours import WorkingHours
from improvement.statistics.survival import TimesTable


@dataclass(frozen=True, slots=True, eq=False)
class CaseTimes:
    """What judging a standard needs beside the target; picklable.

    `since` and `until`: first and last day of receipt, both inclusive. `working` and `elapsed` (kind time): distinct
    times in hours of either clock; `met` (kind share): 0 for a case that meets the code, 1 for one that does not.
    `segments` are those that were told apart, none for everybody. `reason` says why there is nothing to judge.
    """

    standard: str
    promise: str | None
    hours_a_day: float
    data_date: date
    since: date | None = None
    until: date | None = None
    cases: Observed | None = None
    working: TimesTable | None = None
    elapsed: TimesTable | None = None
    met: TimesTable | None = None
    segments: tuple[str, ...] = ()
    reason: Issue | None = None
    warnings: tuple[Issue, ...] = ()


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
    hours = plan.programme.calendar.hours
    found = CaseTimes(standard_id, promise_id, hours.length, data_date)
    measure = plan.guarantee.measures.get(standard.measure or "")
    place = ("commitment", "standards", standard_id, "measure")
    stored = frozenset() if table is None else frozenset(nw.from_native(table).collect_schema().names())
    reason = _obstacle(measure, standard.measure or "", mapping, stored, place)
    if reason or measure is None or mapping is None or table is None:
        return replace(found, reason=reason)
    wanted = (promise.segments if promise else ()) or standard.segments
    chosen = segment_items(mapping, wanted, stored)
    until = min(data_date, mapping.collected or data_date)
    items = case_items(measure, standard.measure or "", mapping)
    if measure.kind == "time" and items:
        doors = WorkingHours(calendar, hours.opens, hours.closes)
        cases = observed_times(items, table, doors, until, chosen or {})
    else:
        cases = observed_shares(measure, table, until, chosen or {})
    mixed = advice("not-by-segment", place[:3], segments=", ".join(wanted))
    warnings = cases.warnings if chosen is not None else (mixed, *cases.warnings)
    found = replace(found, until=until, segments=() if chosen is None else wanted, warnings=warnings)
    return _counted(found, cases, measure.measured_since)


def _counted(found: CaseTimes, cases: Observed, since: date | None) -> CaseTimes:
    """The window and the tables; cases that bear no date cannot be told from earlier ones and stay."""
    if since:
        cases = cases.where(np.isnat(cases.received) | (cases.received >= np.datetime64(str(since), "s")))
    dated = cases.received[~np.isnat(cases.received)]
    first = dated.min().astype("datetime64[D]").item() if len(dated) else None
    found = replace(found, cases=cases, since=since or first)
    if cases.working is None or cases.elapsed is None:
        return replace(found, met=TimesTable.of(np.where(cases.done, 0.0, 1.0), np.ones_like(cases.done)))
    working, elapsed = TimesTable.of(cases.working, cases.done), TimesTable.of(cases.elapsed, cases.done)
    return replace(found, working=working, elapsed=elapsed)


def _obstacle(
    measure: Measure | None, measure_id: str, mapping: Mapping | None, stored: frozenset[str], place: Path
) -> Issue | None:
    """Why there are no cases to judge; None if there are."""
    if measure is None:
        return advice("no-measure", place)
    if measure.kind not in {"time", "share"}:
        return advice("measure-of-another-kind", place, measure=measure_id, kind=measure.kind)
    if mapping is None or not stored:
        return advice("source-not-read", place, source=measure.source)
    if measure.kind == "share" and measure.at_least is None:
        return advice("no-threshold", place, measure=measure_id)
    items = case_items(measure, measure_id, mapping)
    needed = (measure.item,) if measure.kind == "share" else (items.start, items.stop) if items else (None,)
    missing = [each for each in needed if each not in stored]
    if missing:
        return advice("item-not-found", place, measure=measure_id, item=missing[0] or "", source=measure.source)
    return None
