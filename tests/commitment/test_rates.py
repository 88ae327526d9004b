"""Rates against the Poisson distribution itself."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from improvement.commitment.rates import judge_rate, upper_limits
from improvement.model.values import Rate


@given(st.integers(0, 200), st.integers(1, 100_000))
def test_the_upper_limit_leaves_five_percent(events: int, cases: int) -> None:
    upper = upper_limits(np.array([events], float), np.array([cases], float))[0]
    assert abs(poisson.cdf(events, upper * cases) - 0.05) < 1e-6


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 20), st.integers(500, 5000))
def test_the_safe_rate_is_safe(events: int, cases: int) -> None:
    found = judge_rate(events, cases, Rate(1, 1000))
    assert found.safe is not None
    assert judge_rate(events, cases, found.safe).verdict == "safe"
    assert judge_rate(events, cases, Rate(found.safe.events - 1, 1000)).verdict != "safe"


def test_more_cases_at_the_same_rate_prove_it() -> None:
    found = judge_rate(3, 6000, Rate(1, 1000))
    assert found.more_cases is not None
    total = 6000 + found.more_cases
    assert judge_rate(round(0.0005 * total), total, Rate(1, 1000)).verdict == "safe"
    assert judge_rate(round(0.0005 * (total - 1)), total - 1, Rate(1, 1000)).verdict == "plausible"


def test_nothing_can_prove_never() -> None:
    found = judge_rate(0, 10_000, Rate(0, 1000))
    assert (found.verdict, found.cases_needed, found.more_cases) == ("not-enough-cases", None, None)
    assert judge_rate(1, 10_000, Rate(0, 1000)).verdict == "over-promise"
    assert judge_rate(0, 0, Rate(2, 1000)).more_cases == 1498
