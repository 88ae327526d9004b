"""All critical paths, what is nearly critical, and days that cannot be kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.cpm import Link, Node, passes, solution
from improvement.schedule.missed import Missed, missed
from improvement.schedule.paths import MOST_PATHS, CriticalPaths, critical_paths, near_critical
from tests.schedule.networks import CALENDAR, START, plans

WEEKDAYS = CALENDAR.__class__()


def jan(day: int) -> date:
    return date(2027, 1, day)


def paths(nodes: list[Node], links: list[Link]) -> CriticalPaths:
    return critical_paths(*passes(nodes, links, WEEKDAYS, START))


@settings(max_examples=80, deadline=None)
@given(plans(kinds="FS", lags=0))
def test_paths_are_networkxs_longest(plan: tuple[list[Node], list[Link]]) -> None:
    nodes, links = plan
    length = {node.id: node.duration for node in nodes}
    graph = nx.DiGraph((link.predecessor, link.successor) for link in links)
    graph.add_nodes_from(length)
    ends = (
        [each for each in graph if not graph.in_degree(each)],
        [each for each in graph if not graph.out_degree(each)],
    )

    def whole() -> Iterator[tuple[str, ...]]:
        for first in ends[0]:
            for last in ends[1]:
                yield from ((first,),) if first == last else map(tuple, nx.all_simple_paths(graph, first, last))

    every = list(whole())
    longest = max(sum(length[id] for id in path) for path in every)
    expected = [path for path in every if sum(length[id] for id in path) == longest]
    found = paths(nodes, links)
    assert found.count == len(expected)
    assert sorted(found.shown) == sorted(expected)[: len(found.shown)] or len(expected) > MOST_PATHS
    assert len(found.shown) == min(len(expected), MOST_PATHS)


def test_a_ladder_has_many_paths_and_few_are_written_out() -> None:
    nodes = [Node(f"{side}{i}", 1) for i in range(40) for side in "ab"]
    links = [Link(f"{p}{i}", f"{s}{i + 1}") for i in range(39) for p in "ab" for s in "ab"]
    found = paths(nodes, links)
    assert found.count == 2**40
    assert len(found.shown) == MOST_PATHS
    assert all(len(path) == 40 for path in found.shown)
    assert len(set(found.shown)) == MOST_PATHS


def test_a_day_that_binds_begins_a_path() -> None:
    nodes = [Node("a", 2), Node("b", 3, not_before=jan(20)), Node("c", 1)]
    found = paths(nodes, [Link("a", "b"), Link("b", "c")])
    assert found.shown == (("b", "c"),)


def test_nearly_critical_is_a_week_of_float() -> None:
    lengths = {"long": 10, "near": 5, "nearer": 9, "far": 4.5}
    nodes = [*(Node(id, days) for id, days in lengths.items()), Node("done", 1, fixed_finish=jan(4), done=True)]
    assert near_critical(solution(*passes(nodes, [], WEEKDAYS, START)).times) == ("nearer", "near")


def kept_not(nodes: list[Node], links: list[Link]) -> tuple[Missed, ...]:
    return missed(passes(nodes, links, WEEKDAYS, START)[0])


def test_days_that_cannot_be_kept_name_the_chain() -> None:
    nodes = [
        Node("a", 5),
        Node("b", 2, start_by=jan(14)),
        Node("c", 1, due=jan(18)),
        Node("d", 1, due=jan(29), start_by=jan(20)),
    ]
    found = kept_not(nodes, [Link("a", "b"), Link("b", "c"), Link("c", "d")])
    assert found == (
        Missed("b", "start", jan(14), 2, ("a", "b")),
        Missed("c", "finish", jan(18), 2, ("a", "b", "c")),
        Missed("d", "start", jan(20), 1, ("a", "b", "c", "d")),
    )


def test_an_appointment_that_comes_too_early() -> None:
    course = Node("course", 2, fixed_start=jan(14), fixed_finish=jan(15))
    links = [Link("prepare", "course"), Link("book", "course")]
    found = kept_not([Node("prepare", 5), Node("book", 4), course], links)
    assert found == (Missed("course", "appointment", jan(14), 2, ("prepare", "course")),)
    assert kept_not([Node("prepare", 3), Node("book", 3), course], links) == ()


@settings(max_examples=80, deadline=None)
@given(plans(own=True), st.data())
def test_negative_float_is_always_explained(plan: tuple[list[Node], list[Link]], data: st.DataObject) -> None:
    days = st.none() | st.dates(START, START + timedelta(30))
    bound = [
        Node(each.id, each.duration, calendar=each.calendar, due=data.draw(days), start_by=data.draw(days))
        for each in plan[0]
    ]
    ahead, back = passes(bound, plan[1], CALENDAR, START)
    negative = [row for row in solution(ahead, back).times.values() if row.total_float < 0]
    found = missed(ahead)
    assert bool(negative) == bool(found)
    for each in found:
        assert each.days > 0
        assert each.chain[-1] == each.id
        assert solution(ahead, back).times[each.id].total_float <= -each.days + 1e-9
