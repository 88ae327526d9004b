"""Dates with limited people: the forward pass, in which work also waits until its people are free."""

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from improvement.schedule.axis import CLOCK, Axis, CalendarAxis, axis_of
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.crews import matched, together
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.precedence import Network

Span = tuple[int, int]
PEOPLE = "people"


@dataclass(slots=True)
class Dispatch(Forward):
    """Work in the order of `ranked` takes the first people who are free for all of it; exact to the tick.

    Who works stays to the end and does nothing else meanwhile; while one of them is away the work pauses. `crews`: who
    does each node; `ready`: the calendar position from which it waited for them; `busy`: spans of each person;
    `uses`: how many needs each can meet.
    """

    staff: Staff = field(kw_only=True)
    ranked: Sequence[int] = field(kw_only=True)
    crews: dict[int, tuple[int, ...]] = field(default_factory=dict, kw_only=True)
    ready: dict[int, int] = field(default_factory=dict, kw_only=True)
    busy: list[list[Span]] = field(default_factory=list, kw_only=True)
    uses: Counter[int] = field(default_factory=Counter, kw_only=True)

    def _run(self) -> None:
        self.busy = [[] for _ in self.staff.days]
        self.uses = Counter(unit for crew in self.staff.crews for unit in crew)
        for i in self.ranked:
            self._special(i, self.net.nodes[i])
            units = {unit for crew, heads in self.staff.needs[i] if heads for unit in self.staff.crews[crew]}
            if units and self.lengths[i]:
                self._take_people(i, units)

    def _take_people(self, i: int, units: set[int]) -> None:
        ready = self.ready[i] = begins(self, i)
        freed = {end for unit in units for _, end in self.busy[unit] if end > ready}
        groups = together(self.net.nodes[i], units, self.staff, self.axis.calendar)
        for moment in (ready, *sorted(freed)):
            if crews := [crew for group in groups if (crew := self._crew(i, moment, group))]:
                self._put(i, moment, min(crews, key=lambda crew: self._span(i, moment, self._axis(i, crew))[1]))
                return

    def _crew(self, i: int, moment: int, group: frozenset[int]) -> tuple[int, ...]:
        """Who of a group can do it from this moment on, the quickest and least versatile first; nobody if too few."""
        spans = {unit: self._span(i, moment, self._axis(i, (unit,))) for unit in group}
        free = {unit for unit in group if self._free(unit, spans[unit])}
        needs = [(self.staff.crews[crew], heads) for crew, heads in self.staff.needs[i]]
        asked = [
            (sorted(free.intersection(crew), key=lambda unit: (spans[unit][1], self.uses[unit], unit)), heads)
            for crew, heads in sorted(needs, key=lambda need: len(need[0]))
        ]
        chosen = tuple(matched(asked))
        if len(chosen) < sum(heads for _, heads in asked):
            return ()
        span = self._span(i, moment, self._axis(i, chosen))
        return chosen if all(self._free(unit, span) for unit in chosen) else ()

    def _put(self, i: int, moment: int, crew: tuple[int, ...]) -> None:
        own = self._axis(i, crew)
        span = self._span(i, moment, own)
        self.crews[i] = crew
        for unit in crew:
            self.busy[unit].append(span)
        if moment > self.ready[i]:
            self.drivers[i] = PEOPLE
        begun = self.net.nodes[i].fixed_start
        start = self.axis.start_of(begun) if begun else span[0]
        if own is self.axis and i not in self.exact:
            self.starts[i] = self.axis.to_work(start)
            self.finishes[i] = self.axis.to_work(span[0]) + self.lengths[i]
        else:
            self._place(i, start, span[1], own)

    def _axis(self, i: int, crew: tuple[int, ...]) -> Axis | CalendarAxis:
        if self.net.nodes[i].elapsed:
            return CLOCK
        alone = self.net.nodes[i].calendar or self.axis.calendar
        together = reduce(common_days, (self.staff.days[unit] for unit in crew), alone)
        return self.axis if together == self.axis.calendar else axis_of(together)

    def _span(self, i: int, moment: int, own: Axis | CalendarAxis) -> Span:
        position = own.to_work(moment)
        return own.opening(position), own.closing(position + self.lengths[i])

    def _free(self, unit: int, span: Span) -> bool:
        return all(end <= span[0] or start >= span[1] for start, end in self.busy[unit])


def begins(ahead: Forward, i: int) -> int:
    """The calendar position at which the (remaining) work of a node begins."""
    own = ahead.own_axis(i)
    return own.opening(ahead.own_finish(i) - ahead.lengths[i])


def ends(ahead: Forward, i: int) -> int:
    """The calendar position at which a node is finished."""
    return ahead.exact[i][1] if i in ahead.exact else ahead.axis.closing(ahead.finishes[i])


def dates_of(ahead: Forward, i: int) -> tuple[date, date]:
    """First and last day of a node, read as those of the critical path method."""
    axis, node, finish = ahead.axis, ahead.net.nodes[i], ends(ahead, i)
    if not ahead.lengths[i] and not node.started:
        opens = ahead.exact[i][1] if i in ahead.exact else axis.opening(ahead.finishes[i])
        day = axis.day_from(opens) if ahead.opens[i] else axis.day_until(finish)
        return day, day
    if node.fixed:
        return axis.day_from(ahead.exact[i][0]), axis.day_until(finish)
    return node.fixed_start or axis.day_from(begins(ahead, i)), axis.day_until(finish)


def common_days(one: WorkCalendar, other: WorkCalendar) -> WorkCalendar:
    """The days on which both calendars have work; ValueError where they share no weekday."""
    if one == other:
        return one
    return WorkCalendar(
        one.workdays & other.workdays,
        one.closed | other.closed,
        one.holidays | other.holidays,
        one.first_year,
        one.last_year,
    )


def ranked(net: Network, keys: Sequence[float]) -> list[int]:
    """Positions by key, each after those it waits for, started work as soon as it may; settled ones come first."""
    rank = [
        (-2 if node.fixed else -1 if node.started else key, i)
        for i, (node, key) in enumerate(zip(net.nodes, keys, strict=True))
    ]
    waits = [len(edges) for edges in net.incoming]
    ready = [rank[i] for i, count in enumerate(waits) if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        _, i = heapq.heappop(ready)
        order.append(i)
        for edge in net.outgoing[i]:
            waits[edge.target] -= 1
            if not waits[edge.target]:
                heapq.heappush(ready, rank[edge.target])
    return order
