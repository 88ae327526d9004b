"""Levelled dates kept: what is saved is what was shown, and only by those who may."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Applied, Conflict, Edit, Refused, lookup
from improvement.model.programme import Role
from improvement.store.visitors import Look, Visitor
from improvement.usecases.access import with_token
from improvement.usecases.editing import apply
from improvement.usecases.levelling import effects, keep, kept_dates, levelling, not_allowed, state
from improvement.usecases.portfolio import portfolio
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.realization.shared_plans import SOUTH, place

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    seconds = itertools.count()
    return start(place(tmp_path), lambda: NOW + timedelta(seconds=next(seconds)))


def test_what_is_saved_is_what_was_shown(workspace: Workspace) -> None:
    found, before = levelling(workspace), state(workspace)
    assert len(portfolio(workspace).overbooked) == 1
    outcomes = list(keep(workspace, found, "ana"))
    assert [type(each) for each in outcomes] == [Applied]
    assert workspace.store.snapshot("south").plan == found.plans["south"]
    assert portfolio(workspace).overbooked == ()
    assert state(workspace) != before
    assert levelling(workspace).moving == ()
    workspace.store.undo("south", "ana", workspace.now())
    assert levelling(workspace) == found


def test_the_effect_is_that_of_the_kept_dates(workspace: Workspace) -> None:
    found = levelling(workspace)
    told = effects(workspace, found)
    assert [(id, each.days, str(each.finish)) for id, each in told.items()] == [("south", 10, "2027-02-02")]


def set_by_ben(workspace: Workspace, id: str, *path: str, new: str) -> None:
    edit = Edit("set", path, lookup(workspace.store.snapshot(id).data, path), new)
    assert isinstance(apply(workspace.store, id, "ben", workspace.now(), (edit,)), Applied)


COACH = ("realization", "activities", "coach", "not_before")
COURSE = ("realization", "activities", "course", "estimate")


@pytest.mark.parametrize(
    ("id", "path", "new"), [("south", COACH, "2027-02-18"), ("north", COURSE, "15d")], ids=["its own", "another"]
)
def test_newer_days_are_not_overwritten(workspace: Workspace, id: str, path: tuple[str, ...], new: str) -> None:
    found = levelling(workspace)
    set_by_ben(workspace, id, *path, new=new)
    before = workspace.store.snapshot("south").data
    with pytest.raises(KeptError, match="level-changed"):
        list(keep(workspace, found, "ana"))
    assert workspace.store.snapshot("south").data == before


def test_a_day_set_while_the_dates_are_saved_is_a_conflict_and_the_last(workspace: Workspace, tmp_path: Path) -> None:
    """The third programme waits for the second, whose dates were refused."""
    place_third(tmp_path)
    found = levelling(workspace)
    assert [each.id for each in found.moving] == ["south", "west"]
    read = workspace.store.snapshot("south").data
    dates = kept_dates(workspace, found)
    set_by_ben(workspace, "south", *COACH, new="2027-02-18")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("improvement.usecases.levelling.kept_dates", lambda *_given: dates)
        outcomes = list(keep(workspace, found, "ana"))
    assert [type(each) for each in outcomes] == [Conflict]
    assert workspace.store.snapshot("south").data != read
    assert "not_before" not in str(workspace.store.snapshot("west").data)


def place_third(folder: Path) -> None:
    (folder / "west").mkdir()
    third = SOUTH.replace("title: South", "title: West").replace("priority: 2", "priority: 3")
    (folder / "west" / "plan.yaml").write_text(third, "utf-8")


class Reader(Visitor):
    """Who may see every programme and change none."""

    def role(self, _id: str, _look: Look) -> Role:
        """To view."""
        return "viewer"


def test_who_may_not_change_a_programme_cannot_keep(workspace: Workspace) -> None:
    tokens = workspace.store.give_tokens("south", ("viewer",), NOW + timedelta(hours=8))
    viewer = with_token(workspace, tokens["viewer"])
    assert not_allowed(viewer, ["north", "south"]) == ("north", "south")
    assert not_allowed(workspace, ["north", "south"]) == ()
    safe = workspace.for_customers()
    assert not_allowed(safe, ["north", "south"]) == ("north", "south")
    found = levelling(workspace)
    assert [type(each) for each in keep(workspace.seen_by(Reader()), found, "eve")] == [Refused]
    for less in (viewer, safe):
        with pytest.raises(KeptError):
            list(keep(less, found, "eve"))
    assert levelling(workspace) == found
