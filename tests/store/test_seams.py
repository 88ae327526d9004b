"""Where readers, writers, editors and other processes meet: what a review found, so that it stays mended."""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Applied, Change, Edit, Outcome, PlanForm, Refused
from improvement.store import plan_file
from improvement.store.disk import exchange
from improvement.store.emit import emit
from improvement.store.folder import FolderStore
from improvement.store.history import Step
from improvement.store.journal import Journal

NOW = datetime(2027, 1, 1, tzinfo=UTC)
ACTIVITIES = ("realization", "activities")


def text(title: str = "Small", works: int = 10) -> str:
    activities: dict[str, PlanForm] = {f"act-{n}": {"title": f"Number {n}"} for n in range(works)}
    return emit({"programme": {"title": title, "starts": "2027-01-01"}, "realization": {"activities": activities}})


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A programme with one change in its history."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(text())
    found = FolderStore(tmp_path)
    assert isinstance(rename(found, 0, "Number 0", "Ana's"), Applied)
    return found


def do(store: FolderStore, *edits: Edit) -> Outcome:
    return store.apply("small", Change("Ana", NOW, store.revision("small"), edits))


def rename(store: FolderStore, number: int, old: str, new: str) -> Outcome:
    return do(store, Edit("set", (*ACTIVITIES, f"act-{number}", "title"), old, new))


def save_by_hand(file: Path, content: str) -> None:
    file.write_text(content)
    earlier = time.time() - 1
    os.utime(file, (earlier, earlier))


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_hand_save_that_cannot_be_merged_into_the_file_is_taken_in_once(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.root / "small/plan.yaml"
    save_by_hand(file, text("By hand"))
    with monkeypatch.context() as while_full:
        while_full.setattr(plan_file, "exchange", full)
        assert isinstance(rename(store, 1, "Number 1", "Bo's"), Applied)
        assert [each.kind for each in store.log("small")] == ["change", "hand", "change"]
        assert [each.kind for each in FolderStore(store.root).log("small")] == ["change", "hand", "change"]
        os.utime(file, (time.time() - 1, time.time() - 1))
        assert store.snapshot("small").plan.programme.title == "By hand"  # type: ignore[union-attr]
    assert isinstance(rename(store, 2, "Number 2", "Cy's"), Applied)
    assert all(each in file.read_text() for each in ("By hand", "Ana's", "Bo's", "Cy's"))
    assert store.fsck("small") == 4


def test_a_gutted_save_in_the_moment_of_a_change_is_held_back_and_the_change_stays(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.root / "small/plan.yaml"

    def saved_just_before(target: Path, content: bytes, known: bytes | None) -> object:
        monkeypatch.setattr(plan_file, "exchange", exchange)
        save_by_hand(target, text(works=2))
        return exchange(target, content, known)

    monkeypatch.setattr(plan_file, "exchange", saved_just_before)
    assert isinstance(rename(store, 1, "Number 1", "Bo's"), Applied)
    snapshot = store.snapshot("small")
    assert [each.id for each in snapshot.issues] == ["gutted-file"]
    assert snapshot.plan
    assert snapshot.plan.realization.activities["act-1"].title == "Bo's"
    assert file.read_text() == text(works=2)
    assert isinstance(rename(store, 2, "Number 2", "Cy's"), Refused)
    assert store.fsck("small") == 2


def test_what_is_too_large_and_came_out_is_put_back_untouched(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, large = store.root / "small/plan.yaml", "# x" * 2_000_000

    def saved_just_before(target: Path, content: bytes, known: bytes | None) -> object:
        monkeypatch.setattr(plan_file, "exchange", exchange)
        save_by_hand(target, large)
        return exchange(target, content, known)

    monkeypatch.setattr(plan_file, "exchange", saved_just_before)
    assert isinstance(rename(store, 1, "Number 1", "Bo's"), Applied)
    assert file.read_text() == large
    assert [each.id for each in store.snapshot("small").issues] == ["too-large"]


def test_what_is_in_brackets_can_be_changed_and_followed(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    flow = "programme: {title: Small, starts: 2027-01-01}\nrealization: {activities: {act-0: {title: Number 0}}}\n"
    (tmp_path / "small/plan.yaml").write_text(flow)
    one, other = FolderStore(tmp_path), FolderStore(tmp_path)
    assert other.snapshot("small").plan
    assert isinstance(rename(one, 0, "Number 0", "Ana's"), Applied)
    assert other.snapshot("small") == one.snapshot("small")
    assert isinstance(other.undo("small", "Ana", NOW), Applied)
    assert (tmp_path / "small/plan.yaml").read_text() == flow
    assert one.snapshot("small").data == other.snapshot("small").data


def test_an_entry_made_by_setting_its_field_is_checked_as_a_new_one(store: FolderStore) -> None:
    found = do(store, Edit("set", ("realization", "milestones", "act-1", "title"), None, "Same id"))
    assert isinstance(found, Refused)
    assert [each.id for each in found.issues] == ["clashing-id"]


def test_a_programme_made_anew_is_known_to_processes_that_knew_the_old_one(store: FolderStore) -> None:
    other = FolderStore(store.root)
    assert len(other.log("small")) == 1
    (store.root / "small/plan.yaml").unlink()
    (store.root / "small").rmdir()
    assert isinstance(store.create("small", {"programme": {"title": "Again", "starts": "2027-01-01"}}), Applied)
    for n in range(20):
        edit = Edit("add", ("assessment", "findings", f"f-{n}"), None, {"statement": "x" * 300})
        assert isinstance(do(store, edit), Applied)
    assert len(other.log("small")) == 20
    assert isinstance(do(other, Edit("set", ("programme", "title"), "Again", "Other")), Applied)
    assert store.fsck("small") == 21


def test_threads_that_read_the_journal_at_once_see_the_same(store: FolderStore) -> None:
    file = store.root / ".store/small/journal"
    for n in range(30):
        assert isinstance(rename(store, 3, "Number 3" if not n else f"t{n - 1}", f"t{n}"), Applied)
    wanted, wrong = [each.number for each in Journal(file).entries()], []

    def look(journal: Journal) -> None:
        wrong.append([each.number for each in journal.entries()] != wanted)

    for _ in range(20):
        journal = Journal(file)
        readers = [threading.Thread(target=look, args=(journal,)) for _ in range(4)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()
    assert wrong == [False] * 80


def test_a_line_that_could_not_be_synced_is_nobodys(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            rename(store, 1, "Number 1", "Bo's")
    assert len(store.log("small")) == 1
    assert isinstance(rename(store, 1, "Number 1", "Cy's"), Applied)
    assert store.fsck("small") == 2


def test_others_temporary_files_stay(store: FolderStore) -> None:
    foreign = store.root / "small/.pic.png.4711.tmp"
    foreign.write_bytes(b"half a picture")
    own = store.root / "small/.plan.yaml.4711.tmp"
    own.write_bytes(b"half a plan")
    assert isinstance(rename(FolderStore(store.root), 1, "Number 1", "Bo's"), Applied)
    assert (foreign.exists(), own.exists()) == (True, False)


def test_steps_that_do_not_begin_where_the_journal_ends_are_refused(store: FolderStore) -> None:
    file = store._file("small")
    known = file.current()
    assert isinstance(rename(FolderStore(store.root), 1, "Number 1", "Bo's"), Applied)
    step = Step(known.document, known.document, Change("Ana", NOW, "", ()))
    with pytest.raises(KeptError):
        file._record([step])
