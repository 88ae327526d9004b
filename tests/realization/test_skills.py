"""Gaps of competency, attendance and the four looks at a training's effect."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.realization.skills import TrainingState, skill_gaps, training_states
from tests.schedule.plan_text import HEAD, example_text, parsed, plan_of

TRAINING = """
competencies:
  listening:
    title: Listening
  selling:
    title: Selling
training:
  first:
    title: First
    competency: listening
    audience: [team, ana]
    to_level: 3
    sessions:
      north:
        date: 2027-01-12
        seats: 6
        {attended}
    checks: {{reaction: 2027-01-12, behaviour: 2027-03-20}}
  second:
    title: Second
    competency: listening
    audience: [ana, eva]
    to_level: 1
  third:
    title: Third
    audience: [ana]
"""


def plan(attended: str = "place: here", team_level: int = 2) -> Plan:
    return plan_of(TRAINING.format(attended=attended), HEAD.replace("listening: 2", f"listening: {team_level}"))


def state(plan: Plan, data_date: date | None = None) -> TrainingState:
    return training_states(plan, data_date)[0]


def test_required_is_the_highest_level_and_held_is_what_was_rated() -> None:
    gaps = {each.who: (each.required, each.held, each.gap, each.people, each.training) for each in skill_gaps(plan())}
    assert gaps == {"team": (3, 2, 1, 4, ("first",)), "ana": (3, 0, 3, 1, ("first", "second"))}


def test_shared_people_have_their_levels() -> None:
    eva = Person(name="Eva", count=2, skills={"listening": 1})
    gaps = {each.who: each.gap for each in skill_gaps(plan(), {"eva": eva})}
    assert gaps == {"team": 1, "ana": 3, "eva": 0}


@pytest.mark.parametrize(("team_level", "short", "form"), [(2, 5, "course"), (3, 1, "coaching")])
def test_a_course_pays_when_most_of_the_audience_needs_it(team_level: int, short: int, form: str) -> None:
    found = state(plan(team_level=team_level))
    assert (found.audience, found.short, found.form) == (5, short, form)
    assert training_states(plan(), None)[2].form == "none"


def test_attendance() -> None:
    assert (state(plan()).coverage, state(plan()).seats) == (0, 6)
    assert state(plan("attended: 4")).coverage == 0.8
    assert state(plan("attended: 9")).coverage == 1
    assert training_states(plan_of("training:\n  t:\n    title: T"), None)[0].coverage is None


def test_a_level_is_expected_until_behaviour_was_seen() -> None:
    held, seen = plan("attended: 4"), date(2027, 3, 20)
    assert state(plan(), seen).effect == "not-held"
    assert state(held, seen - timedelta(1)).effect == "expected"
    assert state(held, seen).effect == "to-prove"
    rated = held.programme.people["team"].model_copy(update={"skills": {"listening": 3}})
    everyone = {"team": rated, "ana": rated}
    proved = held.model_copy(update={"programme": held.programme.model_copy(update={"people": everyone})})
    assert state(proved, seen).effect == "proved"


def test_the_four_checks() -> None:
    checks = state(plan(), date(2027, 1, 12)).checks
    assert [(each.level, each.state) for each in checks] == [
        ("reaction", "due"),
        ("learning", "unplanned"),
        ("behaviour", "ahead"),
        ("results", "unplanned"),
    ]
    assert {each.state for each in state(plan()).checks} == {"ahead", "unplanned"}


def test_the_example_of_the_manual(shared: Path) -> None:
    example = parsed(example_text(shared))
    (gap,) = skill_gaps(example)
    assert (gap.competency, gap.who, gap.gap, gap.people) == ("complaint-ownership", "account-managers", 2, 14)
    (found,) = training_states(example, example.programme.data_date)
    assert (found.coverage, found.effect, found.form) == (pytest.approx(11 / 14), "expected", "course")
    assert [each.state for each in found.checks] == ["due", "due", "ahead", "ahead"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4))
def test_a_higher_level_never_widens_a_gap(lower: int, higher: int) -> None:
    lower, higher = sorted((lower, higher))
    before, after = ([each.gap for each in skill_gaps(plan(team_level=level))] for level in (lower, higher))
    assert all(late <= early for early, late in zip(before, after, strict=True))
    assert state(plan(team_level=higher)).short <= state(plan(team_level=lower)).short
