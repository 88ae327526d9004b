"""The plan store on a folder: readers get immutable snapshots, the only way to write a plan is apply(change).

No path appears in the interface: programmes are named by id, files beside a plan by their name inside the programme.
"""

import contextlib
import fcntl
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Issue, Place, Severity, UnknownPlan, issue
from improvement.model.change import Applied, Change, Conflict, Outcome, PlanForm, Refused, lookup
from improvement.model.plan import Plan, SharedPeople
from improvement.model.snapshot import Snapshot
from improvement.model.validation import validate
from improvement.model.values import parse_file, parse_id
from improvement.store.edits import CannotEdit, clashes
from improvement.store.emit import emit
from improvement.store.source import Source, read_source
from improvement.store.splice import spliced

PLAN_FILE = "plan.yaml"
PEOPLE_FILE = "people.yaml"


class _Known(NamedTuple):
    stamp: tuple[int, int, int]
    snapshot: Snapshot
    source: Source


FactsOf = Callable[[str, Plan], Facts]


class FolderStore:
    """Programmes as folders below one root; several processes may share it (flock), the last good state survives."""

    def __init__(self, root: Path, facts: FactsOf | None = None) -> None:
        self.root = root
        self._facts: FactsOf = facts or (lambda _id, _plan: Facts())
        self._known: dict[str, _Known] = {}

    def plans(self) -> tuple[str, ...]:
        """Ids of all programmes, in alphabetical order."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(each.name for each in self.root.iterdir() if self._is_programme(each)))

    def _is_programme(self, folder: Path) -> bool:
        with contextlib.suppress(ValueError):
            return bool(parse_id(folder.name)) and not folder.is_symlink() and (folder / PLAN_FILE).exists()
        return False

    def snapshot(self, plan_id: str) -> Snapshot:
        """The programme now; reads the file only when it changed. Raises UnknownPlan."""
        return self._current(plan_id).snapshot

    def revision(self, plan_id: str) -> str:
        """The name of the current text: changes exactly when the text does."""
        return self._current(plan_id).snapshot.revision

    def located(self, plan_id: str, found: tuple[Issue, ...]) -> tuple[Issue, ...]:
        """Issues with file, line and column of the newest text."""
        source = self._current(plan_id).source
        return tuple(each if each.where.line else source.located(each) for each in found)

    def people(self) -> SharedPeople:
        """The persons and teams that programmes share (people.yaml); empty where there is no such file."""
        file = self.root / PEOPLE_FILE
        if not file.is_file() or file.is_symlink():
            return SharedPeople()
        shared, _ = validate(SharedPeople, read_source(file.read_bytes()).data or {})
        return shared or SharedPeople()

    def people_issues(self) -> tuple[Issue, ...]:
        """What is wrong with people.yaml, with its places."""
        file = self.root / PEOPLE_FILE
        if not file.is_file():
            return ()
        source = read_source(file.read_bytes(), str(file))
        wrong = validate(SharedPeople, source.data, str(file))[1] if source.data else ()
        return source.issues + tuple(source.located(each) for each in wrong)

    def create(self, plan_id: str, data: dict[str, PlanForm]) -> Outcome:
        """A new programme from plan data; refused where the id is taken or the data is no plan."""
        self._folder(plan_id, must_exist=False)
        target = self.root / plan_id / PLAN_FILE
        text = emit(data)
        snapshot = self._read(plan_id, read_source(text, str(target)), None)
        if snapshot.issues:
            return Refused(snapshot.issues)
        with self._lock(plan_id):
            if target.exists():
                return Refused((issue("plan-exists", Severity.ERROR, id=plan_id),))
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_atomically(target, text.encode())
        return Applied(self.revision(plan_id))

    def apply(self, plan_id: str, change: Change) -> Outcome:
        """Carry out a change: all edits or none. A changed field is a Conflict, a broken plan is Refused."""
        with self._lock(plan_id):
            known = self._current(plan_id)
            data = known.source.data
            if not isinstance(data, dict) or known.snapshot.plan is None or known.snapshot.issues:
                return Refused(known.snapshot.issues)
            if found := clashes(data, change.edits):
                return Conflict(found, tuple(lookup(data, each.path) for each in found))
            try:
                source = spliced(known.source, change.edits)
            except CannotEdit as wrong:
                return Refused((wrong.problem,))
            after = self._read(plan_id, source, None)
            if after.issues:
                return Refused(after.issues)
            _write_atomically(self._folder(plan_id) / PLAN_FILE, source.to_bytes())
        return Applied(self.revision(plan_id))

    def attachment(self, plan_id: str, name: str) -> bytes:
        """The bytes of a file beside the plan (evidence, baseline, picture); FileNotFoundError where there is none."""
        file = self._folder(plan_id, must_exist=False) / parse_file(name)
        if file.is_symlink() or not file.is_file() or not file.resolve().is_relative_to(self.root.resolve()):
            raise FileNotFoundError(name)
        return file.read_bytes()

    def stamp(self, plan_id: str, name: str) -> str:
        """A fingerprint that changes when the file beside the plan does; empty where there is none."""
        try:
            found = (self._folder(plan_id, must_exist=False) / parse_file(name)).stat()
        except (OSError, ValueError):
            return ""
        return f"{found.st_mtime_ns}-{found.st_size}"

    def attach(self, plan_id: str, name: str, content: bytes) -> str:
        """Store a new file beside the plan, never over another: returns the free name it got."""
        folder = self._folder(plan_id)
        stem, dot, ending = parse_file(name).partition(".")
        number, free = 1, name
        while (folder / free).exists() and (folder / free).read_bytes() != content:
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        (folder / free).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / free).exists():
            _write_atomically(folder / free, content)
        return free

    def attachments(self, plan_id: str) -> tuple[str, ...]:
        """Names of all files beside the plan, in alphabetical order."""
        folder = self._folder(plan_id)
        files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
        names = (each.relative_to(folder).as_posix() for each in files)
        return tuple(sorted(name for name in names if name != PLAN_FILE and not name.startswith(".")))

    def secret(self) -> bytes:
        """The key of this plans folder with which respondents' ids are hashed; made once, kept in the sidecar."""
        file = self.root / ".store" / "key"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _write_atomically(file, os.urandom(32).hex().encode())
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

    def _current(self, plan_id: str) -> _Known:
        file = self._folder(plan_id) / PLAN_FILE
        found = file.lstat()
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        known = self._known.get(plan_id)
        if known and known.stamp == stamp:
            return known
        source = self._source(file, found)
        fresh = _Known(stamp, self._read(plan_id, source, known), source)
        self._known[plan_id] = fresh
        return fresh

    def _source(self, file: Path, found: os.stat_result) -> Source:
        if not stat.S_ISREG(found.st_mode):
            problem = issue("not-a-regular-file", Severity.ERROR, Place(str(file), (), 1, 1))
            return Source(str(file), "", None, (problem,), {}, {})
        return read_source(file.read_bytes(), str(file))

    def _read(self, plan_id: str, source: Source, last: _Known | None) -> Snapshot:
        plan, wrong = (None, ()) if source.data is None else validate(Plan, source.data, source.document)
        if plan:
            facts = self._facts(plan_id, plan)
            wrong = check(plan, facts, (Severity.ERROR,))
        errors = tuple(each for each in source.issues if each.severity is Severity.ERROR)
        issues = errors + tuple(source.located(each) for each in wrong)
        good = plan if not issues else last.snapshot.plan if last else None
        data = source.data if not issues else last.snapshot.data if last else source.data
        revision = hashlib.sha256(source.text.encode()).hexdigest()[:16]
        return Snapshot(plan_id, revision, good, data, issues)

    @contextlib.contextmanager
    def _lock(self, plan_id: str) -> Iterator[None]:
        sidecar = self.root / ".store" / parse_id(plan_id)
        sidecar.mkdir(parents=True, exist_ok=True)
        with (sidecar / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def _write_atomically(target: Path, content: bytes) -> None:
    """Temp file, fsync, rename, fsync of the folder: a reader sees the old text or the new one, never a part."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
