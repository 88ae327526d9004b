"""Verdicts on promises: the page's examples, the city's real cases, and laws."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from improvement.statistics.intervals import lower_limits
from improvement.statistics.promise import Judgement, Verdict, judge, more_cases_to_prove, promise_evidence, safe_share
from improvement.statistics.survival import TimesTable

few = settings(max_examples=50, deadline=None)
tables = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=150).map(
    lambda cases: TimesTable.of(np.array([float(t) for t, _ in cases]), np.array([o for _, o in cases]))
)


def _done(kept: int, late: int) -> TimesTable:
    return TimesTable.of(np.repeat([5.0, 20.0], [kept, late]), np.ones(kept + late, bool))


def _lower(kept: int, n: int) -> float:
    return float(lower_limits(np.array([float(kept)]), np.array([float(n)]))[0])


def _order_statistic(n: int, share: float) -> int | None:
    """Rank of the sorted times that at least `share` of all cases stay within, 95 % sure: Hahn & Meeker 1991."""
    rank = int(binom.ppf(0.95, n, share)) + 1
    return rank if rank <= n else None


def _judged(kept: int, n: int, target: float = 0.95) -> Judgement:
    return judge(_done(kept, n - kept), 8.0, target)


def test_209_of_214_is_safe() -> None:
    found = _judged(209, 214)
    assert (found.verdict, found.n, found.kept, found.late) == (Verdict.SAFE, 214, 209, 5)
    assert found.lower == pytest.approx(_lower(209, 214))
    assert (found.safe_share, found.shortest_safe, found.more_to_prove) == (0.95, 5.0, None)


def test_206_of_214_is_plausible_and_570_more_would_prove_it() -> None:
    found = _judged(206, 214)
    assert (found.verdict, found.safe_share, found.shortest_safe) == (Verdict.PLAUSIBLE, 0.93, 20.0)
    assert found.more_to_prove == 572
    assert _lower(206 + 551, 214 + 572) >= 0.95 > _lower(206 + 550, 214 + 571)


def test_192_of_214_is_an_over_promise() -> None:
    found = _judged(192, 214)
    assert (found.verdict, found.safe_share, found.shortest_plausible) == (Verdict.OVER_PROMISE, 0.85, 20.0)


def test_23_of_23_is_not_enough() -> None:
    found = _judged(23, 23)
    assert found.verdict is Verdict.NOT_ENOUGH_CASES
    assert (found.cases_needed, found.cases_missing, found.safe_share) == (59, 36, 0.87)


def test_59_of_59_is_enough_and_a_few_failures_refute_at_once() -> None:
    assert _judged(59, 59).verdict is Verdict.SAFE
    assert _judged(58, 58).verdict is Verdict.NOT_ENOUGH_CASES
    assert _judged(5, 9).verdict is Verdict.OVER_PROMISE


def test_an_old_open_case_has_failed_and_a_young_one_tells_nothing() -> None:
    times = np.concatenate([np.full(90, 5.0), np.full(10, 30.0)])
    observed = np.repeat([True, False], [90, 10])
    found = judge(TimesTable.of(times, observed), 8.0, 0.8)
    assert (found.share, found.open_late, found.open_young) == (0.9, 10, 0)
    assert found.lower == pytest.approx(_lower(90, 100))
    young = judge(TimesTable.of(np.where(observed, times, 1.0), observed), 8.0, 0.95)
    assert (young.share, young.open_young, young.effective_n) == (1.0, 10, 90)
    assert young.lower == pytest.approx(_lower(90, 90))


def test_cases_that_are_all_too_young_refute_nothing() -> None:
    found = judge(TimesTable.of(np.full(200, 1.0), np.zeros(200, bool)), 8.0, 0.95)
    assert (found.verdict, found.followed, found.cases_missing) == (Verdict.NOT_ENOUGH_CASES, False, 59)
    empty = judge(TimesTable.of(np.array([]), np.array([], bool)), 8.0, 0.95)
    assert (empty.verdict, empty.share, empty.cases_missing) == (Verdict.NOT_ENOUGH_CASES, None, 59)


def test_always_cannot_be_proved() -> None:
    found = _judged(500, 500, target=1.0)
    assert (found.verdict, found.cases_needed, found.cases_missing) == (Verdict.NOT_ENOUGH_CASES, None, None)
    assert _judged(499, 500, target=1.0).verdict is Verdict.OVER_PROMISE
    with pytest.raises(ValueError, match="target"):
        _judged(5, 5, target=95.0)


@few
@given(tables, st.integers(0, 31), st.sampled_from([0.5, 0.8, 0.9, 0.95]))
def test_the_verdict_agrees_with_the_shortest_times(table: TimesTable, at: int, target: float) -> None:
    found = judge(table, at, target)
    safe = found.shortest_safe is not None and found.shortest_safe <= at
    assert (found.verdict is Verdict.SAFE) == safe
    assert found.kept + found.late + found.open_late + found.open_young == found.n == table.n
    assert found.safe_share <= found.lower <= (found.share or 0.0) + 1e-9
    if found.shortest_safe is not None:
        assert found.shortest_plausible is not None
        assert found.shortest_plausible <= found.shortest_safe


@few
@given(tables, st.floats(0.05, 0.9), st.floats(0.0, 0.09))
def test_a_stricter_share_never_allows_a_shorter_time(table: TimesTable, target: float, more: float) -> None:
    lax, strict = judge(table, 10, target).shortest_safe, judge(table, 10, target + more).shortest_safe
    assert strict is None or (lax is not None and lax <= strict)


@few
@given(st.integers(1, 200), st.sampled_from([0.5, 0.8, 0.9, 0.95]))
def test_the_shortest_safe_time_is_the_order_statistic(n: int, target: float) -> None:
    table = TimesTable.of(np.arange(1.0, n + 1), np.ones(n, bool))
    rank = _order_statistic(n, target)
    assert judge(table, 1.0, target).shortest_safe == (None if rank is None else float(rank))


@few
@given(tables)
def test_the_limit_rises_with_time_and_open_cases_never_add_evidence(table: TimesTable) -> None:
    evidence = promise_evidence(table)
    assert np.all(np.diff(evidence.lower) >= 0)
    assert np.all(evidence.effective_n <= table.n + 1e-9)


def test_a_rate_at_the_target_is_never_proved() -> None:
    assert more_cases_to_prove(0.95, 200, 0.95) is None


@few
@given(st.floats(0, 0.9999))
def test_safe_share_is_the_largest_whole_percent_below(lower: float) -> None:
    assert safe_share(lower) <= lower < safe_share(lower) + 0.01 + 1e-12


def test_the_city_answers_62_of_100_within_30_days(shared: Path) -> None:
    with (shared / "data" / "nyc-casework-20k.csv").open(encoding="utf-8", newline="") as file:
        cases = [(row["opendate"], row["closedate"]) for row in csv.DictReader(file)]
    data_date = date.fromisoformat(max(max(case) for case in cases))
    assert data_date == date(2025, 1, 9)
    ends = [date.fromisoformat(closed) if closed else data_date for _, closed in cases]
    times = [(end - date.fromisoformat(opened)).days for (opened, _), end in zip(cases, ends, strict=True)]
    observed = np.array([bool(closed) for _, closed in cases])
    found = judge(TimesTable.of(np.array(times, float), observed), 30, 0.9)
    assert found.share == pytest.approx(0.6191, abs=5e-5)
    assert found.lower == pytest.approx(0.6134, abs=5e-5)
    assert found.verdict is Verdict.OVER_PROMISE
    assert np.mean(np.array(times)[observed] <= 30) == pytest.approx(0.645, abs=5e-4)
