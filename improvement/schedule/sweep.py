"""The passes of forward.py and backward.py over the tables of columns.py, compiled. Importing it imports numba.

For large networks: a pass over 100,000 activities takes milliseconds instead of most of a second. Rules and words are
those of the plain passes, which the tests compare with these. Few arrays with one row a node, because a node is then
found with one look into memory, and because each array costs at each call of a compiled function.
"""

from typing import NamedTuple

from improvement.schedule.axis import TICKS
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.columns import (
    AXIS,
    BEGIN,
    BY_DATA_DATE,
    BY_FIXED,
    BY_MUST_FINISH,
    BY_MUST_START,
    BY_NOT_BEFORE,
    BY_START,
    CALENDAR,
    CLOCK,
    DONE,
    DUE,
    ELAPSED,
    END,
    EXACT,
    FINISH_FROM,
    FIXED,
    FIXED_FINISH,
    FIXED_START,
    FLAGS,
    FROM_FINISH,
    LAG,
    NOT_BEFORE,
    OPEN_START,
    OPENS,
    OTHER,
    PROGRAMME,
    SHIFT,
    START_BY,
    STARTED,
    STATE,
    TO_FINISH,
    Columns,
    Found,
    Ints,
)
from improvement.schedule.rcpsp.compiled import compiled

UNBOUND = 2**62


class Days(NamedTuple):
    """`tables`: of columns.tables; date ordinals of the first day that they cover, of the programme's first day, and of
    the day after the data date (0: none).
    """

    tables: Ints
    covered: int
    first: int
    data: int


@compiled
def _to_work(tables: Ints, axis: int, moment: int) -> int:
    if axis == CLOCK:
        return moment
    day = moment // TICKS
    if day < 0 or day >= tables[4 * axis + 1]:
        raise OutsideCalendar("the schedule leaves the calendar's years")
    at = tables[4 * axis] + day
    return int(tables[at] * TICKS + (moment - day * TICKS if tables[at + 1] > tables[at] else 0))


@compiled
def _last_opening(tables: Ints, axis: int, moment: int) -> int:
    if axis == CLOCK:
        return moment
    day = moment // TICKS
    if day < 0 or day >= tables[4 * axis + 1]:
        raise OutsideCalendar("the schedule leaves the calendar's years")
    at = tables[4 * axis] + day
    return int(tables[at] * TICKS + (moment - day * TICKS if tables[at + 1] > tables[at] else -1))


@compiled
def _opening(tables: Ints, axis: int, position: int) -> int:
    if axis == CLOCK:
        return position
    day = position // TICKS
    if day < 0 or day >= tables[4 * axis + 3]:
        raise OutsideCalendar("the schedule leaves the calendar's years")
    return int(tables[tables[4 * axis + 2] + day] * TICKS + position - day * TICKS)


@compiled
def _closing(tables: Ints, axis: int, position: int) -> int:
    return position if axis == CLOCK else _opening(tables, axis, position - 1) + 1


@compiled
def _turned(tables: Ints, closes: bool, position: int) -> int:
    """The calendar position of a position of the programme's axis."""
    return _closing(tables, PROGRAMME, position) if closes else _opening(tables, PROGRAMME, position)


@compiled
def _start_of(days: Days, ordinal: int) -> int:
    day = ordinal - days.covered
    if day < 0 or day >= days.tables[1]:
        raise OutsideCalendar("the schedule leaves the calendar's years")
    return day * TICKS


@compiled
def early(net: Columns, days: Days, found: Found) -> None:
    """The forward pass; `found.lengths` and `found.places` come as the columns' lengths and zeros."""
    lengths, placed, arriving, at = net.lengths, net.placed, net.arriving, net.arriving_at
    starts, finishes, drivers = found.starts, found.finishes, found.drivers
    first, reason = days.first, BY_START
    if days.data > first:
        first, reason = days.data, BY_DATA_DATE
    floor = _to_work(days.tables, PROGRAMME, _start_of(days, first))
    for i in range(len(lengths)):
        if placed[i]:
            _place(net, days, found, i)
            continue
        bound, driver = floor, reason
        for k in range(at[i], at[i + 1]):
            source = arriving[k, OTHER]
            leaves = starts[source] if arriving[k, FLAGS] & OPEN_START else finishes[source]
            reached = leaves + arriving[k, SHIFT]
            if reached > bound:
                bound, driver = reached, k
        starts[i], finishes[i], drivers[i] = bound, bound + lengths[i], driver


@compiled
def _closes(found: Found, source: int, flags: int) -> bool:
    return flags & FROM_FINISH != 0 and found.places[source, OPENS] == 0


