"""Places of a dot vote, and who could turn them, against all ballots that there could be."""

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.dot_votes import could_turn, standings

ITEMS = ("a", "b", "c")


def every_ballot(each: int, items: tuple[str, ...] = ITEMS) -> Iterator[dict[str, int]]:
    for dots in product(range(each + 1), repeat=len(items)):
        if sum(dots) <= each:
            yield dict(zip(items, dots, strict=True))


def counts(ballots: list[dict[str, int]]) -> dict[str, int]:
    return {item: sum(ballot[item] for ballot in ballots) for item in ITEMS}


def turned_by_trying(ballots: list[dict[str, int]], each: int, upper: str, lower: str) -> bool:
    """Every change of at most two ballots, one after the other."""
    for changed in combinations(range(len(ballots)), min(2, len(ballots))):
        for new in product(list(every_ballot(each)), repeat=len(changed)):
            tried = [*ballots]
            for place, ballot in zip(changed, new, strict=True):
                tried[place] = ballot
            if counts(tried)[lower] > counts(tried)[upper]:
                return True
    return False


rooms = st.integers(1, 2).flatmap(
    lambda each: st.tuples(st.just(each), st.lists(st.sampled_from(list(every_ballot(each))), max_size=5))
)


@settings(max_examples=40, deadline=None)
@given(rooms)
def test_two_people_can_turn_exactly_what_is_said_to_be_turnable(room) -> None:
    each, ballots = room
    found = counts(ballots)
    for upper, lower in product(ITEMS, repeat=2):
        if found[upper] > found[lower]:
            assert could_turn(ballots, each, upper, lower) == turned_by_trying(ballots, each, upper, lower)


@settings(max_examples=60, deadline=None)
@given(rooms)
def test_places_follow_the_counts_and_equal_counts_share_them(room) -> None:
    each, ballots = room
    found = standings(ITEMS, ballots, each)
    dots = [row.dots for row in found]
    assert {row.id: row.dots for row in found} == counts(ballots)
    assert dots == sorted(dots, reverse=True)
    for row in found:
        assert row.first == 1 + sum(other > row.dots for other in dots)
        assert row.last == sum(other >= row.dots for other in dots)
    assert not any(row.turnable for row in found if row.last == len(found))


def test_a_clear_lead_cannot_be_turned_and_a_narrow_one_can() -> None:
    # 12 people with 3 votes each: two of them move 6 dots at most if they gave none to the first
    ballots = [{"a": 2, "b": 1}] * 4 + [{"a": 3}] * 6 + [{"b": 1, "c": 2}] * 2
    found = standings(ITEMS, ballots, 3)
    assert [(row.id, row.dots, row.first, row.last, row.turnable) for row in found] == [
        ("a", 26, 1, 1, False),
        ("b", 6, 2, 2, True),
        ("c", 4, 3, 3, False),
    ]


def test_nobody_voted_and_everything_is_equal() -> None:
    assert [(row.first, row.last, row.turnable) for row in standings(ITEMS, [], 5)] == [(1, 3, False)] * 3
    assert standings((), [], 5) == ()
