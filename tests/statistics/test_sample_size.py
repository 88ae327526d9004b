"""Laws of the sizes of a survey, and agreement with statsmodels, Krejcie and Morgan's table and Fleiss."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import samplesize_confint_proportion

from improvement.statistics.sample_size import (
    answers_needed,
    answers_to_compare,
    change_seen,
    margin_of_error,
    people_to_ask,
)

few = settings(max_examples=60, deadline=None)
shares = st.floats(0.02, 0.98)
margins = st.floats(0.005, 0.3)
populations = st.one_of(st.none(), st.integers(2, 10**6))
effects = st.floats(1.0, 4.0)


@few
@given(margins, shares)
def test_answers_needed_as_statsmodels(margin: float, share: float) -> None:
    exact = samplesize_confint_proportion(share, margin)
    assert answers_needed(margin, share) == max(1, math.ceil(exact - 1e-9))


@pytest.mark.parametrize(
    ("population", "told"), [(10, 10), (100, 80), (200, 132), (1000, 278), (2000, 322), (5000, 357), (10**6, 384)]
)
def test_small_populations_as_krejcie_and_morgan_1970(population: int, told: int) -> None:
    # their table rounds to the nearest whole number
    assert abs(answers_needed(0.05, population=population) - told) <= 1
    assert answers_needed(0.05, population=population) >= told


@few
@given(margins, shares, populations, effects)
def test_so_many_answers_reach_the_margin_and_one_less_does_not(
    margin: float, share: float, population: int | None, effect: float
) -> None:
    n = answers_needed(margin, share, population=population, design_effect=effect)
    assert 1 <= n <= (population or n)
    assert margin_of_error(n, share, population=population, design_effect=effect) <= margin * (1 + 1e-6)
    if n > 1:
        assert margin_of_error(n - 1, share, population=population, design_effect=effect) > margin * (1 - 1e-6)


@few
@given(shares, shares, st.floats(0.5, 0.95), effects)
def test_so_many_a_wave_have_the_power_and_one_less_has_not(
    share: float, other: float, power: float, effect: float
) -> None:
    if abs(share - other) < 0.01:
        return
    n = answers_to_compare(share, other, power, design_effect=effect)

    def reached(size: int) -> float:
        error = math.sqrt(effect * (share * (1 - share) + other * (1 - other)) / size)
        return float(norm.cdf(abs(share - other) / error - norm.ppf(0.975)))

    assert reached(n) >= power - 1e-9
    if n > 1:
        assert reached(n - 1) < power + 1e-9
    assert n == answers_to_compare(other, share, power, design_effect=effect)


@few
@given(st.integers(2, 10**6), shares)
def test_the_change_seen_falls_with_the_root_of_the_answers(n: int, share: float) -> None:
    wide = change_seen(4 * n, share)
    assert change_seen(n, share) == pytest.approx(min(1.0, 2 * wide))
    # another population of the same size adds its own chance, and power asks for more than the margin alone
    assert wide > margin_of_error(4 * n, share) or wide == 1.0


def test_everybody_asked_leaves_no_error_and_doubled_variance_doubles_the_answers() -> None:
    assert margin_of_error(1, population=1) == 0
    assert margin_of_error(80, population=80) == 0
    assert answers_needed(0.1, population=1) == 1
    assert answers_needed(0.05, design_effect=2) == math.ceil(2 * samplesize_confint_proportion(0.5, 0.05))


def test_who_does_not_answer_is_asked_too() -> None:
    assert people_to_ask(300, 0.3) == 1000
    assert people_to_ask(301, 0.3) == 1004
    assert people_to_ask(300, 1.0) == 300


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: margin_of_error(0),
        lambda: margin_of_error(11, population=10),
        lambda: margin_of_error(10, 0.0),
        lambda: answers_needed(0.0),
        lambda: answers_needed(1.0),
        lambda: answers_needed(0.1, 1.0),
        lambda: answers_needed(0.1, population=0),
        lambda: answers_needed(0.1, design_effect=0.0),
        lambda: answers_to_compare(0.5, 0.5),
        lambda: answers_to_compare(0.5, 0.6, power=0.4),
        lambda: people_to_ask(10, 0.0),
        lambda: change_seen(0),
    ],
)
def test_what_makes_no_sense_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
