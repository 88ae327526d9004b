"""Critical path passes beside a networkx loop in the same run: python tests/benchmarks/bench_cpm.py"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.schedule.axis import axis_of
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node, rows, solve
from improvement.schedule.large import LARGE, backward, forward
from improvement.schedule.precedence import network
from tests.benchmarks.figures import cpu_ms, told

START = date(2027, 1, 11)


def plan(size: int, seed: int = 1, back: int = 50) -> tuple[list[Node], list[Link]]:
    """A random network, about 1.5 links an activity from those `back` before it; all kinds, lags from -1 to 2."""
    dice = random.Random(seed)
    nodes = [Node(f"a{i}", dice.randint(1, 10)) for i in range(size)]
    pairs = {(dice.randint(max(0, i - back), i - 1), i) for i in range(1, size) for _ in range(dice.choice((1, 2)))}
    kinds = ("FS", "FS", "FS", "SS", "FF", "SF")
    return nodes, [Link(f"a{p}", f"a{i}", dice.choice(kinds), dice.randint(-1, 2)) for p, i in sorted(pairs)]


def anchor(nodes: list[Node], links: list[Link]) -> Callable[[], object]:
    """The same two passes in numbers, written as a loop over networkx's topological order."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    length = {node.id: node.duration for node in nodes}
    graph.add_nodes_from(length)
    for link in links:
        shift = link.lag + (length[link.predecessor] if link.kind[0] == "F" else 0)
        shift -= length[link.successor] if link.kind[1] == "F" else 0
        graph.add_edge(link.predecessor, link.successor, shift=shift)

    def passes() -> object:
        early: dict[str, float] = {}
        order = list(nx.topological_sort(graph))
        for each in order:
            early[each] = max((early[p] + graph.edges[p, each]["shift"] for p in graph.predecessors(each)), default=0)
            early[each] = max(early[each], 0)
        end = max(early[each] + length[each] for each in order)
        late: dict[str, float] = {}
        for each in reversed(order):
            bounds = (late[s] - graph.edges[each, s]["shift"] for s in graph.successors(each))
            late[each] = min(end - length[each], min(bounds, default=end))
        return early, late

    return passes


def deep(size: int) -> tuple[list[Node], list[Link]]:
    """One long chain with a short cut beside every second link."""
    nodes = [Node(f"a{i}", 1 / 8) for i in range(size)]
    links = [Link(f"a{i - 1}", f"a{i}") for i in range(1, size)]
    return nodes, [*links, *(Link(f"a{i - 2}", f"a{i}", "SS") for i in range(2, size, 2))]


def bound(nodes: list[Node], seed: int = 2) -> list[Node]:
    """Every tenth activity with something that the passes treat apart: days that bind, own days, calendar time."""
    dice = random.Random(seed)
    own = WorkCalendar(frozenset({0, 1, 2, 3}))
    more: list[dict[str, Any]] = [
        {"not_before": date(2027, 2, 1)},
        {"due": date(2027, 12, 1)},
        {"elapsed": True},
        {"calendar": own},
        {"fixed_start": START, "fixed_finish": date(2027, 1, 20), "done": True},
    ]
    return [replace(node, **dice.choice(more)) if dice.random() < 0.1 else node for node in nodes]


def measured(name: str, nodes: list[Node], links: list[Link], calendar: WorkCalendar) -> float:
    """Print networkx's passes beside ours; milliseconds of ours and of the dates that they are read as."""
    large = len(nodes) >= LARGE
    axis, runs = axis_of(calendar), 5 if large else 7
    net, rival_passes = network(nodes, links), anchor(nodes, links)
    rival = cpu_ms(rival_passes, runs)
    passes = cpu_ms(lambda: backward(forward(net, axis, START, None)), runs)
    rival = min(rival, cpu_ms(rival_passes, runs))
    ahead = forward(net, axis, START, None)
    back = backward(ahead)
    dates = cpu_ms(lambda: rows(ahead, back), runs)
    graph = cpu_ms(lambda: anchor(nodes, links), 2)
    # large networks are read as arrays too
    read = cpu_ms(lambda: (made := network(nodes, links)) and large and made.arrays, 3)
    whole = cpu_ms(lambda: solve(nodes, links, calendar, START), 3)
    print(f"{name}, {len(links):,} links")
    told("networkx, passes in numbers", rival, "ms")
    told("ours, passes", passes, "ms")
    told("networkx / ours, passes", rival / passes, "x", at_least=100 if large else None)
    told("ours, reading the links", read, "ms")
    told("networkx / ours, passes and reading the links", (graph + rival) / (read + passes), "x")
    told("ours, dates as rows", dates, "ms")
    told("ours, from links to dates", whole, "ms")
    return passes + dates


def main() -> int:
    """Print every figure beside its goal; 1 where one is missed."""
    calendar = WorkCalendar()
    axis_of(calendar)
    reached = True
    for size, goal in ((1_000, 2), (10_000, 30)):
        both = measured(f"{size:,} activities", *plan(size), calendar)
        reached &= told("ours, passes and dates", both, "ms", at_most=goal)
    wide = plan(100_000, back=100_000)
    measured("100,000 activities, wide", *wide, calendar)
    measured("100,000 activities, one chain", *deep(100_000), calendar)
    measured("100,000 activities, wide, a tenth bound", bound(wide[0]), wide[1], calendar)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
