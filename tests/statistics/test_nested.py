"""Nested regressions against statsmodels, and limits that agree with the test."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ncf

from improvement.statistics.moments import Moments
from improvement.statistics.nested import nested_test
from improvement.statistics.results import FloatArray


def rows(seed: int, n: int = 200, more: float = 0.0) -> FloatArray:
    """Three known and two further variables and an outcome; `more` is what the further ones weigh."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 5)) + rng.normal(size=(n, 1))
    y = x[:, :3].sum(axis=1) + more * x[:, 3] + 2 * rng.normal(size=n)
    return np.column_stack([x, y])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.0, 0.3, 1.0]))
def test_it_is_the_f_test_of_statsmodels(seed: int, more: float) -> None:
    data = rows(seed, more=more)
    small = sm.OLS(data[:, -1], sm.add_constant(data[:, :3])).fit()
    large = sm.OLS(data[:, -1], sm.add_constant(data[:, :5])).fit()
    f, p, more_df = large.compare_f_test(small)
    found = nested_test(3, data)
    assert found is not None
    assert found.f == pytest.approx(f)
    assert found.p == pytest.approx(p)
    assert found.df == (int(more_df), int(large.df_resid))
    assert found.r2 == pytest.approx(small.rsquared)
    assert found.added == pytest.approx(large.rsquared - small.rsquared)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.0, 0.3, 1.0]))
def test_the_limits_invert_the_noncentral_f_and_agree_with_the_test(seed: int, more: float) -> None:
    found = nested_test(3, rows(seed, more=more))
    assert found is not None
    assert 0 <= found.lo <= found.hi <= 1
    assert (found.lo > 0) == found.adds
    partial = found.hi / (1 - found.r2)
    if partial > 0:
        noncentral = partial / (1 - partial) * (sum(found.df) + 1)
        assert ncf.cdf(found.f, *found.df, noncentral) == pytest.approx(0.05, abs=1e-6)


def test_the_limits_hold_what_is_true_as_often_as_they_say() -> None:
    truth = nested_test(3, rows(1, 400_000, 0.6))
    assert truth is not None
    drawn = [nested_test(3, rows(seed, more=0.6)) for seed in range(300)]
    held = [each.lo <= truth.added <= each.hi for each in drawn if each]
    assert np.mean(held) == pytest.approx(0.9, abs=0.05)


def test_moments_of_groups_give_the_same_and_repeated_items_add_nothing() -> None:
    data = rows(3, more=0.4)
    groups = [Moments.of(data[place::20]) for place in range(20)]
    whole, parts = nested_test(3, data), nested_test(3, groups)
    assert whole is not None
    assert parts is not None
    assert parts.f == pytest.approx(whole.f)
    twins = np.column_stack([data[:, :3], data[:, :3], data[:, -1]])
    assert nested_test(3, twins) is None


def test_too_few_rows_and_a_constant_outcome_have_no_test() -> None:
    assert nested_test(3, rows(1, n=6)) is None
    assert nested_test(3, np.full((50, 6), np.nan)) is None
    flat = rows(1)
    flat[:, -1] = 4.0
    assert nested_test(3, flat) is None
