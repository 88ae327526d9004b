"""What leads to work and what follows it, against networkx."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.neighbours import neighbourhood
from tests.schedule.waiting import graphs


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_it_is_what_networkx_reaches(waits, data):
    chosen = data.draw(st.sampled_from(list(waits)))
    steps = data.draw(st.sampled_from([1, 2, 3, None]))
    graph = nx.DiGraph()
    graph.add_nodes_from(waits)
    graph.add_edges_from((each, id) for id, before in waits.items() for each in before)
    found = neighbourhood(waits, chosen, steps, len(waits))
    before = nx.ego_graph(graph.reverse(), chosen, steps or len(waits))
    after = nx.ego_graph(graph, chosen, steps or len(waits))
    far = {id: -nx.shortest_path_length(graph, id, chosen) for id in before}
    assert dict(found.steps) == far | {id: nx.shortest_path_length(graph, chosen, id) for id in after}
    assert (found.more_before, found.more_after) == (0, 0)
    if steps is None:
        assert set(found.steps) == {chosen} | nx.ancestors(graph, chosen) | nx.descendants(graph, chosen)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_what_is_left_out_is_counted_and_farther_than_what_is_taken(waits, data):
    chosen = data.draw(st.sampled_from(list(waits)))
    most = data.draw(st.integers(1, len(waits)))
    whole, found = neighbourhood(waits, chosen, None, len(waits)), neighbourhood(waits, chosen, None, most)
    assert len(found.steps) == min(most, len(whole.steps))
    left = [far for id, far in whole.steps.items() if id not in found.steps]
    assert found.more_before == sum(far < 0 for far in left)
    assert found.more_after == sum(far > 0 for far in left)
    assert max(map(abs, found.steps.values())) <= min(map(abs, left), default=len(waits))


def test_of_those_equally_far_what_decides_the_finish_comes_first():
    waits = {"a": [], "b": [], "c": [], "end": ["a", "b", "c"]}
    assert set(neighbourhood(waits, "end", 1, 2, frozenset({"c"})).steps) == {"end", "c"}
    assert set(neighbourhood(waits, "end", 1, 3).steps) == {"end", "a", "b"}


@pytest.mark.parametrize("steps", [1, None])
def test_a_chain_of_20000_is_no_trouble(steps):
    waits = {str(n): [str(n - 1)] if n else [] for n in range(20_000)}
    found = neighbourhood(waits, "10000", steps, 60)
    left = 0 if steps else 20_000 - 60
    assert found.more_before + found.more_after == left
