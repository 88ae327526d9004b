"""One measure's cases as arrays: when each was received, how long it took, what came of it.

Commitment judges them, guarantee follows them over time; neither may import the other, so they are read here.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import narwhals as nw
import numpy as np
import numpy.typing as npt
from narwhals.typing import IntoFrame

from improvement.cases.items import case_items, missing, segment_values
from improvement.errors import Issue, advice
from improvement.evidence.cases import ONE_DAY, Moments, case_moments
from improvement.model.commitment import Target
from improvement.model.guarantee import Measure
from improvement.model.mapping import CaseTime, Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.working_hours import WorkingHours
from improvement.statistics.results import FloatArray

Flags = npt.NDArray[np.bool_]
Labels = dict[str, npt.NDArray[np.str_]]
HOUR = np.timedelta64(3600, "s")


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """One entry a case in each array; nothing received after the day `until`. `received` is NaT where nobody dated it.

    `done`: kind time, the clock has stopped; kind share, the case meets the code. `working` and `elapsed` (kind time):
    hours of a done case, age of an open one; where the moments are days only (`has_clock` false), a case still open on
    the evening of `until` has the age of `until` less its first day. `value`: kind mean. `segments`: those told apart,
    none for everybody. `reason` says why there are no cases at all.
    """

    received: Moments
    done: Flags
    until: date
    working: FloatArray | None = None
    elapsed: FloatArray | None = None
    value: FloatArray | None = None
    has_clock: bool = True
    segments: tuple[str, ...] = ()
    reason: Issue | None = None
    warnings: tuple[Issue, ...] = ()

    def where(self, chosen: Flags) -> Self:
        """Only the chosen cases."""
        columns = {name: getattr(self, name) for name in ("received", "done", "working", "elapsed", "value")}
        return replace(self, **{name: each[chosen] for name, each in columns.items() if each is not None})

    def since(self, day: date | None) -> Self:
        """The cases received on this day or later; undated ones cannot be told from them and stay."""
        if day is None:
            return self
        return self.where(np.isnat(self.received) | (self.received >= np.datetime64(str(day), "s")))

    def outcomes(self, target: Target, hours_a_day: float) -> tuple[Flags, Flags]:
        """Which cases are in time (or meet the code, or are without the event), and of which this is already certain.

        A case that is open at the promised age or later has failed; one that is younger is not yet due.
        """
        hours = None if target.within is None else self.elapsed if target.within.elapsed else self.working
        if target.within is None or hours is None:
            return ~self.done if target.at_most else self.done, np.ones_like(self.done)
        promised = target.within.hours(hours_a_day)
        return self.done & (hours <= promised), self.done | (hours >= promised)


def observe(
    plan: Plan,
    measure_id: str,
    mapping: Mapping | None,
    table: IntoFrame | None,
    calendar: WorkCalendar,
    data_date: date,
    segments: tuple[str, ...] = (),
) -> Observed:
    """The cases of a measure as they stood on the data date, or on the last day of collection if that is earlier.

    `mapping` and `table` (cleaned, columns named by item id) are those of the measure's source; None: not there. Only
    cases of the segments; all, with the warning `not-by-segment`, where the mapping cannot tell. Reasons for no cases:
    source-not-read, no-threshold, item-not-found, item-unlike-measure. KeyError for an unknown measure.
    """
    measure = plan.guarantee.measures[measure_id]
    until = min(data_date, (mapping.collected if mapping else None) or data_date)
    stored = {} if table is None else dict(nw.from_native(table).collect_schema())
    reason = missing(measure, measure_id, mapping, stored)
    if reason or mapping is None or table is None:
        nobody = np.empty(0, dtype="datetime64[s]")
        return Observed(nobody, np.empty(0, dtype=np.bool_), until, reason=reason)
    meant = segment_values(mapping, segments, stored)
    columns = tuple(meant or {})
    items = case_items(measure, measure_id, mapping)
    if measure.kind == "time" and items:
        hours = plan.programme.calendar.hours
        found, labels = _times(items, table, until, WorkingHours(calendar, hours.opens, hours.closes), columns)
    else:
        found, labels = _answers(measure, table, until, columns)
    if mapping.collected and until < mapping.collected:
        # what came after the data date is no fault of the file
        found = replace(found, warnings=tuple(each for each in found.warnings if each.id != "cases-undated"))
    if meant is None:
        mixed = advice("not-by-segment", ("guarantee", "measures", measure_id), segments=", ".join(segments))
        return replace(found, warnings=(mixed, *found.warnings))
    inside = [np.isin(labels[id], list(values)) for id, values in meant.items()]
    chosen = np.asarray(np.any(inside, axis=0), dtype=np.bool_) if inside else np.ones_like(found.done)
    return replace(found.where(chosen), segments=segments)


def _times(
    items: CaseTime, table: IntoFrame, until: date, doors: WorkingHours, columns: tuple[str, ...]
) -> tuple[Observed, Labels]:
    moments = case_moments(table, items.start, items.stop, until, columns)
    start, end = moments.start, moments.ends
    years = doors.calendar
    known = (start >= np.datetime64(f"{years.first_year}")) & (end < np.datetime64(f"{years.last_year + 1}"))
    strange = advice("cases-outside-calendar", count=int(np.count_nonzero(~known)))
    start, end = start[known], end[known]
    found = Observed(
        received=start,
        done=~moments.is_open[known],
        until=until,
        working=doors.between(start, end),
        elapsed=(end - start) / HOUR,
        has_clock=moments.has_clock or not len(start),
        warnings=moments.warnings if known.all() else (*moments.warnings, strange),
    )
    return found, {id: np.array(moments.segments[id])[known] for id in columns}


def _answers(measure: Measure, table: IntoFrame, until: date, columns: tuple[str, ...]) -> tuple[Observed, Labels]:
    item = measure.item if measure.kind in {"share", "mean"} else None
    needed = [each for each in dict.fromkeys([item, measure.date, *columns]) if each]
    frame = nw.from_native(table).lazy().select(*needed).collect()
    values = np.ones(len(frame)) if item is None else frame[item].cast(nw.Float64).to_numpy().astype(np.float64)
    received = np.full(len(frame), np.datetime64("NaT", "s"))
    if measure.date:
        received = np.asarray(frame[measure.date].cast(nw.Datetime("ms")).to_numpy(), dtype="datetime64[s]")
    known = ~np.isnan(values) & (np.isnat(received) | (received < np.datetime64(str(until), "s") + ONE_DAY))
    if measure.kind != "share":
        known &= ~np.isnat(received)
    found = Observed(received, values >= float(measure.at_least or 0.0), until, value=values)
    labels = {id: np.array([each or "" for each in frame[id].to_list()])[known] for id in columns}
    return found.where(known), labels