@compiled
def _floor(bound: Ints, days: Days, row: int) -> tuple[int, int]:
    """The first day that is open to a node, as an ordinal, and why."""
    day, reason = days.first, BY_START
    if bound[row, NOT_BEFORE] > day:
        by_start = bound[row, NOT_BEFORE] == bound[row, START_BY]
        day, reason = bound[row, NOT_BEFORE], BY_MUST_START if by_start else BY_NOT_BEFORE
    if bound[row, FIXED_START]:
        day, reason = bound[row, FIXED_START], BY_FIXED
    if days.data > day:
        day, reason = days.data, BY_DATA_DATE
    return day, reason


@compiled
def _place(net: Columns, days: Days, found: Found, i: int) -> None:
    """A node that is more than working days behind plain links."""
    row, bounds, tables, length = net.row[i], net.bound, days.tables, net.lengths[i]
    if bounds[row, STATE] & FIXED:
        _settle(bounds, days, found, row, i)
        found.drivers[i] = BY_FIXED
        return
    arriving, first, last = net.arriving, net.arriving_at[i], net.arriving_at[i + 1]
    milestone = length == 0 and not bounds[row, STATE] & STARTED
    axis = CLOCK if bounds[row, STATE] & ELAPSED else bounds[row, CALENDAR] if length else PROGRAMME
    if milestone and axis == PROGRAMME and _behind_exact(arriving, found, first, last):
        axis = CLOCK
    day, driver = _floor(bounds, days, row)
    bound = _to_work(tables, axis, _start_of(days, day))
    if bounds[row, FINISH_FROM]:
        reached = _to_work(tables, axis, _start_of(days, bounds[row, FINISH_FROM]) + TICKS) - length
        if reached > bound:
            bound, driver = reached, BY_MUST_FINISH
    for k in range(first, last):
        reached = _reach(arriving, tables, found, k, axis != PROGRAMME)
        if axis != PROGRAMME:
            reached = _to_work(tables, axis, reached)
        if arriving[k, FLAGS] & TO_FINISH:
            reached -= length
        if reached > bound:
            bound, driver = reached, k
    found.drivers[i] = driver
    _stand(days, found, i, bounds[row, FIXED_START], bound, axis)
    if milestone:
        found.places[i, OPENS] = driver < 0 or not _closes(found, arriving[driver, OTHER], arriving[driver, FLAGS])


@compiled
def _stand(days: Days, found: Found, i: int, begun: int, bound: int, axis: int) -> None:
    """A node whose (remaining) work begins at `bound` of its axis, and which began on a day, if that is not 0."""
    tables, end = days.tables, bound + found.lengths[i]
    if axis != PROGRAMME:
        begin = _start_of(days, begun) if begun else _opening(tables, axis, bound)
        _fix(tables, found, i, begin, _closing(tables, axis, end), axis)
    else:
        found.starts[i] = _to_work(tables, PROGRAMME, _start_of(days, begun)) if begun else bound
        found.finishes[i] = end


@compiled
def _behind_exact(arriving: Ints, found: Found, first: int, last: int) -> bool:
    """Whether one of some links is elapsed or comes from an exact node."""
    exact = False
    for k in range(first, last):
        exact |= arriving[k, FLAGS] & ELAPSED != 0 or found.places[arriving[k, OTHER], AXIS] != PROGRAMME
    return exact


@compiled
def _settle(bounds: Ints, days: Days, found: Found, row: int, i: int) -> None:
    """A node with settled dates."""
    tables, length, begun, ended = days.tables, found.lengths[i], bounds[row, FIXED_START], bounds[row, FIXED_FINISH]
    finish = _start_of(days, ended if ended else begun) + TICKS
    if begun and ended:
        start = _start_of(days, begun)
    elif bounds[row, STATE] & ELAPSED or length == 0:
        start = finish - length
    else:
        start = _opening(tables, PROGRAMME, _to_work(tables, PROGRAMME, finish) - length)
    _fix(tables, found, i, start, finish, CLOCK)
    found.lengths[i] = finish - start


@compiled
def _fix(tables: Ints, found: Found, i: int, start: int, finish: int, axis: int) -> None:
    found.places[i, AXIS], found.places[i, BEGIN], found.places[i, END] = axis, start, finish
    found.starts[i], found.finishes[i] = _to_work(tables, PROGRAMME, start), _to_work(tables, PROGRAMME, finish)


@compiled
def _reach(arriving: Ints, tables: Ints, found: Found, k: int, exact_target: bool) -> int:
    """As Forward.reach."""
    source, flags, lag = arriving[k, OTHER], arriving[k, FLAGS], arriving[k, LAG]
    finish, exact_source = flags & FROM_FINISH, found.places[source, AXIS] != PROGRAMME
    work, closes = found.finishes[source] if finish else found.starts[source], _closes(found, source, flags)
    if flags & ELAPSED or (exact_target and lag == 0 and exact_source):
        moment = found.places[source, BEGIN + finish] if exact_source else _turned(tables, closes, work)
        return moment + lag if exact_target else _to_work(tables, PROGRAMME, moment + lag)
    return _turned(tables, closes, work + lag) if exact_target else work + lag


