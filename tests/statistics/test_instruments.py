"""Satisfaction index, perceived value and loyalty index."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.instruments import acsi, value_parts
from improvement.statistics.loyalty import Recommendation, Repurchase, Satisfaction, loyalty_index

few = settings(max_examples=50, deadline=None)
tens = st.lists(st.floats(1, 10), min_size=3, max_size=3)
grades = st.lists(st.floats(0, 10), min_size=1, max_size=5)


def value_of(benefits: list[float], costs: list[float], weights: list[float] | None = None) -> float:
    benefit, cost = value_parts(benefits, costs, weights, weights)
    return benefit - cost


@few
@given(tens)
def test_equal_weights_are_the_sum_of_three_less_three(x: list[float]) -> None:
    assert acsi(x) == pytest.approx((sum(x) - 3) / 27 * 100)
    assert 0 <= acsi(x) <= 100 + 1e-9
    assert acsi(x, (2.0, 2.0, 2.0)) == pytest.approx(acsi(x))


def test_ends_of_the_index_and_refusals() -> None:
    assert (acsi([1, 1, 1]), acsi([10, 10, 10])) == (0, 100)
    for wrong in ([0, 5, 5], [5, 5, 11], [5, 5]):
        with pytest.raises(ValueError, match=r"."):
            acsi(wrong)
    with pytest.raises(ValueError, match="not all 0"):
        acsi([5, 5, 5], (0.0, 0.0, 0.0))


@few
@given(grades, grades, st.floats(-3, 3))
def test_value_turns_its_sign_with_the_sides_and_ignores_a_common_shift(
    benefits: list[float], costs: list[float], shift: float
) -> None:
    value = value_of(benefits, costs)
    assert value_of(costs, benefits) == pytest.approx(-value)
    moved = value_of([each + shift for each in benefits], [each + shift for each in costs])
    assert moved == pytest.approx(value, abs=1e-9)


def test_value_by_hand() -> None:
    # benefits 8, 6, 7, 5 weighted 4:3:2:1; costs 5, 4, 3, 2 alike
    assert value_parts([8, 6, 7, 5], [5, 4, 3, 2], [4, 3, 2, 1]) == pytest.approx((6.9, 3.5))
    with pytest.raises(ValueError, match="must match"):
        value_of([8, 6], [5], [1])
    with pytest.raises(ValueError, match="must match"):
        value_of([], [5])


def test_loyalty_index_by_hand() -> None:
    best = (Satisfaction.VERY_SATISFIED, Repurchase.HIGH, Recommendation.LIKELY)
    worst = (Satisfaction.VERY_DISSATISFIED, Repurchase.LOW, Recommendation.IMPOSSIBLE)
    silent = (None, Repurchase.LOW, Recommendation.IMPOSSIBLE)
    assert loyalty_index({best: 1}).estimate == pytest.approx(95)
    assert loyalty_index({worst: 1}).estimate == pytest.approx(5)
    found = loyalty_index({best: 3, worst: 1, silent: 9})
    assert (found.estimate, found.n) == (pytest.approx(72.5), 4)
    with pytest.raises(ValueError, match="at least one"):
        loyalty_index({silent: 2})


@few
@given(st.sampled_from(Satisfaction), st.sampled_from(Repurchase), st.sampled_from(Recommendation))
def test_a_better_answer_never_lowers_the_index(sat: Satisfaction, again: Repurchase, likely: Recommendation) -> None:
    here = loyalty_index({(sat, again, likely): 1}).estimate
    assert 0 <= here <= 100
    for better in list(Satisfaction)[: list(Satisfaction).index(sat)]:
        assert loyalty_index({(better, again, likely): 1}).estimate > here
