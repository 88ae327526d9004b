"""Links that change nothing because others already ask for as much."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

import networkx as nx

from improvement.schedule.precedence import Link

# plans far beyond what people read are looked at only so far
MOST_STEPS = 1_000_000
Point = tuple[str, bool]
_Incoming = Mapping[Point, Sequence[tuple[Point, float]]]


def redundant_links(links: Sequence[Link]) -> dict[int, str]:
    """Positions of the links that can go, and the activity through which others ask for as much.

    Transitive reduction (Aho, Garey & Ullman 1972) of the starts and finishes, with their lags: a link can go when a
    chain of others delays as much at least. Activities count as taking no time, so that no estimate decides it; a lag
    through days off counts as none, and a link with one stays. Of links between the same two activities with the same
    kind none is judged by another. "" as activity: another kind of link between the same two asks for as much. Empty
    while there is a cycle. Own search and not networkx.transitive_reduction, which knows no lags.
    """
    graph = nx.DiGraph((link.predecessor, link.successor) for link in links)
    try:
        rank = {id: place for place, id in enumerate(nx.topological_sort(graph))}
    except nx.NetworkXUnfeasible:
        return {}
    incoming = _incoming(links)
    wanted: dict[Point, list[int]] = {}
    for place, link in enumerate(links):
        if not link.elapsed:
            wanted.setdefault((link.successor, link.kind[1] == "F"), []).append(place)
    found: dict[int, str] = {}
    steps = MOST_STEPS
    for target, places in wanted.items():
        sources = [(links[place].predecessor, links[place].kind[0] == "F") for place in places]
        chains = _Chains(incoming, rank, target, min(rank[id] for id, _ in sources), steps)
        steps = chains.steps
        for place, source in zip(places, sources, strict=True):
            if source in chains.others and chains.others[source][0] >= links[place].lag:
                found[place] = chains.via(source)
    return found


def _incoming(links: Sequence[Link]) -> _Incoming:
    found: dict[Point, list[tuple[Point, float]]] = {}
    for id in {id for link in links for id in (link.predecessor, link.successor)}:
        found[id, True] = [((id, False), 0.0)]
        found[id, False] = []
    for link in links:
        if not link.elapsed or link.lag >= 0:
            source, target = (link.predecessor, link.kind[0] == "F"), (link.successor, link.kind[1] == "F")
            found[target].append((source, 0.0 if link.elapsed else link.lag))
    return found


class _Chains:
    """The most that chains of links delay a point after others that lie no further back than a rank.

    `others`: per point the delay by chains of more than one step, and the next point of the chain.
    """

    def __init__(self, incoming: _Incoming, rank: Mapping[str, int], target: Point, first: int, steps: int) -> None:
        self.target, self.steps = target, steps
        self.others: dict[Point, tuple[float, Point]] = {}
        delays: dict[Point, float] = {target: 0.0}
        waiting = [(-rank[target[0]], not target[1], target)]
        while waiting and self.steps > 0:
            _, _, point = heappop(waiting)
            for source, lag in incoming[point]:
                self.steps -= 1
                if rank[source[0]] < first:
                    continue
                delay = delays[point] + lag
                if point != target and delay > self.others.get(source, (-float("inf"),))[0]:
                    self.others[source] = delay, point
                if source not in delays:
                    heappush(waiting, (-rank[source[0]], not source[1], source))
                delays[source] = max(delays.get(source, delay), delay)

    def via(self, source: Point) -> str:
        """The next activity of the chain from a point; empty where there is none between the two."""
        return next((id for id, _ in self._trail(source) if id not in (source[0], self.target[0])), "")

    def _trail(self, source: Point) -> Iterator[Point]:
        point = source
        while point in self.others and point != self.target:
            point = self.others[point][1]
            yield point
