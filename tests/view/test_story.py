"""The story of a programme: steps that have something to show, in the order of the loop."""

from datetime import UTC, datetime

import pytest

from improvement.usecases.opened import opened
from improvement.usecases.start import start
from improvement.usecases.story import told
from improvement.usecases.workspace import Workspace
from improvement.view.charts.theme import LIGHT
from improvement.view.language import use
from improvement.view.story import MOST_LINES, story
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    use("en")
    return start(ROOT / "plans", lambda: datetime(2026, 11, 21, tzinfo=UTC))


def test_a_full_programme_is_told_in_eight_steps(workspace) -> None:
    steps = story(told(opened(workspace, "harbour-bank")))
    assert [each.id for each in steps] == ["gaps", "weights", "map", "findings", "promises", "work", "kept", "next"]
    sentences = {each.id: each.sentence for each in steps}
    assert sentences["promises"] == "2 of 5 promises are safe"
    assert sentences["kept"] == "1 of 2 public promises was kept in every month"
    assert all(each.chart or each.lines for each in steps)
    assert all(each.alt for each in steps if each.chart)
    assert all(len(each.lines) <= MOST_LINES + 1 for each in steps)


def test_steps_without_anything_to_show_are_left_out(workspace) -> None:
    steps = story(told(opened(workspace, "city-clinic")))
    ids = [each.id for each in steps]
    assert ids[-1] == "next"
    assert not {"findings", "promises", "work", "kept"} & set(ids)


def test_every_picture_can_be_drawn_large(workspace) -> None:
    for plan in workspace.store.plans():
        for step in story(told(opened(workspace, plan))):
            if step.chart:
                assert step.chart(LIGHT.large()).to_dict()["layer"]
