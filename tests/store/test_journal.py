"""The journal: exact differences, a torn last line is cut, damage is refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.store.journal import Entry, Journal
from improvement.store.patch import Patch

WHEN = datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
SHORT = st.text(alphabet="ab\nกé", max_size=12)


def entry(number: int, **more: object) -> Entry:
    edit = Edit("set", ("a", "b"), {"x": ["1"]}, None)
    known = {"kind": "change", "who": "Ana", "when": WHEN, "why": "", "before": "b", "after": "a"}
    return Entry(number=number, edits=(edit,), patch=Patch(1, "é", "ดำ\n"), **(known | more))  # type: ignore[arg-type]


@given(SHORT, SHORT)
def test_a_patch_leads_both_ways(before: str, after: str) -> None:
    patch = Patch.between(before, after)
    assert patch.forward(before) == after
    assert patch.backward(after) == before
    assert len(patch.removed) + len(patch.added) <= len(before) + len(after)


def test_a_patch_is_as_short_as_the_change() -> None:
    assert Patch.between("title: old\n", "title: new\n") == Patch(7, "old", "new")
    with pytest.raises(ValueError, match="does not fit"):
        Patch(7, "old", "new").forward("title: new\n")


def test_entries_come_back_as_they_were(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    written = (entry(1), entry(2, kind="undo", undoes=1, why="wrong"))
    for each in written:
        journal.append(each)
    assert Journal(tmp_path / "journal").entries() == written


def test_a_torn_last_line_is_cut_and_the_journal_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    journal = Journal(file)
    journal.append(entry(1))
    whole = file.read_bytes()
    for length in range(1, 40, 7):
        file.write_bytes(whole + whole[:length])
        assert journal.entries() == (entry(1),)
    journal.append(entry(2))
    assert [each.number for each in journal.entries()] == [1, 2]


def test_damage_inside_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    for number in (1, 2, 3):
        Journal(file).append(entry(number))
    lines = file.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"Ana", b"Bob")
    file.write_bytes(b"\n".join(lines))
    with pytest.raises(KeptError) as found:
        Journal(file).entries()
    assert found.value.issues[0].fact("line") == 2
