"""Dates with limited people: the forward pass, in which work also waits until its people are free."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from improvement.schedule.axis import CLOCK, Axis, CalendarAxis, axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.crews import Asked, chosen, together
from improvement.schedule.dispatch_pool import Pool, pooled
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.precedence import Network, Node

Span = tuple[int, int]
PEOPLE = "people"


class Interrupted(Exception):
    """The dates were no longer wanted before all of them were there."""


class _Asked(NamedTuple):
    """Whom some work asks for: pools, by position.

    `pools`: all who come into question, the least versatile first, and the axes on which each of them does it alone;
    `groups`: what is wanted of each group that can do it together.
    """

    pools: Mapping[int, Axis | CalendarAxis]
    groups: tuple[Asked, ...]


@dataclass(slots=True)
class Dispatch(Forward):
    """Work in the order of `ranked` takes the first people who are free for all of it; exact to the tick.

    Who works stays to the end and does nothing else meanwhile; while one of them is away the work pauses. `crews`: who
    does each node; `ready`: the calendar position from which it waited for them. Interrupted when `on`, asked before
    each node, says no.
    """

    staff: Staff = field(kw_only=True)
    ranked: Sequence[int] = field(kw_only=True)
    on: Callable[[], bool] = field(default=lambda: True, kw_only=True)
    crews: dict[int, tuple[int, ...]] = field(default_factory=dict, kw_only=True)
    ready: dict[int, int] = field(default_factory=dict, kw_only=True)
    _pools: list[Pool] = field(default_factory=list, kw_only=True)
    _meets: list[list[int]] = field(default_factory=list, kw_only=True)
    _known: dict[object, _Asked] = field(default_factory=dict, kw_only=True)
    _joint: dict[object, Axis] = field(default_factory=dict, kw_only=True)

    def _run(self) -> None:
        self._pools, self._meets = pooled(self.staff)
        for i in self.ranked:
            if not self.on():
                raise Interrupted
            self._special(i, self.net.nodes[i])
            if self.lengths[i] and (asked := self._asked(i)).pools:
                self._take_people(i, asked)
        found: dict[int, list[int]] = {}
        for pool in self._pools:
            for i, unit in pool.assigned():
                found.setdefault(i, []).append(unit)
        self.crews = {i: tuple(crew) for i, crew in found.items()}

    def _asked(self, i: int) -> _Asked:
        """Found once for all work that asks for the same on the same days."""
        node, needs = self.net.nodes[i], self.staff.needs[i]
        key = (tuple(needs), node.elapsed, node.calendar)
        if key not in self._known:
            self._known[key] = self._whom(node, [(crew, heads) for crew, heads in needs if heads])
        return self._known[key]

    def _whom(self, node: Node, needs: Sequence[tuple[int, int]]) -> _Asked:
        needs = sorted(needs, key=lambda need: len(self.staff.crews[need[0]]))
        first = {self._pools[place].units[0]: place for crew, _ in needs for place in self._meets[crew]}
        places = sorted(first.values(), key=lambda place: (self._pools[place].uses, self._pools[place].units[0]))
        groups = tuple(
            tuple(
                ([at for at in places if at in self._meets[crew] and self._pools[at].units[0] in group], heads)
                for crew, heads in needs
            )
            for group in together(node, first, self.staff, self.axis.calendar)
        )
        return _Asked({place: self._axis(node, (place,)) for place in places}, groups)

    def _take_people(self, i: int, asked: _Asked) -> None:
        moment: int | None = begins(self, i)
        self.ready[i] = moment or 0
        while moment is not None:
            spans = self._spans(i, moment, asked)
            free = {place: self._pools[place].free(*span) for place, span in spans.items()}
            crews = [crew for group in asked.groups if (crew := chosen(group, free, spans))]
            joint = [(crew, self._joint_span(i, moment, crew)) for crew in crews]
            fitting = [each for each in joint if self._fits(*each)]
            if fitting:
                self._put(i, moment, min(fitting, key=lambda each: each[1][1])[0])
                return
            moment = self._later(moment, asked, free, spans, bool(crews))

    def _spans(self, i: int, moment: int, asked: _Asked) -> dict[int, Span]:
        """When each pool alone would do it; on the same axis it is the same time."""
        on: dict[int, Span] = {}
        for own in asked.pools.values():
            if id(own) not in on:
                on[id(own)] = self._span(i, moment, own)
        return {place: on[id(own)] for place, own in asked.pools.items()}

    def _later(
        self, moment: int, asked: _Asked, free: Mapping[int, int], spans: Mapping[int, Span], met: bool
    ) -> int | None:
        """The next moment at which it can be otherwise: none before it has enough people."""
        if met:
            # enough are free, but not for as long as it takes all of them together
            freed = [self._pools[place].released(moment) for place in asked.pools]
        else:
            freed = [self._enough(group, free, spans) for group in asked.groups]
        return min((each for each in freed if each is not None), default=None)

    def _enough(self, group: Asked, free: Mapping[int, int], spans: Mapping[int, Span]) -> int | None:
        """Before this moment the people of a group are too few; None where they always are."""
        lacking = [need for need in group if sum(free[place] for place in need[0]) < need[1]]
        if not lacking:
            # each need can be met, but not all of them by different people
            return self._one_more([place for places, _ in group for place in places], free, spans)
        moments = [self._enough_for(*need, free, spans) for need in lacking]
        return None if None in moments else max(each for each in moments if each is not None)

    def _enough_for(
        self, places: Sequence[int], heads: int, free: Mapping[int, int], spans: Mapping[int, Span]
    ) -> int | None:
        if len(places) > 1:
            return self._one_more(places, free, spans)
        pools = [self._pools[place] for place in places if heads <= len(self._pools[place].units)]
        return pools[0].freed(*spans[places[0]], heads) if pools else None

    def _one_more(self, places: Iterable[int], free: Mapping[int, int], spans: Mapping[int, Span]) -> int | None:
        """Before this moment none of the pools has more people free."""
        freed = [
            self._pools[place].freed(*spans[place], free[place] + 1)
            for place in places
            if free[place] < len(self._pools[place].units)
        ]
        return min(freed, default=None)

    def _fits(self, crew: Mapping[int, int], span: Span) -> bool:
        return all(self._pools[place].free(*span) >= heads for place, heads in crew.items())

    def _put(self, i: int, moment: int, crew: Mapping[int, int]) -> None:
        own, span = self._axis(self.net.nodes[i], crew), self._joint_span(i, moment, crew)
        for place, heads in crew.items():
            self._pools[place].take(*span, i, heads)
        if moment > self.ready[i]:
            self.drivers[i] = PEOPLE
        begun = self.net.nodes[i].fixed_start
        start = self.axis.start_of(begun) if begun else span[0]
        if own is self.axis and i not in self.exact:
            self.starts[i] = self.axis.to_work(start)
            self.finishes[i] = self.axis.to_work(span[0]) + self.lengths[i]
        else:
            self._place(i, start, span[1], own)

    def _axis(self, node: Node, crew: Iterable[int]) -> Axis | CalendarAxis:
        """The days on which people of these pools do it together."""
        if node.elapsed:
            return CLOCK
        alone = node.calendar or self.axis.calendar
        days = [alone, *(self._pools[place].days for place in crew)]
        key = frozenset(map(id, days))
        if key not in self._joint:
            joint = axis_of(*dict.fromkeys(days))
            self._joint[key] = self.axis if joint.before == self.axis.before else joint
        return self._joint[key]

    def _joint_span(self, i: int, moment: int, crew: Iterable[int]) -> Span:
        return self._span(i, moment, self._axis(self.net.nodes[i], crew))

    def _span(self, i: int, moment: int, own: Axis | CalendarAxis) -> Span:
        position = own.to_work(moment)
        return own.opening(position), own.closing(position + self.lengths[i])


def latest_first(early: Forward, back: Backward, staff: Staff, on: Callable[[], bool] = lambda: True) -> Dispatch:
    """The dates for which no search is needed: what must be finished first goes first."""
    return in_order(early, [early.own_axis(i).closing(late) for i, late in enumerate(back.late)], staff, on)


def in_order(early: Forward, keys: Sequence[float], staff: Staff, on: Callable[[], bool] = lambda: True) -> Dispatch:
    """People take the work in the order of these keys."""
    order = ranked(early.net, keys)
    return Dispatch(early.net, early.axis, early.start, early.data_start, staff=staff, ranked=order, on=on)


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
