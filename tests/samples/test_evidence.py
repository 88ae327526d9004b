"""What the made-up evidence says when the package's own statistics read it."""

import pandas as pd
import pytest

from improvement.commitment.case_times import times_table
from improvement.commitment.feasible import judge
from improvement.schedule.network import plan_calendar
from tests.samples.committed import SAMPLES, mapping, plan, table, timed


def judged(sample: str, promise: str) -> str:
    programme = plan(sample)
    standard = programme.commitment.promises[promise].standard
    measure = programme.guarantee.measures.get(programme.commitment.standards[standard].measure or "")
    meaning = mapping(sample, measure.source) if measure else None
    cases = table(sample, measure.source) if measure else None
    calendar, data_date = plan_calendar(programme.programme), programme.programme.data_date
    assert data_date
    found = times_table(programme, standard, meaning, cases, calendar, data_date, promise)
    return judge(found, programme.commitment.standards[standard].target).verdict


def monthly(measure: str, hours: float) -> "pd.Series[float]":
    """Share in time per month, of the cases whose outcome is known."""
    cases = timed("harbour-bank", measure)
    known = cases[cases["done"] | (cases["hours"] >= hours)]
    kept = known["done"] & (known["hours"] <= hours)
    return kept.groupby(known["start"].dt.strftime("%Y-%m")).mean()


@pytest.mark.parametrize(
    ("sample", "promise", "verdict"),
    [
        ("harbour-bank", "one-day-one-name", "safe"),
        ("harbour-bank", "ten-days-settled", "safe"),
        ("harbour-bank", "call-the-same-morning", "over-promise"),
        ("harbour-bank", "tell-us-once", "no-verdict"),
        ("harbour-bank", "done-at-once", "plausible"),
        ("river-logistics", "three-days", "plausible"),
        ("river-logistics", "you-know-first", "over-promise"),
    ],
)
def test_verdict_of_each_promise(sample: str, promise: str, verdict: str) -> None:
    assert judged(sample, promise) == verdict


def test_only_safe_promises_are_public() -> None:
    public = {
        (sample, id)
        for sample in SAMPLES
        for id, promise in plan(sample).commitment.promises.items()
        if promise.public_since
    }
    assert public == {("harbour-bank", "one-day-one-name"), ("harbour-bank", "ten-days-settled")}


def test_one_promise_was_kept_in_every_public_month() -> None:
    assert monthly("first-answer", 8).loc["2026-06":].min() >= 0.95


def test_the_other_was_missed_in_august_and_september() -> None:
    shares = monthly("settled", 80).loc["2026-06":]
    assert set(shares[shares < 0.90].index) == {"2026-08", "2026-09"}
    assert shares[["2026-08", "2026-09"]].min() > 0.85


def test_complaints_come_in_two_and_a_half_years_of_even_weeks() -> None:
    received = table("harbour-bank", "complaints")["received"]
    assert str(received.min())[:7] == "2024-05"
    assert str(received.max())[:10] <= "2026-11-15"
    weeks = received.groupby(received.dt.to_period("W")).size().iloc[1:-1]
    assert 130 <= len(weeks) <= 132
    assert weeks.between(40, 60).all()


def test_more_customers_complain_once_the_promises_are_public() -> None:
    received = table("harbour-bank", "complaints")["received"]
    weeks = received.groupby(received.dt.to_period("W").dt.start_time).size().iloc[1:-1]
    public = weeks.index >= pd.Timestamp("2026-06-01")
    assert weeks[public].mean() > weeks[~public].mean() + 3


def test_most_complaints_come_in_while_the_doors_are_open() -> None:
    received = table("harbour-bank", "complaints")["received"]
    assert 0.75 < (received.dt.hour.between(9, 16) & (received.dt.day_of_week < 5)).mean() < 0.95


@pytest.mark.parametrize(
    ("sample", "measure"),
    [("harbour-bank", "first-answer"), ("harbour-bank", "settled"), ("river-logistics", "delivery-time")],
)
def test_some_cases_are_open_and_none_ends_before_it_begins(sample: str, measure: str) -> None:
    cases = timed(sample, measure)
    assert 3 <= (~cases["done"]).sum() <= 80
    assert (cases["hours"] >= 0).all()


def test_nobody_settles_before_answering() -> None:
    complaints = table("harbour-bank", "complaints").dropna(subset=["first-answer", "closed"])
    assert (complaints["closed"] > complaints["first-answer"]).all()


def test_every_case_has_one_of_the_fourteen_managers() -> None:
    managers = {id for id in plan("harbour-bank").programme.people if id.startswith("am-")}
    for source in ("complaints", "callbacks"):
        assert set(table("harbour-bank", source)["handler"]) == managers


@pytest.mark.parametrize("wave", ["survey-2025", "survey-2026"])
def test_a_wave_has_pairs_gaps_and_blanks(wave: str) -> None:
    answers = table("harbour-bank", wave)
    assert len(answers) == 1200
    attributes = [name.removeprefix("exp-") for name in map(str, answers.columns) if name.startswith("exp-")]
    assert len(attributes) == 16
    pairs = answers[[f"{kind}-{each}" for kind in ("exp", "per") for each in attributes]]
    assert 0.01 < pairs.isna().mean().mean() < 0.03
    assert pairs.min().min() == 1
    assert pairs.max().max() == 7
    gaps = {each: (answers[f"per-{each}"] - answers[f"exp-{each}"]).mean() for each in attributes}
    assert min(gaps.values()) < -1.2
    assert max(gaps.values()) > -0.6


def test_some_questions_weigh_more_than_others() -> None:
    answers = table("harbour-bank", "survey-2026").astype({"overall": float})
    weight = {
        each: answers[f"per-{each}"].astype(float).corr(answers["overall"]) for each in ("keeps-word", "courtesy")
    }
    assert weight["keeps-word"] > weight["courtesy"] + 0.1
    assert weight["courtesy"] > 0.2


def test_the_work_of_the_cycle_shows_between_the_waves() -> None:
    before, after = table("harbour-bank", "survey-2025"), table("harbour-bank", "survey-2026")
    assert (after["per-first-answer"].mean() - before["per-first-answer"].mean()) > 0.5
    assert abs(after["per-call-back"].mean() - before["per-call-back"].mean()) < 0.15


def test_forty_two_patients_are_too_few_for_a_ranking() -> None:
    answers = table("city-clinic", "survey-2026")
    assert len(answers) == 42
    assert len([name for name in answers if str(name).startswith("per-")]) == 8
    assert answers["recommend"].max() <= 10


def test_a_contact_that_comes_back_is_by_the_same_customer_about_the_same_matter() -> None:
    contacts = table("harbour-bank", "contacts")
    again = contacts[contacts.duplicated(["customer"], keep=False)]
    assert len(again) > 500
    assert (again.groupby("customer")["reason"].nunique() == 1).all()
