"""Hand saves that are not taken in: the last good state is served, the file stays as it is, nobody can save over it."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.model.change import Applied, Change, Edit, Refused
from improvement.store.emit import emit
from improvement.store.folder import FolderStore

NOW = datetime(2027, 1, 1, tzinfo=UTC)
ACTIVITIES = ("realization", "activities")
WORKS = {f"act-{n}": {"title": f"Number {n}"} for n in range(10)}


def text(*gone: str) -> str:
    return emit(
        {
            "programme": {"title": "Small", "starts": "2027-01-01"},
            "realization": {"activities": {id: {**work} for id, work in WORKS.items() if id not in gone}},
        }
    )


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A programme with one change in its history."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(text())
    found = FolderStore(tmp_path)
    assert isinstance(rename(found), Applied)
    return found


def rename(store: FolderStore, old: str = "Number 0") -> object:
    edit = Edit("set", (*ACTIVITIES, "act-0", "title"), old, "Ana's")
    return store.apply("small", Change("Ana", NOW, store.revision("small"), (edit,)))


def save_by_hand(store: FolderStore, content: str) -> Path:
    file = store.root / "small/plan.yaml"
    file.write_text(content)
    earlier = time.time() - 1
    os.utime(file, (earlier, earlier))
    return file


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "not-a-map"),
        (text()[:150], "missing-field"),
        (text("act-1", "act-2", "act-3", "act-4"), "gutted-file"),
        (text().replace("title: Small", "titel: Small"), "unknown-key"),
    ],
)
@pytest.mark.parametrize("restarted", [False, True])
def test_a_broken_or_gutted_file_is_held_back(store: FolderStore, content: str, problem: str, restarted: bool) -> None:
    file = save_by_hand(store, content)
    looking = FolderStore(store.root) if restarted else store
    snapshot = looking.snapshot("small")
    assert problem in [each.id for each in snapshot.issues]
    assert all(each.where.line for each in snapshot.issues)
    assert snapshot.plan
    assert len(snapshot.plan.realization.activities) == 10
    assert snapshot.plan.realization.activities["act-0"].title == "Ana's"
    assert isinstance(rename(looking, "Ana's"), Refused)
    assert file.read_text() == content
    assert [each.kind for each in looking.log("small")] == ["change"]
    assert looking.fsck("small") == 1


def test_what_was_mended_is_taken_in(store: FolderStore) -> None:
    save_by_hand(store, "")
    assert store.snapshot("small").issues
    file = save_by_hand(store, text("act-9").replace("title: Number 5", "title: By hand"))
    snapshot = store.snapshot("small")
    assert snapshot.issues == ()
    assert snapshot.plan
    works = snapshot.plan.realization.activities
    assert (works["act-0"].title, works["act-5"].title, "act-9" in works) == ("Ana's", "By hand", False)
    assert "Ana's" in file.read_text()
    assert [each.kind for each in store.log("small")] == ["change", "hand"]


def test_a_hand_save_that_breaks_only_together_with_the_app_is_held_back(store: FolderStore) -> None:
    """The file waits for an activity that the app has removed meanwhile."""
    gone = Edit("remove", (*ACTIVITIES, "act-1"), {"title": "Number 1"})
    assert isinstance(store.apply("small", Change("Ana", NOW, store.revision("small"), (gone,))), Applied)
    save_by_hand(store, text().replace("title: Number 5\n", "title: Number 5\n      after: [act-1]\n"))
    snapshot = store.snapshot("small")
    assert [each.id for each in snapshot.issues] == ["unknown-reference"]
    assert snapshot.plan
    assert "act-1" not in snapshot.plan.realization.activities
