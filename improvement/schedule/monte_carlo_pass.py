"""The forward pass of the critical path method (forward.py) for a block of runs at once.

Own passes and not one solve() a run: a block of some thousand runs costs little more than one. Positions are whole
ticks as there, so a path is critical or it is not, and runs without spread give the dates of the critical path method.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import Axis
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo_axis import CLOCK, Axes, Clock, Positions
from improvement.schedule.precedence import Edge, Network, Node
from improvement.schedule.samples import Ticks

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frame:
    """What all runs have in common, read from one forward pass with the expected durations.

    `base`: the working position from which the runs count; `floors`, `finish_from`: where each node may begin and
    before which it does not end, on its own axis; `begun`: where started work began, a calendar position for exact
    nodes; `own`: the axes of exact nodes; `instants`: milestones; `apart`, `special`: nodes that are more than
    working days behind plain links, on the way forward and back. `arrivals`: links into each node, one that keeps it
    behind its floor first where there is one (`covered`); `leaving`: nodes whose start matters to others.
    """

    net: Network
    axes: Axes
    base: int
    floors: list[int]
    finish_from: dict[int, int]
    begun: list[int | None]
    own: dict[int, Axes | Clock]
    instants: frozenset[int]
    apart: frozenset[int]
    special: frozenset[int]
    arrivals: list[list[Edge]]
    covered: frozenset[int]
    leaving: frozenset[int]
    ahead: Forward


def frame(ahead: Forward, longest: Sequence[int]) -> Frame:
    """The frame of a network; `longest`: the greatest length of each node in ticks, in any run."""
    net, axis = ahead.net, ahead.axis
    instants = frozenset(i for i, node in enumerate(net.nodes) if not longest[i] and not node.started)
    own: dict[int, Axes | Clock] = {}
    for i in net.order:
        node = net.nodes[i]
        if node.fixed or node.elapsed:
            own[i] = CLOCK
        elif node.calendar and longest[i]:
            own[i] = Axes(node.calendar)
        elif i in instants and any(edge.elapsed or edge.source in own for edge in net.incoming[i]):
            own[i] = CLOCK
    axes = Axes(axis.calendar)
    base = axis.to_work(axis.start_of(ahead.start))

    def place(i: int, moment: int) -> int:
        return int(own[i].to_work(np.array([moment]))[0]) if i in own else axis.to_work(moment) - base

    floors = [place(i, axis.start_of(_floor(node, ahead))) for i, node in enumerate(net.nodes)]
    until = {i: place(i, axis.end_of(node.finish_from)) for i, node in enumerate(net.nodes) if node.finish_from}
    begun = [_begun(node, axis, i in own, base) for i, node in enumerate(net.nodes)]
    careful = {i for i, edges in enumerate(net.incoming) if begun[i] is not None or any(edge.elapsed for edge in edges)}
    special = {i for i, edges in enumerate(net.outgoing) if any(edge.elapsed or edge.target in own for edge in edges)}
    special |= {i for i, node in enumerate(net.nodes) if node.fixed_start} | own.keys()
    apart = careful | instants | until.keys() | own.keys()

    def covers(edge: Edge) -> bool:
        plain = edge.from_finish and not edge.to_finish and edge.lag >= 0 and edge.source not in own
        return plain and begun[edge.source] is None and floors[edge.source] >= floors[edge.target]

    arrivals = [sorted(edges, key=lambda edge: not covers(edge)) for edges in net.incoming]
    covered = frozenset(i for i, edges in enumerate(arrivals) if edges and covers(edges[0]))
    leaving = frozenset(i for i, edges in enumerate(net.outgoing) if any(not edge.from_finish for edge in edges))
    return Frame(
        net,
        axes,
        base,
        floors,
        until,
        begun,
        own,
        instants,
        frozenset(apart),
        frozenset(special),
        arrivals,
        covered,
        leaving,
        ahead,
    )


def _floor(node: Node, ahead: Forward) -> date:
    days = (node.fixed_start or node.not_before, None if node.fixed_start else ahead.start, ahead.data_start)
    return max(day for day in days if day)


def _begun(node: Node, axis: Axis, exact: bool, base: int) -> int | None:
    if not node.started or node.fixed_start is None:
        return None
    moment = axis.start_of(node.fixed_start)
    return moment if exact else axis.to_work(moment) - base


@dataclass(slots=True)
class Runs:
    """A block of runs; arrays of shape (nodes, runs), working positions from the frame's base on.

    Of ordinary nodes `starts` are kept only where they matter to others.

    `exact`: calendar positions (start, finish) of exact nodes; `opens`: milestones whose date is read as the beginning
    of a day.
    """

    frame: Frame
    lengths: Ticks
    starts: Ticks = field(init=False)
    finishes: Ticks = field(init=False)
    exact: dict[int, tuple[Positions, Positions]] = field(default_factory=dict)
    opens: dict[int, Truths] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts, self.finishes = np.empty_like(self.lengths), np.empty_like(self.lengths)
        self._run()

    def work(self, row: Ticks) -> Positions:
        """Positions of the working axis as axis.py counts them."""
        return row.astype(np.int64) + self.frame.base

    def moments(self, i: int) -> Positions:
        """The calendar positions at which a node ends; of a milestone where its day is read."""
        axes, opens = self.frame.axes, self.opens.get(i, np.False_)
        if i in self.exact:
            return self.exact[i][1] + opens
        work = self.work(self.finishes[i])
        return np.where(opens, axes.opening(work) + 1, axes.closing(work))

    def _run(self) -> None:
        frame, room = self.frame, np.empty((2, *self.lengths.shape[1:]), self.lengths.dtype)
        # rows that are found by their number are found sooner in a list
        rows = list(self.lengths), list(self.starts), list(self.finishes), list(room)
        for i in frame.net.order:
            if i not in frame.apart:
                self._plain(i, *rows)
            elif frame.net.nodes[i].fixed:
                self._settle(i)
            elif i in frame.own:
                self._place(i)
            else:
                self._careful(i)

    def _plain(
        self, i: int, lengths: list[Ticks], starts: list[Ticks], finishes: list[Ticks], room: list[Ticks]
    ) -> None:
        """Working days behind plain links; as few passes over the runs as can be."""
        frame, length, spare = self.frame, lengths[i], room[0]
        row = starts[i] if i in frame.leaving else room[1]
        start: Ticks | None = None
        for source, _, from_finish, to_finish, lag, _elapsed in frame.arrivals[i]:
            reached = finishes[source] if from_finish else starts[source]
            if lag:
                reached = np.add(reached, lag, row if start is None else spare)
            if to_finish:
                reached = np.subtract(reached, length, row if start is None else spare)
            if start is not None:
                start = np.maximum(start, reached, out=row)
            else:
                start = reached if i in frame.covered else np.maximum(reached, frame.floors[i], out=row)
        if start is None:
            row[:] = frame.floors[i]
            start = row
        np.add(start, length, finishes[i])
        if start is not row and i in frame.leaving:
            row[:] = start

    def _settle(self, i: int) -> None:
        ahead, base = self.frame.ahead, self.frame.base
        self.starts[i], self.finishes[i] = ahead.starts[i] - base, ahead.finishes[i] - base
        self.lengths[i] = ahead.lengths[i]
        shape = self.lengths[i].shape
        start, finish = ahead.exact[i]
        self.exact[i] = np.full(shape, start, np.int64), np.full(shape, finish, np.int64)

    def _careful(self, i: int) -> None:
        """Ordinary working days, but bound by more than plain links."""
        frame = self.frame
        bound = self._bound(i, CLOCK, frame.base)
        begun = frame.begun[i]
        self.starts[i] = bound if begun is None else begun
        self.finishes[i] = bound + self.lengths[i]

    def _place(self, i: int) -> None:
        """A node with calendar positions."""
        frame, own = self.frame, self.frame.own[i]
        bound = self._bound(i, own, 0)
        begun = frame.begun[i]
        start = own.opening(bound) if begun is None else np.full(bound.shape, begun, np.int64)
        self.exact[i] = start, own.closing(bound + self.lengths[i])
        self.starts[i], self.finishes[i] = (frame.axes.to_work(each) - frame.base for each in self.exact[i])

    def _bound(self, i: int, own: Axes | Clock, base: int) -> Positions:
        """Where a node begins, or its remaining work, on its own axis; notes what a milestone's day is read from."""
        frame, length = self.frame, self.lengths[i].astype(np.int64)
        bound = np.full(length.shape, frame.floors[i], np.int64)
        if i in frame.finish_from:
            bound = np.maximum(bound, frame.finish_from[i] - length)
        opens = np.ones(bound.shape, np.bool_)
        for edge in frame.net.incoming[i]:
            reached = own.to_work(self._reach(edge, i in frame.own)) - base - (length if edge.to_finish else 0)
            opens = np.where(reached > bound, ~self.closes(edge), opens)
            bound = np.maximum(bound, reached)
        if i in frame.instants:
            self.opens[i] = opens
        return bound

    def closes(self, edge: Edge) -> Truths | np.bool_:
        """Whether the point that an edge leaves is the end of a day rather than the beginning of the next."""
        closes: Truths | np.bool_ = np.logical_not(self.opens.get(edge.source, np.False_))
        return closes if edge.from_finish else np.False_

    def _turned(self, work: Positions, edge: Edge) -> Positions:
        axes, closes = self.frame.axes, self.closes(edge)
        if np.ndim(closes) == 0:
            return axes.closing(work) if closes else axes.opening(work)
        return np.where(closes, axes.closing(work), axes.opening(work))

    def _reach(self, edge: Edge, exact_target: bool) -> Positions:
        """The earliest positions that an edge allows to the point where it arrives.

        Calendar positions for exact targets, positions of the programme's working axis for the others.
        """
        source, lag = edge.source, edge.lag
        work = self.work((self.finishes if edge.from_finish else self.starts)[source])
        if edge.elapsed or (exact_target and not lag and source in self.exact):
            moment = self.exact[source][edge.from_finish] if source in self.exact else self._turned(work, edge)
            return moment + lag if exact_target else self.frame.axes.to_work(moment + lag)
        return self._turned(work + lag, edge) if exact_target else work + lag
