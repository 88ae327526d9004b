"""Random networks, and the earliest dates found by trying one day after the other."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node

START = date(2027, 1, 11)
CALENDAR = WorkCalendar(closed=frozenset({date(2027, 1, 15), date(2027, 1, 27)}))
EVERY_DAY = WorkCalendar(frozenset(range(7)))
OWN_DAYS = (
    WorkCalendar(frozenset({0, 2})),
    WorkCalendar(frozenset({3, 4, 5, 6}), closed=frozenset({date(2027, 1, 16)})),
    WorkCalendar(closed=frozenset({date(2027, 1, day) for day in range(18, 26)})),
)


@st.composite
def plans(
    draw: st.DrawFn,
    elapsed: bool = False,
    shortest: int = 1,
    kinds: str = "FS SS FF SF",
    lags: int = 3,
    own: bool = False,
) -> tuple[list[Node], list[Link]]:
    """Up to eight activities of whole days with links from lower to higher numbers; some on `own` days."""
    flag = st.booleans() if elapsed else st.just(False)
    days = st.sampled_from((None, None, *OWN_DAYS)) if own else st.none()
    nodes = [
        Node(f"a{i}", draw(st.integers(shortest, 6)), elapsed=draw(flag), calendar=draw(days))
        for i in range(draw(st.integers(1, 8)))
    ]
    pairs = [(p, i) for i in range(len(nodes)) for p in range(i)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12)) if pairs else []
    kind = st.sampled_from(kinds.split())
    return nodes, [Link(f"a{p}", f"a{i}", draw(kind), draw(st.integers(-lags, lags)), draw(flag)) for p, i in chosen]


def earliest(nodes: Sequence[Node], links: Sequence[Link], calendar: WorkCalendar) -> dict[str, tuple[date, date]]:
    """First and last day of each activity; nodes stand in an order that respects the links."""
    found: dict[str, tuple[date, date]] = {}
    for node in nodes:
        day = START
        while not _allowed(node, day, [link for link in links if link.successor == node.id], found, calendar):
            day += timedelta(1)
        found[node.id] = day, _last(node, day, calendar)
    return found


def days_of_work(node: Node, calendar: WorkCalendar) -> WorkCalendar:
    """The days on which the node can be worked on."""
    return EVERY_DAY if node.elapsed else node.calendar or calendar


def _last(node: Node, day: date, calendar: WorkCalendar) -> date:
    calendar = days_of_work(node, calendar)
    left = int(node.duration)
    while True:
        left -= calendar.is_working(day)
        if not left:
            return day
        day += timedelta(1)


def _allowed(
    node: Node, day: date, links: list[Link], found: dict[str, tuple[date, date]], calendar: WorkCalendar
) -> bool:
    own = days_of_work(node, calendar)
    if not own.is_working(day) or day < (node.not_before or day):
        return False
    if node.finish_from and own.count(node.finish_from + timedelta(1), _last(node, day, calendar) + timedelta(1)) < 0:
        return False
    for link in links:
        # a boundary between days is named by the day that follows it
        first, last = found[link.predecessor]
        leaves = last + timedelta(1) if link.kind[0] == "F" else first
        arrives = _last(node, day, calendar) + timedelta(1) if link.kind[1] == "F" else day
        if node.calendar and not node.elapsed:
            if link.lag and not link.elapsed:
                # the lag passes on the programme's days: a finish leaves as the end of a day, a start as a beginning
                turn = int(link.kind[0] == "F")
                leaves = calendar.date_of(calendar.index_of(leaves) + int(link.lag) - turn) + timedelta(turn)
            kept = own.count(leaves + timedelta(link.lag if link.elapsed else 0), arrives) >= 0
        elif link.elapsed and not node.elapsed:
            kept = calendar.count(leaves + timedelta(link.lag), arrives) >= 0
        elif link.elapsed or (not link.lag and node.elapsed):
            kept = arrives >= leaves + timedelta(link.lag)
        elif link.kind[0] == "F" or not node.elapsed:
            kept = calendar.count(leaves, arrives) >= link.lag
        else:
            kept = arrives >= calendar.date_of(calendar.index_of(leaves) + int(link.lag))
        if not kept:
            return False
    return True
