"""One trainer in two places on a day, or in none: what is said names both sessions, the day and the remedy."""

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Issue
from improvement.model.base import FrozenMap
from improvement.model.programme import Person
from improvement.model.values import Span
from improvement.view.wording import full
from tests.schedule.plan_text import HEAD, plan_of

TWO = """
training:
  calls:
    title: Keeping calls
    needs: {NEED}
    sessions: {north: {date: 2027-02-01, place: North}}
  owning:
    title: Owning a complaint
    needs: {NEED}
    sessions: {port: {date: 2027-02-01, place: Port}}
"""
KIM = Facts(shared=FrozenMap({"kim": Person(name="Kim Lee", away=(Span.parse("2027-02-08..2027-02-12"),))}))


def found(text: str, facts: Facts = KIM) -> list[Issue]:
    return [each for each in check(plan_of(text), facts) if each.id.startswith("trainer-")]


def two(need: str, day: str = "2027-02-01") -> list[Issue]:
    return found(TWO.replace("NEED", need).replace("2027-02-01, place: Port", f"{day}, place: Port"))


def test_one_trainer_in_two_sessions_is_told_with_both_the_day_and_the_remedy() -> None:
    (only,) = two("kim: 1")
    assert only.where.path == ("realization", "training", "owning", "sessions", "port")
    assert full(only) == (
        "training owning: Kim Lee is asked for in several training sessions on 1 Feb 2027: “Keeping calls” (North);"
        " “Owning a complaint” (Port). Move one of them, or name somebody else; if each takes half the day, set the"
        " rule aside with a waiver."
    )


def test_another_day_or_another_trainer_is_no_clash() -> None:
    assert two("kim: 1", "2027-02-02") == []
    assert two("team: 2") == []
    assert len(two("team: 3")) == 1


def test_leave_is_told_for_each_session_and_not_as_a_clash() -> None:
    (only,) = two("kim: 1", "2027-02-10")
    assert (only.id, only.where.path[-1]) == ("trainer-away", "port")
    assert "Kim Lee is away on 10 Feb 2027, the day of a training session: “Owning a complaint” (Port)" in full(only)
    both = TWO.replace("NEED", "kim: 1").replace("2027-02-01", "2027-02-10")
    assert [each.id for each in found(both)] == ["trainer-away", "trainer-away"]


def test_a_skill_that_only_one_person_has_is_that_person() -> None:
    text = TWO.replace("NEED", "kim: 1", 1).replace("NEED", "'skill:listening>=3': 1")
    skilled = Person(name="Kim Lee", skills=FrozenMap({"listening": 3}))
    assert len(found(text, Facts(shared=FrozenMap({"kim": skilled})))) == 1
    other = Person(name="Lou", skills=FrozenMap({"listening": 3}))
    assert found(text, Facts(shared=FrozenMap({"kim": skilled, "lou": other}))) == []


def test_sessions_that_were_held_and_a_signed_exception_are_silent() -> None:
    text = TWO.replace("NEED", "kim: 1")
    assert found(text.replace("place: North", "place: North, attended: 3")) == []
    waiver = "waiver: {rule: trainer-twice, by: ana, date: 2027-01-12, reason: half a day each, until: 2027-03-01}"
    assert found(text.replace("    sessions: {port", f"    {waiver}\n    sessions: {{port")) == []


def test_sessions_up_to_the_data_date_are_past() -> None:
    text = TWO.replace("NEED", "kim: 1")
    for data_date, count in (("2027-02-01", 0), ("2027-01-31", 1)):
        plan = plan_of(text, f"{HEAD}  data_date: {data_date}\n")
        assert sum(each.id == "trainer-twice" for each in check(plan, KIM)) == count


def test_more_than_there_are_at_all_is_told_elsewhere_and_strange_years_do_no_harm() -> None:
    assert two("kim: 2") == []
    assert len(found(TWO.replace("NEED", "kim: 1").replace("2027-02-01", "9999-12-31"))) == 1
