"""Dates with limited people across programmes: what somebody else's plan asks of shared people is up to date."""

from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from improvement.model.change import Applied, Edit
from improvement.usecases import limited
from improvement.usecases.editing import apply
from improvement.usecases.opened import opened
from improvement.usecases.start import start
from improvement.usecases.work import Board, board
from improvement.usecases.workspace import Workspace

NOW = datetime(2027, 1, 12, 9, tzinfo=UTC)
TEXT = """programme: {{title: {id}, starts: 2027-01-11}}
realization:
  activities:
    {id}-work: {{title: Work, estimate: {days}d, needs: {{ann: 1}}}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for id, days in (("one", 5), ("two", 9)):
        (tmp_path / id).mkdir()
        (tmp_path / id / "plan.yaml").write_text(TEXT.format(id=id, days=days))
    (tmp_path / "people.yaml").write_text("people:\n  ann: {name: Ann}\n")
    return start(tmp_path, lambda: NOW)


def booked(found: Board) -> float:
    return sum(each.booked for each in found.load if each.who == "ann")


@pytest.mark.parametrize("dates", ["even", "people"])
def test_the_load_by_other_dates_follows_the_other_programmes(workspace: Workspace, dates: str) -> None:
    def shown() -> Board:
        one = opened(workspace, "one")
        if dates == "even":
            return limited.with_even_load(one, board(one), limited.evened(one))
        return limited.with_people(one, board(one), first)

    first = limited.at_once(opened(workspace, "one"), monotonic)
    assert booked(shown()) == pytest.approx(14)
    shorter = Edit("set", ("realization", "activities", "two-work", "estimate"), "9d", "4d")
    assert isinstance(apply(workspace.store, "two", "test", NOW, (shorter,)), Applied)
    assert booked(board(opened(workspace, "one"))) == pytest.approx(9)
    assert booked(shown()) == pytest.approx(9)
