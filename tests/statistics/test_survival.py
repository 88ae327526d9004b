"""Kaplan-Meier on counted tables, against statsmodels and the empirical distribution."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from improvement.statistics.survival import TimesTable, done_curve, kaplan_meier, time_quantile

few = settings(max_examples=40, deadline=None)
cases = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60)


@few
@given(cases)
def test_curve_and_greenwood_as_statsmodels(found: list[tuple[int, bool]]) -> None:
    times, observed = np.array([float(t) for t, _ in found]), np.array([o for _, o in found])
    if not observed.any():
        return
    expected = SurvfuncRight(times, observed.astype(int))
    curve = done_curve(TimesTable.of(times, observed))
    places = np.searchsorted(curve.times, expected.surv_times)
    assert 1 - curve.share[places] == pytest.approx(expected.surv_prob, abs=1e-12)
    known = expected.surv_prob > 0
    assert np.sqrt(curve.variance[places])[known] == pytest.approx(expected.surv_prob_se[known], abs=1e-12)


@few
@given(st.lists(st.integers(0, 12), min_size=1, max_size=60), st.integers(-1, 13))
def test_without_open_cases_it_is_the_share_of_shorter_times(times: list[int], at: int) -> None:
    table = TimesTable.of(np.array(times, float), np.ones(len(times), bool))
    assert kaplan_meier(table, at).estimate == pytest.approx(np.mean(np.array(times) <= at))
    assert time_quantile(table, 0.5) == np.quantile(times, 0.5, method="inverted_cdf")


def test_dropping_open_cases_would_look_better() -> None:
    times, observed = np.array([1.0, 2, 3, 9, 9]), np.array([True, True, True, False, False])
    assert kaplan_meier(TimesTable.of(times, observed), 3).estimate == pytest.approx(0.6)
    assert time_quantile(TimesTable.of(times, observed), 0.8) is None
    assert TimesTable.of(times, observed).count(5) == (3, 2, 0)
    assert TimesTable.of(times, observed).count(10) == (3, 0, 2)


def test_impossible_tables_are_refused() -> None:
    one = np.ones(2)
    with pytest.raises(ValueError, match="rise"):
        TimesTable(np.array([2.0, 1.0]), one, one)
    with pytest.raises(ValueError, match="length"):
        TimesTable(np.array([1.0]), one, one)
    with pytest.raises(ValueError, match="no cases"):
        kaplan_meier(TimesTable.of(np.array([np.nan]), np.array([True])), 1)