@compiled
def late(net: Columns, days: Days, found: Found) -> tuple[int, int]:
    """The backward pass: fills found.late and found.free; returns the end and its calendar position."""
    limited, leaving, at, places = net.limited, net.leaving, net.leaving_at, found.places
    finishes, lengths, lates, free = found.finishes, found.lengths, found.late, found.free
    end, end_moment = finishes.max(), 0
    for i in range(len(limited)):
        if limited[i] and places[i, AXIS] != PROGRAMME:
            end_moment = max(end_moment, places[i, END])
    end_moment = max(end_moment, _closing(days.tables, PROGRAMME, end))
    for i in range(len(limited) - 1, -1, -1):
        bound, unmoved = end, end
        if limited[i]:
            bound, unmoved = _bounds(net, days, found, i, end, end_moment)
        else:
            for k in range(at[i], at[i + 1]):
                target, shift = leaving[k, OTHER], leaving[k, SHIFT]
                if leaving[k, FLAGS] & EXACT:
                    latest, still = _limits(net, days.tables, found, i, k)
                else:
                    latest, still = lates[target] - shift, finishes[target] - shift
                bound, unmoved = min(bound, latest), min(unmoved, still)
        lates[i], free[i] = bound, unmoved
        if bound < lengths[i]:
            raise OutsideCalendar("a late start lies before the calendar's years")
    return end, end_moment


@compiled
def _bounds(net: Columns, days: Days, found: Found, i: int, end: int, end_moment: int) -> tuple[int, int]:
    """Late and free finish of a node that is more than working days before plain links."""
    row, bounds, tables, axis = net.row[i], net.bound, days.tables, found.places[i, AXIS]
    if bounds[row, STATE] & DONE:
        finish = _own_finish(tables, found, i)
        return finish, finish
    bound = unmoved = _to_work(tables, axis, end_moment) if axis != PROGRAMME else end
    if bounds[row, DUE]:
        bound = min(bound, _to_work(tables, axis, _start_of(days, bounds[row, DUE]) + TICKS))
    if bounds[row, START_BY] and not bounds[row, STATE] & STARTED:
        bound = min(bound, _to_work(tables, axis, _start_of(days, bounds[row, START_BY])) + found.lengths[i])
    for k in range(net.leaving_at[i], net.leaving_at[i + 1]):
        latest, still = _limits(net, tables, found, i, k)
        bound, unmoved = min(bound, latest), min(unmoved, still)
    return bound, unmoved


@compiled
def _limits(net: Columns, tables: Ints, found: Found, i: int, k: int) -> tuple[int, int]:
    """The latest finishes of node i that link k allows, with the late and with the early finish of its target."""
    target, row = net.leaving[k, OTHER], net.bound
    state = row[net.row[target], STATE]
    if state & DONE or (row[net.row[i], STATE] & STARTED and not net.leaving[k, FLAGS] & FROM_FINISH):
        return UNBOUND, UNBOUND
    soon = _own_finish(tables, found, target)
    still = _limit(net.leaving, tables, found, i, k, soon)
    return still if state & FIXED else _limit(net.leaving, tables, found, i, k, found.late[target]), still


@compiled
def _own_finish(tables: Ints, found: Found, i: int) -> int:
    axis = found.places[i, AXIS]
    return found.finishes[i] if axis == PROGRAMME else _to_work(tables, axis, found.places[i, END])


@compiled
def _limit(leaving: Ints, tables: Ints, found: Found, i: int, k: int, target_finish: int) -> int:
    """The latest finish of node i, on its own axis, with which the target of link k can still finish then."""
    target, flags, lag = leaving[k, OTHER], leaving[k, FLAGS], leaving[k, LAG]
    axis, target_axis, closes = found.places[i, AXIS], found.places[target, AXIS], _closes(found, i, flags)
    arrival = target_finish - (0 if flags & TO_FINISH else found.lengths[target])
    length = 0 if flags & FROM_FINISH else found.lengths[i]
    exact, exact_target = axis != PROGRAMME, target_axis != PROGRAMME
    if flags & ELAPSED or (exact_target and exact and lag == 0):
        return _back(tables, axis, closes, _opening(tables, target_axis, arrival) - lag) + length
    if exact_target:
        arrival = _back(tables, PROGRAMME, closes, _opening(tables, target_axis, arrival))
    work = arrival - lag
    return (_back(tables, axis, closes, _opening(tables, PROGRAMME, work)) if exact else work) + length


@compiled
def _back(tables: Ints, axis: int, closes: bool, moment: int) -> int:
    """As Backward._back."""
    return _to_work(tables, axis, moment) if closes else _last_opening(tables, axis, moment)
