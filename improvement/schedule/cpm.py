"""The critical path method: early and late dates, float and the critical activities of a network.

Kelley & Walker 1959; precedence links with lags after Fondahl 1961. Own passes and not networkx, which is several times
slower and knows neither lags, calendars nor progress.

Rules. A day is whole in what people read: a start is the first day, a finish the last day (inclusive); fractions are
kept inside. A milestone's date is the last day of what it waits for, or the day from which its own bound lets it stand
(not_before, data date, start). Progress is complete up to and including the data date: unfinished work stands after
it, and a started activity's remaining work still waits for its predecessors (retained logic). Elapsed durations and
lags run through days off. Settled dates (fixed) never move: a predecessor that misses one has negative float.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import CLOCK, TICKS, axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.forward import Forward
from improvement.schedule.large import backward, forward
from improvement.schedule.precedence import Kind, Link, Node, network

__all__ = ["Kind", "Link", "Node", "Solution", "Times", "solve"]


class Times(NamedTuple):
    """One node's answer; finishes are inclusive. The late start of a started activity is that of its remaining work.

    Floats are working days; nodes that are done have float 0 and are not critical. `driver`: the id of the predecessor
    that sets the start, or "" when `reason` does: start, not-before, data-date, fixed.
    """

    id: str
    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    total_float: float
    free_float: float
    critical: bool
    driver: str
    reason: str


@dataclass(frozen=True, slots=True)
class Solution:
    """A solved network: `finish` is the last day of all; `critical` ids by early start; `makespan` in working days."""

    times: Mapping[str, Times]
    start: date
    finish: date
    makespan: float
    critical: tuple[str, ...]


def solve(
    nodes: Sequence[Node],
    links: Sequence[Link],
    calendar: WorkCalendar,
    start: date,
    data_date: date | None = None,
) -> Solution:
    """Early and late dates of every node. `start`: the first day of the programme; `data_date`: see the rules above.

    Critical: not done, and total float <= 0. ValueError: unknown or doubled id, a date outside the calendar;
    CyclicNetwork (issue `cycle`, facts id, loop): activities that wait for themselves.
    """
    return solution(*passes(nodes, links, calendar, start, data_date))


def passes(
    nodes: Sequence[Node], links: Sequence[Link], calendar: WorkCalendar, start: date, data_date: date | None = None
) -> tuple[Forward, Backward]:
    """Both passes as positions; arguments and errors as for `solve`."""
    ahead = forward(network(nodes, links), axis_of(calendar), start, data_date + timedelta(1) if data_date else None)
    return ahead, backward(ahead)


def solution(ahead: Forward, back: Backward) -> Solution:
    """The dates that both passes found."""
    nodes, axis, start = ahead.net.nodes, ahead.axis, ahead.start
    times = rows(ahead, back)
    rank = sorted((i for i, row in enumerate(times.values()) if row.critical), key=_by_start(ahead))
    first = axis.to_work(axis.start_of(start))
    return Solution(
        times=times,
        start=start,
        finish=max((row.early_finish for row in times.values()), default=start),
        makespan=(back.end - first) / TICKS if nodes else 0.0,
        critical=tuple(nodes[i].id for i in rank),
    )


def rows(ahead: Forward, back: Backward) -> dict[str, Times]:
    """The positions of both passes as dates and days, one row a node, by id."""
    nodes, day = ahead.net.nodes, ahead.axis.dates
    early, finishes, lengths = _array(ahead.starts), _array(ahead.finishes), _array(ahead.lengths)
    late, free = _array(back.late), _array(back.free)
    # all at once, and then again those that are more than working days
    begun = np.fromiter((node.fixed_start is not None for node in nodes), np.bool_, len(nodes))
    alone = begun | (lengths == 0)
    alone[list(ahead.exact)] = True
    edges = (early, finishes - 1, late - lengths, late - 1)
    # Backward has checked that no position leaves the calendar
    dates = (map(day.__getitem__, np.where(alone, 0, edge // TICKS).tolist()) for edge in edges)
    total = late - finishes
    floats = ((total / TICKS).tolist(), ((free - finishes) / TICKS).tolist(), (total <= 0).tolist())
    drivers = [ahead.drivers[i] for i in range(len(nodes))]
    sources = ["" if isinstance(each, str) else nodes[each[0]].id for each in drivers]
    reasons = [each if isinstance(each, str) else "" for each in drivers]
    ids = [node.id for node in nodes]
    found = dict(zip(ids, map(Times._make, zip(ids, *dates, *floats, sources, reasons, strict=True)), strict=True))
    found.update((ids[i], _times(i, ahead, back)) for i in np.flatnonzero(alone).tolist())
    return found


def _array(positions: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.asarray(positions, np.int64)


def _times(i: int, ahead: Forward, back: Backward) -> Times:
    node, driver = ahead.net.nodes[i], ahead.drivers[i]
    total = back.total_float(i)
    if not ahead.lengths[i] and not node.started:
        dates = _milestone_dates(i, ahead, back)
    elif i in ahead.exact:
        dates = _exact_dates(i, ahead, back)
    else:
        dates = _plain_dates(i, ahead, back)
    predecessor, reason = ("", driver) if isinstance(driver, str) else (ahead.net.nodes[driver.source].id, "")
    free, critical = back.free_float(i) / TICKS, total <= 0 and not node.done
    return Times(node.id, *dates, total / TICKS, free, critical, predecessor, reason)


def _plain_dates(i: int, ahead: Forward, back: Backward) -> tuple[date, date, date, date]:
    # Backward has checked that no position leaves the calendar
    day, late = ahead.axis.dates, back.late[i]
    return (
        ahead.net.nodes[i].fixed_start or day[ahead.starts[i] // TICKS],
        day[(ahead.finishes[i] - 1) // TICKS],
        day[(late - ahead.lengths[i]) // TICKS],
        day[(late - 1) // TICKS],
    )


def _exact_dates(i: int, ahead: Forward, back: Backward) -> tuple[date, date, date, date]:
    axis, (start, finish), own = ahead.axis, ahead.exact[i], ahead.axes[i]
    late, late_start = own.closing(back.late[i]), own.opening(back.late[i] - ahead.lengths[i])
    work = ahead.finishes[i] - ahead.starts[i]
    if own is CLOCK and work and late != finish and not ahead.net.nodes[i].elapsed:
        # settled dates of an ordinary activity: moved, it would take as many working days
        late_start, late = axis.opening(axis.to_work(late) - work), axis.closing(axis.to_work(late))
    return axis.day_from(start), axis.day_until(finish), axis.day_from(late_start), axis.day_until(late)


def _milestone_dates(i: int, ahead: Forward, back: Backward) -> tuple[date, date, date, date]:
    axis, opens, early, late = ahead.axis, ahead.opens[i], ahead.own_finish(i), back.late[i]
    if i not in ahead.exact:
        turn = axis.opening if opens else axis.closing
        early, late = turn(early), turn(late)
    read = axis.day_from if opens else axis.day_until
    return read(early), read(early), read(late), read(late)


def _by_start(ahead: Forward) -> Callable[[int], tuple[int, int]]:
    rank = {i: place for place, i in enumerate(ahead.net.order)}
    return lambda i: (ahead.starts[i], rank[i])
