"""Both passes of the critical path method, of large networks compiled (sweep.py) where numba is there.

What a compiled pass finds reads like lists, but stays where it is: to turn it into numbers and links of Python takes
longer than the pass.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from improvement.schedule import forward as plain
from improvement.schedule.axis import CLOCK as CALENDAR_AXIS
from improvement.schedule.axis import Axis, CalendarAxis, axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.columns import (
    AXIS,
    BEGIN,
    BY_DATA_DATE,
    BY_FIXED,
    BY_MUST_FINISH,
    BY_MUST_START,
    BY_NOT_BEFORE,
    BY_START,
    CLOCK,
    END,
    OPENS,
    PLACE_WIDTH,
    Arrays,
    Found,
    Ints,
    tables,
)
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import Edge, Network, Node, network

if TYPE_CHECKING:
    from improvement.schedule.sweep import Days

LARGE = 20_000
"""From so many nodes on the passes are compiled: fewer take less than it takes to load the compiler."""

_WORDS = {
    BY_START: plain.START,
    BY_NOT_BEFORE: plain.NOT_BEFORE,
    BY_DATA_DATE: plain.DATA_DATE,
    BY_FIXED: plain.FIXED,
    BY_MUST_START: plain.MUST_START,
    BY_MUST_FINISH: plain.MUST_FINISH,
}


def forward(net: Network, axis: Axis, start: date, data_start: date | None) -> Forward:
    """The forward pass; arguments as for Forward."""
    if len(net.nodes) >= LARGE and _compiles() and net.arrays:
        return CompiledForward(net, axis, start, data_start, arrays=net.arrays)
    return Forward(net, axis, start, data_start)


def backward(ahead: Forward) -> Backward:
    """The backward pass behind a forward pass."""
    return CompiledBackward(ahead) if isinstance(ahead, CompiledForward) else Backward(ahead)


def warm_up() -> None:
    """Compile the passes before somebody waits for them."""
    net = network([Node("a", 1)], [])
    if _compiles() and net.arrays:
        backward(CompiledForward(net, axis_of(WorkCalendar()), date(2027, 1, 11), None, arrays=net.arrays))


def _compiles() -> bool:
    from improvement.schedule.rcpsp.compiled import COMPILES

    return COMPILES


class Drivers(dict[int, Edge | str]):
    """The driver of each node, looked up when it is asked for."""

    def __init__(self, net: Network, arrays: Arrays, found: Found) -> None:
        super().__init__()
        self._incoming, self._rank, self._found = net.incoming, arrays.rank, found.drivers
        self._at = arrays.columns.arriving_at

    def __missing__(self, i: int) -> Edge | str:
        row = i if self._rank is None else int(self._rank[i])
        driver = int(self._found[row])
        self[i] = found = _WORDS[driver] if driver < 0 else self._incoming[i][driver - int(self._at[row])]
        return found


@dataclass(slots=True)
class CompiledForward(Forward):
    """As Forward; `arrays`: those of the network."""

    arrays: Arrays = field(kw_only=True)
    found: Found = field(init=False)
    days: "Days" = field(init=False)

    def __post_init__(self) -> None:
        from improvement.schedule.sweep import Days, early

        columns, calendars, rank = self.arrays
        calendar, first, data = self.axis.calendar, self.start, self.data_start
        days = (first.toordinal(), data.toordinal() if data else 0)
        self.days = Days(tables((calendar, *calendars)), calendar.first_ordinal, *days)
        room = np.empty((5, len(columns.lengths)), np.int64)
        places = np.zeros((len(columns.lengths), PLACE_WIDTH), np.int64)
        self.found = found = Found(room[0], room[1], columns.lengths.copy(), room[2], room[3], room[4], places)
        early(columns, self.days, found)
        self.starts, self.finishes, self.lengths = (_read(each, rank) for each in found[:3])
        self.drivers = Drivers(self.net, self.arrays, found)
        self._read_places(places if rank is None else places[rank])

    def _read_places(self, places: Ints) -> None:
        self.opens = places[:, OPENS].astype(np.bool_).tolist()
        exact = np.flatnonzero(places[:, AXIS])
        axes: dict[int, Axis | CalendarAxis] = {CLOCK: CALENDAR_AXIS}
        axes |= {number: axis_of(each) for number, each in enumerate(self.arrays.calendars, 1)}
        begins, ends = places[exact, BEGIN].tolist(), places[exact, END].tolist()
        self.exact = dict(zip(exact.tolist(), zip(begins, ends, strict=True), strict=True))
        self.axes = dict(zip(self.exact, map(axes.__getitem__, places[exact, AXIS].tolist()), strict=True))


@dataclass(slots=True)
class CompiledBackward(Backward):
    """As Backward, behind a compiled forward pass."""

    def __post_init__(self) -> None:
        from improvement.schedule.sweep import late

        ahead = self.ahead
        assert isinstance(ahead, CompiledForward)
        self.end, self.end_moment = late(ahead.arrays.columns, ahead.days, ahead.found)
        self.late, self.free = (_read(each, ahead.arrays.rank) for each in (ahead.found.late, ahead.found.free))


def _read(found: Ints, rank: Ints | None) -> memoryview:
    """Reads like a list of numbers; made into one it would take longer than the pass."""
    return (found if rank is None else found[rank]).data
