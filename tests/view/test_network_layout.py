"""The picture of the network: every box once, lines to the right, nothing upon anything else."""

from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings

from improvement.view.network_layout import BESIDE_WORDS, BETWEEN, BOX_HEIGHT, BOX_WIDTH, GAP, layout
from tests.schedule.waiting import graphs


def links_of(waits):
    return [(each, id) for id, before in waits.items() for each in before]


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_laws_of_the_picture(waits):
    links = links_of(waits)
    found = layout(list(waits), links)
    assert set(found.boxes) == set(waits)
    assert set(found.routes) == set(links)
    for (x, y), (other_x, other_y) in combinations(found.boxes.values(), 2):
        assert abs(x - other_x) >= BOX_WIDTH + BETWEEN or (x == other_x and abs(y - other_y) >= BOX_HEIGHT + GAP - 1)
    for (start, end), points in found.routes.items():
        (x0, y0), (x1, y1) = found.boxes[start], found.boxes[end]
        assert points[0] == (x0 + BOX_WIDTH, y0 + BOX_HEIGHT // 2)
        assert points[-1] == (x1, y1 + BOX_HEIGHT // 2)
        assert all(before[0] < after[0] for before, after in pairwise(points))
    assert all(0 <= x <= found.width - BOX_WIDTH and 0 <= y <= found.height - BOX_HEIGHT + 1
               for x, y in found.boxes.values())  # fmt: skip
    assert layout(list(waits), links) == found


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_a_line_goes_through_no_box(waits):
    found = layout(list(waits), links_of(waits))
    for points in found.routes.values():
        for (x0, y0), (x1, _y) in list(pairwise(points))[1::2]:
            assert x1 - x0 == BOX_WIDTH
            beside = [y for x, y in found.boxes.values() if x == x0]
            assert all(y0 <= y or y0 >= y + BOX_HEIGHT for y in beside)


def test_columns_are_the_longest_way_and_heads_stand_before_what_waits_for_them():
    found = layout(["a", "b", "c", "late"], [("a", "b"), ("b", "c"), ("a", "c"), ("late", "c")])
    columns = sorted({x for x, _y in found.boxes.values()})
    assert [columns.index(found.boxes[id][0]) for id in ("a", "b", "c", "late")] == [0, 1, 2, 1]


def test_order_follows_the_neighbours():
    """Two chains whose ends are listed the other way round: a picture without crossings exists and is found."""
    links = [("a", "x"), ("b", "y"), ("x", "p"), ("y", "q")]
    found = layout(["a", "b", "y", "x", "p", "q"], links)
    heights = {id: y for id, (_x, y) in found.boxes.items()}
    assert (heights["a"] < heights["b"]) == (heights["x"] < heights["y"]) == (heights["p"] < heights["q"])
    assert all(heights[start] == heights[end] for start, end in links)


@pytest.mark.parametrize("height", [2, 3])
def test_a_tree_has_no_crossing(height):
    graph = nx.balanced_tree(3, height, create_using=nx.DiGraph)
    ids = sorted(map(str, graph))
    found = layout(ids, [(str(a), str(b)) for a, b in sorted(graph.edges, reverse=True)])
    for (a, b), (c, d) in combinations(found.routes, 2):
        if found.boxes[a][0] == found.boxes[c][0] and a != c:
            above = found.boxes[a][1] < found.boxes[c][1]
            assert (found.boxes[b][1] < found.boxes[d][1]) == above


def test_words_get_room_where_their_lines_end():
    links = [("a", "b"), ("b", "c"), ("a", "c")]
    found = layout(["a", "b", "c"], links, {("a", "c"): 120, ("b", "c"): 30})
    assert found.boxes["b"][0] == BOX_WIDTH + BETWEEN
    assert found.boxes["c"][0] == found.boxes["b"][0] + BOX_WIDTH + 120 + BESIDE_WORDS


def test_nothing_is_drawn_of_nothing():
    assert layout([], []).boxes == {}
