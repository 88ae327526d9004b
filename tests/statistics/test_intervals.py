"""Laws of the intervals, and agreement with statsmodels and scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from improvement.statistics.intervals import (
    adjusted_wald,
    lower_limits,
    mean_interval,
    nps,
    paired_mean_interval,
    wilson,
)
from improvement.statistics.weighted import (
    WeightedMoments,
    design_effect,
    kish_effective_n,
    weighted_mean,
    weighted_proportion,
)

few = settings(max_examples=40, deadline=None)
counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@few
@given(counts)
def test_wilson_as_statsmodels_within_0_and_1_around_the_share(case: tuple[int, int]) -> None:
    x, n = case
    found = wilson(x, n)
    assert found.lo is not None
    assert found.hi is not None
    assert 0 <= found.lo <= found.estimate <= found.hi <= 1
    assert (found.lo, found.hi) == pytest.approx(proportion_confint(x, n, method="wilson"), abs=1e-9)


@few
@given(counts)
def test_exact_lower_limit_as_statsmodels(case: tuple[int, int]) -> None:
    x, n = case
    (found,) = lower_limits(np.array([float(x)]), np.array([float(n)]))
    # a two-sided 90 % interval has the one-sided 95 % limit
    assert found == pytest.approx(proportion_confint(x, n, alpha=0.1, method="beta")[0], abs=1e-9)


@few
@given(st.tuples(*[st.integers(0, 400)] * 3).filter(lambda each: sum(each) > 0))
def test_nps_limits_and_its_mirror_image(case: tuple[int, int, int]) -> None:
    found, mirror = nps(*case), nps(*case[::-1])
    assert -1 <= found.lo < found.hi <= 1
    assert (mirror.estimate, mirror.lo, mirror.hi) == pytest.approx((-found.estimate, -found.hi, -found.lo))


def test_nps_of_all_promoters_still_has_a_width() -> None:
    found = nps(40, 0, 0)
    assert found.wald == (1.0, 1.0)
    assert found.lo < found.hi


def test_few_answers_to_nps_warn() -> None:
    assert [each.id for each in nps(20, 5, 4).warnings] == ["too-few-for-score"]
    assert nps(20, 5, 5).warnings == ()


@pytest.mark.parametrize("case", [(0, 0), (3, 2), (-1, 5)])
def test_impossible_counts_are_refused(case: tuple[int, int]) -> None:
    for method in (wilson, adjusted_wald):
        with pytest.raises(ValueError, match="needs"):
            method(*case)
    with pytest.raises(ValueError, match="counts"):
        nps(0, 0, 0)


def test_mean_as_scipy() -> None:
    y = np.array([3.0, 4, 4, 5, 1, 2, 5])
    expected = stats.ttest_1samp(y, 0).confidence_interval(0.95)
    found = mean_interval(len(y), y.sum(), y @ y)
    assert (found.lo, found.hi) == pytest.approx((expected.low, expected.high))
    assert (mean_interval(1, 4, 16).lo, mean_interval(1, 4, 16).estimate) == (None, 4)


def test_paired_gap_as_scipy() -> None:
    p, e = np.array([3.0, 4, 4, 5, 1]), np.array([5.0, 5, 4, 4, 5])
    expected = stats.ttest_rel(p, e).confidence_interval(0.95)
    found = paired_mean_interval(
        5, perceived=p.sum(), expected=e.sum(), perceived_sq=p @ p, expected_sq=e @ e, product=p @ e
    )
    assert (found.estimate, found.lo, found.hi) == pytest.approx(((p - e).mean(), expected.low, expected.high))


def test_equal_weights_change_nothing() -> None:
    y = np.array([0.0, 1, 1, 0, 1, 1, 1, 0])
    moments = WeightedMoments.of(y, np.full(8, 2.5))
    assert weighted_mean(moments).estimate == pytest.approx(y.mean())
    half = 1.959963985 * stats.sem(y)
    assert weighted_mean(moments).hi == pytest.approx(y.mean() + half)
    assert design_effect(moments.w, moments.ww, 8) == pytest.approx(1)
    assert kish_effective_n(moments.w, moments.ww) == pytest.approx(8)


@few
@given(st.lists(st.tuples(st.booleans(), st.floats(0.1, 5)), min_size=2, max_size=40))
def test_weighted_share_and_parts_that_add_up(answers: list[tuple[bool, float]]) -> None:
    y, w = np.array([float(each) for each, _ in answers]), np.array([weight for _, weight in answers])
    found = weighted_proportion(WeightedMoments.of(y, w))
    assert found.lo is not None
    assert found.hi is not None
    assert -1e-9 <= found.lo <= found.estimate + 1e-9
    assert found.estimate - 1e-9 <= found.hi <= 1 + 1e-9
    parts = WeightedMoments.of(y[:1], w[:1]) + WeightedMoments.of(y[1:], w[1:])
    assert weighted_proportion(parts).hi == pytest.approx(found.hi)
