"""One measure's cases as arrays: when each was received, how long it took, whether it is done."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import narwhals as nw
import numpy as np
import numpy.typing as npt
from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.cases import ONE_DAY, Moments, case_moments
from improvement.model.commitment import Target
from improvement.model.guarantee import Measure
from improvement.model.mapping import CaseTime, Mapping
from improvement.schedule.working_hours import WorkingHours
from improvement.statistics.results import FloatArray

Flags = npt.NDArray[np.bool_]
SegmentValues = dict[str, frozenset[str]]
HOUR = np.timedelta64(3600, "s")


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """One entry a case in each array. `received` is NaT where a case bears no date.

    `done`: kind time, the clock has stopped; kind share, the case meets the code. `working` and `elapsed` (kind time):
    hours of a done case, age of an open one. `has_clock` is false where the moments are days only.
    """

    received: Moments
    done: Flags
    working: FloatArray | None = None
    elapsed: FloatArray | None = None
    has_clock: bool = True
    warnings: tuple[Issue, ...] = ()

    def where(self, chosen: Flags) -> Self:
        """Only the chosen cases."""
        hours = {name: each[chosen] for name in ("working", "elapsed") if (each := getattr(self, name)) is not None}
        return replace(self, received=self.received[chosen], done=self.done[chosen], **hours)

    def outcomes(self, target: Target, hours_a_day: float) -> tuple[Flags, Flags]:
        """Which cases are in time (or meet the code, or are without the event), and of which this is already certain.

        A case that is open at the promised age or later has failed; one that is younger is not yet due.
        """
        hours = None if target.within is None else self.elapsed if target.within.elapsed else self.working
        if target.within is None or hours is None:
            return ~self.done if target.at_most else self.done, np.ones_like(self.done)
        promised = target.within.hours(hours_a_day)
        return self.done & (hours <= promised), self.done | (hours >= promised)


def case_items(measure: Measure, measure_id: str, mapping: Mapping) -> CaseTime | None:
    """The items that start and stop a measure's clock: the measure's own, else the mapping's case time of its id."""
    if measure.start and measure.stop:
        return CaseTime(start=measure.start, stop=measure.stop)
    return mapping.cases.get(measure_id)


def segment_items(
    mapping: Mapping, wanted: tuple[str, ...], stored: frozenset[str]
) -> dict[str, frozenset[str]] | None:
    """Per stored item of role segment, its values that mean one of the wanted segments; {} if none is wanted.

    None where a wanted segment stands behind no value: the mapping cannot tell.
    """
    items = {id: item.values for id, item in mapping.items.items() if item.role == "segment" and id in stored}
    if not {segment for values in items.values() for segment in values.values()}.issuperset(wanted):
        return None
    chosen = {
        id: frozenset(value for value, segment in values.items() if segment in wanted) for id, values in items.items()
    }
    return {id: values for id, values in chosen.items() if values}


def observed_times(
    items: CaseTime, table: IntoFrame, doors: WorkingHours, until: date, segments: SegmentValues
) -> Observed:
    """Cases of kind time as they stood when the day `until` ended: later receipts are not there, later ends are open.

    In data that know only days, a case still open that evening has the age of `until` less its first day. Cases
    outside the years of the calendar are left out with a warning.
    """
    moments = case_moments(table, items.start, items.stop, until, tuple(segments))
    last = moments.censored_at if moments.has_clock else moments.censored_at - ONE_DAY
    start, end = moments.start, np.where(moments.is_open, last, moments.stop)
    known = (start >= np.datetime64(f"{doors.calendar.first_year}-01-01")) & (
        end < np.datetime64(f"{doors.calendar.last_year + 1}-01-01")
    )
    strange = advice("cases-outside-calendar", count=int(np.count_nonzero(~known)))
    labels = {id: np.array(moments.segments[id])[known] for id in segments}
    start, end = start[known], end[known]
    found = Observed(
        received=start,
        done=~moments.is_open[known],
        working=doors.between(start, end),
        elapsed=(end - start) / HOUR,
        has_clock=moments.has_clock,
        warnings=moments.warnings if known.all() else (*moments.warnings, strange),
    )
    return found.where(_in_any(labels, segments)) if segments else found


def observed_shares(measure: Measure, table: IntoFrame, until: date, segments: SegmentValues) -> Observed:
    """Cases of kind share with an answer, received by the end of the day `until`: which of them meet the code."""
    columns = [each for each in dict.fromkeys([measure.item, measure.date, *segments]) if each]
    frame = nw.from_native(table).lazy().select(*columns).collect()
    answers = frame[str(measure.item)].cast(nw.Float64).to_numpy().astype(np.float64)
    received = np.full(len(answers), np.datetime64("NaT", "s"))
    known = ~np.isnan(answers)
    if measure.date:
        received = np.asarray(frame[measure.date].cast(nw.Datetime("ms")).to_numpy(), dtype="datetime64[s]")
        known &= received < np.datetime64(str(until), "s") + ONE_DAY
    if segments:
        known &= _in_any({id: np.array([each or "" for each in frame[id].to_list()]) for id in segments}, segments)
    return Observed(received[known], answers[known] >= float(measure.at_least or 0.0))


def _in_any(labels: dict[str, npt.NDArray[np.str_]], segments: SegmentValues) -> Flags:
    inside = [np.isin(labels[id], list(values)) for id, values in segments.items()]
    return np.asarray(np.any(inside, axis=0), dtype=np.bool_)
