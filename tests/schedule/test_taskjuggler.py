"""Dates without resource limits, as TaskJuggler finds them on a hundred random plans."""

import random
from datetime import date
from pathlib import Path

import pytest

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node, solve
from tests.schedule.taskjuggler import command, finishes

pytestmark = pytest.mark.heavy

START = date(2027, 1, 11)
CLOSED = (date(2027, 1, 15), date(2027, 1, 26), date(2027, 2, 19))


def plan(dice: random.Random) -> tuple[list[Node], list[Link]]:
    """What TaskJuggler can say: finish-to-start and start-to-start, lags and no leads, work through days off.

    It has no finish-to-finish lag. Start to start it is asked only on working days: it reads a start after Friday as
    Friday evening, where we read Monday morning.
    """
    size = dice.randint(3, 9)
    nodes = [Node(f"a{i}", dice.randint(1, 7), elapsed=dice.random() < 0.15) for i in range(size)]
    links = []
    for i in range(1, size):
        for p in dice.sample(range(i), min(i, dice.randint(0, 2))):
            working = not (nodes[i].elapsed or nodes[p].elapsed)
            kind = "SS" if working and dice.random() < 0.3 else "FS"
            through = kind == "FS" and dice.random() < 0.2
            links.append(Link(f"a{p}", f"a{i}", kind, dice.choice((0, 0, 1, 3)), through))
    ends = [node.id for node in nodes if not any(link.predecessor == node.id for link in links)]
    return [*nodes, Node("end", 0)], [*links, *(Link(id, "end") for id in ends)]


def test_a_hundred_plans_end_on_the_same_days(tmp_path: Path) -> None:
    command()
    dice = random.Random(7)
    plans = [plan(dice) for _ in range(100)]
    theirs = finishes(plans, START, CLOSED, tmp_path)
    calendar = WorkCalendar(closed=frozenset(CLOSED))
    ours = [solve(nodes, links, calendar, START).times for nodes, links in plans]
    assert sum(map(len, theirs)) == sum(len(nodes) for nodes, _ in plans)
    assert [{id: row.early_finish for id, row in each.items()} for each in ours] == theirs
