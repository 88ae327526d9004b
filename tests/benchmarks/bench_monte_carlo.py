"""Monte Carlo runs beside networkx in the same run: python tests/benchmarks/bench_monte_carlo.py

Anchors, timed on some runs and scaled up, with durations that are drawn already: networkx.dag_longest_path for each
run, and a forward and a backward loop over its topological order. Goal: at 10,000 runs of 1,000 activities with
criticality 400 times quicker than networkx (drawing included), below 300 MB in all.
"""

import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.schedule.axis import TICKS, axis_of
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.cpm import Link, Node
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo import blocks, simulate
from improvement.schedule.precedence import network
from improvement.schedule.risk import risk
from improvement.schedule.samples import Dice, Drawn, Spread
from tests.benchmarks.bench_cpm import plan

START, RUNS, ANCHOR_RUNS = date(2027, 1, 11), 10_000, 100


def timed(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of CPU of the quickest of some runs."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def dice_of(nodes: list[Node]) -> Dice:
    """Durations as beta-PERT, each between a half and twice of a likely one that differs from node to node."""
    chance = np.random.default_rng(3)
    spreads = [Spread(node.duration * chance.uniform(0.5, 1), node.duration, 2 * node.duration) for node in nodes]
    tables = [np.rint(each.quantiles("pert") * TICKS).astype(np.int32) for each in spreads]
    drawn = [Drawn(i, node.id, table) for i, (node, table) in enumerate(zip(nodes, tables, strict=True))]
    return Dice(np.array([round(node.duration * TICKS) for node in nodes], np.int64), drawn, (), 7)


def anchor(nodes: list[Node], links: list[Link], dice: Dice) -> Callable[[], np.ndarray]:
    """Finish of each run and what was critical, as loops over networkx's topological order."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in nodes)
    for link in links:
        graph.add_edge(link.predecessor, link.successor, kind=link.kind, lag=link.lag)
    order = list(nx.topological_sort(graph))
    lengths = next(each.copy() for _, each in blocks(dice, ANCHOR_RUNS, np.int64)) / TICKS
    number = {node.id: i for i, node in enumerate(nodes)}

    def runs() -> np.ndarray:
        ends = np.empty(ANCHOR_RUNS)
        critical = dict.fromkeys(order, 0)
        for run in range(ANCHOR_RUNS):
            length = {id: float(lengths[i, run]) for id, i in number.items()}
            early: dict[str, float] = {}
            late: dict[str, float] = {}
            for each in order:
                early[each] = max(
                    (early[p] + shift(graph.edges[p, each], length, p, each) for p in graph.predecessors(each)),
                    default=0,
                )
                early[each] = max(early[each], 0)
            ends[run] = end = max(early[each] + length[each] for each in order)
            for each in reversed(order):
                bounds = (late[s] - shift(graph.edges[each, s], length, each, s) for s in graph.successors(each))
                late[each] = min(end - length[each], min(bounds, default=end))
                critical[each] += late[each] - early[each] <= 1e-9 * end
        return ends

    return runs


def library(nodes: list[Node], links: list[Link], dice: Dice) -> Callable[[], object]:
    """networkx.dag_longest_path once a run: one critical path of each."""
    lengths = next(each.copy() for _, each in blocks(dice, ANCHOR_RUNS, np.int64)) / TICKS
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in nodes)
    for link in links:
        graph.add_edge(link.predecessor, link.successor, kind=link.kind, lag=link.lag)
    inner = list(graph.edges(data=True))
    graph.add_edges_from((node.id, "end") for node in nodes)

    def runs() -> object:
        critical = dict.fromkeys(graph, 0)
        for run in range(ANCHOR_RUNS):
            length = {node.id: float(lengths[i, run]) for i, node in enumerate(nodes)}
            for before, after, link in inner:
                link["weight"] = shift(link, length, before, after)
            for node in nodes:
                graph.edges[node.id, "end"]["weight"] = length[node.id]
            for each in nx.dag_longest_path(graph):
                critical[each] += 1
        return critical

    return runs


def shift(link: dict[str, object], length: dict[str, float], before: str, after: str) -> float:
    """From the start of one activity to the earliest start of another."""
    kind, lag = str(link["kind"]), float(link["lag"])  # type: ignore[arg-type]  # a number
    return lag + (length[before] if kind[0] == "F" else 0) - (length[after] if kind[1] == "F" else 0)


def programme(size: int, people: int) -> Plan:
    """A plan of so many activities, three points each, with so many people."""
    nodes, links = plan(size)
    after: dict[str, list[str]] = {}
    for link in links:
        lag = f"{'+' if link.lag > 0 else '-'}{abs(link.lag):.0f}d" if link.lag else ""
        after.setdefault(link.successor, []).append(f"{link.predecessor} {link.kind}{lag}")
    works = {
        node.id: {
            "title": node.id,
            "estimate": [f"{node.duration:.0f}d", f"{node.duration + 1:.0f}d", f"{node.duration * 2 + 1:.0f}d"],
            "after": after.get(node.id, []),
            "needs": {"team": "1"},
        }
        for node in nodes
    }
    team = {"team": {"name": "Team", "count": str(people)}}
    data = {"programme": {"title": "P", "starts": str(START), "people": team}, "realization": {"activities": works}}
    found, issues = validate(Plan, data)
    assert found, issues
    return found


def main() -> None:
    """Print the anchor, our runs, their ratio, and a plan of 300 activities from the plan to the answer."""
    nodes, links = plan(1_000)
    dice = dice_of(nodes)
    ahead = Forward(network(nodes, links), axis_of(WorkCalendar()), START, None)
    ours = timed(lambda: simulate(ahead, dice, RUNS, [range(len(nodes))]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    loop = anchor(nodes, links, dice)
    written = timed(loop, 2) * RUNS / ANCHOR_RUNS
    rival = timed(library(nodes, links, dice), 2) * RUNS / ANCHOR_RUNS
    ours = min(ours, timed(lambda: simulate(ahead, dice, RUNS, [range(len(nodes))])))
    same = np.allclose(loop(), simulate(ahead, dice, ANCHOR_RUNS, [range(len(nodes))]).ends[0].days)
    print(
        f"{RUNS} runs, {len(nodes)} activities, {len(links)} links: dag_longest_path {rival:.1f} s, "
        f"a loop over its order {written:.1f} s, ours "
        f"{ours:.3f} s: {rival / ours:.0f} and {written / ours:.0f} times quicker (goal 400); "
        f"equal finishes: {same}; "
        f"peak {peak:.0f} MB (goal 300)"
    )
    small = programme(300, 12)
    risk(small, 4, limited=True)
    free = timed(lambda: risk(small, RUNS), 3)
    held = timed(lambda: risk(small, RUNS, limited=True), 3)
    print(f"300 activities, 12 people, {RUNS} runs, all results: {free:.2f} s (goal 1), limited {held:.2f} s")


if __name__ == "__main__":
    main()
