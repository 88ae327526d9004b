"""Laws of the rules about who waits for whom, on networks drawn at random."""

import itertools

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.checks.rules import check
from improvement.model.plan import Plan

NAMES = "abcdefg"
links = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14)


def network(pairs: set[tuple[str, str]]) -> Plan:
    activities = {
        name: {"title": name, "after": sorted(before for before, after in pairs if after == name)} for name in NAMES
    }
    programme = {"title": "Drawn", "starts": "2027-01-11"}
    return Plan.model_validate({"programme": programme, "realization": {"activities": activities}})


@settings(max_examples=60, deadline=None)
@given(links)
def test_each_knot_gets_one_loop_and_each_loop_is_real(pairs: set[tuple[str, str]]) -> None:
    graph = nx.DiGraph(pairs)
    knots = [each for each in nx.strongly_connected_components(graph) if nx.number_of_edges(graph.subgraph(each))]
    loops = [str(each.fact("loop")).split(" -> ") for each in check(network(pairs)) if each.id == "cycle"]
    assert sorted(min(loop) for loop in loops) == sorted(min(knot) for knot in knots)
    for loop in loops:
        assert loop[0] == loop[-1]
        assert all(step in pairs for step in itertools.pairwise(loop))


@settings(max_examples=60, deadline=None)
@given(links)
def test_removing_the_redundant_dependencies_keeps_the_order(pairs: set[tuple[str, str]]) -> None:
    forward = {(a, b) for a, b in pairs if a < b}
    plan = network(forward)
    redundant = {
        (str(each.fact("text")), each.where.path[2]) for each in check(plan) if each.id == "redundant-dependency"
    }
    before, after = nx.DiGraph(forward), nx.DiGraph(forward - redundant)
    assert set(nx.transitive_closure(before).edges) == set(nx.transitive_closure(after).edges)
    assert not [each for each in check(network(forward - redundant)) if each.id == "redundant-dependency"]
