"""Why the plain critical path is early: durations have long ends, and where paths meet the last one decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.axis import TICKS
from improvement.schedule.forward import Forward
from improvement.schedule.large import forward
from improvement.schedule.monte_carlo import Simulated, simulate
from improvement.schedule.pert import path_rule, variance
from improvement.schedule.precedence import Network, Node
from improvement.schedule.risk_events import spread_of
from improvement.schedule.samples import Blow, Dice, Floats

OFTEN = 0.05


@dataclass(frozen=True, slots=True)
class MergeBias:
    """Why the plain critical path is early, in working days from the start; all without resource limits.

    `likely`, `expected`: the critical path with each work as long as most likely, as expected; `path`: P80 when only
    the work on the (expected) critical path varies and nothing else is there; `rule`: P80 of that path by PERT's rule,
    its expected length where nothing on it varies; `all`: P80 of the whole network;
    `meeting`: the most works that meet at one node (`at`) and are each critical in at least OFTEN of the runs.
    """

    likely: float
    expected: float
    path: float
    rule: float
    all: float
    meeting: int
    at: str


def merge_bias(plan: Plan, works: Mapping[str, Work], ahead: Forward, dice: Dice, n: int, free: Simulated) -> MergeBias:
    """`ahead`: the forward pass with expected durations; `free`: its runs without limits, the whole finish first."""
    path = _path(ahead)
    alone = _alone(ahead, path)
    luck = _drawn_for(dice, {i: k for k, i in enumerate(path)}, alone.lengths)
    runs = simulate(alone, luck, n, [range(len(path))])
    meeting, at = _meeting(ahead, free.critical)
    return MergeBias(
        likely=_makespan(_likely(plan, works, ahead)),
        expected=_makespan(ahead),
        path=_p80(runs.ends[0].days),
        rule=_rule(plan, works, ahead, path),
        all=_p80(free.ends[0].days),
        meeting=meeting,
        at=at,
    )


def _p80(days: Floats) -> float:
    return float(np.quantile(days, 0.8, method="inverted_cdf"))


def _makespan(ahead: Forward) -> float:
    first = ahead.axis.to_work(ahead.axis.start_of(ahead.start))
    return (max(ahead.finishes) - first) / TICKS


def _rule(plan: Plan, works: Mapping[str, Work], ahead: Forward, path: Sequence[int]) -> float:
    nodes = [(i, ahead.net.nodes[i]) for i in path]
    open_ = [(i, node) for i, node in nodes if node.id in works and not node.fixed]
    spreads = [spread_of(works[node.id], plan.programme, ahead.lengths[i] / TICKS) for i, node in open_]
    how = plan.programme.estimates
    variances = [each.scale**2 * variance(each.low, each.likely, each.high, how) for each in spreads if each]
    return path_rule(_makespan(ahead), variances).inv_cdf(0.8) if any(variances) else _makespan(ahead)


def _likely(plan: Plan, works: Mapping[str, Work], ahead: Forward) -> Forward:
    """The forward pass with every open work as long as most likely."""

    def likely(i: int, node: Node) -> Node:
        open_ = node.id in works and not node.fixed
        spread = spread_of(works[node.id], plan.programme, ahead.lengths[i] / TICKS) if open_ else None
        if spread is None:
            return node
        days = spread.scale * spread.likely
        return replace(node, remaining=days) if node.started else replace(node, duration=days)

    nodes = [likely(i, node) for i, node in enumerate(ahead.net.nodes)]
    return forward(replace(ahead.net, nodes=nodes), ahead.axis, ahead.start, ahead.data_start)


def _path(ahead: Forward) -> list[int]:
    """The nodes that set the last finish, each the start of the next."""
    path = [max(range(len(ahead.finishes)), key=ahead.finishes.__getitem__)]
    while not isinstance(driver := ahead.drivers[path[-1]], str):
        path.append(driver.source)
    return path[::-1]


def _alone(ahead: Forward, path: Sequence[int]) -> Forward:
    """The forward pass of a path, without all that stands beside it."""
    edges = [ahead.drivers[i] for i in path[1:]]
    links = [edge._replace(source=k, target=k + 1) for k, edge in enumerate(edges) if not isinstance(edge, str)]
    incoming, outgoing = [[], *([link] for link in links)], [*([link] for link in links), []]
    net = Network([ahead.net.nodes[i] for i in path], incoming, outgoing, list(range(len(path))))
    return Forward(net, ahead.axis, ahead.start, ahead.data_start)


def _drawn_for(dice: Dice, place: Mapping[int, int], lengths: Sequence[int]) -> Dice:
    """The same luck for some of the nodes."""
    events = [
        replace(event, blows=tuple(_moved(blow, place) for blow in event.blows if blow.position in place))
        for event in dice.events
    ]
    drawn = [replace(each, position=place[each.position]) for each in dice.drawn if each.position in place]
    return replace(dice, lengths=np.array(lengths, np.int64), drawn=drawn, events=events)


def _moved(blow: Blow, place: Mapping[int, int]) -> Blow:
    return replace(blow, position=place[blow.position])


def _meeting(ahead: Forward, critical: Floats) -> tuple[int, str]:
    """The most links that meet at a node and are often critical, and that node; the more critical node of equals."""
    met = [
        (len({edge.source for edge in edges if critical[edge.source] >= OFTEN}), float(critical[i]), -i)
        for i, edges in enumerate(ahead.net.incoming)
    ]
    count, _share, place = max(met)
    return count, ahead.net.nodes[-place].id
