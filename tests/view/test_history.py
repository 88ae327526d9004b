"""Changes, drafts and clashes in words."""

from datetime import UTC, datetime, timedelta

import pytest

from improvement.model.change import Conflict, Edit
from improvement.model.plan import Plan
from improvement.view.conflicts import clash_title, clashes
from improvement.view.field_names import field_words
from improvement.view.history import apart, fields_words, structure_words

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ROSTER = ("realization", "activities", "roster")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ((*ROSTER, "owner"), "owner of “Draw up the roster”"),
        ((*ROSTER, "recovery", "within"), "recovery of “Draw up the roster”"),
        ((*ROSTER, "some_field"), "some field of “Draw up the roster”"),
        (ROSTER, "“Draw up the roster”"),
        (("programme", "title"), "title of the programme"),
        (("programme", "people", "ana", "name"), "name of “Ana Ruiz”"),
        (("guarantee", "audits", "", "rule"), "rule of “a new entry”"),
        (("programme",), "the charter"),
        (("programme", "calendar", "workdays"), "working days of the programme"),
        (("programme", "people", "ana", "away"), "leave of “Ana Ruiz”"),
    ],
)
def test_a_field_is_named_with_its_object(roster_plan: Plan, path: tuple[str, ...], told: str) -> None:
    assert field_words(roster_plan, path) == told


def test_many_fields_are_counted_and_none_is_said_twice(roster_plan: Plan) -> None:
    paths = [(*ROSTER, name) for name in ("owner", "estimate", "owner", "needs", "after", "due")]
    told = "owner of “Draw up the roster”, estimate of “Draw up the roster”, people needed of “Draw up the roster”"
    assert fields_words(roster_plan, paths) == f"{told} and 2 more"
    assert fields_words(roster_plan, paths[:1]) == "owner of “Draw up the roster”"


@pytest.mark.parametrize(
    ("added", "removed", "told"),
    [(3, 0, "3 new"), (0, 2, "2 removed"), (1, 2, "1 new, 2 removed"), (0, 0, "another order")],
)
def test_what_waits_is_counted(added: int, removed: int, told: str) -> None:
    assert structure_words(added, removed) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 s apart"), (99, "99 s apart"), (125, "2 min apart"), (7_200, "2 h apart"), (200_000, "2 days apart")],
)
def test_how_far_apart_in_either_order(seconds: int, told: str) -> None:
    later = NOW + timedelta(seconds=seconds)
    assert apart(NOW, later) == apart(later, NOW) == told


def test_a_clash_says_who_when_and_what(roster_plan: Plan) -> None:
    assert clash_title("Ana", NOW, NOW - timedelta(seconds=40)).startswith("Ana and you changed the same, 40 s apart.")
    assert clash_title("", NOW, None) == "Somebody else changed the same meanwhile. Which shall stand?"
    (clash,) = clashes(roster_plan, Conflict((Edit("set", (*ROSTER, "estimate"), "8d", "6h"),), (["1d", "2d"],), "Ana"))
    assert (clash.what, clash.theirs, clash.mine) == ("Draw up the roster · estimate", "1d, 2d", "6h")
