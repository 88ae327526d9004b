"""Critical path passes beside a networkx loop in the same run: python tests/benchmarks/bench_cpm.py"""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import networkx as nx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.schedule.axis import axis_of
from improvement.schedule.backward import Backward
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node, rows, solve
from improvement.schedule.forward import Forward
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


def measured(name: str, nodes: list[Node], links: list[Link], calendar: WorkCalendar) -> tuple[float, float, float]:
    """Milliseconds of networkx's passes, of ours, and of the dates that ours are read as."""
    net, axis, runs = network(nodes, links), axis_of(calendar), 3 if len(nodes) > 10_000 else 7
    rival = cpu_ms(anchor(nodes, links), runs)
    passes = cpu_ms(lambda: Backward(Forward(net, axis, START, None)), runs)
    ahead = Forward(net, axis, START, None)
    back = Backward(ahead)
    dates = cpu_ms(lambda: rows(ahead, back), runs)
    whole = cpu_ms(lambda: solve(nodes, links, calendar, START), runs)
    print(f"{name}, {len(links):,} links")
    told("networkx, passes in numbers", rival, "ms")
    told("ours, passes", passes, "ms")
    told("networkx / ours", rival / passes, "x", at_least=100 if len(nodes) >= 100_000 else None)
    told("ours, with reading the links and the dates", whole, "ms")
    return rival, passes, dates


def main() -> int:
    """Print every figure beside its goal; 1 where one is missed."""
    calendar = WorkCalendar()
    axis_of(calendar)
    reached = True
    for size, goal in ((1_000, 2), (10_000, 30)):
        _, passes, dates = measured(f"{size:,} activities", *plan(size), calendar)
        reached &= told("ours, passes and dates", passes + dates, "ms", at_most=goal)
    measured("100,000 activities, wide", *plan(100_000, back=100_000), calendar)
    measured("100,000 activities, one chain", *deep(100_000), calendar)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
