"""People who can stand for each other, counted: as if each were looked at alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dispatch_pool import Pool, pooled
from improvement.schedule.monte_carlo_desk import Staff

TIMES = st.tuples(st.integers(0, 30), st.integers(1, 10), st.integers(1, 4))


@given(st.lists(TIMES, max_size=15), st.integers(1, 5))
def test_heads_are_free_and_assigned_as_if_each_moment_were_looked_at(
    wanted: list[tuple[int, int, int]], size: int
) -> None:
    pool = Pool(tuple(range(size)), WorkCalendar(), 1)
    taken = [0] * 45
    asked: dict[int, tuple[int, int, int]] = {}
    for node, (begin, length, heads) in enumerate(wanted):
        span = taken[begin : begin + length]
        assert pool.free(begin, begin + length) == size - max(span)
        if heads <= size - max(span):
            pool.take(begin, begin + length, node, heads)
            asked[node] = (begin, begin + length, heads)
            taken[begin : begin + length] = [each + heads for each in span]
        elif heads <= size:
            later = pool.freed(begin, begin + length, heads)
            # the work cannot begin sooner, and nobody blocks what is left of the span
            assert taken[later - 1] > size - heads >= max(taken[later : begin + length], default=0)
    who: dict[int, list[int]] = {}
    for node, unit in pool.assigned():
        who.setdefault(node, []).append(unit)
    assert {node: len(set(units)) for node, units in who.items()} == {node: each[2] for node, each in asked.items()}
    for unit in range(size):
        spans = sorted(asked[node][:2] for node, units in who.items() if unit in units)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(st.lists(TIMES, max_size=10), st.integers(0, 45))
def test_the_next_release_is_the_first_moment_with_fewer_taken(wanted: list[tuple[int, int, int]], after: int) -> None:
    pool = Pool(tuple(range(50)), WorkCalendar(), 1)
    taken = [0] * 50
    for node, (begin, length, heads) in enumerate(wanted):
        pool.take(begin, begin + length, node, heads)
        taken[begin : begin + length] = [each + heads for each in taken[begin : begin + length]]
    assert pool.released(after) == next((at for at in range(after + 1, 50) if taken[at] < taken[at - 1]), None)


def test_only_those_with_the_same_days_and_needs_stand_for_each_other() -> None:
    five, six = WorkCalendar(), WorkCalendar(frozenset(range(6)))
    pools, meets = pooled(Staff([five, five, six, five], [[0, 1, 2], [3], [0, 3]], []))
    assert [each.units for each in pools] == [(0,), (1,), (2,), (3,)]
    assert meets == [[0, 1, 2], [3], [0, 3]]
    alike, _ = pooled(Staff([five] * 600, [list(range(600))], []))
    assert [len(each.units) for each in alike] == [600]
