"""From findings to work by the playbook."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import KeptError, Severity
from improvement.model.base import plain
from improvement.model.change import lookup
from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.realization.draft import draft, suggest
from improvement.schedule.dates import schedule
from improvement.store.edits import clashes, edited
from tests.realization.findings import BOOK, PLAN
from tests.schedule.plan_text import example_text, parsed


def applied(plan: Plan, *arguments: object) -> Plan:
    """The plan with its draft in it, refused by no rule."""
    data = plain(plan)
    edits = draft(plan, *arguments)  # type: ignore[arg-type]  # what draft takes
    assert not clashes(data, edits)
    found, issues = validate(Plan, edited(data, edits))
    assert found, issues
    before = {each for each in check(plan, Facts()) if each.severity is Severity.ERROR}
    assert {each for each in check(found, Facts()) if each.severity is Severity.ERROR} <= before
    return found


def test_without_a_known_word_the_factor_decides() -> None:
    rows = suggest(parsed(PLAN), "foreign", BOOK)
    assert {BOOK.interventions[row.intervention].factor for row in rows} == {"price"}
    assert {row.score for row in rows} == {0}
    assert suggest(parsed(PLAN), "vague", BOOK) == ()
    assert draft(parsed(PLAN), ["vague"], None, BOOK) == ()


def test_a_draft_proposes_a_standard_where_the_finding_has_none() -> None:
    plan = applied(parsed(PLAN), ["slow"], None, BOOK)
    standard = plan.commitment.standards["first-answer-to-a-complaint"]
    assert (standard.answers, standard.owner, standard.measure) == (("slow",), "ana", None)
    assert plain(standard.target) == {"within": "8h", "share": "95%"}
    works = {**plan.realization.activities, **plan.realization.training}
    assert {work.serves for work in works.values()} == {("first-answer-to-a-complaint",)}
    assert {work.playbook for work in works.values()} == {"named-owner-at-intake"}
    assert plan.realization.activities["explain-ownership"].rollout == "plan-explanation"
    assert (
        plan.realization.activities["name-owner"].estimate
        == BOOK.interventions["named-owner-at-intake"].activities["name-owner"].estimate
    )


def test_owners_audience_and_trainer_come_from_the_roles() -> None:
    work = applied(parsed(PLAN), ["slow"], None, BOOK).realization
    assert work.activities["watch-first-answers"].owner == "ben"
    assert work.activities["sit-with-owners"].owner == "ana", "a team answers for nothing"
    training = work.training["own-a-complaint"]
    assert (training.audience, dict(training.needs), training.to_level) == (("desk",), {"school": 1}, 3)
    assert work.competencies["complaint-ownership"].title == "Owning a complaint"


def test_without_people_the_entries_stay_out() -> None:
    bare = parsed(
        "programme:\n  title: T\n  starts: 2027-01-11\n"
        + PLAN[PLAN.index("assessment:") :].replace("touchpoint: bill", "")
    )
    plan = applied(bare, ["slow"], None, BOOK)
    training = plan.realization.training["own-a-complaint"]
    assert (training.owner, training.audience, len(training.needs)) == (None, (), 0)


def test_shared_people_count_for_roles() -> None:
    plan = parsed(PLAN)
    eva = plan.programme.people["ben"].model_copy(update={"role": "Process owner"})
    edits = draft(plan, ["slow"], None, BOOK, {"eva": eva})
    named = next(edit.new for edit in edits if edit.path[-1] == "name-owner")
    assert lookup(named, ("owner",)) == "eva"


def test_used_ids_get_a_number_and_after_follows() -> None:
    once = applied(parsed(PLAN), ["slow"], None, BOOK)
    twice = applied(once, ["slow"], ["named-owner-at-intake"], BOOK)
    second = twice.realization.activities["sit-with-owners-2"]
    assert [link.predecessor for link in second.after] == [
        "show-owner-name-2",
        "explain-ownership-2",
        "own-a-complaint-2",
    ]
    assert second.serves == ("first-answer-to-a-complaint",)
    assert len(twice.commitment.standards) == 1
    assert len(twice.realization.competencies) == 1


def test_what_the_plan_holds_is_not_drafted_again_unasked() -> None:
    once = applied(parsed(PLAN), ["slow"], None, BOOK)
    edits = draft(once, ["slow"], None, BOOK)
    assert edits
    assert not {lookup(edit.new, ("playbook",)) for edit in edits} & {"named-owner-at-intake"}


def test_one_intervention_for_two_findings_serves_both() -> None:
    plan = applied(parsed(PLAN), ["slow", "bills", "slow"], ["named-owner-at-intake"], BOOK)
    assert plan.commitment.standards["first-answer-to-a-complaint"].answers == ("slow", "bills")


def test_without_standard_the_work_serves_the_finding() -> None:
    plan = applied(parsed(PLAN), ["slow"], ["guided-on-site"], BOOK)
    assert not plan.commitment.standards
    assert {work.serves for work in plan.realization.activities.values()} == {("slow",)}


def test_a_later_intervention_serves_the_standard_of_an_earlier_one() -> None:
    plan = applied(parsed(PLAN), ["slow"], ["named-owner-at-intake", "guided-on-site"], BOOK)
    assert plan.realization.activities["guide-other-sites"].serves == ("first-answer-to-a-complaint",)


def test_competencies_are_shared_and_levels_stay_inside_known_ones() -> None:
    both = applied(parsed(PLAN), ["slow"], ["coached-will-to-solve", "learning-from-the-best"], BOOK)
    assert set(both.realization.competencies) == {"coaching"}
    assert [each.to_level for each in both.realization.training.values()] == [3, 2]
    short = parsed(PLAN + "realization:\n  competencies:\n    coaching:\n      title: C\n      levels: 2\n")
    assert (
        applied(short, ["slow"], ["coached-will-to-solve"], BOOK).realization.training["coach-on-real-calls"].to_level
        == 2
    )


@pytest.mark.parametrize(
    ("call", "field", "guess"),
    [
        (lambda plan: draft(plan, ["slwo"], None, BOOK), "finding", "slow"),
        (lambda plan: draft(plan, ["slow"], ["guided-on-sight"], BOOK), "intervention", "guided-on-site"),
    ],
)
def test_unknown_ids_are_refused(call: Callable[[Plan], object], field: str, guess: str) -> None:
    with pytest.raises(KeptError) as refused:
        call(parsed(PLAN))
    (problem,) = refused.value.issues
    assert (problem.id, problem.fact("field"), problem.fact("suggestion")) == ("unknown-reference", field, guess)


def test_the_example_of_the_manual_takes_every_intervention(shared: Path) -> None:
    plan = parsed(example_text(shared))
    found = applied(plan, ["slow-complaints"], list(BOOK.interventions), BOOK)
    drafted = sum(len(each.works) for each in BOOK.interventions.values())
    assert len(found.realization.activities) + len(found.realization.training) == drafted + 3
    assert "name-owner-2" in found.realization.activities
    assert set(found.commitment.standards) == {"first-answer"}, "the finding has its standard"
    assert found.realization.training["own-a-complaint"].needs == {"trainers": 1}
    assert len(found.realization.competencies) == 17


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["slow", "bills", "foreign"]), min_size=1, unique=True),
    st.lists(st.sampled_from(sorted(BOOK.interventions)), max_size=5, unique=True),
)
def test_a_draft_always_fits_and_can_be_scheduled(findings: list[str], interventions: list[str]) -> None:
    once = applied(parsed(PLAN), findings, interventions, BOOK)
    plan = applied(once, findings, interventions, BOOK)
    drafted = sum(len(BOOK.interventions[id].works) for id in interventions)
    assert len(schedule(plan).activities) == 2 * drafted
    assert schedule(plan).finish == schedule(once).finish
    assert all(work.serves for work in plan.realization.activities.values())
