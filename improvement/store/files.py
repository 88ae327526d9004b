"""The files of a plans folder beside the plans themselves: evidence, pictures, baselines, scenarios, people."""

import contextlib
import errno
import fcntl
import os
from pathlib import Path
from typing import NamedTuple

from improvement.errors import Issue, KeptError, Place, Severity, UnknownPlan, issue
from improvement.model.plan import SharedPeople
from improvement.model.validation import validate
from improvement.model.values import parse_file, parse_id
from improvement.store.disk import write_atomically
from improvement.store.scenarios import file_of
from improvement.store.source import SIZE_LIMIT, read_source

PLAN_FILE = "plan.yaml"
PEOPLE_FILE = "people.yaml"


class _People(NamedTuple):
    """people.yaml as last read: the stamp of that text, the last good people, the mistakes of that text."""

    stamp: tuple[int, ...]
    people: SharedPeople = SharedPeople()
    issues: tuple[Issue, ...] = ()


class FolderFiles:
    """Programmes by id, and files by their name inside a programme; nothing outside the root is ever touched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._people = _People(())

    def plans(self) -> tuple[str, ...]:
        """Ids of all programmes, in alphabetical order."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(each.name for each in self.root.iterdir() if self._is_programme(each)))

    def _is_programme(self, folder: Path) -> bool:
        with contextlib.suppress(ValueError):
            return bool(parse_id(folder.name)) and not folder.is_symlink() and (folder / PLAN_FILE).exists()
        return False

    def people(self) -> SharedPeople:
        """The persons and teams that programmes share (people.yaml), as last read without mistakes; else nobody."""
        return self._read_people().people

    def people_issues(self) -> tuple[Issue, ...]:
        """What is wrong with people.yaml, with its places."""
        return self._read_people().issues

    def _read_people(self) -> _People:
        file = self.root / PEOPLE_FILE
        try:
            found = file.lstat()
        except FileNotFoundError:
            return _People(())
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        if stamp != self._people.stamp:
            shared, issues = _shared_people(file)
            self._people = _People(stamp, shared or self._people.people, issues)
        return self._people

    def attachment(self, plan_id: str, name: str) -> bytes:
        """The bytes of a file beside the plan (evidence, baseline, picture); FileNotFoundError where there is none."""
        return self.location(plan_id, name).read_bytes()

    def location(self, plan_id: str, name: str) -> Path:
        """Where a file beside the plan lies, for tables too long to be read whole; FileNotFoundError as above."""
        file = self._beside(plan_id, name)
        if file is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return file

    def stamp(self, plan_id: str, name: str) -> str:
        """A fingerprint that changes when the file beside the plan does; empty where there is none."""
        try:
            file = self._beside(plan_id, name)
            found = file.stat() if file else None
        except (OSError, ValueError):
            return ""
        return f"{found.st_mtime_ns}-{found.st_size}" if found else ""

    def _beside(self, plan_id: str, name: str) -> Path | None:
        """A regular file beside the plan to which no link leads."""
        file = self._folder(plan_id, must_exist=False) / parse_file(name)
        below_root = (file, *file.parents)[: len(file.relative_to(self.root).parts)]
        return file if file.is_file() and not any(each.is_symlink() for each in below_root) else None

    def attach(self, plan_id: str, name: str, content: bytes) -> str:
        """Store a new file beside the plan, never over another: returns the free name it got."""
        folder = self._folder(plan_id)
        stem, dot, ending = parse_file(name).partition(".")
        number, free = 1, name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        while not _taken(folder / free):
            if (folder / free).read_bytes() == content:
                return free
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        try:
            write_atomically(folder / free, content)
        except OSError:
            (folder / free).unlink()
            raise
        return free

    def keep_scenario(self, plan_id: str, id: str, content: bytes | None, seen: bytes) -> None:
        """Write a scenario, or (None) remove it, where its file still holds what the person saw (empty: no file).

        KeptError where it holds something else.
        """
        folder = self._folder(plan_id)
        target, lock = folder / file_of(parse_id(id)), self.root / ".store" / plan_id / "scenarios.lock"
        for each in (target, lock):
            each.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            known = self._beside(plan_id, file_of(id))
            if (target.exists() or target.is_symlink()) != bool(known) or (
                known.read_bytes() if known else b""
            ) != seen:
                raise KeptError(issue("scenario-changed", Severity.ERROR, id=id))
            if content is None:
                target.unlink(missing_ok=True)
            else:
                write_atomically(target, content)

    def attachments(self, plan_id: str) -> tuple[str, ...]:
        """Names of all files beside the plan that a plan could name, in alphabetical order."""
        folder = self._folder(plan_id)
        files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
        names = (each.relative_to(folder).as_posix() for each in files)
        return tuple(sorted(name for name in names if name != PLAN_FILE and _is_name(name)))

    def secret(self) -> bytes:
        """The key of this plans folder with which respondents' ids are hashed; made once, kept in the sidecar."""
        file = self.root / ".store" / "key"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.with_name("key.lock").open("w") as held:
                fcntl.flock(held, fcntl.LOCK_EX)
                if not file.exists():
                    write_atomically(file, os.urandom(32).hex().encode())
                    file.chmod(0o600)
        return bytes.fromhex(file.read_text())

    def _folder(self, plan_id: str, must_exist: bool = True) -> Path:
        try:
            folder = self.root / parse_id(plan_id)
        except ValueError:
            raise UnknownPlan(issue("bad-plan-id", Severity.ERROR, id=plan_id)) from None
        if must_exist and not self._is_programme(folder):
            raise UnknownPlan(issue("unknown-plan", Severity.ERROR, id=plan_id, folder=str(self.root)))
        return folder


def _taken(target: Path) -> bool:
    """Make an empty file, so that nobody else writes under its name; False where there is one already."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _is_name(name: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(parse_file(name))
    return False


def _shared_people(file: Path) -> tuple[SharedPeople | None, tuple[Issue, ...]]:
    if file.is_symlink() or not file.is_file():
        return None, (issue("not-a-regular-file", Severity.ERROR, Place(str(file), (), 1, 1)),)
    with file.open("rb") as opened:
        source = read_source(opened.read(SIZE_LIMIT + 1), str(file))
    shared, wrong = validate(SharedPeople, source.data, str(file)) if source.data else (None, ())
    errors = tuple(each for each in source.issues if each.severity is Severity.ERROR)
    return (None if errors else shared), source.issues + tuple(source.located(each) for each in wrong)
