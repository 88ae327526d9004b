"""The value map: Gale's published chicken, the line of fair value, laws of ratios."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.value_map import Compared, fair_price, value_map

# Gale 1994, Managing Customer Value, chapter 2: Perdue's chicken against the others
PERDUE = np.array([8.1, 9.0, 9.2, 8.0, 8.0, 9.4])
OTHERS = np.array([7.2, 7.3, 6.5, 8.0, 8.0, 6.4])
POINTS = np.array([10.0, 20.0, 20.0, 15.0, 10.0, 25.0])
MEANS = st.lists(st.floats(1, 10), min_size=3, max_size=3).map(np.array)


def one(own: list[float], rival: list[float], weights: list[float]) -> Compared:
    return Compared(np.array([own]), np.array([rival]), np.array(weights))


def test_the_quality_ratio_of_gales_chicken() -> None:
    assert Compared(PERDUE[None], OTHERS[None], POINTS).ratios == pytest.approx([1.26], abs=0.005)


def test_the_line_of_fair_value_goes_through_one_and_one() -> None:
    assert fair_price(1, 1.7) == 1
    assert fair_price(1.2, 1.5) == pytest.approx(1.3)


def test_dearer_than_fair_is_worse_value() -> None:
    quality = one([6.0, 6.0], [5.0, 5.0], [1.0, 1.0])
    found = value_map(quality, one([6.5], [5.0], [1.0]), 1.0, 100)
    assert (found.quality.estimate, found.price.estimate) == pytest.approx((1.2, 1.3))
    assert found.dearer.estimate == pytest.approx(0.1)
    assert value_map(quality, one([6.5], [5.0], [1.0]), 2.0, 100).dearer.estimate == pytest.approx(-0.1)
    assert found.dearer.lo is None


def test_ranges_are_percentiles_of_the_draws_and_hold_the_estimate() -> None:
    rng = np.random.default_rng(4)
    own, rival = (np.vstack([[6.0], rng.normal(6, 0.1, (4000, 1))]) for _ in range(2))
    level = np.full((4001, 1), 5.0)
    found = value_map(Compared(own, rival, np.ones(1)), Compared(level, level, np.ones(1)), 1.0, 100)
    # the delta method: SE of a ratio of two such means is 0.1·√2/6
    assert found.quality.lo == pytest.approx(1 - 1.96 * 0.1 * 2**0.5 / 6, abs=0.004)
    assert found.quality.hi == pytest.approx(1 + 1.96 * 0.1 * 2**0.5 / 6, abs=0.004)
    assert found.dearer.lo < 0 < found.dearer.hi
    assert (found.price.lo, found.price.hi) == (1, 1)


def test_ratio_and_difference_can_disagree() -> None:
    # a quarter more of a small quality, for a fifth more of a high price
    found = value_map(one([2.5], [2.0], [1.0]), one([9.6], [8.0], [1.0]), 1.0, 100)
    assert found.dearer.estimate == pytest.approx(-0.05)
    assert found.by_difference == pytest.approx(1.1)
    assert found.reversed


@given(own=MEANS, rival=MEANS, scale=st.floats(0.1, 10))
@settings(max_examples=30, deadline=None)
def test_the_unit_of_the_scale_and_of_the_weights_does_not_matter(own, rival, scale) -> None:
    weights = np.array([1.0, 2.0, 3.0])
    (found,) = Compared(own[None], rival[None], weights).ratios
    assert Compared(own[None] * scale, rival[None] * scale, weights * scale).ratios == pytest.approx([found])
    assert min(own / rival) - 1e-9 <= found <= max(own / rival) + 1e-9
    assert Compared(own[None], own[None], weights).ratios == pytest.approx([1])


def test_what_makes_no_ratio_is_refused() -> None:
    good = one([5.0], [5.0], [1.0])
    for wrong in (one([0.0], [5.0], [1.0]), one([5.0], [-1.0], [1.0])):
        with pytest.raises(ValueError, match="means above 0"):
            value_map(wrong, good, 1.0, 10)
    with pytest.raises(ValueError, match="weights must not"):
        value_map(one([5.0], [5.0], [0.0]), good, 1.0, 10)
    with pytest.raises(ValueError, match="slope"):
        value_map(good, good, 0.0, 10)
    with pytest.raises(ValueError, match="must match"):
        value_map(good, Compared(PERDUE[None], OTHERS[None], POINTS[:3]), 1.0, 10)
