"""The history on the Programme page, and its button that commits to git."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.model.change import Edit
from improvement.ui import visitor
from improvement.ui.session import _workspace
from improvement.usecases import editing
from tests.conftest import ROOT
from tests.ui.test_viewer import opened


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A folder with the plans, in which Ana Ruiz has changed an owner."""
    plans = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    monkeypatch.setattr(visitor, "seen", lambda whole: whole)
    edit = Edit("set", ("realization", "activities", "call-roster", "owner"), "ana", "dai")
    editing.apply(_workspace(str(plans)).store, "harbour-bank", "Ana Ruiz", datetime.now(UTC), (edit,), "Owner named")
    return tmp_path


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout


def buttons(app: AppTest) -> set[str]:
    return {each.key for each in app.button}


def test_the_history_tells_who_changed_what_and_why(root) -> None:
    app = opened("programme", "harbour-bank")
    (history,) = [each.value for each in app.dataframe if "Who" in each.value.columns]
    assert history[["Who", "Why"]].to_numpy().tolist() == [["Ana Ruiz", "Owner named"]]
    assert "commit-to-git" not in buttons(app), "git does not follow this folder"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")
def test_the_button_commits_and_then_says_that_nothing_changed(root) -> None:
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "The machine")
    git(root, "config", "user.email", "machine@bank.example")
    app = opened("programme", "harbour-bank").button(key="commit-to-git").click().run()
    assert not app.exception
    assert git(root, "log", "-1", "--format=%s").strip() == "harbour-bank: 1 change by Ana Ruiz"
    assert git(root, "log", "-1", "--format=%h").strip() in app.toast[0].value
    app.button(key="commit-to-git").click().run()
    assert any("nothing has changed" in each.value for each in app.error)
