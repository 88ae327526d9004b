"""Levelled dates kept: what is saved is what was shown, and only by those who may."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.model.change import Applied, Conflict, Edit, Refused
from improvement.usecases.access import with_token
from improvement.usecases.editing import apply, change
from improvement.usecases.levelling import effects, keep, kept_dates, levelling, not_allowed, state
from improvement.usecases.portfolio import portfolio
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.realization.shared_plans import place

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


def test_a_day_that_somebody_set_meanwhile_is_a_conflict(workspace: Workspace) -> None:
    ((snapshot, edits),) = kept_dates(workspace, levelling(workspace))
    theirs = Edit("set", ("realization", "activities", "coach", "not_before"), None, "2027-01-18")
    assert isinstance(apply(workspace.store, "south", "ben", workspace.now(), (theirs,)), Applied)
    outcome = workspace.store.apply("south", change(snapshot, "ana", workspace.now(), *edits))
    assert isinstance(outcome, Conflict)


def test_who_may_not_change_a_programme_cannot_keep(workspace: Workspace) -> None:
    tokens = workspace.store.give_tokens("south", ("viewer",), NOW + timedelta(hours=8))
    viewer = with_token(workspace, tokens["viewer"])
    assert not_allowed(viewer, ["north", "south"]) == ("north", "south")
    assert not_allowed(workspace, ["north", "south"]) == ()
    safe = workspace.for_customers()
    assert not_allowed(safe, ["north", "south"]) == ("north", "south")
    found = levelling(workspace)
    outcomes = [*keep(viewer, found, "eve"), *keep(safe, found, "eve")]
    assert [type(each) for each in outcomes] == [Refused, Refused]
    assert levelling(workspace) == found
