"""A risk event as an edit, tried before it is saved."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.schedule.risk import risk
from improvement.usecases.opened import Opened, opened
from improvement.usecases.risk import how_sure, how_sure_with, new_risk
from improvement.usecases.start import start
from tests.conftest import ROOT

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
ROOT_OF_NEW = ("realization", "risks", "")


@pytest.fixture
def bank(tmp_path: Path) -> Opened:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans", ignore=shutil.ignore_patterns(".store")))
    return opened(start(folder, lambda: NOW), "harbour-bank")


def typed(**impact: str) -> list[Edit]:
    edits = [
        Edit("set", (*ROOT_OF_NEW, "title"), None, "ครูฝึกป่วย"),
        Edit("set", (*ROOT_OF_NEW, "probability"), None, "50%"),
    ]
    return edits + [Edit("set", (*ROOT_OF_NEW, "impact", id), None, each) for id, each in impact.items()]


def test_a_new_event_gets_a_free_id_and_what_was_typed(bank: Opened) -> None:
    edit = new_risk(bank.plan, "ครูฝึกป่วย", typed(**{"note-screen": "20d"}))
    assert edit.path == ("realization", "risks", "risk")
    assert edit.new == {"title": "ครูฝึกป่วย", "probability": "50%", "impact": {"note-screen": "20d"}}
    assert new_risk(bank.plan, "The trainer leaves", ()).path[-1] == "the-trainer-leaves"


def test_trying_it_gives_the_runs_that_the_saved_plan_would_give(bank: Opened, tmp_path: Path) -> None:
    edit = new_risk(bank.plan, "Ill", typed(**{"watch-second-contacts": "20d"}))
    tried, now = how_sure_with(bank, [edit]), how_sure(bank)
    assert tried
    assert now
    assert tried.finish.dates[1] > now.finish.dates[1]
    text = (ROOT / "plans/harbour-bank/plan.yaml").read_text()
    risks = "  risks:\n    ill: {title: Ill, probability: 50%, impact: {watch-second-contacts: 20d}}\n"
    folder = tmp_path / "saved"
    (folder / "harbour-bank").mkdir(parents=True)
    (folder / "people.yaml").write_text((ROOT / "plans/people.yaml").read_text())
    (folder / "harbour-bank/plan.yaml").write_text(text.replace("\nguarantee:\n", f"\n{risks}guarantee:\n"))
    saved = opened(start(folder, lambda: NOW), "harbour-bank")
    assert saved.plan.realization.risks
    written = risk(saved.plan, data_date=saved.data_date, shared=saved.workspace.store.people().people)
    assert written
    assert written.finish == tried.finish


def test_what_cannot_be_saved_cannot_be_tried(bank: Opened) -> None:
    with pytest.raises(KeptError) as refused:
        how_sure_with(bank, [new_risk(bank.plan, "Ill", typed(**{"note-screen": "-3d"}))])
    assert [each.id for each in refused.value.issues] == ["not-a-value"]
