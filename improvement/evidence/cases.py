"""Cases: when each one opened and closed, and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame
from numpy.typing import NDArray

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap

Moments = NDArray[np.datetime64]
ONE_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True, eq=False)
class CaseMoments:
    """Per case: start and stop as datetime64[s], NaT in `stop` while the case is open; segments as text, '' unknown.

    `has_clock`: moments carry a time of day; else they are days only, and times are whole days. `censored_at`: open
    cases were still open at this moment: the end of the last day of collection; with days only, that day itself, so
    that a case stopped on it and one still open then have the same age.
    """

    start: Moments
    stop: Moments
    segments: FrozenMap[str, tuple[str, ...]]
    has_clock: bool
    censored_at: np.datetime64
    warnings: tuple[Issue, ...] = ()

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Cases whose clock had not stopped at `censored_at`."""
        return np.isnat(self.stop)

    @property
    def ends(self) -> Moments:
        """When each case stopped; `censored_at` for an open one."""
        return np.where(self.is_open, self.censored_at, self.stop)


def case_moments(
    table: IntoFrame, start_item: str, stop_item: str, collected: date | None = None, segments: Sequence[str] = ()
) -> CaseMoments:
    """The moments of two items of a cleaned table, and the segment columns of the same cases.

    `collected` is the last day of collection; by default the last day that occurs. A case without start, opened after
    that day, or stopped before it started is left out with a warning; one stopped after it counts as open.
    """
    columns = list(dict.fromkeys([start_item, stop_item, *segments]))
    frame = nw.from_native(table).lazy().select(*columns).collect()
    start, stop = _moments(frame[start_item]), _moments(frame[stop_item])
    last = (_last_day(start, stop) if collected is None else np.datetime64(str(collected), "s")) + ONE_DAY
    stop = np.where(stop < last, stop, np.datetime64("NaT", "s"))
    undated, reversed_ = np.isnat(start) | (start >= last), stop < start
    kept = ~undated & ~reversed_
    labels = {name: np.array([each or "" for each in frame[name].cast(nw.String).to_list()])[kept] for name in segments}
    days = np.concatenate([start[kept], stop[kept][~np.isnat(stop[kept])]])
    has_clock = bool(np.any(days != days.astype("datetime64[D]")))
    return CaseMoments(
        start=start[kept],
        stop=stop[kept],
        segments=FrozenMap({name: tuple(map(str, values)) for name, values in labels.items()}),
        has_clock=has_clock,
        censored_at=last if has_clock else last - ONE_DAY,
        warnings=_warnings(start_item, stop_item, int(undated.sum()), int(reversed_.sum())),
    )


def first_moments(table: IntoFrame, items: Sequence[str]) -> dict[str, date]:
    """The first day in each of these columns that holds moments; columns without any are left out."""
    frame = nw.from_native(table).lazy()
    schema = frame.collect_schema()
    timed = [each for each in items if each in schema and isinstance(schema[each], nw.Datetime | nw.Date)]
    if not timed:
        return {}
    row = frame.select(*(nw.col(each).min() for each in timed)).collect().to_dict(as_series=False)
    return {each: moment for each in timed if (moment := row[each][0]) is not None and moment == moment}  # noqa: PLR0124


def _moments(column: nw.Series[Any]) -> Moments:
    return np.asarray(column.cast(nw.Datetime("ms")).to_numpy(), dtype="datetime64[s]")


def _last_day(start: Moments, stop: Moments) -> np.datetime64:
    known = np.concatenate([start, stop])
    known = known[~np.isnat(known)]
    day = known.max().astype("datetime64[D]") if len(known) else np.datetime64("1970-01-01")
    return np.datetime64(str(day), "s")


def _warnings(start: str, stop: str, undated: int, reversed_: int) -> tuple[Issue, ...]:
    found = [advice("cases-undated", item=start, count=undated)] if undated else []
    if reversed_:
        found.append(advice("cases-reversed", start=start, stop=stop, count=reversed_))
    return tuple(found)


def hours_taken(cases: CaseMoments) -> NDArray[np.float64]:
    """Hours by the clock (calendar, not working hours) per case; for an open case, its age at `censored_at`."""
    return np.asarray((cases.ends - cases.start) / np.timedelta64(1, "h"), dtype=np.float64)
