"""Rules about `after`: who waits for whom."""

from graphlib import CycleError, TopologicalSorter

import networkx as nx

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import MILESTONES, numbered, waiting
from improvement.errors import Severity
from improvement.model.plan import Plan
from improvement.schedule.precedence import Link
from improvement.schedule.reached import lag_of
from improvement.schedule.redundant import redundant_links


@rule("cycle", Severity.ERROR, reads=("realization.*.*.after",))
def cycle(plan: Plan, _: Facts) -> Hits:
    """Work that waits for itself: one loop for each knot, at the entry of the first activity of the knot."""
    try:
        # most plans have none, which is seen several times quicker without a graph
        TopologicalSorter(
            {path[-1]: [link.predecessor for link in each.after] for path, each in waiting(plan)}
        ).prepare()
    except CycleError:
        yield from _loops(_graph(plan))


def _loops(graph: "nx.DiGraph[str]") -> Hits:
    order = {id: position for position, id in enumerate(graph)}
    knots = [knot for knot in nx.strongly_connected_components(graph) if _is_loop(graph, knot)]
    for knot in sorted(knots, key=lambda knot: min(order[id] for id in knot)):
        first = min(knot, key=order.__getitem__)
        last = next(id for id in graph.nodes[first]["after"] if id in knot)
        loop = [*nx.shortest_path(graph.subgraph(knot), first, last), first]
        position = graph.nodes[first]["after"].index(last)
        yield hit((*graph.nodes[first]["path"], "after", str(position)), id=first, loop=" -> ".join(loop))


def _graph(plan: Plan) -> "nx.DiGraph[str]":
    """Predecessor -> successor; unknown predecessors are left out, they are another rule's."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for path, each in waiting(plan):
        graph.add_node(path[-1], path=path, after=[link.predecessor for link in each.after])
    for id in list(graph):
        graph.add_edges_from((before, id) for before in graph.nodes[id]["after"] if before in graph)
    return graph


def _is_loop(graph: "nx.DiGraph[str]", knot: set[str]) -> bool:
    return len(knot) > 1 or any(graph.has_edge(id, id) for id in knot)


@rule("repeated-dependency", Severity.ADVICE)
def repeated_dependency(plan: Plan, _: Facts) -> Hits:
    """The same predecessor, twice in one list with the same kind of link."""
    for path, each in waiting(plan):
        seen: set[tuple[str, str]] = set()
        for place, link in numbered((*path, "after"), each.after):
            if (link.predecessor, link.kind) in seen:
                yield hit(place, text=link.predecessor)
            seen.add((link.predecessor, link.kind))


@rule("redundant-dependency", Severity.ADVICE)
def redundant_dependency(plan: Plan, _: Facts) -> Hits:
    """A link that others imply, kinds and lags included (silent while there is a cycle)."""
    places, links = [], []
    hours = plan.programme.calendar.hours.length
    for path, each in waiting(plan):
        for place, link in numbered((*path, "after"), each.after):
            places.append(place)
            links.append(Link(link.predecessor, path[-1], link.kind, *lag_of(link, hours)))
    for position, via in redundant_links(links).items():
        what = "chain" if via else "kind"
        yield hit(places[position], text=links[position].predecessor, via=via, what=what)


@rule("milestone-waits-for-nothing", Severity.ADVICE)
def milestone_waits_for_nothing(plan: Plan, _: Facts) -> Hits:
    """A milestone is reached when what it waits for is finished."""
    for id, milestone in plan.realization.milestones.items():
        if not milestone.after:
            yield hit((*MILESTONES, id))
