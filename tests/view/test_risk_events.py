"""Risk events in words, and what an edit of one does to the chances."""

from dataclasses import replace

import pytest

from improvement.model.risks import Impact
from improvement.schedule.risk import PlanRisk, risk
from improvement.view.risk_events import event_lines, event_title, impact_words, shift_lines
from tests.schedule.plan_text import plan_of
from tests.schedule.risky import FOUR_PATHS, head

FLU = """
risks:
  flu: {title: Flu, probability: 12.5%, impact: {e: 10d, a: x1.5}, owner: ana, response: Shots}
  idle: {title: Nothing hit, probability: 5%}
"""
PLAN = plan_of(FOUR_PATHS + FLU, head())


def runs(text: str) -> PlanRisk:
    found = risk(plan_of(text, head()), 2000)
    assert found
    return found


def test_an_event_says_how_likely_it_is_what_it_hits_and_who_watches_it() -> None:
    flu, idle = PLAN.realization.risks.values()
    assert event_title(flu) == "Flu (12.5 %)"
    assert event_lines(flu, {"e": "The end"}, {"ana": "Ana"}) == (
        "The end: 10 working days longer",
        "a: 1.5 times as long",
        "What is done about it: Shots",
        "Watched by Ana",
    )
    assert event_lines(idle, {}, {}) == ("It makes no work longer yet.",)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("4h", "4 working hours longer"),
        (["1d", "1w", "10d"], "1 working day to 10 working days longer, most likely 1 working week"),
        (["x1.1", "x1.5", "x2.25"], "1.1 to 2.25 times as long, most likely 1.5 times"),
    ],
)
def test_an_impact_in_words(written: object, words: str) -> None:
    assert impact_words(Impact.parse(written)) == words


def test_a_risk_makes_the_day_later_and_milestones_less_sure_and_without_it_all_is_as_before() -> None:
    before = runs(FOUR_PATHS)
    after = runs(FOUR_PATHS + "risks:\n  flu: {title: Flu, probability: 60%, impact: {e: 10d}}\n")
    (mood, finish), (worse, live) = shift_lines(PLAN, before, after)
    assert after.finish.dates[1] > before.finish.dates[1]
    assert (mood, worse) == ("act", "act")
    assert finish.startswith("Ready by ")
    assert finish.endswith(" working days later")
    assert live.startswith("“Live” in time in ")
    (mood, finish), (better, _live) = shift_lines(PLAN, after, before)
    assert (mood, better) == ("good", "good")
    assert finish.endswith(" working days earlier")
    ((mood, finish),) = shift_lines(PLAN, before, before)
    assert mood == "wait"
    assert finish.endswith("in 8 of 10 runs, as before")


def test_a_milestone_that_was_not_there_before_has_no_change() -> None:
    before = runs(FOUR_PATHS)
    assert len([*shift_lines(PLAN, replace(before, milestones={}), before)]) == 1
