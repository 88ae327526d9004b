"""What is new, in lines."""

from datetime import UTC, datetime

import pytest

from improvement.model.change import Edit, Logged
from improvement.model.plan import Plan
from improvement.view.news import LONGEST_VALUE, MOST_NEWS, news_lines

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ROSTER = ("realization", "activities", "roster")


def changed(*edits: Edit, who: str = "Bo") -> Logged:
    return Logged(1, "change", who, NOW, "", edits, undone=False)


def field(name: str, new: object) -> Edit:
    return Edit("set", (*ROSTER, name), None, new)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (field("owner", "ana"), "owner: Ana Ruiz"),
        (field("estimate", ["2d", "3d", "6d"]), "estimate: 2d, 3d, 6d"),
        (field("not_before", None), "earliest start: empty"),
    ],
)
def test_a_change_of_one_field_says_what_stands_there_now(roster_plan: Plan, edit: Edit, told: str) -> None:
    start = "Bo changed “Draw up the roster” just now"
    assert news_lines(roster_plan, [changed(edit)], NOW, values=True) == (f"{start} · {told}",)
    assert news_lines(roster_plan, [changed(edit)], NOW, values=False) == (start,)


def test_of_an_entry_or_of_several_fields_no_value_is_said(roster_plan: Plan) -> None:
    added = changed(Edit("add", ROSTER, None, {"title": "x"}))
    both = changed(field("owner", "ana"), field("estimate", "3d"))
    told = "Bo changed “Draw up the roster” just now"
    assert news_lines(roster_plan, [added, both], NOW, values=True) == (told, told)


def test_the_newest_come_first_and_the_rest_is_counted(roster_plan: Plan) -> None:
    found = [changed(field("estimate", f"{n}d"), who=f"Person {n}") for n in range(MOST_NEWS + 2)]
    lines = news_lines(roster_plan, found, NOW, values=True)
    assert [each.split(" changed")[0] for each in lines[:-1]] == [f"Person {n}" for n in range(6, 1, -1)]
    assert lines[-1] == "and 2 changes before"


def test_a_long_value_is_cut(roster_plan: Plan) -> None:
    (line,) = news_lines(roster_plan, [changed(field("title", "long " * 100))], NOW, values=True)
    assert line.endswith("…")
    assert len(line) < LONGEST_VALUE + 60
