"""What the store remembers: who changed what, taking back, crashes between journal and file, edits by hand."""

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Applied, Change, Conflict, Edit, PlanForm
from improvement.store import hand_saves
from improvement.store.folder import FolderStore
from improvement.store.journal import Journal
from improvement.store.patch import Patch

START = datetime(2027, 1, 1, tzinfo=UTC)
PLAN = """\
# what this is for
programme:
  title: Small     # shown to customers
  starts: 2027-01-01

assessment:
  findings:
    slow: {statement: Too slow}
"""
TITLE, FINDINGS = ("programme", "title"), ("assessment", "findings")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(PLAN)
    return FolderStore(tmp_path)


def file_of(store: FolderStore) -> Path:
    return store.root / "small/plan.yaml"


def save_by_hand(store: FolderStore, text: str) -> None:
    """Somebody saved the file a moment ago."""
    file_of(store).write_text(text)
    earlier = time.time() - 1
    os.utime(file_of(store), (earlier, earlier))


def do(store: FolderStore, who: str, *edits: Edit, minute: int = 0) -> None:
    change = Change(who, START + timedelta(minutes=minute), store.revision("small"), edits, why="because")
    assert isinstance(store.apply("small", change), Applied)


def set_title(old: str, new: str) -> Edit:
    return Edit("set", TITLE, old, new)


def add(id: str) -> Edit:
    entry: PlanForm = {"statement": id}
    return Edit("add", (*FINDINGS, id), None, entry)


def test_the_log_says_who_did_what_when_and_why(store: FolderStore) -> None:
    do(store, "Ana", set_title("Small", "Large"))
    do(store, "Bo", add("rude"), minute=5)
    first, second = store.log("small")
    assert (first.who, first.why, first.edits) == ("Ana", "because", (set_title("Small", "Large"),))
    assert (second.number, second.who, second.when) == (2, "Bo", START + timedelta(minutes=5))
    assert store.fsck("small") == 2


def test_taking_back_the_newest_change_gives_the_very_bytes_back(store: FolderStore) -> None:
    for edit in (
        set_title("Small", "x: #y"),
        add("rude"),
        Edit("remove", (*FINDINGS, "slow"), {"statement": "Too slow"}),
    ):
        before = file_of(store).read_bytes()
        do(store, "Ana", edit)
        assert isinstance(store.undo("small", "Ana", START), Applied)
        assert file_of(store).read_bytes() == before
    assert [each.undone for each in store.log("small") if each.kind == "change"] == [True, True, True]
    assert store.fsck("small") == 6


def test_one_takes_back_ones_own_change_and_others_stay(store: FolderStore) -> None:
    do(store, "Ana", set_title("Small", "Large"))
    do(store, "Bo", add("rude"))
    assert isinstance(store.undo("small", "Ana", START), Applied)
    assert file_of(store).read_text() == PLAN + "    rude:\n      statement: rude\n"


def test_a_field_changed_since_is_a_conflict_with_the_name(store: FolderStore) -> None:
    do(store, "Ana", set_title("Small", "Large"))
    do(store, "Bo", set_title("Large", "Huge"))
    found = store.undo("small", "Ana", START)
    assert isinstance(found, Conflict)
    assert (found.theirs, found.by) == (("Huge",), "Bo")


def test_there_must_be_something_to_take_back(store: FolderStore) -> None:
    do(store, "Ana", add("rude"))
    assert isinstance(store.undo("small", "Ana", START), Applied)
    for who, number in (("Ana", None), ("Bo", None), ("Ana", 1), ("Ana", 9)):
        with pytest.raises(KeptError):
            store.undo("small", who, START, number)


def test_an_edit_by_hand_is_noted_and_the_history_still_fits(store: FolderStore) -> None:
    do(store, "Ana", add("rude"))
    text = file_of(store).read_text().replace("Small", "By hand")
    save_by_hand(store, text)
    do(store, "Ana", add("late"))
    assert [each.kind for each in store.log("small")] == ["change", "hand", "change"]
    assert store.fsck("small") == 3
    assert isinstance(store.undo("small", "Ana", START), Applied)
    assert file_of(store).read_text() == text


