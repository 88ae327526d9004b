"""People take the next ready activity in list order, run by run: the kernel, compiled where numba is there.

The parallel schedule generation scheme with a fixed list (Kolisch 1996): time goes on from event to event, nobody knows
a drawn duration before its end. Import this module only when it is needed: numba takes its time. Without numba the same
code runs as it stands, some hundred times slower.
"""

import numpy as np

from improvement.schedule.axis import TICKS
from improvement.schedule.monte_carlo_desk import NEVER, NOBODY, Clock, Crews, Desk, Ints, Waiting
from improvement.schedule.rcpsp.compiled import compiled


@compiled
def _moment(clock: Clock, position: int, opening: bool) -> int:
    """The calendar position of a working position, a day boundary read as an opening or a closing."""
    work = position + clock.base - (0 if opening else 1)
    # beyond the calendar's last day nothing is told apart; whoever asks for dates there is refused
    day = clock.offsets[min(work // TICKS, len(clock.offsets) - 1)]
    return int(day * TICKS + work % TICKS + (0 if opening else 1))


@compiled
def _to_work(clock: Clock, moment: int) -> int:
    """The working position of a calendar position."""
    day, rest = min(moment // TICKS, len(clock.before) - 2), moment % TICKS
    count = clock.before[day]
    return int(count * TICKS + (rest if clock.before[day + 1] > count else 0) - clock.base)


@compiled
def _ready(
    waiting: Waiting, clock: Clock, i: int, length: int, starts: Ints, finishes: Ints, ends: Ints
) -> tuple[int, int]:
    """Where the links let a node begin, and which node decides (or NOBODY)."""
    ready, driver = max(waiting.floors[i], waiting.finish_from[i] - length), NOBODY
    for k in range(waiting.link_at[i], waiting.link_at[i + 1]):
        source, from_finish, lag = waiting.links[k, 0], waiting.links[k, 1] == 1, waiting.links[k, 3]
        reached = finishes[source] if from_finish else starts[source]
        if not waiting.links[k, 4]:
            reached += lag
        elif from_finish and ends[source] != NEVER:
            reached = _to_work(clock, ends[source] + lag)
        else:
            reached = _to_work(clock, _moment(clock, reached, not from_finish) + lag)
        if waiting.links[k, 2]:
            reached -= length
        if reached > ready:
            ready, driver = reached, source
    return ready, driver


@compiled
def _absence(away: Ints, away_at: Ints, unit: int, moment: int) -> int:
    """The first span of absence that ends after a moment."""
    low, high = away_at[unit], away_at[unit + 1]
    while low < high:
        middle = (low + high) // 2
        if away[middle, 1] > moment:
            high = middle
        else:
            low = middle + 1
    return int(low)


@compiled
def _present(away: Ints, away_at: Ints, unit: int, moment: int) -> int:
    """The first position from `moment` on at which a person is there."""
    k = _absence(away, away_at, unit, moment)
    gone = k < away_at[unit + 1] and away[k, 0] <= moment
    return int(away[k, 1] if gone else moment)


@compiled
def _take(crews: Crews, i: int, moment: int, free: Ints, taken: Ints) -> int:
    """Take the people whom an activity needs, free at a moment, into `taken`; how many, or NOBODY if some lack."""
    count = 0
    for k in range(crews.need_at[i], crews.need_at[i + 1]):
        crew, heads = crews.needs[k, 0], crews.needs[k, 1]
        for u in range(crews.crew_at[crew], crews.crew_at[crew + 1]):
            unit = crews.crews[u]
            if heads == 0:
                break
            if free[unit] > moment or _present(crews.away, crews.away_at, unit, moment) > moment:
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


@compiled
def _earliest(crews: Crews, i: int, moment: int, limit: int, free: Ints, taken: Ints) -> int:
    """The first position from `moment` on at which all its people are free; NEVER if that is not before `limit`."""
    while moment < limit:
        if _take(crews, i, moment, free, taken) != NOBODY:
            return moment
        following = NEVER
        for k in range(crews.need_at[i], crews.need_at[i + 1]):
            crew = crews.needs[k, 0]
            for u in range(crews.crew_at[crew], crews.crew_at[crew + 1]):
                unit = crews.crews[u]
                there = _present(crews.away, crews.away_at, unit, max(moment, free[unit]))
                if moment < there < following:
                    following = there
        moment = following
    return NEVER


@compiled
def _choose(
    crews: Crews, queue: Ints, now: int, ready: Ints, free: Ints, taken: Ints, first_free: Ints
) -> tuple[int, int, int]:
    """Who in the queue finds its people first, the first in the list of equals: its place there, when, and how many
    people it took already, or NOBODY.
    """
    for crew in range(len(first_free)):
        first_free[crew] = NEVER
        for u in range(crews.crew_at[crew], crews.crew_at[crew + 1]):
            first_free[crew] = min(first_free[crew], free[crews.crews[u]])
    soonest = max(now, first_free.min())
    for k in range(len(queue)):
        if _hopes(crews, queue[k], now, ready, first_free) <= soonest:
            heads = _take(crews, queue[k], soonest, free, taken)
            if heads != NOBODY:  # nobody further down the list can be earlier
                return k, soonest, heads
    place, begin = 0, NEVER
    for k in range(len(queue)):
        earliest = _hopes(crews, queue[k], now, ready, first_free)
        if earliest < begin:
            earliest = _earliest(crews, queue[k], earliest, begin, free, taken)
            if earliest < begin:
                place, begin = k, earliest
    return place, begin, NOBODY


@compiled
def _hopes(crews: Crews, i: int, now: int, ready: Ints, first_free: Ints) -> int:
    """When one of each crew that an activity needs is free; not before, if ever, it finds its people."""
    earliest = max(now, ready[i])
    for need in range(crews.need_at[i], crews.need_at[i + 1]):
        earliest = max(earliest, first_free[crews.needs[need, 0]])
    return int(earliest)


@compiled
def _end(away: Ints, away_at: Ints, start: int, length: int, people: Ints) -> int:
    """Where an activity of working time ends, which pauses while one of its people is away."""
    while True:
        leaves, returns = NEVER, NEVER
        for unit in people:
            k = _absence(away, away_at, unit, start)
            if k < away_at[unit + 1] and away[k, 0] < leaves:
                leaves, returns = max(away[k, 0], start), away[k, 1]
        if start + length <= leaves:
            return start + length
        length -= leaves - start
        start = returns


@compiled
def _release(follow: Ints, waits: Ints, todo: Ints, pending: int) -> int:
    """Put the nodes that waited for the last of theirs on the list `todo`; how many are there now."""
    for target in follow:
        waits[target] -= 1
        if waits[target] == 0:
            todo[pending] = target
            pending += 1
    return pending


@compiled
def _insert(queue: Ints, length: int, i: int) -> None:
    """Put a node into the queue, which keeps the order of the list."""
    while length and queue[length - 1] > i:
        queue[length] = queue[length - 1]
        length -= 1
    queue[length] = i


@compiled
def _remove(queue: Ints, length: int, place: int) -> None:
    """Take a place out of the queue."""
    for k in range(place, length - 1):
        queue[k] = queue[k + 1]


@compiled
def run(desk: Desk, lengths: Ints, starts: Ints, finishes: Ints, ends: Ints, drivers: Ints) -> None:
    """One run: fill starts, finishes and, for each node, the one that decided its start (or NOBODY).

    ends: calendar positions at which settled and elapsed nodes end, NEVER for the others.
    """
    clock, crews, follow_at = desk.clock, desk.crews, desk.follow_at
    count, units = len(lengths), len(crews.away_at) - 1
    free, user = np.full(units, -NEVER, np.int64), np.full(units, NOBODY, np.int64)
    first_free = np.zeros(len(crews.crew_at) - 1, np.int64)
    taken, waits = np.zeros(units, np.int64), desk.waits.copy()
    ready, queue, todo = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    queued, now = 0, -NEVER
    starts[:], finishes[:], ends[:] = desk.set_starts, desk.set_finishes, desk.set_ends
    drivers[:] = NOBODY
    first = np.flatnonzero((desk.settled == 0) & (waits == 0))
    pending = len(first)
    todo[:pending] = first
    while pending or queued:
        heads = 0
        if pending:
            pending -= 1
            i = todo[pending]
            ready[i], drivers[i] = _ready(desk.waiting, clock, i, lengths[i], starts, finishes, ends)
            if crews.need_at[i] < crews.need_at[i + 1]:
                _insert(queue, queued, i)
                queued += 1
                continue
            begin = ready[i]  # what needs nobody begins at once
        else:
            place, begin, heads = _choose(crews, queue[:queued], now, ready, free, taken, first_free)
            i = queue[place]
            _remove(queue, queued, place)
            queued -= 1
            if begin == NEVER:  # people who can never meet: the work goes on without them
                begin, heads = max(now, ready[i]), 0
            elif heads == NOBODY:
                heads = _take(crews, i, begin, free, taken)
            now = begin
        starts[i] = begin if desk.begun[i] == NEVER else desk.begun[i]
        if desk.elapsed[i]:
            ends[i] = _moment(clock, begin, True) + lengths[i]
            finishes[i] = _to_work(clock, ends[i])
        else:
            finishes[i] = _end(crews.away, crews.away_at, begin, lengths[i], taken[:heads])
        latest = ready[i]
        for unit in taken[:heads]:
            if free[unit] > latest:
                latest, drivers[i] = free[unit], user[unit]
            free[unit], user[unit] = finishes[i], i
        pending = _release(desk.follow[follow_at[i] : follow_at[i + 1]], waits, todo, pending)


@compiled
def run_all(desk: Desk, lengths: Ints, finishes: Ints, ends: Ints, critical: Ints) -> None:
    """Runs of shape (runs, nodes); `critical` counts in how many a node lay on the chain that decided the end."""
    starts, drivers = np.zeros(lengths.shape[1], np.int64), np.zeros(lengths.shape[1], np.int64)
    for k in range(len(lengths)):
        run(desk, lengths[k], starts, finishes[k], ends[k], drivers)
        at = np.argmax(finishes[k])
        while at != NOBODY:
            critical[at] += 1
            at = drivers[at]
