"""The past of a programme as the pages ask for it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.usecases import editing
from improvement.usecases.history import changes, own_newest, undo
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from improvement.view.history import ago, last_change, what_changed
from tests.conftest import ROOT

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def clinic(tmp_path: Path) -> Opened:
    shutil.copytree(ROOT / "plans/city-clinic", tmp_path / "city-clinic")
    return opened(start(tmp_path, lambda: NOW), "city-clinic")


def set_title(programme: Opened, who: str, title: str) -> None:
    store = programme.workspace.store
    edit = editing.set_to(store.snapshot(programme.id), "programme.title", title)
    editing.apply(store, programme.id, who, NOW, (edit,))


def test_each_person_takes_back_their_own(clinic: Opened) -> None:
    assert changes(clinic) == ()
    set_title(clinic, "Ana", "A")
    set_title(clinic, "Bo", "B")
    newest = own_newest(clinic, "Ana")
    assert newest
    assert newest.number == 1
    assert own_newest(clinic, "Cy") is None
    undo(clinic, "Bo", 2)
    assert [each.kind for each in changes(clinic)] == ["change", "change", "undo"]
    assert own_newest(clinic, "Bo") is None


def test_a_folder_that_cannot_be_written_has_no_past_and_no_crash(clinic: Opened, tmp_path: Path) -> None:
    (tmp_path / ".store").write_text("in the way")
    assert changes(clinic) == ()


def test_the_last_change_is_told_with_names(clinic: Opened) -> None:
    set_title(clinic, "Ana", "A")
    (found,) = changes(clinic)
    assert what_changed(clinic.plan, found) == "the charter"
    assert last_change(clinic.plan, found, NOW) == "Ana changed the charter just now"


@pytest.mark.parametrize(
    ("hours", "told"),
    [(0.001, "just now"), (0.5, "30 minutes ago"), (1, "1 hour ago"), (30, "1 day ago"), (24 * 9, "on 12 Nov 2026")],
)
def test_how_long_ago(hours: float, told: str) -> None:
    when = datetime.fromtimestamp(NOW.timestamp() - 3600 * hours, UTC)
    assert ago(when, NOW) == told
