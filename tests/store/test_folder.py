"""The folder store: the only way to write, the last good state, files beside the plan."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from improvement.checks.facts import Facts
from improvement.errors import UnknownPlan
from improvement.model.change import Applied, Change, Conflict, Edit, Refused
from improvement.store import hand_saves
from improvement.store.folder import FolderStore

WHEN = datetime(2027, 1, 1, tzinfo=UTC)
PLAN = """\
programme:
  title: Small
  starts: 2027-01-01
assessment:
  findings:
    slow:
      statement: Too slow
"""
TITLE = ("programme", "title")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(PLAN)
    return FolderStore(tmp_path)


def change(store: FolderStore, *edits: Edit) -> Change:
    return Change("ana", WHEN, store.revision("small"), edits)


def text(store: FolderStore) -> str:
    return (store.root / "small/plan.yaml").read_text()


def test_a_set_changes_its_own_line_only(store: FolderStore) -> None:
    before = store.revision("small")
    outcome = store.apply("small", change(store, Edit("set", TITLE, "Small", "Large: and #1")))
    assert outcome == Applied(store.revision("small"))
    assert store.revision("small") != before
    assert text(store).splitlines()[1] == '  title: "Large: and #1"'
    assert store.snapshot("small").plan.programme.title == "Large: and #1"  # type: ignore[union-attr]


def test_a_field_changed_by_somebody_else_is_a_conflict_and_nothing_is_written(store: FolderStore) -> None:
    first = Edit("set", TITLE, "Small", "Mine")
    assert isinstance(store.apply("small", change(store, first)), Applied)
    kept = text(store)
    stale = Edit("set", TITLE, "Small", "Theirs")
    assert store.apply("small", change(store, stale)) == Conflict((stale,), ("Mine",), "ana")
    assert text(store) == kept


def test_all_edits_land_or_none(store: FolderStore) -> None:
    good = Edit("set", TITLE, "Small", "New")
    bad = Edit("set", ("assessment", "findings", "slow", "decision"), None, "maybe")
    outcome = store.apply("small", change(store, good, bad))
    assert isinstance(outcome, Refused)
    assert [each.id for each in outcome.issues] == ["not-one-of"]
    assert text(store) == PLAN


FINDINGS = ("assessment", "findings")


@pytest.mark.parametrize(
    ("edit", "id"),
    [
        (Edit("add", (*FINDINGS, "slow"), {"statement": "Too slow"}, {"statement": "x"}), "edit-already-there"),
        (Edit("remove", (*FINDINGS, "fast")), "edit-nothing-there"),
        (Edit("move", (*FINDINGS, "fast"), None, [*FINDINGS, "x"]), "edit-nothing-there"),
        (Edit("set", ("programme", "title", "x"), None, "y"), "edit-not-a-map"),
        (Edit("set", ("programme", "owner"), None, "nobody"), "unknown-reference"),
        (Edit("set", ("programme", "titel"), None, "x"), "unknown-key"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_and_nothing_is_written(store: FolderStore, edit: Edit, id: str) -> None:
    outcome = store.apply("small", change(store, edit))
    assert isinstance(outcome, Refused)
    assert [each.id for each in outcome.issues] == [id]
    assert text(store) == PLAN


def test_add_move_and_remove(store: FolderStore) -> None:
    added = Edit("add", (*FINDINGS, "rude"), None, {"statement": "Staff are rude", "segments": []})
    moved = Edit("move", (*FINDINGS, "slow"), None, [*FINDINGS, "slower"])
    assert isinstance(store.apply("small", change(store, added, moved)), Applied)
    plan = store.snapshot("small").plan
    assert plan is not None
    assert set(plan.assessment.findings) == {"rude", "slower"}
    removed = [
        Edit("remove", (*FINDINGS, "rude"), {"statement": "Staff are rude"}),
        Edit("remove", (*FINDINGS, "slower"), {"statement": "Too slow"}),
    ]
    assert isinstance(store.apply("small", change(store, *removed)), Applied)
    assert "assessment" not in text(store)


def test_a_broken_hand_edit_keeps_the_last_good_state_and_blocks_saving(store: FolderStore) -> None:
    good = store.snapshot("small")
    saved_by_hand(store, PLAN.replace("title", "titel"))
    broken = store.snapshot("small")
    assert broken.plan == good.plan
    assert {(each.id, each.where.line) for each in broken.issues} == {("unknown-key", 2), ("missing-field", 1)}
    outcome = store.apply("small", change(store, Edit("set", TITLE, "Small", "x")))
    assert isinstance(outcome, Refused)
    assert "titel" in text(store)
    saved_by_hand(store, PLAN)
    assert store.snapshot("small").issues == ()


def saved_by_hand(store: FolderStore, text: str) -> None:
    """Somebody saved the file a moment ago."""
    file = store.root / "small/plan.yaml"
    file.write_text(text)
    earlier = time.time() - 1
    os.utime(file, (earlier, earlier))


def test_a_hand_edit_is_seen_once_nobody_writes_any_more(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = store.snapshot("small")
    file = store.root / "small/plan.yaml"
    with monkeypatch.context() as patient:
        # however late this machine looks, the editor is not ready
        patient.setattr(hand_saves, "STILL_SECONDS", 60)
        file.write_text(PLAN[: len(PLAN) // 2])
        assert store.snapshot("small") == seen
    saved_by_hand(store, PLAN.replace("Small", "By hand"))
    assert store.snapshot("small").plan.programme.title == "By hand"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["../small", "", "con\n", "%2e%2e", ".git", "x" * 65, "Small", "missing", "small/.."])
def test_only_ids_name_programmes(store: FolderStore, name: str) -> None:
    with pytest.raises(UnknownPlan):
        store.snapshot(name)


def test_links_and_pipes_are_no_plans(store: FolderStore) -> None:
    for name in ("link", "pipe"):
        (store.root / name).mkdir()
    (store.root / "link/plan.yaml").symlink_to(store.root / "small/plan.yaml")
    os.mkfifo(store.root / "pipe/plan.yaml")
    assert [each.id for each in store.snapshot("link").issues] == ["not-a-regular-file"]
    assert [each.id for each in store.snapshot("pipe").issues] == ["not-a-regular-file"]


def test_a_new_programme_is_valid_at_once_and_never_replaces_one(store: FolderStore) -> None:
    data = {"programme": {"title": "New", "starts": "2027-01-01"}}
    assert isinstance(store.create("fresh", data), Applied)  # type: ignore[arg-type]  # plan form
    assert store.snapshot("fresh").issues == ()
    assert isinstance(store.create("small", data), Refused)  # type: ignore[arg-type]
    assert isinstance(store.create("wrong", {"programme": {"title": "New"}}), Refused)
    assert store.plans() == ("fresh", "small")


def test_files_beside_the_plan_are_never_overwritten(store: FolderStore) -> None:
    assert store.attach("small", "evidence/a.csv", b"1") == "evidence/a.csv"
    assert store.attach("small", "evidence/a.csv", b"1") == "evidence/a.csv"
    assert store.attach("small", "evidence/a.csv", b"2") == "evidence/a-2.csv"
    assert store.attachment("small", "evidence/a.csv") == b"1"
    assert store.attachments("small") == ("evidence/a-2.csv", "evidence/a.csv")
    for name in ("../small/plan.yaml", "/etc/passwd", "evidence/../plan.yaml"):
        with pytest.raises((ValueError, FileNotFoundError)):
            store.attachment("small", name)


def test_shared_people_and_their_mistakes(store: FolderStore) -> None:
    assert not store.people().people
    (store.root / "people.yaml").write_text("people:\n  kim:\n    name: Kim\n")
    assert store.people().people["kim"].name == "Kim"
    (store.root / "people.yaml").write_text("people:\n  kim:\n    nam: Kim\n")
    assert {(each.id, each.where.line) for each in store.people_issues()} == {("unknown-key", 3), ("missing-field", 2)}


def test_a_plan_is_judged_anew_when_the_people_it_names_change(tmp_path: Path) -> None:
    """Adding the missing person to people.yaml mends the plan, though its own text stays."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small/plan.yaml").write_text(PLAN.replace("  starts:", "  owner: kim\n  starts:"))
    found = FolderStore(tmp_path, lambda _id, _plan: Facts(shared_people=frozenset(found.people().people)))
    assert [each.id for each in found.snapshot("small").issues] == ["unknown-reference"]
    (tmp_path / "people.yaml").write_text("people:\n  kim:\n    name: Kim\n")
    assert found.snapshot("small").issues == ()
    (tmp_path / "people.yaml").unlink()
    assert [each.id for each in found.snapshot("small").issues] == ["unknown-reference"]
    assert found.snapshot("small").plan is not None
