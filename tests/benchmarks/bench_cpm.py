"""Critical path passes beside a networkx loop in the same run: python tests/benchmarks/bench_cpm.py"""

import random
import sys
import time
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

START = date(2027, 1, 11)


def plan(size: int, seed: int = 1) -> tuple[list[Node], list[Link]]:
    """A random network with about 1.5 links an activity, all kinds, lags from -1 to 2."""
    dice = random.Random(seed)
    nodes = [Node(f"a{i}", dice.randint(1, 10)) for i in range(size)]
    pairs = {(dice.randint(max(0, i - 50), i - 1), i) for i in range(1, size) for _ in range(dice.choice((1, 2)))}
    kinds = ("FS", "FS", "FS", "SS", "FF", "SF")
    return nodes, [Link(f"a{p}", f"a{i}", dice.choice(kinds), dice.randint(-1, 2)) for p, i in sorted(pairs)]


def anchor(nodes: list[Node], links: list[Link]) -> Callable[[], object]:
    """The same two passes in numbers, written as a loop over networkx's topological order."""
    graph = nx.DiGraph()
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


def best(work: Callable[[], object], rounds: int = 7) -> float:
    """Milliseconds of CPU of the quickest of some runs."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def main() -> None:
    """Print one line a size."""
    calendar = WorkCalendar()
    axis_of(calendar)
    for size in (1_000, 10_000):
        nodes, links = plan(size)
        net = network(nodes, links)
        rival = best(anchor(nodes, links))
        passes = best(lambda net=net: Backward(Forward(net, axis_of(calendar), START, None)))
        ahead = Forward(net, axis_of(calendar), START, None)
        back = Backward(ahead)
        dates = best(lambda ahead=ahead, back=back: rows(ahead, back))
        whole = best(lambda nodes=nodes, links=links: solve(nodes, links, calendar, START))
        print(
            f"{size:>6} activities {len(links):>6} links: networkx passes {rival:.2f} ms; "
            f"our passes {passes:.2f} ms ({rival / passes:.1f}x), dates {dates:.2f} ms; "
            f"solve() with reading the links {whole:.2f} ms"
        )


if __name__ == "__main__":
    main()
