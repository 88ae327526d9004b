"""Drafts beside a plan: kept per owner, bounded, harmless where the name or the file is bad."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from improvement.store import drafts as module
from improvement.store.drafts import MOST_BYTES, MOST_DRAFTS, Draft, Drafts, Typed

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OWNER = "k3jd92mXl0pQ7rTz"


def draft(form: str, text: str = "half a sentence", minutes: int = 0) -> Draft:
    inputs = (Typed("title", "Old", text), Typed("segments", None, ["a", "b"]))
    return Draft(form, "programme/x", NOW + timedelta(minutes=minutes), inputs)


def files(root: Path) -> list[Path]:
    return sorted(each for each in root.rglob("*") if each.is_file())


def test_what_was_kept_is_read_by_its_owner_only(tmp_path: Path) -> None:
    kept = Drafts(tmp_path)
    both = (draft("charter"), draft("finding", "ขอความ 🙂\nline 2", 1))
    kept.write("clinic", OWNER, both)
    assert Drafts(tmp_path).read("clinic", OWNER) == both
    assert kept.read("clinic", "somebody else") == ()
    assert kept.read("bank", OWNER) == ()


def test_nothing_left_means_no_file(tmp_path: Path) -> None:
    kept = Drafts(tmp_path)
    kept.write("clinic", OWNER, (draft("charter"),))
    assert len(files(tmp_path)) == 1
    kept.write("clinic", OWNER, ())
    assert files(tmp_path) == []
    kept.write("clinic", OWNER, ())


@pytest.mark.parametrize("owner", ["../../../etc/passwd", "a/b", "..", "", "\0", "\ud800", "x" * 10_000])
def test_no_owner_leads_out_of_the_folder(owner: str, tmp_path: Path) -> None:
    kept = Drafts(tmp_path / "plans")
    kept.write("clinic", owner, (draft("charter"),))
    (file,) = files(tmp_path)
    assert file.parent == tmp_path / "plans/.store/clinic/drafts"
    assert kept.read("clinic", owner) == (draft("charter"),)


@pytest.mark.parametrize("plan_id", ["../clinic", ".git", "con\n", "%2e%2e"])
def test_no_plan_id_leads_out_of_the_folder(plan_id: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^"):
        Drafts(tmp_path).write(plan_id, OWNER, (draft("charter"),))
    assert files(tmp_path) == []


def test_the_newest_stay_within_number_and_size(tmp_path: Path) -> None:
    kept = Drafts(tmp_path)
    kept.write("clinic", OWNER, [draft(f"form-{n}", minutes=n) for n in range(MOST_DRAFTS + 5)])
    assert [each.form for each in kept.read("clinic", OWNER)] == [f"form-{n}" for n in range(5, MOST_DRAFTS + 5)]
    kept.write("clinic", OWNER, [draft(f"form-{n}", "x" * (MOST_BYTES // 3), n) for n in range(4)])
    assert [each.form for each in kept.read("clinic", OWNER)] == ["form-2", "form-3"]
    assert files(tmp_path)[0].stat().st_size <= MOST_BYTES
    kept.write("clinic", OWNER, [draft("huge", "x" * MOST_BYTES)])
    assert files(tmp_path) == []


def test_the_oldest_files_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 3)
    kept = Drafts(tmp_path)
    for n in range(5):
        kept.write("clinic", f"owner-{n}", (draft("charter"),))
        os.utime(max(files(tmp_path), key=lambda each: each.stat().st_mtime_ns), (n, n))
    assert [bool(kept.read("clinic", f"owner-{n}")) for n in range(5)] == [False, False, True, True, True]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"[{}]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'[{"form": "x", "place": "y", "when": "?", "inputs": []}]',
    ],
)
def test_a_damaged_file_is_no_draft(content: bytes, tmp_path: Path) -> None:
    kept = Drafts(tmp_path)
    kept.write("clinic", OWNER, (draft("charter"),))
    files(tmp_path)[0].write_bytes(content)
    assert kept.read("clinic", OWNER) == ()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    kept = Drafts(tmp_path)
    kept.write("clinic", OWNER, (draft("charter"),))
    (file,) = files(tmp_path)
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text(file.read_text())
    file.unlink()
    file.symlink_to(elsewhere)
    assert kept.read("clinic", OWNER) == ()
    kept.write("clinic", OWNER, (draft("other"),))
    assert json.loads(elsewhere.read_text())[0]["form"] == "charter"
