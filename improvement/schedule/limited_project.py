"""From a network and its people to a project in slots, never stricter than the truth, so that its bound holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import TICKS
from improvement.schedule.dispatch import Dispatch, begins, ends
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import Edge
from improvement.schedule.rcpsp.loops import MOST_HEADS
from improvement.schedule.rcpsp.project import Arc, Ints, Project

# the first that divides every length is taken, else the last that does not make too many
_SLOTS_A_DAY = (1, 2, 4, 6, 8, 12, 24, 48)
_MOST_SLOTS = 40_000
_MOST_GROUPS = 40


@dataclass(frozen=True)
class Image:
    """The days on which anybody works, one behind the other, cut into slots from the first moment of open work.

    Lengths and starts are rounded down to slots. What slots cannot tell is left out: needs of work in calendar time,
    leave of some of those who can meet a need, links to a finish where not all work on the same days. `early`: the
    dates without limits; `first`: a schedule that holds, so that better ones end before it does.
    """

    early: Forward
    first: Dispatch

    @cached_property
    def moving(self) -> list[int]:
        """Positions of the nodes that are not settled: the activities of the project, in this order."""
        return [i for i, node in enumerate(self.early.net.nodes) if not node.fixed]

    @cached_property
    def project(self) -> Project:
        """The project."""
        place = {i: at for at, i in enumerate(self.moving)}
        demands = self._demands
        capacity = self._there()
        # more heads than the search can count are counted by the dozen, rounded so that nothing gets stricter
        scale = np.maximum(-(-demands.sum(axis=0) // MOST_HEADS), 1)
        demands, capacity = demands // scale, -(-capacity // scale)
        edges = [edge for edges in self.early.net.incoming for edge in edges]
        arcs = [
            Arc(place[edge.source], place[edge.target], lag, edge.from_finish)
            for edge in edges
            if edge.source in place and edge.target in place
            for lag in self._lag(edge)
        ]
        durations = np.array([self._length(i) // self.ticks for i in self.moving], np.int64)
        release = np.array([self._ticks(begins(self.early, i)) // self.ticks for i in self.moving], np.int64)
        return Project(durations, demands, capacity, tuple(arcs), release)

    def moment(self, slot: int) -> int:
        """The calendar position at which so many slots are over."""
        day, rest = divmod(self._base + slot * self.ticks - 1, TICKS)
        return int(self._open_days[day]) * TICKS + rest + 1

    def opening(self, slot: int) -> int:
        """The calendar position at which a slot begins."""
        day, rest = divmod(self._base + slot * self.ticks, TICKS)
        return int(self._open_days[day]) * TICKS + rest

    @cached_property
    def _works(self) -> npt.NDArray[np.bool_]:
        """Whether anybody works, a truth value for each day of the calendar."""
        calendars = {node.calendar for node in self.early.net.nodes if node.calendar} | {self.early.axis.calendar}
        return np.array(np.logical_or.reduce([calendar.working for calendar in calendars]))

    @cached_property
    def _open_days(self) -> Ints:
        return np.flatnonzero(self._works)

    @cached_property
    def _before(self) -> Ints:
        return np.concatenate([[0], np.cumsum(self._works)])

    @cached_property
    def _base(self) -> int:
        """The position from which slots are counted: an opening of the doors."""
        first = min((begins(self.early, i) for i in self.moving), default=0)
        return int(self._before[first // TICKS]) * TICKS

    def _ticks(self, moment: int) -> int:
        day, rest = divmod(moment, TICKS)
        return int(self._before[day]) * TICKS + (rest if self._works[day] else 0) - self._base

    @cached_property
    def _span(self) -> int:
        """Ticks within which better schedules end."""
        return self._ticks(max((ends(self.first, i) for i in self.moving), default=0))

    @cached_property
    def ticks(self) -> int:
        """Ticks of a slot."""
        days = -(-self._span // TICKS)
        fitting = [count for count in _SLOTS_A_DAY if days * count <= _MOST_SLOTS or count == 1]
        lags = {edge.lag for edges in self.early.net.incoming for edge in edges}
        lengths = {self.early.lengths[i] for i in self.moving} | lags
        exact = (count for count in fitting if all(length % (TICKS // count) == 0 for length in lengths))
        return TICKS // next(exact, fitting[-1])

    @cached_property
    def _groups(self) -> list[frozenset[int]]:
        """People who can meet a need, and unions of such groups that overlap: none may be asked for more than it has.

        By Hall's theorem the unions of all groups are enough; beyond a number of them the rest is left out.
        """
        staff = self.first.staff
        used = {crew for each in staff.needs for crew, heads in each if heads and staff.crews[crew]}
        groups = list(dict.fromkeys(frozenset(staff.crews[crew]) for crew in sorted(used)))
        for group in groups:
            for other in groups[:]:
                if group & other and group | other not in groups and len(groups) < _MOST_GROUPS:
                    groups.append(group | other)
        return groups

    @cached_property
    def _demands(self) -> Ints:
        """Heads of each group that open work needs, shape (open work, groups)."""
        staff, nodes = self.first.staff, self.early.net.nodes
        asked = np.zeros((len(self.moving), len(staff.crews)), np.int64)
        for row, i in zip(asked, self.moving, strict=True):
            if not nodes[i].elapsed:
                for crew, heads in staff.needs[i]:
                    row[crew] += min(heads, len(staff.crews[crew]))
        crews = [frozenset(crew) for crew in staff.crews]
        inside = np.array([[crew <= group for group in self._groups] for crew in crews], np.int64)
        size = np.array([len(group) for group in self._groups], np.int64)
        met: Ints = np.minimum(asked @ inside.reshape(len(crews), len(size)), size)
        return met

    def _there(self) -> Ints:
        """Heads of each group in each slot; all of it where any of it works."""
        begin, days = self._base // TICKS, -(-self._span // TICKS)
        offsets = self._open_days[begin : begin + days]
        size = np.array([len(group) for group in self._groups], np.int64)
        unlike = [{self.first.staff.days[unit] for unit in group} for group in self._groups]
        some = [np.logical_or.reduce([each.working[offsets] for each in calendars]) for calendars in unlike]
        rows = np.array(some, np.int64).reshape(len(size), len(offsets)).T * size
        if (rows == size).all():
            return size[None, :]
        return np.concatenate([np.repeat(rows, TICKS // self.ticks, axis=0), size[None, :]])

    def _length(self, i: int) -> int:
        return self._least(self.early.lengths[i]) if self.early.net.nodes[i].elapsed else self.early.lengths[i]

    def _least(self, ticks: int) -> int:
        if ticks not in self._leasts:
            self._leasts[ticks] = self._least_work(ticks)
        return self._leasts[ticks]

    @cached_property
    def _leasts(self) -> dict[int, int]:
        return {}

    def _least_work(self, ticks: int) -> int:
        """The least working time in a span of calendar time from the beginning of open work on."""
        days, begin = ticks // TICKS, self._base // TICKS
        before = self._before[int(self._open_days[begin]) :]
        return int((before[days:] - before[: len(before) - days]).min()) * TICKS if days < len(before) else 0

    def _lag(self, edge: Edge) -> Iterator[int]:
        """The lag from the source to the start of the target; none where slots cannot tell."""
        nodes, target = self.early.net.nodes, edge.target
        if (not edge.from_finish and nodes[edge.source].started) or (
            edge.to_finish and (not self._alike or nodes[target].elapsed or nodes[target].started)
        ):
            return
        lag = edge.lag
        if edge.elapsed and lag > 0:
            lag = self._least(lag)
        elif lag < 0 and not edge.elapsed:
            # a lead over days on which only some work
            week, worked = 7, len(self.early.axis.calendar.workdays)
            lag = lag if self._alike else (lag // worked) * week - week * TICKS
        yield (lag - (self._length(target) if edge.to_finish else 0)) // self.ticks

    @cached_property
    def _alike(self) -> bool:
        """Whether everybody works on the programme's days."""
        own = {node.calendar for node in self.early.net.nodes if node.calendar}
        return {*self.first.staff.days, *own} <= {self.early.axis.calendar}
