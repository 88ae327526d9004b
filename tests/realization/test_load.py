"""How much of their time people are booked for."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.values import Span
from improvement.realization.load import PersonLoad, load
from improvement.schedule.dates import schedule
from tests.schedule.plan_text import HEAD, example_text, parsed, plan_of


def booked(plan: Plan, shared: dict[str, Person] | None = None, **others: Plan) -> PersonLoad:
    plans = {"here": plan, **others}
    return load({id: (each, schedule(each, None, shared or {})) for id, each in plans.items()}, shared or {})


def rows(found: PersonLoad) -> list[tuple[str, str, float, float]]:
    return [(each.who, each.week, round(each.booked, 6), each.capacity) for each in found.weeks]


def work(*lines: str, head: str = HEAD) -> Plan:
    """Activities a, b, ... of one line of fields each."""
    names = "abcdefgh"
    entries = [f"  {names[i]}:\n    title: T\n    " + line.replace("; ", "\n    ") for i, line in enumerate(lines)]
    return plan_of("activities:\n" + "\n".join(entries), head)


def test_a_week_of_one_person_at_half_time_is_full() -> None:
    found = booked(work("estimate: 7d; needs: {ana: 1}"))
    assert rows(found) == [("ana", "2027-W02", 2.5, 2.5), ("ana", "2027-W03", 1, 2.5)]
    assert [each.share for each in found.weeks] == [1, 0.4]
    assert found.over == ()


def test_two_at_once_are_too_much_and_are_named() -> None:
    found = booked(work("estimate: 5d; needs: {ana: 1}", "estimate: 1d; needs: {ana: 1}; not_before: 2027-01-13"))
    (week,) = found.over
    assert (week.share, week.works) == (1.2, (("here", "a"), ("here", "b")))


def test_effort_is_booked_as_it_was_estimated() -> None:
    assert rows(booked(work("effort: 6pd; needs: {team: 2}"))) == [("team", "2027-W02", 6, 20)]


def test_owners_are_not_booked() -> None:
    assert booked(work("estimate: 5d; owner: ana")).weeks == ()


def test_leave_and_holidays_are_no_capacity() -> None:
    head = HEAD.replace(
        "      count: 4", "      count: 4\n      away: [2027-01-13..2027-01-14, 2027-01-18..2027-01-24]"
    )
    head = head.replace("  people:", "  calendar:\n    closed: [2027-01-15]\n  people:")
    found = booked(work("estimate: 8d; needs: {team: 1}", head=head))
    assert rows(found) == [("team", "2027-W02", 4, 8), ("team", "2027-W03", 4, 0)]
    assert found.over[0].share is None


def test_a_skill_books_the_group_that_holds_it() -> None:
    found = booked(
        work("estimate: 1d; needs: {'skill:listening>=2': 3}", "estimate: 1d; needs: {'skill:listening>=3': 1}")
    )
    assert rows(found) == [("skill:listening>=2", "2027-W02", 3, 20), ("skill:listening>=3", "2027-W02", 1, 0)]
    assert [each.who for each in found.over] == ["skill:listening>=3"]


def test_training_books_the_days_of_its_sessions() -> None:
    text = """
        training:
          t:
            title: T
            needs: {team: 2}
            sessions:
              north:
                date: 2027-01-12
              south:
                date: 2027-01-21
        """
    assert rows(booked(plan_of(text))) == [("team", "2027-W02", 2, 20), ("team", "2027-W03", 2, 20)]


def test_parts_of_days_in_a_row_are_not_too_much() -> None:
    """Three days and a third of one person, four times in a row, across a milestone."""
    plan = work(
        "estimate: [2d, 3d, 6d]; needs: {team: 4}",
        "estimate: [2d, 3d, 6d]; needs: {team: 4}; after: [a]",
        "estimate: [2d, 3d, 6d]; needs: {team: 4}; after: [stone]",
        "estimate: 2h; needs: {team: 4}; after: [c]",
    )
    stone = "  milestones:\n    stone:\n      title: S\n      after: [b]\n"
    found = booked(parsed(HEAD + "realization:\n" + _realization(plan) + stone))
    assert found.over == ()
    assert [round(each.share or 0, 6) for each in found.weeks] == [1, 1, round((3 * 10 / 3 + 0.25 - 10) / 5, 6)]


def _realization(plan: Plan) -> str:
    lines = ["  activities:"]
    for id, each in plan.realization.activities.items():
        points = each.estimate.plan_form() if each.estimate else ""
        shown = points if isinstance(points, str) else f"[{', '.join(points)}]"
        lines += [f"    {id}:", "      title: T", f"      estimate: {shown}", "      needs: {team: 4}"]
        lines += [f"      after: [{', '.join(map(str, each.after))}]"] if each.after else []
    return "\n".join(lines) + "\n"


EVA = Person(name="Eva", availability=0.8, away=(Span.parse("2027-01-11"),))


def test_shared_people_are_summed_over_programmes() -> None:
    one = work("estimate: 4d; needs: {eva: 1}")
    override = HEAD.replace("    team:", "    eva:\n      name: Eva\n      availability: 50%\n    team:")
    other = work("estimate: 5d; needs: {eva: 1}", "estimate: 1d; needs: {ana: 1}", head=override)
    found = booked(one, {"eva": EVA}, there=other)
    assert [(each.programme, each.who, each.booked, each.capacity) for each in found.weeks] == [
        ("here", "eva", pytest.approx(3.2), pytest.approx(3.2)),
        ("there", "eva", 2.5, 2.5),
        ("there", "ana", 0.5, 2.5),
        ("", "eva", pytest.approx(5.7), pytest.approx(3.2)),
    ]
    assert [each.works for each in found.over] == [(("here", "a"), ("there", "a"))]


def test_a_shared_person_may_work_when_one_of_the_programmes_does() -> None:
    closed = HEAD.replace("  people:", "  calendar:\n    closed: [2027-01-11..2027-01-13]\n  people:")
    found = booked(
        work("estimate: 1d; needs: {eva: 1}"), {"eva": EVA}, there=work("estimate: 1d; needs: {eva: 1}", head=closed)
    )
    assert [round(each.capacity / 0.8, 6) for each in found.weeks] == [4, 2, 4]


def test_the_example_of_the_manual(shared: Path) -> None:
    plan = parsed(example_text(shared))
    found = load({"harbour": (plan, schedule(plan, plan.programme.data_date))})
    assert [(each.week, each.booked, each.capacity) for each in found.weeks] == [
        ("2027-W06", 1, 10),
        ("2027-W07", 4, 10),
        ("2027-W08", 5, 0),
        ("2027-W09", 1, 10),
    ]
    assert [each.works for each in found.over] == [(("harbour", "pilot"),)]


@st.composite
def staffed(draw: st.DrawFn) -> Plan:
    """Activities with parts of days, links and needs."""
    lines = []
    for i in range(draw(st.integers(1, 7))):
        low = draw(st.integers(1, 30))
        points = [low, low + draw(st.integers(0, 20)), low + 20 + draw(st.integers(0, 40))]
        before = draw(st.lists(st.sampled_from("abcdefgh"[:i]), unique=True)) if i else []
        kind = draw(st.sampled_from(["", " SS", " FF+3h", " FS+1d", " FS-2h"]))
        needs = draw(st.sampled_from(["{team: 2}", "{ana: 1, team: 1}", "{'skill:listening>=1': 3}"]))
        after = f"; after: [{', '.join(each + kind for each in before)}]"
        lines.append(f"estimate: [{', '.join(f'{point}h' for point in points)}]; needs: {needs}{after}")
    return work(*lines)


@settings(max_examples=40, deadline=None)
@given(staffed())
def test_person_days_are_neither_lost_nor_made(plan: Plan) -> None:
    expected: Counter[str] = Counter()
    for activity in plan.realization.activities.values():
        assert activity.estimate
        points = activity.estimate.optimistic, activity.estimate.most_likely, activity.estimate.pessimistic
        days = sum(point.amount * weight for point, weight in zip(points, (1, 4, 1), strict=True)) / 6 / 8
        for who, count in activity.needs.items():
            expected[who] += days * count * (0.5 if who == "ana" else 1)
    found: Counter[str] = Counter()
    for week in booked(plan).weeks:
        found[week.who] += week.booked
        assert week.booked >= 0
    assert found == pytest.approx(expected)
