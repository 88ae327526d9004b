"""People take the next ready activity in list order, run by run: the kernel, compiled where numba is there.

The parallel schedule generation scheme with a fixed list (Kolisch 1996): time goes on from event to event, nobody knows
a drawn duration before its end. Import this module only when it is needed: numba takes its time. Without numba the same
code runs as it stands, some hundred times slower.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from improvement.schedule.axis import TICKS
from improvement.schedule.monte_carlo_desk import NEVER, NOBODY, Desk, Ints


def _as_it_stands(**_options: bool) -> Callable[[Any], Any]:
    return lambda function: function


try:
    from numba import njit
except ImportError:
    njit = _as_it_stands  # type: ignore[assignment]  # numba's has more forms


@njit(cache=True, nogil=True)
def _moment(desk: Desk, position: int, opening: bool) -> int:
    """The calendar position of a working position, a day boundary read as an opening or a closing."""
    work = position + desk.base - (0 if opening else 1)
    # beyond the calendar's last day nothing is told apart; whoever asks for dates there is refused
    day = desk.offsets[min(work // TICKS, len(desk.offsets) - 1)]
    return int(day * TICKS + work % TICKS + (0 if opening else 1))


@njit(cache=True, nogil=True)
def _to_work(desk: Desk, moment: int) -> int:
    """The working position of a calendar position."""
    day, rest = min(moment // TICKS, len(desk.before) - 2), moment % TICKS
    count = desk.before[day]
    return int(count * TICKS + (rest if desk.before[day + 1] > count else 0) - desk.base)


@njit(cache=True, nogil=True)
def _absence(desk: Desk, unit: int, moment: int) -> int:
    """The first span of absence that ends after a moment."""
    low, high = desk.away_at[unit], desk.away_at[unit + 1]
    while low < high:
        middle = (low + high) // 2
        if desk.away[middle, 1] > moment:
            high = middle
        else:
            low = middle + 1
    return int(low)


@njit(cache=True, nogil=True)
def _present(desk: Desk, unit: int, moment: int) -> int:
    """The first position from `moment` on at which a person is there."""
    k = _absence(desk, unit, moment)
    away = k < desk.away_at[unit + 1] and desk.away[k, 0] <= moment
    return int(desk.away[k, 1] if away else moment)


@njit(cache=True, nogil=True)
def _crew(desk: Desk, i: int, moment: int, free: Ints, taken: Ints) -> int:
    """Take the people whom an activity needs, free at a moment, into `taken`; how many, or NOBODY if some lack."""
    count = 0
    for k in range(desk.need_at[i], desk.need_at[i + 1]):
        crew, heads = desk.needs[k, 0], desk.needs[k, 1]
        for u in range(desk.crew_at[crew], desk.crew_at[crew + 1]):
            unit = desk.crews[u]
            if heads == 0:
                break
            if free[unit] > moment or _present(desk, unit, moment) > moment:
                continue
            fresh = True
            for t in range(count):
                fresh = fresh and taken[t] != unit
            if fresh:
                taken[count] = unit
                count += 1
                heads -= 1
        if heads > 0:
            return NOBODY
    return count


@njit(cache=True, nogil=True)
def _earliest(desk: Desk, i: int, moment: int, limit: int, free: Ints, taken: Ints) -> int:
    """The first position from `moment` on at which all its people are free; NEVER if that is not before `limit`."""
    while moment < limit:
        if _crew(desk, i, moment, free, taken) != NOBODY:
            return moment
        following = NEVER
        for k in range(desk.need_at[i], desk.need_at[i + 1]):
            crew = desk.needs[k, 0]
            for u in range(desk.crew_at[crew], desk.crew_at[crew + 1]):
                unit = desk.crews[u]
                there = _present(desk, unit, max(moment, free[unit]))
                if moment < there < following:
                    following = there
        moment = following
    return NEVER


@njit(cache=True, nogil=True)
def _end(desk: Desk, start: int, length: int, taken: Ints, count: int) -> int:
    """Where an activity of working time ends, which pauses while one of its people is away."""
    while True:
        leaves, returns = NEVER, NEVER
        for t in range(count):
            k = _absence(desk, taken[t], start)
            if k < desk.away_at[taken[t] + 1] and desk.away[k, 0] < leaves:
                leaves, returns = max(desk.away[k, 0], start), desk.away[k, 1]
        if start + length <= leaves:
            return start + length
        length -= leaves - start
        start = returns


@njit(cache=True, nogil=True)
def _ready(desk: Desk, i: int, length: int, starts: Ints, finishes: Ints, ends: Ints, drivers: Ints) -> int:
    """Where the links let a node begin; notes which one decides."""
    ready, drivers[i] = max(desk.floors[i], desk.finish_from[i] - length), NOBODY
    for k in range(desk.link_at[i], desk.link_at[i + 1]):
        source, lag = desk.links[k, 0], desk.links[k, 3]
        reached = finishes[source] if desk.links[k, 1] else starts[source]
        if not desk.links[k, 4]:
            reached += lag
        elif desk.links[k, 1]:
            reached = _to_work(desk, (_moment(desk, reached, False) if ends[source] == NEVER else ends[source]) + lag)
        else:
            reached = _to_work(desk, _moment(desk, reached, True) + lag)
        if desk.links[k, 2]:
            reached -= length
        if reached > ready:
            ready, drivers[i] = reached, source
    return int(ready)


@njit(cache=True, nogil=True)
def _release(desk: Desk, i: int, waits: Ints, todo: Ints, pending: int) -> int:
    """Put the nodes that waited for this one last on the list `todo`; how many are there now."""
    for k in range(desk.follow_at[i], desk.follow_at[i + 1]):
        target = desk.follow[k]
        waits[target] -= 1
        if waits[target] == 0:
            todo[pending] = target
            pending += 1
    return pending


@njit(cache=True, nogil=True)
def _queue(queue: Ints, length: int, i: int) -> None:
    """Insert a node into the queue, which keeps the order of the list."""
    while length and queue[length - 1] > i:
        queue[length] = queue[length - 1]
        length -= 1
    queue[length] = i


@njit(cache=True, nogil=True)
def _do(
    desk: Desk, i: int, begin: int, length: int, starts: Ints, finishes: Ints, ends: Ints, taken: Ints, heads: int
) -> None:
    """Work on a node from a position on."""
    starts[i] = begin if desk.begun[i] == NEVER else desk.begun[i]
    if desk.elapsed[i]:
        ends[i] = _moment(desk, begin, True) + length
        finishes[i] = _to_work(desk, ends[i])
    else:
        ends[i], finishes[i] = NEVER, _end(desk, begin, length, taken, heads)


@njit(cache=True, nogil=True)
def _choose(desk: Desk, queue: Ints, now: int, ready: Ints, free: Ints, taken: Ints) -> tuple[int, int]:
    """Who in the queue finds its people first, the first in the list of equals; its place there and when."""
    place, begin = 0, NEVER
    for k in range(len(queue)):
        earliest = max(now, ready[queue[k]])
        if earliest < begin:
            earliest = _earliest(desk, queue[k], earliest, begin, free, taken)
            if earliest < begin:
                place, begin = k, earliest
    return place, begin


@njit(cache=True, nogil=True)
def run(desk: Desk, lengths: Ints, starts: Ints, finishes: Ints, ends: Ints, drivers: Ints) -> None:
    """One run: fill starts, finishes and, for each node, the one that decided its start (or NOBODY).

    ends: calendar positions at which settled and elapsed nodes end, NEVER for the others.
    """
    count, units = len(lengths), len(desk.away_at) - 1
    free, user = np.full(units, -NEVER, np.int64), np.full(units, NOBODY, np.int64)
    taken, waits = np.zeros(units, np.int64), desk.waits.copy()
    ready, queue, todo = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    queued, pending, now = 0, 0, -NEVER
    for i in range(count):
        drivers[i] = NOBODY
        if desk.settled[i]:
            starts[i], finishes[i], ends[i] = desk.set_starts[i], desk.set_finishes[i], desk.set_ends[i]
        elif waits[i] == 0:
            todo[pending] = i
            pending += 1
    while True:
        while pending:  # what needs nobody begins at once, the rest queues for people
            pending -= 1
            i = todo[pending]
            ready[i] = _ready(desk, i, lengths[i], starts, finishes, ends, drivers)
            if desk.need_at[i] < desk.need_at[i + 1]:
                _queue(queue, queued, i)
                queued += 1
            else:
                _do(desk, i, ready[i], lengths[i], starts, finishes, ends, taken, 0)
                pending = _release(desk, i, waits, todo, pending)
        if not queued:
            return
        place, begin = _choose(desk, queue[:queued], now, ready, free, taken)
        i, heads = queue[place], 0
        if begin < NEVER:
            heads = _crew(desk, i, begin, free, taken)
        else:  # people who can never meet: the work goes on without them
            begin = max(now, ready[i])
        now, queued = begin, queued - 1
        queue[place:queued] = queue[place + 1 : queued + 1]
        _do(desk, i, begin, lengths[i], starts, finishes, ends, taken, heads)
        latest = ready[i]
        for t in range(heads):
            if free[taken[t]] > latest:
                latest, drivers[i] = free[taken[t]], user[taken[t]]
            free[taken[t]], user[taken[t]] = finishes[i], i
        pending = _release(desk, i, waits, todo, pending)


@njit(cache=True, nogil=True)
def run_all(desk: Desk, lengths: Ints, finishes: Ints, ends: Ints, critical: Ints) -> None:
    """Runs of shape (runs, nodes); `critical` counts in how many a node lay on the chain that decided the end."""
    starts, drivers = np.zeros(lengths.shape[1], np.int64), np.zeros(lengths.shape[1], np.int64)
    for k in range(len(lengths)):
        run(desk, lengths[k], starts, finishes[k], ends[k], drivers)
        at = np.argmax(finishes[k])
        while at != NOBODY:
            critical[at] += 1
            at = drivers[at]
