"""The opportunity score: its formula, its classes, limits that hold the estimate."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from improvement.statistics.opportunity import Opportunity, opportunity, opportunity_class, opportunity_score
from improvement.statistics.results import Estimate


def test_the_published_formula_and_its_classes() -> None:
    assert opportunity_score(0.95, 0.3) == pytest.approx(16.0)
    assert opportunity_score(0.6, 0.8) == pytest.approx(6.0)
    shares = [(0.95, 0.3), (0.8, 0.4), (0.7, 0.4), (0.5, 0.4), (0.4, 0.8)]
    assert [opportunity_class(*each) for each in shares] == list(Opportunity)
    assert opportunity_class(0.75, 0.0) is Opportunity.HIGH


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 60)] * 4), st.integers(0, 100))
def test_limits_lie_within_0_and_20_and_hold_the_estimate_in_the_middle(
    counts: tuple[int, int, int, int], seed: int
) -> None:
    assume(sum(counts) >= 30)
    found = opportunity(counts, np.random.default_rng(seed))
    important, satisfied = (counts[0] + counts[1]) / found.n, (counts[0] + counts[2]) / found.n
    assert found.estimate == pytest.approx(opportunity_score(important, satisfied))
    assert found.lo is not None
    assert found.hi is not None
    assert 0 <= found.lo <= found.hi <= 20 + 1e-9


def test_the_range_narrows_with_n() -> None:
    few, many = (_width(opportunity((n, n, n, n), np.random.default_rng(1))) for n in (20, 2000))
    assert few > 5 * many
    with pytest.raises(ValueError, match="nobody"):
        opportunity((0, 0, 0, 0), np.random.default_rng(1))


def _width(found: Estimate) -> float:
    assert found.lo is not None
    assert found.hi is not None
    return found.hi - found.lo