def test_changes_go_on_while_somebody_writes_the_file(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    do(store, "Ana", add("rude"))
    hand = file_of(store).read_text().replace("Small", "By hand")
    with monkeypatch.context() as patient:
        # however late this machine looks, the editor is not ready
        patient.setattr(hand_saves, "STILL_SECONDS", 60)
        file_of(store).write_text(hand)
        do(store, "Bo", add("late"))
    assert file_of(store).read_text() == hand
    assert [each.kind for each in store.log("small")] == ["change", "change", "hand"]
    assert "By hand" in file_of(store).read_text()
    assert "late" in file_of(store).read_text()
    assert store.fsck("small") == 3


def test_a_change_taken_back_by_hand_stays_taken_back(store: FolderStore) -> None:
    """As `git checkout plan.yaml` does: the file holds the text before the newest change, and no crash explains it."""
    do(store, "Ana", set_title("Small", "Large"))
    save_by_hand(store, PLAN)
    do(store, "Bo", add("rude"))
    assert file_of(store).read_text() == PLAN + "    rude:\n      statement: rude\n"
    assert [each.kind for each in store.log("small")] == ["change", "hand", "change"]
    assert store.fsck("small") == 3


def test_every_edit_by_hand_is_noted(store: FolderStore) -> None:
    do(store, "Ana", add("rude"))
    for title in ("First", "Second"):
        save_by_hand(store, PLAN.replace("Small", title))
        assert store.log("small")[-1].kind == "hand"
    do(store, "Ana", set_title("Second", "Third"))
    assert store.fsck("small") == 4


def test_a_crash_between_journal_and_file_is_carried_out(store: FolderStore) -> None:
    before = file_of(store).read_bytes()
    do(store, "Ana", set_title("Small", "Large"))
    after = file_of(store).read_bytes()
    file_of(store).write_bytes(before)
    (store.root / ".store/small/written").unlink()
    again = FolderStore(store.root)
    assert len(again.log("small")) == 1
    assert file_of(store).read_bytes() == after
    assert again.fsck("small") == 1


def test_a_journal_whose_texts_do_not_fit_is_said(store: FolderStore) -> None:
    do(store, "Ana", add("rude"))
    file = store.root / ".store/small/journal"
    begin, change = Journal(file).beginning(), Journal(file).entries()[0]
    assert begin
    file.unlink()
    Journal(file).append(begin, replace(change, patch=Patch(change.patch.start, "", "# other\n")))
    with pytest.raises(KeptError) as found:
        FolderStore(store.root).fsck("small")
    assert [each.id for each in found.value.issues] == ["history-broken"]


def test_the_last_good_state_survives_a_restart(store: FolderStore) -> None:
    do(store, "Ana", set_title("Small", "Large"))
    save_by_hand(store, "programme: [\n")
    snapshot = FolderStore(store.root).snapshot("small")
    assert snapshot.issues
    assert snapshot.plan is not None
    assert snapshot.plan.programme.title == "Large"


def test_what_a_killed_process_left_half_written_is_swept(store: FolderStore) -> None:
    left = store.root / "small/.plan.yaml.1234.tmp"
    left.write_text("half")
    do(store, "Ana", add("rude"))
    assert not left.exists()


def test_a_programme_made_again_starts_a_new_history(store: FolderStore) -> None:
    do(store, "Ana", add("rude"))
    shutil.rmtree(store.root / "small")
    data: dict[str, PlanForm] = {"programme": {"title": "Again", "starts": "2027-01-01"}}
    assert isinstance(store.create("small", data), Applied)
    assert store.log("small") == ()
    do(store, "Bo", set_title("Again", "New"))
    assert store.fsck("small") == 1
