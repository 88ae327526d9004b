"""People with limited days and skills that overlap: whom work gets, what is set aside, and which days are not kept."""

import time
from datetime import date

import pytest

from improvement.schedule.crews import matched
from improvement.schedule.dates import schedule
from improvement.schedule.limited import LimitedSchedule, limited
from tests.schedule.plan_text import plan_of

HEAD = "programme:\n  title: Test\n  starts: 2027-01-11\n  people:\n"


def found(realization: str, people: str, **more: object) -> LimitedSchedule:
    plan = plan_of(realization, HEAD + "".join(f"    {line}\n" for line in people.splitlines()))
    return limited(plan, time.monotonic, time.monotonic() + 60, schedules=50, **more)  # type: ignore[arg-type]


def said(made: LimitedSchedule) -> list[tuple[str, object, object]]:
    return [(each.id, each.fact("wanted"), each.fact("count")) for each in made.warnings]


@pytest.mark.parametrize(
    ("people", "needs", "who", "warnings"),
    [
        ("tt: {name: T, count: 2, workdays: [sat, sun]}", "tt: 1", (), [("need-not-together", 1, 0)]),
        (
            "a: {name: A, workdays: [mon, wed]}\nb: {name: B, workdays: [tue, thu]}",
            "a: 1, b: 1",
            ("a",),
            [("need-not-together", 1, 0)],
        ),
        (
            "a: {name: A, workdays: [mon, wed], skills: {x: 1}}\nb: {name: B, workdays: [tue, thu], skills: {x: 1}}\n"
            "c: {name: C, workdays: [tue, wed, thu], skills: {x: 1}}",
            "'skill:x>=1': 2",
            ("b", "c"),
            [],
        ),
    ],
)
def test_people_without_a_common_weekday_do_not_work_together(
    people: str, needs: str, who: tuple[str, ...], warnings: list[tuple[str, int, int]]
) -> None:
    made = found(f"activities:\n  w: {{title: W, estimate: 5d, needs: {{{needs}}}}}", people)
    assert tuple(sorted(made.activities["w"].people)) == who
    assert said(made) == warnings


SKILLED = """p1: {name: A, skills: {xx: 1}}
p2: {name: B, skills: {xx: 1, yy: 1}}
p3: {name: C, skills: {yy: 1}}"""


def test_who_can_do_both_is_left_to_the_need_that_lacks_people() -> None:
    made = found(
        """
        activities:
          w1: {title: A, estimate: 2d, needs: {p1: 1}}
          w2: {title: B, estimate: 2d, needs: {'skill:xx>=1': 1, 'skill:yy>=1': 2}}
        """,
        SKILLED,
    )
    assert sorted(made.activities["w2"].people) == ["p1", "p2", "p3"]
    assert made.finish == date(2027, 1, 14)
    assert made.warnings == ()


def test_heads_that_are_needed_twice_are_set_aside() -> None:
    made = found("activities:\n  w: {title: W, estimate: 2d, needs: {'skill:xx>=1': 2, 'skill:yy>=1': 2}}", SKILLED)
    assert len(set(made.activities["w"].people)) == 3
    assert said(made) == [("need-not-together", 2, 1)]


def test_a_person_is_freed_along_a_chain_of_needs() -> None:
    assert matched([([1, 2], 1), ([2, 1], 1), ([2, 3], 1)]).keys() == {1, 2, 3}
    assert len(matched([([1], 1), ([1, 2], 2)])) == 2


def test_milestones_are_not_before_the_programme_or_the_data_date() -> None:
    only = "milestones:\n  m: {title: M}"
    made = found(only, "a: {name: A}")
    assert (made.finish, made.bound, made.status) == (date(2027, 1, 11), date(2027, 1, 11), "optimal")
    later = found(only, "a: {name: A}", data_date=date(2027, 1, 15))
    assert later.finish == later.bound == later.activities["m"].finish == date(2027, 1, 18)


def test_days_that_limited_dates_do_not_keep_are_said() -> None:
    text = """
    activities:
      a: {title: A, estimate: 5d, needs: {p: 1}, must_finish: 2027-01-15}
      b: {title: B, estimate: 5d, needs: {p: 1}, must_finish: 2027-01-15}
    """
    people = "p: {name: P}"
    assert schedule(plan_of(text, HEAD + f"    {people}\n")).warnings == ()
    (late,) = found(text, people).warnings
    assert (late.id, late.fact("what"), late.fact("days")) == ("day-not-kept", "must_finish", 5)


def test_more_heads_than_the_search_counts() -> None:
    rows = "".join(f"  {id}: {{title: T, estimate: 2d, needs: {{t: 9000}}}}\n" for id in "abc")
    made = found("activities:\n" + rows, "t: {name: T, count: 20000}")
    assert made.finish == date(2027, 1, 14)
    assert len(made.activities["a"].people) == 9000
