"""A value that a hand save set over the app's: both on the page, and a button for each."""

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.model.change import Edit, lookup
from improvement.ui import visitor
from improvement.ui.session import _workspace
from improvement.usecases import editing
from tests.conftest import ROOT
from tests.ui.test_viewer import opened

OWNER = ("realization", "activities", "call-roster", "owner")


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ana gave an activity to Dai while somebody had the file open, who gave it to Marta."""
    plans = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    monkeypatch.setattr(visitor, "seen", lambda whole: whole)
    file = plans / "harbour-bank/plan.yaml"
    before = file.read_text()
    store = _workspace(str(plans)).store
    edit = Edit("set", OWNER, "ana", "dai")
    editing.apply(store, "harbour-bank", "Ana Ruiz", datetime.now(UTC), (edit,))
    start = before.index("    call-roster:")
    place = before.index("owner: ana", start)
    file.write_text(f"{before[:place]}owner: marta{before[place + len('owner: ana') :]}")
    earlier = time.time() - 1
    os.utime(file, (earlier, earlier))
    return plans


@pytest.mark.parametrize(("button", "owner"), [("hand-take-0", "dai"), ("hand-leave-0", "marta")])
def test_the_person_chooses(plans: Path, button: str, owner: str) -> None:
    app = opened("programme", "harbour-bank")
    assert any("over 1 value of the app" in each.value for each in app.subheader)
    shown = [each.value for each in app.markdown] + [each.value for each in app.caption]
    assert {"Marta Gil", "Dai Morgan", "Ana Ruiz"} <= set(shown)
    app = app.button(key=button).click().run()
    assert not app.exception
    store = _workspace(str(plans)).store
    assert lookup(store.snapshot("harbour-bank").data, OWNER) == owner
    assert not any(each.key.startswith("hand-") for each in app.button if each.key)
