"""Differences between rounds: agreement with statsmodels and scipy, laws, Simpson's paradox."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as theirs_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from improvement.statistics.differences import (
    adjusted,
    mcnemar,
    mean_difference,
    mix_shift,
    share_difference,
    share_test,
)
from improvement.statistics.intervals import mean_interval
from improvement.statistics.results import Estimate

few = settings(max_examples=50, deadline=None)
counts = st.integers(2, 800).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@few
@given(counts, counts)
def test_interval_as_statsmodels_and_its_mirror_image(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = share_difference(*one, *other)
    assert (found.lo, found.hi) == pytest.approx(
        confint_proportions_2indep(*other, *one, method="newcomb", compare="diff"), abs=1e-9
    )
    back = share_difference(*other, *one)
    assert (back.lo, back.hi) == pytest.approx((-found.hi, -found.lo))


@few
@given(counts, counts)
def test_p_of_shares_as_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    if 0 < one[0] + other[0] < one[1] + other[1]:
        theirs = proportions_ztest([one[0], other[0]], [one[1], other[1]])[1]
        assert share_test(*one, *other) == pytest.approx(theirs, abs=1e-9)
    else:
        assert share_test(*one, *other) == 1.0


def test_means_as_scipy_welch() -> None:
    rng = np.random.default_rng(3)
    one, other = rng.normal(4, 1.0, 40), rng.normal(4.5, 2.0, 90)
    first, second = (mean_interval(len(each), each.sum(), (each**2).sum()) for each in (one, other))
    theirs = stats.ttest_ind(other, one, equal_var=False).confidence_interval()
    found = mean_difference(first, second)
    assert (found.lo, found.hi) == pytest.approx((theirs.low, theirs.high))


def test_means_without_or_with_no_spread() -> None:
    alone = Estimate(4.0, None, None, 1, "t")
    same = Estimate(3.0, 3.0, 3.0, 5, "t")
    assert mean_difference(alone, same).lo is None
    assert (mean_difference(same, same).lo, mean_difference(same, same).hi) == (0, 0)


@few
@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_as_statsmodels(better: int, worse: int) -> None:
    found = mcnemar(better, worse)
    if better + worse == 0:
        assert found.p == 1.0
        return
    theirs = theirs_mcnemar([[0, better], [worse, 0]], exact=False, correction=False)
    assert (found.statistic, found.p) == pytest.approx((theirs.statistic, theirs.pvalue))


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_as_scipy(p: list[float]) -> None:
    assert adjusted(p) == pytest.approx(stats.false_discovery_control(p))


def test_no_tests_no_adjusted_p() -> None:
    assert adjusted([]) == ()


def test_every_part_falls_and_the_total_rises() -> None:
    """Few happy members become many: both kinds fall by 0.1, all together rise."""
    found = mix_shift([100, 900], [4.5, 3.0], [600, 400], [4.4, 2.9])
    assert found.total == pytest.approx((0.6 * 4.4 + 0.4 * 2.9) - (0.1 * 4.5 + 0.9 * 3.0))
    assert found.within == pytest.approx(-0.1)
    assert found.against


parts = st.integers(1, 6).flatmap(
    lambda k: st.tuples(*[st.lists(st.floats(1, 100), min_size=k, max_size=k) for _ in range(4)])
)


@few
@given(parts)
def test_within_and_mix_make_the_total_and_turn_with_the_rounds(case: tuple[list[float], ...]) -> None:
    n1, y1, n2, y2 = case
    found, back = mix_shift(n1, y1, n2, y2), mix_shift(n2, y2, n1, y1)
    assert found.total == pytest.approx(np.average(y2, weights=n2) - np.average(y1, weights=n1), abs=1e-9)
    assert (back.within, back.mix) == pytest.approx((-found.within, -found.mix), abs=1e-9)
    assert mix_shift(n1, y1, n1, y2).mix == pytest.approx(0, abs=1e-9)


def test_parts_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="same parts"):
        mix_shift([0, 0], [1, 1], [1, 1], [1, 1])
