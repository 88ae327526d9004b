"""Levelling in words."""

import pytest

from improvement.model.plan import Plan, SharedPeople
from improvement.realization.levelling import levelled
from improvement.realization.levelling_results import Levelled
from improvement.view.language import use
from improvement.view.levelling import (
    left_words,
    levelled_title,
    order_words,
    people_rows,
    programme_rows,
    waiting_words,
    work_rows,
)
from tests.realization.shared_plans import AWAY, SHARED, dated, programme

WEEK = "estimate: 5d, needs: {kim: 1}"
PEOPLE = SharedPeople.model_validate({"people": {"kim": {"name": "Kim Alvarez"}}})


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


def found(**plans: Plan) -> Levelled:
    return levelled(dated(plans), SHARED)


def many(count: int) -> dict[str, Plan]:
    return {f"p{i}": programme(WEEK, title=f"P{i}", priority=i) for i in range(1, count + 1)}


def test_one_and_several_programmes_wait() -> None:
    assert levelled_title(found(**many(1))) == "Nobody shared is asked for more than they have on any day"
    assert levelled_title(found(**many(2))) == "1 programme has to wait; then no day of a shared person is too full"
    assert levelled_title(found(**many(3))).startswith("2 programmes have to wait")


def test_more_days_that_are_too_full_are_said() -> None:
    """What asks for two of one Kim fits nowhere: on one day with the like as planned, on a day of its own levelled."""
    double = "estimate: 1d, needs: {kim: 2}"
    first = programme(f"{double}, must_start: 2027-01-12", priority=1)
    second = programme("estimate: 1d, needs: {kim: 1}, not_before: 2027-01-12", f"{double}, after: [a SS]")
    told = levelled_title(found(first=first, second=second))
    assert told == "1 programme has to wait; then 2 days are too full instead of 1"


def test_an_answer_about_some_programmes_says_so() -> None:
    words = levelled_title(found(**many(2)), sees_all=False)
    assert words.endswith("no day of a shared person is too full (in the programmes that you see)")


def test_what_stays_too_full_is_counted() -> None:
    begun = programme("estimate: 1d, needs: {kim: 1}, must_start: 2027-01-11", title="Begun")
    told = found(one=begun, two=begun)
    assert levelled_title(told).startswith("Nothing that may move")
    again = found(one=begun, two=begun, three=programme(WEEK))
    assert levelled_title(again) == "1 programme has to wait; 1 day stays too full"
    (left,) = left_words(told.warnings, {"one": begun, "two": begun}, PEOPLE)
    assert left.startswith("Kim Alvarez stays at 200 % (from 2027-01-11, days: 1): A (Begun), A (Begun) is under way")


def test_no_more_than_three_are_named() -> None:
    plans = many(6)
    words = waiting_words(found(**plans).programmes[-1], plans, PEOPLE)
    assert words.startswith("“P6” waits for Kim Alvarez (busy for “P1”, busy for “P2”")
    assert words.endswith("2 more)")


def test_other_work_of_its_own_is_said_so() -> None:
    plans = {"one": programme(WEEK, WEEK, title="One")}
    words = waiting_words(found(**plans).programmes[0], plans, PEOPLE)
    assert words == "“One” waits for Kim Alvarez (busy with other work of its own)"


def test_rows_stand_in_the_order_of_priority() -> None:
    plans = {"late": programme(WEEK, title="Late"), "first": programme(WEEK, title="First", priority=4)}
    told = found(**plans)
    assert order_words(told).startswith("Priority 1 comes first")
    assert [(row["Programme"], row["Priority"], row["Later"]) for row in programme_rows(told, plans)] == [
        ("First", "4", "not at all"),
        ("Late", "none", "5 working days"),
    ]
    (row,) = work_rows(told, plans, PEOPLE)
    assert row["Why"] == "Waits for Kim Alvarez, busy with A (First)"
    (person,) = people_rows(told, PEOPLE)
    assert (person["Fullest day as planned"], person["Fullest day levelled"]) == ("200 %", "100 %")


def test_leave_is_named() -> None:
    plans = {"one": programme("estimate: 2d, needs: {kim: 1, ana: 1}, not_before: 2027-01-15", title="One")}
    told = levelled(dated(plans, AWAY), AWAY)
    assert waiting_words(told.programmes[0], plans, PEOPLE) == "“One” waits for Kim Alvarez (away)"
    assert [row["Why"] for row in work_rows(told, plans, PEOPLE)] == ["Waits for Kim Alvarez (away)"]
    assert order_words(told).startswith("No programme has a priority")
