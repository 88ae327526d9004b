"""Plans and networks of the tests of chance."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from improvement.schedule.axis import TICKS, axis_of
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node
from improvement.schedule.forward import Forward
from improvement.schedule.precedence import network
from improvement.schedule.samples import Dice, Drawn, Spread
from tests.schedule.networks import CALENDAR, START, plans
from tests.schedule.plan_text import HEAD

FOUR_PATHS = """
activities:
  a: {title: A, estimate: [8d, 10d, 16d], needs: {team: 1}}
  b: {title: B, estimate: [8d, 10d, 16d], needs: {team: 1}}
  c: {title: C, estimate: [8d, 10d, 16d], needs: {team: 1}}
  d: {title: D, estimate: [8d, 10d, 16d], needs: {team: 1}}
  e: {title: E, estimate: [4d, 5d, 8d], needs: {team: 1}, after: [a, b, c, d]}
milestones:
  live: {title: Live, after: [e], due: 2027-02-05}
"""


def head(how: str = "triangular", people: int = 2, more: str = "") -> str:
    """The charter of a programme with a team of so many."""
    return HEAD.replace("  people:", f"  estimates: {how}\n{more}  people:").replace("count: 4", f"count: {people}")


def forward(nodes: Sequence[Node], links: Sequence[Link], calendar: WorkCalendar = CALENDAR) -> Forward:
    """The forward pass from the start of the tests on."""
    return Forward(network(nodes, links), axis_of(calendar), START, None)


def drawn(ahead: Forward, widths: Sequence[float], seed: int = 7) -> Dice:
    """Dice of durations from half of the expected to `widths` times it."""
    nodes = ahead.net.nodes
    spreads = [
        Spread(0.5 * node.duration, node.duration, w * node.duration) for node, w in zip(nodes, widths, strict=True)
    ]
    tables = [np.rint(each.quantiles("pert") * TICKS).astype(np.int64) for each in spreads]
    works = [
        Drawn(i, node.id, table) for i, (node, table) in enumerate(zip(nodes, tables, strict=True)) if not node.fixed
    ]
    return Dice(np.array(ahead.lengths, np.int64), works, (), seed)


OWN_DAYS = (
    WorkCalendar(frozenset({0, 1, 5, 6})),
    WorkCalendar(closed=frozenset({date(2027, 1, 13), date(2027, 1, 14)})),
)


@st.composite
def messy(draw: st.DrawFn) -> tuple[list[Node], list[Link], date | None]:
    """Networks with everything a node can have: elapsed, begun, done, appointed, own days, days that bind."""
    nodes, links = draw(plans(elapsed=True, shortest=0))
    return [draw(_bound(node)) for node in nodes], links, draw(st.sampled_from([None, _day(3), _day(5)]))


def _day(days: int) -> date:
    return START + timedelta(days)


@st.composite
def _bound(draw: st.DrawFn, node: Node) -> Node:
    first, own = _day(draw(st.integers(-5, 9))), draw(st.sampled_from([None, None, *OWN_DAYS]))
    last, rest = first + timedelta(draw(st.integers(0, 6))), draw(st.sampled_from([None, 1.5, 2.0]))
    length, elapsed = node.duration, node.elapsed
    kinds = {
        "plain": Node(node.id, length, elapsed, calendar=own),
        "not-before": Node(node.id, length, elapsed, not_before=first, calendar=own),
        "started": Node(node.id, length, elapsed, fixed_start=first, remaining=rest, calendar=own),
        "settled": Node(node.id, length, elapsed, fixed_start=first, fixed_finish=last, done=draw(st.booleans())),
        "finished": Node(node.id, length, elapsed, fixed_finish=last, done=draw(st.booleans())),
        "until": Node(node.id, length, elapsed, finish_from=last, calendar=own),
    }
    return kinds[draw(st.sampled_from(["plain", "plain", *kinds]))]
