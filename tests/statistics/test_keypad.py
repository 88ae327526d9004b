"""The habit of pressing key 1, found again from answers made by a known habit; bounds of who hung up."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.keypad import FormCounts, hang_up_bounds, split_form

few = settings(max_examples=60, deadline=None)


def forms(satisfied: float, dissatisfied: float, habit: float, n: int) -> tuple[FormCounts, FormCounts]:
    """What n callers a form press when the share `habit` presses key 1 whatever they think."""
    kept = 1 - habit
    return (
        FormCounts(round(n * (habit + kept * satisfied)), round(n * kept * dissatisfied), n),
        FormCounts(round(n * kept * satisfied), round(n * (habit + kept * dissatisfied)), n),
    )


def test_the_same_opinion_of_60_reads_68_or_48() -> None:
    """The example of the shared methods: a fifth presses key 1 by habit."""
    first, second = forms(0.6, 0.1, 0.2, 1000)
    assert (first.best, second.best) == (680, 480)
    found = split_form(first, second)
    assert found.habit.estimate == pytest.approx(0.2)
    assert found.other_habit == pytest.approx(0.2)
    assert found.share is not None
    assert found.share.estimate == pytest.approx(0.6)
    half = 1.959964 * math.sqrt(0.68 * 0.32 / 1000 + 0.48 * 0.52 / 1000)
    assert (found.habit.lo, found.habit.hi) == pytest.approx((0.2 - half, 0.2 + half), abs=1e-6)
    assert found.warnings == ()


def test_the_error_of_the_freed_share_is_that_of_simulated_surveys() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.binomial(500, 0.68, 20_000) / 500, rng.binomial(500, 0.48, 20_000) / 500
    spread = float(np.std(b / (1 - a + b)))
    found = split_form(FormCounts(340, 40, 500), FormCounts(240, 140, 500)).share
    assert found is not None
    assert found.lo is not None
    assert (found.estimate - found.lo) / 1.959964 == pytest.approx(spread, rel=0.03)


@few
@given(st.floats(0.05, 0.6), st.floats(0.05, 0.35), st.floats(0.01, 0.8))
def test_a_known_habit_is_found_again(satisfied: float, dissatisfied: float, habit: float) -> None:
    found = split_form(*forms(satisfied, dissatisfied, habit, 10**6))
    assert found.habit.estimate == pytest.approx(habit, abs=1e-5)
    assert found.other_habit == pytest.approx(habit, abs=1e-5)
    assert found.share is not None
    assert found.share.estimate == pytest.approx(satisfied, abs=1e-4)
    assert not found.warnings


def test_without_a_habit_both_forms_count_together_and_it_is_said() -> None:
    found = split_form(FormCounts(58, 20, 100), FormCounts(62, 20, 100))
    assert found.habit.estimate == pytest.approx(-0.04)
    assert found.share is not None
    assert found.share.estimate == pytest.approx(0.6)
    assert [each.id for each in found.warnings] == ["keypad-habit-not-shown"]


def test_middle_answers_that_differ_cast_doubt_on_the_model() -> None:
    found = split_form(FormCounts(700, 200, 1000), FormCounts(300, 300, 1000))
    assert [each.id for each in found.warnings] == ["keypad-model-doubted"]


def test_where_all_press_key_1_nothing_is_left_to_see() -> None:
    found = split_form(FormCounts(50, 0, 50), FormCounts(0, 50, 50))
    assert found.habit.estimate == 1
    assert found.share is None


@pytest.mark.parametrize("wrong", [FormCounts(0, 0, 0), FormCounts(3, 3, 5), FormCounts(-1, 0, 5)])
def test_counts_that_cannot_be_are_refused(wrong: FormCounts) -> None:
    with pytest.raises(ValueError, match="needs answers"):
        split_form(wrong, FormCounts(1, 1, 5))


@few
@given(st.floats(0, 1), st.floats(0, 1))
def test_who_hung_up_may_think_anything(share: float, response: float) -> None:
    lo, hi = hang_up_bounds(share, response)
    assert 0 <= lo <= hi <= 1 + 1e-12
    assert hi - lo == pytest.approx(1 - response)
    # with everybody of one mind the bounds are reached
    assert response * share + (1 - response) * 0 == lo
    assert response * share + (1 - response) * 1 == pytest.approx(hi)


def test_bounds_by_hand_and_refusals() -> None:
    assert hang_up_bounds(0.6, 0.5) == pytest.approx((0.3, 0.8))
    assert hang_up_bounds(0.6, 1.0) == pytest.approx((0.6, 0.6))
    with pytest.raises(ValueError, match="from 0 to 1"):
        hang_up_bounds(0.6, 1.2)
