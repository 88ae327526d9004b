"""Links that can go: no date moves without them, and no other link can go."""

from hypothesis import given, settings

from improvement.schedule.cpm import Link, Node, solve
from improvement.schedule.redundant import redundant_links
from tests.schedule.networks import CALENDAR, START, plans

law = settings(max_examples=80, deadline=None)


@law
@given(plans(elapsed=True, shortest=0, own=True))
def test_no_date_moves_without_them(plan: tuple[list[Node], list[Link]]) -> None:
    nodes, links = plan
    gone = redundant_links(links)
    kept = [link for place, link in enumerate(links) if place not in gone]
    whole, short = (solve(nodes, each, CALENDAR, START).times for each in (links, kept))
    assert {id: row.early_finish for id, row in whole.items()} == {id: row.early_finish for id, row in short.items()}


@law
@given(plans(shortest=0))
def test_what_stays_is_needed(plan: tuple[list[Node], list[Link]]) -> None:
    nodes, links = plan
    gone = redundant_links(links)
    for place, link in enumerate(links):
        if place not in gone:
            assert not _asks([each for each in links if each is not link], link, nodes)


def _asks(links: list[Link], link: Link, nodes: list[Node]) -> bool:
    """Whether links make the successor wait as long as this link does, counted from its predecessor alone."""
    delays = {(link.predecessor, link.kind[0] == "F"): 0.0}
    for _ in nodes:
        for node in nodes:
            if (node.id, False) in delays:
                delays[node.id, True] = max(delays.get((node.id, True), -1e9), delays[node.id, False])
        for each in links:
            source, target = (each.predecessor, each.kind[0] == "F"), (each.successor, each.kind[1] == "F")
            if source in delays:
                delays[target] = max(delays.get(target, -1e9), delays[source] + each.lag)
    return delays.get((link.successor, link.kind[1] == "F"), -1e9) >= link.lag


def test_through_whom() -> None:
    links = [Link("a", "b"), Link("b", "c"), Link("a", "c", "FS", 0), Link("a", "d"), Link("a", "d", "SS")]
    assert redundant_links(links) == {2: "b", 4: ""}
    assert redundant_links([*links, Link("c", "a")]) == {}
    assert redundant_links([Link("a", "b", lag=1), Link("b", "c", lag=1), Link("a", "c", lag=3)]) == {}
    assert redundant_links([Link("a", "b", lag=1), Link("b", "c", lag=1), Link("a", "c", lag=2)]) == {2: "b"}
    assert redundant_links([Link("a", "b"), Link("b", "c"), Link("a", "c", lag=1, elapsed=True)]) == {}
