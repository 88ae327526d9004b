"""The backward pass of the critical path method: how late everything may be, in whole ticks.

Every step is the largest value that the forward step would still allow, so late is never before early unless a due date
or a settled date asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import sub

from improvement.schedule.axis import CLOCK, Axis, CalendarAxis
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import Edge


@dataclass(slots=True)
class Backward:
    """Late finishes `late`, and finishes `free` that move no successor's early dates; each on the node's own axis."""

    ahead: Forward
    late: list[int] | memoryview = field(default_factory=list)
    free: list[int] | memoryview = field(default_factory=list)
    end: int = 0
    end_moment: int = 0

    def __post_init__(self) -> None:
        ahead, axis = self.ahead, self.ahead.axis
        self.late, self.free = list(ahead.finishes), list(ahead.finishes)
        if self.late:
            self.end = max(ahead.finishes)
            self.end_moment = max((axis.closing(self.end), *(finish for _, finish in ahead.exact.values())))
        self._run()
        if min(map(sub, self.late, ahead.lengths), default=0) < 0:
            raise OutsideCalendar("a late start lies before the calendar's years")

    def total_float(self, i: int) -> int:
        """Working ticks by which the finish may move without moving the end or missing a day that binds.

        Of work on days of its own: ticks of these days.
        """
        return self._work_between(i, self.late[i])

    def free_float(self, i: int) -> int:
        """Working ticks by which the finish may move without moving a successor or the end."""
        return self._work_between(i, self.free[i])

    def _work_between(self, i: int, finish: int) -> int:
        ahead = self.ahead
        if ahead.own_axis(i) is CLOCK:
            return ahead.axis.to_work(finish) - ahead.finishes[i]
        return finish - ahead.own_finish(i)

    def _run(self) -> None:
        ahead, late, free = self.ahead, self.late, self.free
        nodes, outgoing, lengths = ahead.net.nodes, ahead.net.outgoing, ahead.lengths
        finishes, exact = ahead.finishes, ahead.exact
        for i in reversed(ahead.net.order):
            if not nodes[i].plain or i in exact:
                self._special(i)
                continue
            bound = unmoved = self.end
            for _, target, from_finish, to_finish, lag, elapsed in outgoing[i]:
                if elapsed or target in exact:
                    self._special(i)
                    break
                shift = lag if to_finish else lag + lengths[target]
                if not from_finish:
                    shift -= lengths[i]
                latest, still = late[target] - shift, finishes[target] - shift
                # a comparison and not min(): this line runs once a link
                bound = latest if latest < bound else bound
                unmoved = still if still < unmoved else unmoved
            else:
                late[i], free[i] = bound, unmoved

    def _special(self, i: int) -> None:
        ahead, node = self.ahead, self.ahead.net.nodes[i]
        if node.done:
            self.late[i] = self.free[i] = ahead.own_finish(i)
            return
        bound = unmoved = ahead.own_axis(i).to_work(self.end_moment) if i in ahead.exact else self.end
        bound = min((bound, *limits(ahead, i)))
        for edge in ahead.net.outgoing[i]:
            # a link to finished work, or from a start that has happened, asks for nothing any more
            if ahead.net.nodes[edge.target].done or (node.started and not edge.from_finish):
                continue
            early = ahead.own_finish(edge.target)
            late = early if ahead.net.nodes[edge.target].fixed else self.late[edge.target]
            bound = min(bound, self._limit(edge, late))
            unmoved = min(unmoved, self._limit(edge, early))
        self.late[i], self.free[i] = bound, unmoved

    def _limit(self, edge: Edge, target_finish: int) -> int:
        """The latest finish of the source, on its own axis, with which the target can still finish then."""
        ahead, axis, lag = self.ahead, self.ahead.axis, edge.lag
        exact_source, exact_target = edge.source in ahead.exact, edge.target in ahead.exact
        arrival = target_finish - (0 if edge.to_finish else ahead.lengths[edge.target])
        length = 0 if edge.from_finish else ahead.lengths[edge.source]
        if edge.elapsed or (exact_target and exact_source and not lag):
            moment = ahead.own_axis(edge.target).opening(arrival) - lag
            return self._back(edge, ahead.own_axis(edge.source), moment) + length
        if exact_target:
            arrival = self._back(edge, axis, ahead.axes[edge.target].opening(arrival))
        work = arrival - lag
        return (self._back(edge, ahead.axes[edge.source], axis.opening(work)) if exact_source else work) + length

    def _back(self, edge: Edge, axis: Axis | CalendarAxis, moment: int) -> int:
        """The latest position on an axis from which an edge leaves no later than a calendar position."""
        return axis.to_work(moment) if self.ahead.closes(edge) else axis.last_opening(moment)


def limits(ahead: Forward, i: int) -> Iterator[int]:
    """The latest finishes, on its own axis, that days bind an unfinished node to."""
    node, own = ahead.net.nodes[i], ahead.own_axis(i)
    if node.due:
        yield own.to_work(ahead.axis.end_of(node.due))
    if node.start_by and not node.started:
        yield own.to_work(ahead.axis.start_of(node.start_by)) + ahead.lengths[i]
