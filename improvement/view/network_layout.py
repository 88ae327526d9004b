"""Where the boxes and lines of a picture of waiting work stand: columns from left to right, few crossings.

Layers, order within them and heights as in Sugiyama, Tagawa & Toda (1981). The layers are networkx's; the rest is own
code, because networkx.multipartite_layout neither orders the layers nor leaves lines a way past boxes.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import networkx as nx
import numpy as np
from scipy.optimize import isotonic_regression

BOX_WIDTH, BOX_HEIGHT = 210, 80
GAP, BETWEEN, BESIDE_WORDS = 16, 56, 40
SWEEPS = 8
# lines that pass are kept straighter than boxes
STRAIGHT = 3.0
Pair = tuple[str, str]
NO_WORDS: Mapping[Pair, int] = {}
# a box by its id, or the place where a link passes a column
Spot = str | tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Pixels from the top left. `boxes`: the left upper corner of each, all BOX_WIDTH x BOX_HEIGHT.

    `routes`: per link the points that it goes through, from the right edge of one box to the left edge of another, x
    rising; between each second pair of points it passes a column level.
    """

    boxes: Mapping[str, tuple[int, int]]
    routes: Mapping[Pair, tuple[tuple[int, int], ...]]
    width: int
    height: int


def layout(ids: Sequence[str], links: Sequence[Pair], named: Mapping[Pair, int] = NO_WORDS) -> Layout:
    """Every id once, every link (from, to) from left to right, no box upon another; the same input, the same picture.

    `links` without a cycle, both ends in `ids`; `named`: how many pixels the words on a link take.
    """
    column = _columns(ids, links)
    chains = {pair: _chain(pair, column) for pair in dict.fromkeys(links)}
    steps = [step for chain in chains.values() for step in pairwise(chain)]
    spots = dict.fromkeys([*ids, *(spot for chain in chains.values() for spot in chain)])
    layers: list[list[Spot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for spot in spots:
        layers[column[spot] if isinstance(spot, str) else spot[2]].append(spot)
    beside = _beside(spots, steps)
    layers = _ordered(layers, *beside)
    middle = _heights(layers, *beside)
    left = _lefts(column, named)
    boxes = {id: (left[column[id]], round(middle[id]) - BOX_HEIGHT // 2) for id in ids}
    routes = {pair: _route(chain, column, left, middle) for pair, chain in chains.items()}
    lowest = max(middle.values(), default=0) + BOX_HEIGHT / 2
    return Layout(boxes, routes, left[-1] + BOX_WIDTH if layers else 0, round(lowest))


def _columns(ids: Sequence[str], links: Sequence[Pair]) -> dict[str, int]:
    """The longest way to each; what waits for nothing stands right before the first that waits for it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(links)
    column = {id: far for far, layer in enumerate(nx.topological_generations(graph)) for id in layer}
    heads = [id for id in ids if not graph.in_degree(id) and graph.out_degree(id)]
    return column | {id: min(column[each] for each in graph.successors(id)) - 1 for id in heads}


def _chain(pair: Pair, column: Mapping[str, int]) -> list[Spot]:
    start, end = pair
    passed: list[Spot] = [(start, end, each) for each in range(column[start] + 1, column[end])]
    return [start, *passed, end]


_Beside = dict[Spot, list[Spot]]


def _beside(spots: Mapping[Spot, None], steps: Sequence[tuple[Spot, Spot]]) -> tuple[_Beside, _Beside]:
    """The spots to the left and to the right that each is joined with."""
    to_left: _Beside = {spot: [] for spot in spots}
    to_right: _Beside = {spot: [] for spot in spots}
    for start, end in steps:
        to_right[start].append(end)
        to_left[end].append(start)
    return to_left, to_right


def _ordered(layers: list[list[Spot]], to_left: _Beside, to_right: _Beside) -> list[list[Spot]]:
    """Each layer by the mean place of its neighbours, from left and from right in turn; the best of all sweeps."""
    best, fewest = layers, _crossings(layers, to_right)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        layers = list(layers)
        for number in _inner(len(layers), forward):
            other = layers[number - 1 if forward else number + 1]
            layers[number] = _sorted(layers[number], other, to_left if forward else to_right)
        if (found := _crossings(layers, to_right)) < fewest:
            best, fewest = layers, found
    return best


def _inner(count: int, forward: bool) -> range:
    return range(1, count) if forward else range(count - 2, -1, -1)


def _sorted(layer: list[Spot], other: list[Spot], beside: _Beside) -> list[Spot]:
    place = {spot: number for number, spot in enumerate(other)}
    here = {spot: number for number, spot in enumerate(layer)}

    def wanted(spot: Spot) -> float:
        joined = beside[spot]
        # a spot without neighbours there keeps its share of the height
        return sum(place[each] for each in joined) / len(joined) if joined else here[spot] * len(other) / len(layer)

    return sorted(layer, key=wanted)


def _crossings(layers: Sequence[Sequence[Spot]], to_right: _Beside) -> int:
    """How many lines cross between neighbouring layers: the inversions of their ends."""
    count = 0
    for layer, other in pairwise(layers):
        place = {spot: number for number, spot in enumerate(other)}
        ends: list[int] = []
        for spot in layer:
            arrivals = sorted(-place[each] for each in to_right[spot])
            count += sum(bisect_left(ends, each) for each in arrivals)
            for each in arrivals:
                insort(ends, each)
    return count


def _heights(layers: Sequence[Sequence[Spot]], to_left: _Beside, to_right: _Beside) -> dict[Spot, float]:
    """The middle of each spot: near its neighbours (least squares), in its layer's order and with room between."""
    apart = [_apart(layer) for layer in layers]
    middle = {
        spot: float(y) for layer, rooms in zip(layers, apart, strict=True) for spot, y in zip(layer, rooms, strict=True)
    }
    for sweep in range(SWEEPS):
        beside = to_left if sweep % 2 == 0 else to_right
        for number in _inner(len(layers), sweep % 2 == 0):
            layer, rooms = layers[number], apart[number]
            pulls = [[middle[each] for each in beside[spot]] or [middle[spot]] for spot in layer]
            wanted = np.array([sum(pull) / len(pull) for pull in pulls]) - rooms
            weights = [1.0 if isinstance(spot, str) else STRAIGHT for spot in layer]
            found = isotonic_regression(wanted, weights=weights).x + rooms
            middle.update(zip(layer, map(float, found), strict=True))
    top = min((y - _half(spot) for spot, y in middle.items()), default=0.0)
    return {spot: y - top for spot, y in middle.items()}


def _half(spot: Spot) -> float:
    return BOX_HEIGHT / 2 if isinstance(spot, str) else 0.0


def _apart(layer: Sequence[Spot]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The middles of a layer packed as closely as may be, from 0."""
    between = [_half(above) + _half(below) + GAP for above, below in pairwise(layer)]
    return np.concatenate([[0.0], np.cumsum(between)]) if len(layer) else np.zeros(0)


def _lefts(column: Mapping[str, int], named: Mapping[Pair, int]) -> list[int]:
    """The left edge of each column, with room before it for the words on the lines that end there."""
    before = [BETWEEN] * (max(column.values(), default=-1) + 1)
    for (_start, end), pixels in named.items():
        before[column[end]] = max(before[column[end]], pixels + BESIDE_WORDS)
    return [0, *accumulate(BOX_WIDTH + each for each in before[1:])]


def _route(
    chain: Sequence[Spot], column: Mapping[str, int], left: Sequence[int], middle: Mapping[Spot, float]
) -> tuple[tuple[int, int], ...]:
    points: list[tuple[int, int]] = []
    for spot in chain:
        at, y = left[column[spot] if isinstance(spot, str) else spot[2]], round(middle[spot])
        points += [(at, y), (at + BOX_WIDTH, y)]
    return tuple(points[1:-1])
