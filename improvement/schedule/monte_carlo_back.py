"""The backward pass of the critical path method (backward.py) for a block of runs at once: what was critical.

Days that bind are left out: critical is what would move the end of its run.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from improvement.schedule.monte_carlo_axis import CLOCK, Axes, Clock, Positions
from improvement.schedule.monte_carlo_pass import Runs
from improvement.schedule.precedence import Edge
from improvement.schedule.samples import Ticks

Counts = npt.NDArray[np.int64]


@dataclass(slots=True)
class Backwards:
    """The late finishes of a block of runs, each on the node's own axis, when the end of the run is to stand.

    They take the room of the runs' starts, and late starts that of the finishes: what is read from the runs is read
    before. New memory would be slower than all that is written to it here.

    `critical`: in how many runs each node has no float; nodes that are done have none to lose.
    """

    runs: Runs
    late: list[Ticks] = field(init=False)
    begins: list[Ticks | None] = field(init=False)
    critical: Counts = field(init=False)
    end: Ticks = field(init=False)
    end_moment: Positions = field(init=False)

    def __post_init__(self) -> None:
        runs = self.runs
        finishes = runs.finishes
        self.late = list(runs.starts)
        self.begins = [None] * len(finishes)
        self.critical = np.zeros(len(finishes), np.int64)
        self.end = finishes.max(axis=0)
        if runs.exact:
            closing = runs.frame.axes.closing(runs.work(self.end))
            self.end_moment = np.maximum.reduce([closing, *(finish for _, finish in runs.exact.values())])
        self._run()

    def _late_work(self, i: int) -> Ticks:
        """Late finishes on the axis on which floats are counted."""
        frame = self.runs.frame
        if frame.own.get(i) is CLOCK:
            return frame.axes.to_work(self.late[i].astype(np.int64)) - frame.base
        return self.late[i]

    def _early(self, i: int) -> Ticks:
        runs, own = self.runs, self.runs.frame.own.get(i)
        return own.to_work(runs.exact[i][1]) if isinstance(own, Axes) else runs.finishes[i]

    def _run(self) -> None:
        runs, frame = self.runs, self.runs.frame
        nodes, outgoing, special, begin = frame.net.nodes, frame.net.outgoing, frame.special, self._begin
        late, lengths, finishes, critical = self.late, list(runs.lengths), list(runs.finishes), self.critical
        room, tight = np.empty_like(self.end), np.empty(self.end.shape, np.bool_)
        for i in reversed(frame.net.order):
            if i in special:
                self._special(i)
                if not nodes[i].done:
                    critical[i] = np.count_nonzero(self._late_work(i) <= self._early(i))
                continue
            row, last = late[i], self.end
            for _, target, from_finish, to_finish, lag, _elapsed in outgoing[i]:
                latest = late[target] if to_finish else begin(target)
                if lag:
                    latest = np.subtract(latest, lag, room)
                if not from_finish:
                    latest = np.add(latest, lengths[i], room)
                last = np.minimum(last, latest, out=row)
            if last is self.end:
                row[:] = last
            # now, while the row is still at hand
            critical[i] = np.count_nonzero(np.less_equal(row, finishes[i], tight))

    def _begin(self, i: int) -> Ticks:
        """Late starts of (remaining) work, computed once."""
        known = self.begins[i]
        if known is None:
            # nobody asks for its early finish any more
            known = self.begins[i] = np.subtract(self.late[i], self.runs.lengths[i], self.runs.finishes[i])
        return known

    def _special(self, i: int) -> None:
        runs, frame, nodes = self.runs, self.runs.frame, self.runs.frame.net.nodes
        own = frame.own.get(i)
        if nodes[i].done:
            self.late[i] = runs.exact[i][1]
            return
        bound: Positions = own.to_work(self.end_moment) if own else runs.work(self.end)
        for edge in frame.net.outgoing[i]:
            target = nodes[edge.target]
            # a link to finished work, or from a start that has happened, asks for nothing any more
            if target.done or (nodes[i].started and not edge.from_finish):
                continue
            late: Ticks = runs.exact[edge.target][1] if target.fixed else self.late[edge.target]
            finish: Positions = late.astype(np.int64) + (0 if edge.target in frame.own else frame.base)
            bound = np.minimum(bound, self._limit(edge, finish))
        self.late[i] = bound if own else self._narrow(bound - frame.base)

    def _narrow(self, positions: Positions) -> Ticks:
        """As wide as the runs' own positions."""
        return positions.astype(np.int32) if self.end.dtype == np.int32 else positions

    def _limit(self, edge: Edge, target_finish: Positions) -> Positions:
        """The latest finishes of the source, on its own axis, with which the target can still finish then."""
        runs, axes, lag = self.runs, self.runs.frame.axes, edge.lag
        source, target = runs.frame.own.get(edge.source), runs.frame.own.get(edge.target)
        arrival = target_finish - (0 if edge.to_finish else runs.lengths[edge.target])
        length = 0 if edge.from_finish else runs.lengths[edge.source]
        if edge.elapsed or (target and source and not lag):
            return self._back(edge, source or axes, (target or axes).opening(arrival) - lag) + length
        if target:
            arrival = self._back(edge, axes, target.opening(arrival))
        work = arrival - lag
        return (self._back(edge, source, axes.opening(work)) if source else work) + length

    def _back(self, edge: Edge, axes: Axes | Clock, moments: Positions) -> Positions:
        """The latest positions on an axis from which an edge leaves no later than calendar positions."""
        closes = self.runs.closes(edge)
        if np.ndim(closes) == 0:
            return axes.to_work(moments) if closes else axes.last_opening(moments)
        return np.where(closes, axes.to_work(moments), axes.last_opening(moments))
