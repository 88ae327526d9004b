"""The forward pass of the critical path method, in whole ticks.

A plain node (working days, nothing fixed) is computed on the working axis alone. An exact node (elapsed, fixed, on
days of its own, or a milestone behind one) also has calendar positions, because it may begin or end on a day off. "Own
axis" below: of an exact node the working axis of its own days or else the calendar axis, for the others the working
axis of the programme.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from improvement.schedule.axis import CLOCK, Axis, CalendarAxis, axis_of, to_ticks
from improvement.schedule.precedence import Edge, Network, Node

START, NOT_BEFORE, DATA_DATE, FIXED = "start", "not-before", "data-date", "fixed"
MUST_START, MUST_FINISH = "must-start", "must-finish"


@dataclass(slots=True)
class Forward:
    """Early positions. `data_start`: the day after the data date, the first on which unfinished work may stand.

    starts, finishes: working axis; exact: calendar positions (start, finish) of the exact nodes, axes: their own axes;
    lengths: own axis, the remaining work of a started node; opens: whether a milestone's date is read as the beginning
    of a day.
    """

    net: Network
    axis: Axis
    start: date
    data_start: date | None
    starts: list[int] | memoryview = field(default_factory=list)
    finishes: list[int] | memoryview = field(default_factory=list)
    lengths: list[int] | memoryview = field(default_factory=list)
    drivers: list[Edge | str] | dict[int, Edge | str] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    exact: dict[int, tuple[int, int]] = field(default_factory=dict)
    axes: dict[int, Axis | CalendarAxis] = field(default_factory=dict)

    def __post_init__(self) -> None:
        count = len(self.net.nodes)
        self.starts, self.finishes = [0] * count, [0] * count
        self.lengths = [to_ticks(_work(node)) for node in self.net.nodes]
        self.drivers, self.opens = [START] * count, [False] * count
        self._run()

    def own_finish(self, i: int) -> int:
        """The early finish on the node's own axis; less its length: where its (remaining) work begins."""
        return self.axes[i].to_work(self.exact[i][1]) if i in self.exact else self.finishes[i]

    def own_axis(self, i: int) -> Axis | CalendarAxis:
        """The axis on which the node's work is counted."""
        return self.axes.get(i, self.axis)

    def closes(self, edge: Edge) -> bool:
        """Whether the point that an edge leaves is the end of a day rather than the beginning of the next."""
        return edge.from_finish and not self.opens[edge.source]

    def binding(self, i: int) -> Iterator[Edge]:
        """The links that set the early dates of an unfinished node; several may, none does where a day binds it."""
        own, exact = self.own_axis(i), i in self.exact
        begins = self.own_finish(i) - self.lengths[i]
        for edge in self.net.incoming[i]:
            reached = self.reach(edge, exact)
            reached = (own.to_work(reached) if exact else reached) - (self.lengths[i] if edge.to_finish else 0)
            if reached >= begins:
                yield edge

    def _run(self) -> None:
        nodes, incoming, starts, finishes = self.net.nodes, self.net.incoming, self.starts, self.finishes
        floor_date, floor_reason = self._floor()
        floor = self.axis.to_work(self.axis.start_of(floor_date))
        for i in self.net.order:
            node, length = nodes[i], self.lengths[i]
            if not node.plain:
                self._special(i, node)
                continue
            bound, driver = floor, None
            for edge in incoming[i]:
                source, _, from_finish, to_finish, lag, elapsed = edge
                if elapsed or (not length and source in self.exact):
                    self._special(i, node)
                    break
                reached = (finishes[source] if from_finish else starts[source]) + lag
                if to_finish:
                    reached -= length
                if reached > bound:
                    bound, driver = reached, edge
            else:
                starts[i], finishes[i] = bound, bound + length
                self._drive(i, driver or floor_reason)

    def _milestone(self, i: int) -> bool:
        return not self.lengths[i] and not self.net.nodes[i].started

    def _drive(self, i: int, driver: Edge | str) -> None:
        self.drivers[i] = driver
        if self._milestone(i):
            self.opens[i] = isinstance(driver, str) or not self.closes(driver)

    def _floor(self, node: Node | None = None) -> tuple[date, str]:
        """The first day that is open to a node, and why."""
        reasons = [(self.start, START)]
        if node and node.not_before:
            reasons.append((node.not_before, MUST_START if node.not_before == node.start_by else NOT_BEFORE))
        if node and node.fixed_start:
            reasons = [(node.fixed_start, FIXED)]
        if self.data_start:
            reasons.append((self.data_start, DATA_DATE))
        return max(reasons, key=lambda reason: reason[0])

    def _special(self, i: int, node: Node) -> None:
        if node.fixed:
            self._settle(i, node)
            return
        edges, axis, length = self.net.incoming[i], self.axis, self.lengths[i]
        days = node.calendar if length else None
        exact = bool(node.elapsed or days) or (
            self._milestone(i) and any(edge.elapsed or edge.source in self.exact for edge in edges)
        )
        own = axis_of(days) if days and not node.elapsed else CLOCK if exact else axis
        floor_date, reason = self._floor(node)
        bound = own.to_work(axis.start_of(floor_date))
        driver: Edge | str = reason
        if node.finish_from and (reached := own.to_work(axis.end_of(node.finish_from)) - length) > bound:
            bound, driver = reached, MUST_FINISH
        for edge in edges:
            reached = self.reach(edge, exact)
            reached = (own.to_work(reached) if exact else reached) - (length if edge.to_finish else 0)
            if reached > bound:
                bound, driver = reached, edge
        begun = axis.start_of(node.fixed_start) if node.fixed_start else None
        if exact:
            self._place(i, own.opening(bound) if begun is None else begun, own.closing(bound + length), own)
        else:
            self.starts[i] = bound if begun is None else axis.to_work(begun)
            self.finishes[i] = bound + length
        self._drive(i, driver)

    def _settle(self, i: int, node: Node) -> None:
        """A node with settled dates; a milestone with one date stands at the end of that day."""
        axis, length = self.axis, self.lengths[i]
        last = node.fixed_finish or node.fixed_start
        assert last is not None
        finish = axis.end_of(last)
        if node.fixed_start and node.fixed_finish:
            start = axis.start_of(node.fixed_start)
        elif node.elapsed or not length:
            start = finish - length
        else:
            start = axis.opening(axis.to_work(finish) - length)
        self._place(i, start, finish)
        self.lengths[i] = finish - start
        self.drivers[i] = FIXED

    def _place(self, i: int, start: int, finish: int, own: Axis | CalendarAxis = CLOCK) -> None:
        self.exact[i], self.axes[i] = (start, finish), own
        self.starts[i], self.finishes[i] = self.axis.to_work(start), self.axis.to_work(finish)

    def reach(self, edge: Edge, exact_target: bool) -> int:
        """The earliest value that an edge allows to the point where it arrives: a calendar position for exact targets,
        a position on the working axis for the others.
        """
        axis, source, lag = self.axis, edge.source, edge.lag
        work = (self.finishes if edge.from_finish else self.starts)[source]
        if edge.elapsed or (exact_target and not lag and source in self.exact):
            if source in self.exact:
                moment = self.exact[source][edge.from_finish]
            else:
                moment = axis.closing(work) if self.closes(edge) else axis.opening(work)
            return moment + lag if exact_target else axis.to_work(moment + lag)
        if not exact_target:
            return work + lag
        return axis.closing(work + lag) if self.closes(edge) else axis.opening(work + lag)


def _work(node: Node) -> float:
    return node.remaining if node.started and node.remaining is not None else node.duration
