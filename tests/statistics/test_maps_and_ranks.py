"""Gaps, the importance-performance map, ranks under doubtful weights, loyalty classes and the fewest cases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.importance_performance import QUADRANTS, Quadrant, quadrant_chances, quadrants, rescaled
from improvement.statistics.loyalty import (
    Answers,
    LoyaltyClass,
    Recommendation,
    Repurchase,
    Satisfaction,
    loyalty_class,
    loyalty_shares,
    repurchase_band,
)
from improvement.statistics.ranking import normalised, top_shares, weighted_scores
from improvement.statistics.servqual import servqual_score
from improvement.statistics.tolerance import cases_needed

few = settings(max_examples=30, deadline=None)


def test_weights_must_fit_the_gaps() -> None:
    with pytest.raises(ValueError, match="weights"):
        servqual_score([1.0, 2.0], [100.0])
    with pytest.raises(ValueError, match="weights"):
        servqual_score([1.0], [0.0])


def test_an_item_on_a_line_has_no_quadrant() -> None:
    importance, performance = np.array([4.0, 4.0, 2.0, 2.0, 3.0]), np.array([2.0, 4.0, 2.0, 4.0, 1.0])
    assert quadrants(importance, performance, (3.0, 3.0)) == (*QUADRANTS, Quadrant.ON_THE_LINE)


@few
@given(st.integers(0, 1000))
def test_chances_of_the_quadrants_sum_to_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    importance, performance = rng.normal(4, 1, (50, 3)), rng.normal(3, 1, (50, 3))
    assert quadrant_chances(importance, performance).sum(axis=1) == pytest.approx(1)
    certain = quadrant_chances(importance + 100, performance - 100, cross=(3.0, 3.0))
    assert certain[:, 0] == pytest.approx(1)


def test_scales_of_different_length_become_one() -> None:
    assert rescaled(np.array([1.0, 4.0, 7.0]), 1, 7) == pytest.approx([0, 0.5, 1])
    with pytest.raises(ValueError, match="scale"):
        rescaled(np.array([1.0]), 5, 5)


@few
@given(st.integers(0, 1000), st.integers(1, 5))
def test_some_item_is_always_on_top_and_a_dominating_one_stays(seed: int, top: int) -> None:
    rng = np.random.default_rng(seed)
    criteria = rng.random((5, 3))
    criteria[2] = 2.0
    shares = top_shares(criteria, rng, top=top, draws=200)
    assert shares[2] == 1.0
    assert shares.sum() == pytest.approx(top)
    assert weighted_scores(criteria, np.array([1.0, 2.0, 3.0])).argmax() == 2


def test_shares_of_two_opposite_items_as_the_uniform_simplex() -> None:
    # item 0 wins where the first weight is above 1/4, which a uniform weight is in 3 of 4 draws
    shares = top_shares(np.array([[0.75, 0.0], [0.0, 0.25]]), np.random.default_rng(1), top=1, draws=20_000)
    assert shares == pytest.approx([0.75, 0.25], abs=0.01)


def test_normalised_criteria_and_bad_weights() -> None:
    assert normalised(np.array([[1.0, 5.0], [3.0, 5.0]])) == pytest.approx(np.array([[0.0, 0.0], [1.0, 0.0]]))
    with pytest.raises(ValueError, match="weights"):
        weighted_scores(np.eye(2), np.zeros(2))


@pytest.mark.parametrize(
    ("probability", "band"), [(0.71, ">70"), (0.7, "30-70"), (0.3, "30-70"), (0.29, "<30"), (0, "<30")]
)
def test_exactly_thirty_and_seventy_are_in_the_middle(probability: float, band: str) -> None:
    assert repurchase_band(probability) == band


def test_missing_answers_are_not_classified_and_not_counted() -> None:
    best: Answers = (Satisfaction.VERY_SATISFIED, Repurchase.HIGH, Recommendation.LIKELY)
    worst: Answers = (Satisfaction.VERY_SATISFIED, Repurchase.HIGH, Recommendation.IMPOSSIBLE)
    assert loyalty_class(None, Repurchase.LOW, None) is LoyaltyClass.UNCLASSIFIED
    shares = dict(loyalty_shares({best: 30, worst: 10, (None, None, None): 60}))
    assert shares[LoyaltyClass.SECURE].estimate == 0.75
    assert shares[LoyaltyClass.AT_RISK].n == 40
    assert shares[LoyaltyClass.VULNERABLE].hi == pytest.approx(0.0876, abs=5e-5)  # Wilson of 0 in 40: z²/(n + z²)


@few
@given(st.floats(0.5, 0.999), st.floats(0.8, 0.99))
def test_the_fewest_perfect_cases_are_just_enough(share: float, confidence: float) -> None:
    n = cases_needed(share, confidence)
    assert share**n <= 1 - confidence + 1e-12
    assert share ** (n - 1) > 1 - confidence - 1e-12
    with pytest.raises(ValueError, match="share"):
        cases_needed(1.0, confidence)
