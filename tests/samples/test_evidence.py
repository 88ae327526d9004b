"""What the made-up evidence says when the package's own statistics read it."""

import numpy as np
import pandas as pd
import pytest

from improvement.statistics.intervals import lower_limits
from improvement.statistics.promise import Judgement, judge
from improvement.statistics.survival import TimesTable
from tests.samples.committed import plan, since, table, timed


def judged(sample: str, standard_id: str) -> Judgement:
    standard = plan(sample).commitment.standards[standard_id]
    target = standard.target
    assert target
    assert target.within
    assert target.share
    cases = since(
        timed(sample, str(standard.measure)), plan(sample).guarantee.measures[str(standard.measure)].measured_since
    )
    times = TimesTable.of(cases["hours"].to_numpy(), cases["done"].to_numpy())
    return judge(times, target.within.hours(8), target.share)


def monthly(measure: str, hours: float) -> "pd.Series[float]":
    """Share in time per month, of the cases whose outcome is known."""
    cases = timed("harbour-bank", measure)
    known = cases[cases["done"] | (cases["hours"] >= hours)]
    kept = known["done"] & (known["hours"] <= hours)
    return kept.groupby(known["start"].dt.strftime("%Y-%m")).mean()


@pytest.mark.parametrize(
    ("sample", "standard", "verdict"),
    [
        ("harbour-bank", "first-answer", "safe"),
        ("harbour-bank", "settled", "safe"),
        ("harbour-bank", "called-back", "over-promise"),
        ("river-logistics", "three-days", "plausible"),
    ],
)
def test_verdict_of_each_promised_time(sample: str, standard: str, verdict: str) -> None:
    assert judged(sample, standard).verdict == verdict


def test_no_public_promise_is_an_over_promise() -> None:
    public = [each.standard for each in plan("harbour-bank").commitment.promises.values() if each.public_since]
    assert public == ["first-answer", "settled"]
    assert all(judged("harbour-bank", standard).verdict == "safe" for standard in public)


def test_one_promise_was_kept_in_every_public_month() -> None:
    assert monthly("first-answer", 8).loc["2026-06":].min() >= 0.95


def test_the_other_was_missed_in_august_and_september() -> None:
    shares = monthly("settled", 80).loc["2026-06":]
    assert set(shares[shares < 0.90].index) == {"2026-08", "2026-09"}
    assert shares[["2026-08", "2026-09"]].min() > 0.85


def test_solved_first_is_plausible() -> None:
    measure = plan("harbour-bank").guarantee.measures["solved-first"]
    contacts = table("harbour-bank", "contacts")
    assert measure.measured_since
    solved = contacts["solved"][contacts["contacted"] >= pd.Timestamp(measure.measured_since)].astype(float)
    (lower,) = lower_limits(np.array([solved.sum()]), np.array([float(len(solved))]), 0.95)
    assert lower < 0.80 <= solved.mean()


def test_complaints_come_in_two_and_a_half_years_of_even_weeks() -> None:
    received = table("harbour-bank", "complaints")["received"]
    assert str(received.min())[:7] == "2024-05"
    assert str(received.max())[:10] <= "2026-11-15"
    weeks = received.groupby(received.dt.to_period("W")).size().iloc[1:-1]
    assert 130 <= len(weeks) <= 132
    assert weeks.between(40, 60).all()


def test_most_complaints_come_in_while_the_doors_are_open() -> None:
    received = table("harbour-bank", "complaints")["received"]
    assert 0.75 < (received.dt.hour.between(9, 16) & (received.dt.day_of_week < 5)).mean() < 0.95


@pytest.mark.parametrize(
    ("sample", "measure"),
    [("harbour-bank", "first-answer"), ("harbour-bank", "settled"), ("river-logistics", "delivery-time")],
)
def test_some_cases_are_open_and_none_ends_before_it_begins(sample: str, measure: str) -> None:
    cases = timed(sample, measure)
    assert 3 <= (~cases["done"]).sum() <= 60
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
