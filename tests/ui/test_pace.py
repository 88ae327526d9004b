"""Pages that are drawn anew because of others take their share of the processor and no more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.ui.pace import FIRST_COST, SHARE, Pace


def test_a_single_reader_never_waits() -> None:
    pace = Pace()
    assert all(pace.may_draw(2.0 * n) for n in range(1, 20))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 0.5), min_size=1, max_size=400))
def test_a_crowd_takes_no_more_than_the_share(pauses: list[float]) -> None:
    pace, now, drawn = Pace(), 0.0, 0
    for pause in pauses:
        now += pause
        drawn += pace.may_draw(now)
    # one page may be ahead of its share, and one is drawn at the beginning
    assert drawn * FIRST_COST <= SHARE * now + 2 * FIRST_COST + 1e-9


def test_what_pages_cost_is_learned() -> None:
    pace = Pace()
    cost = FIRST_COST / 10
    for _ in range(60):
        pace.spent(cost)
    assert [pace.may_draw(10 + part * cost / SHARE) for part in (0, 0.5, 1)] == [True, False, True]


def test_only_whole_pages_are_measured() -> None:
    pace = Pace()
    with pytest.raises(ZeroDivisionError), pace.measured():
        _ = 1 / 0
    assert pace._cost == FIRST_COST
    with pace.measured():
        sum(range(1000))
    assert pace._cost < FIRST_COST
