"""The forward pass of the critical path method, in whole ticks.

A plain node (working days, nothing fixed) is computed on the working axis alone. An exact node (elapsed, fixed, or a
milestone behind one) also has calendar positions, because it may begin or end on a day off. "Own axis" below: the
calendar axis for exact nodes, the working axis for the others.
"""

from dataclasses import dataclass, field
from datetime import date

from improvement.schedule.axis import Axis, to_ticks
from improvement.schedule.precedence import Edge, Network, Node

START, NOT_BEFORE, DATA_DATE, FIXED = "start", "not-before", "data-date", "fixed"


@dataclass(slots=True)
class Forward:
    """Early positions. `data_start`: the day after the data date, the first on which unfinished work may stand.

    starts, finishes: working axis; exact: calendar positions (start, finish) of the exact nodes; lengths: own axis, the
    remaining work of a started node; opens: whether a milestone's date is read as the beginning of a day.
    """

    net: Network
    axis: Axis
    start: date
    data_start: date | None
    starts: list[int] = field(default_factory=list)
    finishes: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    drivers: list[Edge | str] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    exact: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        count = len(self.net.nodes)
        self.starts, self.finishes = [0] * count, [0] * count
        self.lengths = [to_ticks(_work(node)) for node in self.net.nodes]
        self.drivers, self.opens = [START] * count, [False] * count
        self._run()

    def own_finish(self, i: int) -> int:
        """The early finish on the node's own axis; less its length: where its (remaining) work begins."""
        return self.exact[i][1] if i in self.exact else self.finishes[i]

    def closes(self, edge: Edge) -> bool:
        """Whether the point that an edge leaves is the end of a day rather than the beginning of the next."""
        return edge.from_finish and not self.opens[edge.source]

    def _run(self) -> None:
        nodes, incoming, starts, finishes = self.net.nodes, self.net.incoming, self.starts, self.finishes
        floor_date, floor_reason = self._floor()
        floor = self.axis.to_work(self.axis.start_of(floor_date))
        for i in self.net.order:
            node, length = nodes[i], self.lengths[i]
            if node.elapsed or node.not_before or node.fixed_start or node.fixed_finish:
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
            reasons.append((node.not_before, NOT_BEFORE))
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
        exact = node.elapsed or (
            self._milestone(i) and any(edge.elapsed or edge.source in self.exact for edge in edges)
        )
        floor_date, reason = self._floor(node)
        bound = axis.start_of(floor_date) if exact else axis.to_work(axis.start_of(floor_date))
        driver: Edge | str = reason
        for edge in edges:
            reached = self._reach(edge, exact) - (length if edge.to_finish else 0)
            if reached > bound:
                bound, driver = reached, edge
        begun = axis.start_of(node.fixed_start) if node.fixed_start else None
        if exact:
            self._place(i, bound if begun is None else begun, bound + length)
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

    def _place(self, i: int, start: int, finish: int) -> None:
        self.exact[i] = start, finish
        self.starts[i], self.finishes[i] = self.axis.to_work(start), self.axis.to_work(finish)

    def _reach(self, edge: Edge, exact_target: bool) -> int:
        """The earliest value, on the target's own axis, that an edge allows to the point where it arrives."""
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
