"""The backward pass of the critical path method: how late everything may be, in whole ticks.

Every step is the largest value that the forward step would still allow, so late is never before early unless a due date
or a settled date asks for it.
"""

from dataclasses import dataclass, field
from operator import sub

from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import Edge


@dataclass(slots=True)
class Backward:
    """Late finishes `late`, and finishes `free` that move no successor's early dates; each on the node's own axis."""

    ahead: Forward
    late: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    end: int = 0
    end_moment: int = 0

    def __post_init__(self) -> None:
        ahead, axis = self.ahead, self.ahead.axis
        self.late, self.free = ahead.finishes.copy(), ahead.finishes.copy()
        if self.late:
            self.end = max(ahead.finishes)
            self.end_moment = max((axis.closing(self.end), *(finish for _, finish in ahead.exact.values())))
        self._run()
        if min(map(sub, self.late, ahead.lengths), default=0) < 0:
            raise OutsideCalendar("a late start lies before the calendar's years")

    def total_float(self, i: int) -> int:
        """Working ticks by which the finish may move without moving the end or missing a due date."""
        return self._work_between(i, self.late[i])

    def free_float(self, i: int) -> int:
        """Working ticks by which the finish may move without moving a successor or the end."""
        return self._work_between(i, self.free[i])

    def _work_between(self, i: int, finish: int) -> int:
        ahead = self.ahead
        return (ahead.axis.to_work(finish) if i in ahead.exact else finish) - ahead.finishes[i]

    def _run(self) -> None:
        ahead, late, free = self.ahead, self.late, self.free
        nodes, outgoing, lengths = ahead.net.nodes, ahead.net.outgoing, ahead.lengths
        finishes, exact = ahead.finishes, ahead.exact
        for i in reversed(ahead.net.order):
            node = nodes[i]
            if node.fixed_start or node.due or i in exact:
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
        ahead, node, exact = self.ahead, self.ahead.net.nodes[i], i in self.ahead.exact
        if node.done:
            self.late[i] = self.free[i] = ahead.own_finish(i)
            return
        bound = unmoved = self.end_moment if exact else self.end
        if node.due:
            due = ahead.axis.end_of(node.due)
            bound = min(bound, due if exact else ahead.axis.to_work(due))
        for edge in ahead.net.outgoing[i]:
            # a link to finished work, or from a start that has happened, asks for nothing any more
            if ahead.net.nodes[edge.target].done or (node.started and not edge.from_finish):
                continue
            early = ahead.own_finish(edge.target)
            late = early if ahead.net.nodes[edge.target].fixed else self.late[edge.target]
            bound = min(bound, self._limit(edge, late, exact))
            unmoved = min(unmoved, self._limit(edge, early, exact))
        self.late[i], self.free[i] = bound, unmoved

    def _limit(self, edge: Edge, target_finish: int, exact_source: bool) -> int:
        """The latest finish of the source, on its own axis, with which the target can still finish then."""
        ahead, axis, lag = self.ahead, self.ahead.axis, edge.lag
        exact_target = edge.target in ahead.exact
        arrival = target_finish - (0 if edge.to_finish else ahead.lengths[edge.target])
        back_to_work = axis.to_work if ahead.closes(edge) else axis.last_opening
        length = 0 if edge.from_finish else ahead.lengths[edge.source]
        if edge.elapsed or (exact_target and exact_source and not lag):
            moment = (arrival if exact_target else axis.opening(arrival)) - lag
            return (moment if exact_source else back_to_work(moment)) + length
        work = (back_to_work(arrival) if exact_target else arrival) - lag
        return (axis.opening(work) if exact_source else work) + length
