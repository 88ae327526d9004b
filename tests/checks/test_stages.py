"""Stages are computed from their conditions; a signature lets one pass, a person closes."""

from datetime import date

from improvement.checks.chains import chains
from improvement.checks.facts import Facts, Kept
from improvement.checks.next_step import next_step
from improvement.checks.stages import Condition, Stage, current_stage, stages
from improvement.model.plan import Plan
from improvement.model.values import Span
from tests.checks.plans import plan_of, whole

FACTORS = (
    "    slow:\n",
    "".join(
        f"    on-{factor}:\n      statement: About {factor}\n      factor: {factor}\n      decision: parked\n"
        for factor in ("product", "price", "competition")
    )
    + "    slow:\n",
)
PROVEN = Facts(
    verdicts={"one-day": "safe"}, points={"first-answer": 12}, kept={"one-day": Kept(7, 7)}, today=date(2027, 2, 16)
)
PUBLIC = ("      slogan: One day", "      public_since: 2027-02-01\n      slogan: One day")
FINISHED = (
    "      after: [name-owner]\n",
    "      actual_start: 2027-01-18\n      actual_finish: 2027-01-19\n      checks: {behaviour: 2027-02-15}\n",
)


def states(plan: Plan, facts: Facts | None = None) -> list[str]:
    return [each.state for each in stages(plan, facts)]


def condition(found: tuple[Stage, ...], stage: int, id: str) -> Condition:
    return next(each for each in found[stage].conditions if each.id == id)


def test_an_empty_programme_is_open_everywhere() -> None:
    empty = plan_of("programme:\n  title: Empty\n  starts: 2027-01-11\n")
    assert states(empty) == ["open"] * 4
    assert current_stage(stages(empty)) == "assessment"


def test_a_programme_walked_round_once_is_ready_everywhere() -> None:
    plan = whole(FACTORS, PUBLIC, FINISHED)
    found = stages(plan, PROVEN)
    assert [each for stage in found for each in stage.conditions if not each.passed] == []
    assert [each.state for each in found] == ["ready"] * 4
    assert current_stage(found) == "guarantee"


def test_a_person_closes_and_a_failed_condition_reopens() -> None:
    closed = Facts(**{**_fields(PROVEN), "closed": frozenset({"commitment"})})
    assert states(whole(FACTORS, PUBLIC, FINISHED), closed)[1] == "closed"
    reopened = whole(FACTORS, PUBLIC, FINISHED, ("      owner: ana\n  promises", "  promises"))
    assert states(reopened, closed)[1] == "blocked"


def _fields(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__dataclass_fields__}


def test_a_condition_names_the_place_that_breaks_it() -> None:
    found = stages(whole(("      measure: first-answer\n", "")))
    broken = condition(found, 1, "standards-complete")
    assert broken == Condition("standards-complete", False, False, ("commitment", "standards", "first-answer"))
    assert found[1].state == "blocked"
    assert found[3].state == "blocked"


def test_a_waiver_lets_a_condition_pass_and_says_so() -> None:
    waiver = (
        "      waiver:\n        rule: standard-without-owner\n        by: ana\n        date: 2027-02-01\n"
        "        reason: decided in March\n        until: 2027-03-31\n  promises"
    )
    found = stages(whole(("      owner: ana\n  promises", waiver)))
    assert condition(found, 1, "standards-complete") == Condition("standards-complete", False, True)
    assert condition(found, 1, "standards-complete").passed


def test_the_slogan_must_be_retold_right_by_8_in_10() -> None:
    assert condition(stages(whole()), 1, "retold-right").met
    assert not condition(stages(whole(("right: 8", "right: 7"))), 1, "retold-right").met


def test_progress_is_current_when_all_that_should_have_started_has() -> None:
    due = Facts(windows={"train-owners": Span(date(2027, 2, 14), date(2027, 2, 20))})
    assert condition(stages(whole(), due), 2, "progress-current").path[-1] == "train-owners"
    later = Facts(windows={"train-owners": Span(date(2027, 2, 15), date(2027, 2, 20))})
    assert condition(stages(whole(), later), 2, "progress-current").met


def test_overloaded_people_do_not_suffice() -> None:
    found = condition(stages(whole(), Facts(overloaded=frozenset({"ana"}))), 2, "people-suffice")
    assert found.path == ("programme", "people", "ana")


def test_eleven_points_are_too_few() -> None:
    assert not condition(stages(whole(), Facts(points={"first-answer": 11})), 3, "enough-points").met
    assert condition(stages(whole(), Facts(points={"first-answer": 12})), 3, "enough-points").met


ATTENDED = (
    "      after: [name-owner]\n",
    "      sessions:\n        north:\n          date: 2027-02-08\n          attended: 1\n",
)


def test_training_whose_days_were_all_attended_is_done_everywhere() -> None:
    """Nobody types a finish for it: the schedule takes its dates from the training days, and so do the others."""
    plan, done = whole(ATTENDED), Facts(windows={"train-owners": Span(date(2027, 2, 8), date(2027, 2, 8))})
    found = stages(plan, done)
    assert condition(found, 2, "work-finished").met
    assert condition(found, 2, "progress-current").met
    assert next(each.cells[2] for each in chains(plan, done) if each.finding == "slow").word == "cell-work-done"
    assert next_step(plan).id != "next-finish"
