"""Exchanging files: what comes out is known or kept, whatever happens at the same moment."""

import itertools
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from improvement.store import disk
from improvement.store.disk import exchange, set_aside, stamp_of, sweep, write_atomically

OLD, NEW, BY_HAND = b"old\n", b"new\n", b"by hand\n"


@pytest.fixture(params=["disk", "tmpfs"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A plan file with old bytes, on a disk and in memory."""
    if request.param == "disk":
        (tmp_path / "plan.yaml").write_bytes(OLD)
        yield tmp_path / "plan.yaml"
        return
    if not Path("/dev/shm").is_dir():
        pytest.skip("there is no /dev/shm on this machine")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        (Path(folder) / "plan.yaml").write_bytes(OLD)
        yield Path(folder) / "plan.yaml"


@pytest.fixture(params=["renameat2", "without"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can exchange two files."""
    if request.param == "without":
        monkeypatch.setattr(disk, "_renameat2", lambda: None)
    elif disk._renameat2() is None:
        pytest.skip("the C library of this machine has no renameat2")
    return request.param == "renameat2"


def names(target: Path) -> list[str]:
    return sorted(each.name for each in target.parent.iterdir())


def test_what_was_known_comes_out_and_leaves_nothing_behind(target: Path, system: bool) -> None:
    before = stamp_of(target.stat())
    found = exchange(target, NEW, OLD)
    assert (found.came_out, found.came_out_stamp, found.atomic, found.kept) == (OLD, before, system, None)
    assert target.read_bytes() == NEW
    assert found.stamp == stamp_of(target.stat())
    assert names(target) == ["plan.yaml"]


def test_where_no_file_was_nothing_comes_out(target: Path, system: bool) -> None:
    target.unlink()
    found = exchange(target, NEW, None)
    assert (found.came_out, found.came_out_stamp, found.atomic) == (None, None, system)
    assert target.read_bytes() == NEW
    assert names(target) == ["plan.yaml"]


def test_a_hand_save_comes_out_and_stays_until_it_is_imported(target: Path, system: bool) -> None:
    target.write_bytes(BY_HAND)
    found = exchange(target, NEW, OLD)
    assert found.came_out == BY_HAND
    assert target.read_bytes() == NEW
    sweep(target.parent)
    assert set_aside(target) == (found.kept,)
    assert found.kept.read_bytes() == BY_HAND  # type: ignore[union-attr]


def test_a_file_where_none_was_expected_is_a_hand_save(target: Path, system: bool) -> None:
    assert exchange(target, NEW, None).came_out == OLD
    assert [each.read_bytes() for each in set_aside(target)] == [OLD]


def test_what_is_still_being_written_in_place_arrives_in_what_is_kept(target: Path, system: bool) -> None:
    with target.open("wb") as editor:
        editor.write(b"first half,")
        editor.flush()
        found = exchange(target, NEW, OLD)
        editor.write(b" second half")
    assert found.came_out == b"first half,"
    assert found.kept is not None
    assert found.kept.read_bytes() == b"first half, second half"
    assert target.read_bytes() == NEW


def test_the_rights_of_the_file_stay(target: Path, system: bool) -> None:
    target.chmod(0o640)
    exchange(target, NEW, OLD)
    assert target.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_changes_nothing(target: Path, system: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        exchange(target, NEW, OLD)
    assert target.read_bytes() == OLD
    assert names(target) == ["plan.yaml"]


def test_a_link_that_came_out_is_not_followed_and_not_removed(target: Path, system: bool) -> None:
    elsewhere = target.with_name("elsewhere")
    elsewhere.write_bytes(BY_HAND)
    target.unlink()
    target.symlink_to(elsewhere)
    with pytest.raises(OSError):  # noqa: PT011  # its number differs from system to system
        exchange(target, NEW, OLD)
    assert elsewhere.read_bytes() == BY_HAND
    left = [each for each in target.parent.iterdir() if each.is_symlink()]
    assert len(left) == 1


def test_a_file_system_that_knows_no_exchange_is_told_from_a_real_error(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_rename", lambda *_names: 22)
    assert not exchange(target, NEW, OLD).atomic
    monkeypatch.setattr(disk, "_rename", lambda *_names: 30)
    with pytest.raises(OSError, match="Read-only"):
        exchange(target, OLD, NEW)
    assert target.read_bytes() == NEW
    assert names(target) == ["plan.yaml"]


def test_without_hard_links_a_copy_is_kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_new: Path, _old: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(disk, "_renameat2", lambda: None)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    target.write_bytes(BY_HAND)
    found = exchange(target, NEW, OLD)
    assert (found.came_out, target.read_bytes()) == (BY_HAND, NEW)
    assert found.kept is not None
    assert found.kept.read_bytes() == BY_HAND


def test_writing_and_exchanging_may_follow_each_other(target: Path, system: bool) -> None:
    stamp = write_atomically(target, BY_HAND)
    found = exchange(target, NEW, BY_HAND)
    assert (found.came_out, found.came_out_stamp) == (BY_HAND, stamp)


SAVES = 20


def swap(folder: str, name: str, ended: Event) -> None:
    """Exchange until nobody saves by hand any more, and note every hand save that came out."""
    target, seen = Path(folder) / "plan.yaml", []
    for n in itertools.count():
        if ended.is_set():
            break
        found = exchange(target, f"{name} {n}".encode(), None)
        assert found.came_out is not None
        assert found.kept is not None
        if found.came_out.startswith(b"hand"):
            seen.append(found.kept.read_bytes())
        found.kept.unlink()
    (Path(folder) / f"seen-{name}").write_bytes(b"\n".join(seen))


def save_by_hand(folder: str, ended: Event) -> None:
    """Save as editors do, once the last save is gone, so that no hand save replaces another."""
    target, temporary = Path(folder) / "plan.yaml", Path(folder) / "editor"
    for n in range(SAVES):
        temporary.write_bytes(b"hand %d" % n)
        temporary.replace(target)
        while target.read_bytes() == b"hand %d" % n:
            time.sleep(0)
    ended.set()


def test_every_hand_save_comes_out_exactly_once_whoever_exchanges(target: Path) -> None:
    if disk._renameat2() is None:
        pytest.skip("the C library of this machine has no renameat2")
    folder = str(target.parent)
    made = multiprocessing.get_context("fork")
    ended = made.Event()
    swappers = [made.Process(target=swap, args=(folder, name, ended), daemon=True) for name in ("a", "b")]
    editor = made.Process(target=save_by_hand, args=(folder, ended), daemon=True)
    for each in (editor, *swappers):
        each.start()
    for each in (editor, *swappers):
        each.join(60)
    assert [each.exitcode for each in (editor, *swappers)] == [0, 0, 0]
    seen = [line for name in "ab" for line in (target.parent / f"seen-{name}").read_bytes().split(b"\n") if line]
    assert sorted(seen) == sorted(b"hand %d" % n for n in range(SAVES))
    assert set_aside(target) == ()
