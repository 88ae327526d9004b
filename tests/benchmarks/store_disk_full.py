"""A full disk: a small file system of its own, filled up to the last pages; and the limit of a file's size.

At every number of free pages a change is tried: it may fail, nothing acknowledged may be lost, reading goes on, and so
does writing once there is space again.
"""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from improvement.errors import KeptError
from improvement.model.change import Applied, Change, Edit, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_kill import left_over
from tests.benchmarks.store_plans import ACTIVITIES, ID, dense, opened

PAGE = 4096
MOST_TRIES, LONGEST = 40, 4000


@dataclass
class Fills:
    """How often a change was tried, how often it failed, and what was wrong then."""

    tried: int = 0
    failed: int = 0
    wrong: tuple[str, ...] = ()

    def complain(self, free: int, what: str) -> None:
        """Note what was wrong at a number of free pages (or bytes)."""
        self.wrong += (f"{free} free: {what}",)


class CannotMount(Exception):
    """This machine does not let us mount a file system."""


@contextlib.contextmanager
def small_disk(folder: Path, pages: int) -> Iterator[Path]:
    """A file system in memory; CannotMount where that needs rights that we do not have."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={pages * PAGE}", "kept-test", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as why:
        raise CannotMount from why
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(root: Path, most_free: int, times: int = 1) -> Fills:
    """With every number of free pages from 0 to the one given, exclusive: write until the disk refuses."""
    store, found = opened(root, dense(4).replace("Too slow", "Too slow" * 2000)), Fills()
    kept = _try(store, 0, found, {})
    for free in [*range(most_free)] * times:
        with _ballast(root.parent, free):
            failed = found.failed
            for _ in range(MOST_TRIES):
                kept = _try(store, free, found, kept) if found.failed == failed else kept
            _still_read(root, store, free, found, kept)
        _go_on(root, store, free, found, kept)
    return found


def cut_short(root: Path, steps: list[int]) -> Fills:
    """Try changes while no file may grow further than some bytes beyond the journal."""
    store, found = opened(root, dense(4)), Fills()
    kept = _try(store, 0, found, {})
    for room in steps:
        with _file_limit(store.journal_size(ID) + room):
            kept = _try(store, room, found, kept)
        _go_on(root, store, room, found, kept)
    return found


@contextlib.contextmanager
def _ballast(folder: Path, free: int) -> Iterator[None]:
    """Leave only some pages of a file system free."""
    file = folder / "ballast"
    disk = os.statvfs(folder)
    with file.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(disk.f_bavail * disk.f_frsize - free * PAGE, 1))
    try:
        yield
    finally:
        file.unlink()


@contextlib.contextmanager
def _file_limit(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _try(store: FolderStore, free: int, found: Fills, kept: dict[str, str]) -> dict[str, str]:
    """One change, which may fail by OSError; what is acknowledged now."""
    id, value = f"act-{found.tried % 4}", f"e{found.tried} " + "x" * (found.tried * 973 % LONGEST)
    path = (*ACTIVITIES, id, "department")
    snapshot = store.snapshot(ID)
    found.tried += 1
    edit = Edit("set", path, lookup(snapshot.data, path), value)
    try:
        outcome = store.apply(ID, Change("Ana", NOW, snapshot.revision, (edit,)))
    except OSError:
        found.failed += 1
        return kept
    except KeptError as problem:
        found.failed += 1
        found.complain(free, f"{problem}")
        return kept
    if not isinstance(outcome, Applied):
        found.complain(free, f"answered {outcome}")
        return kept
    return {**kept, id: value}


def _still_read(root: Path, store: FolderStore, free: int, found: Fills, kept: dict[str, str]) -> None:
    """With a full disk the plan is there for this process and for a new one."""
    for each in (store, FolderStore(root)):
        snapshot = each.snapshot(ID)
        if snapshot.issues or _missing(each, kept):
            found.complain(free, "not readable while full")


def _go_on(root: Path, store: FolderStore, free: int, found: Fills, kept: dict[str, str]) -> None:
    """With space again, this process and a new one find everything that was acknowledged, and can write."""
    for each in (store, FolderStore(root)):
        try:
            held = each.fsck(ID)
        except KeptError as problem:
            found.complain(free, f"fsck afterwards: {problem}")
            continue
        if held != len(each.log(ID)) or _missing(each, kept):
            found.complain(free, "something acknowledged is lost")
        before = found.failed
        kept.update(_try(each, free, found, kept))
        if found.failed > before or _missing(each, kept):
            found.complain(free, "not writable with space again")
    if yaml.load((root / ID / "plan.yaml").read_bytes(), yaml.BaseLoader) != store.snapshot(ID).data:
        found.complain(free, "the file is not what is shown")
    if left_over(root):
        found.complain(free, "a half-written file is left over")


def _missing(store: FolderStore, kept: dict[str, str]) -> int:
    """How many acknowledged values are neither there nor replaced by a later one that was not acknowledged."""
    data = store.snapshot(ID).data
    return sum(_number(lookup(data, (*ACTIVITIES, id, "department"))) < _number(value) for id, value in kept.items())


def _number(value: object) -> int:
    return int(str(value or "e-1").split()[0][1:])
