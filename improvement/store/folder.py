"""The plan store on a folder: readers get immutable snapshots, the only way to write a plan is apply(change).

No path appears in the interface: programmes are named by id, files beside a plan by their name inside the programme.
"""

import contextlib
import fcntl
import os
import stat
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import Issue, Place, Severity, issue
from improvement.model.change import Applied, Change, Conflict, Kind, Logged, Outcome, PlanForm, Refused, lookup
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.model.validation import validate
from improvement.model.values import parse_id
from improvement.store.disk import Stamp, stamp_of, sweep, write_atomically
from improvement.store.edits import CannotEdit, clashes
from improvement.store.emit import emit
from improvement.store.files import PLAN_FILE, FolderFiles
from improvement.store.history import History, inverse
from improvement.store.journal import Journal
from improvement.store.source import SIZE_LIMIT, Source, read_source
from improvement.store.splice import spliced

GOOD_FILE, JOURNAL_FILE = "good.yaml", "journal"


class _Known(NamedTuple):
    """A plan as read; `leans_on`: stamps of the files beside it that decide whether it is in order."""

    stamp: Stamp
    leans_on: Hashable
    snapshot: Snapshot
    source: Source


FactsOf = Callable[[str, Plan], Facts]


class FolderStore(FolderFiles):
    """Programmes as folders below one root; several processes may share it (flock), the last good state survives.

    The sidecar .store/ID/ holds the lock, the journal and the text of the last change.
    """

    def __init__(self, root: Path, facts: FactsOf | None = None) -> None:
        super().__init__(root)
        self._facts: FactsOf = facts or (lambda _id, _plan: Facts())
        self._known: dict[str, _Known] = {}
        self._journals: dict[str, Journal] = {}

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
            self._forget(plan_id)
            write_atomically(target, text.encode())
        return Applied(self.revision(plan_id))

    def apply(self, plan_id: str, change: Change) -> Outcome:
        """Carry out a change: all edits or none. A changed field is a Conflict, a broken plan is Refused."""
        with self._lock(plan_id):
            known = self._ready(plan_id)
            return self._changed(plan_id, known, change)

    def undo(self, plan_id: str, who: str, when: datetime, number: int | None = None) -> Outcome:
        """Take back a change: the one numbered, else this person's newest. KeptError where there is none.

        The newest change of all gives the very bytes back; an older one is undone by its inverse edits, so that other
        lines stay, and a field that was changed since is a Conflict.
        """
        with self._lock(plan_id):
            known = self._ready(plan_id)
            history = self._history(plan_id)
            entry = history.to_undo(who, number)
            change = Change(who, when, known.snapshot.revision, inverse(entry), entry.why)
            if known.snapshot.issues or not history.is_newest(entry) or entry.after != known.source.revision:
                return self._changed(plan_id, known, change, "undo", entry.number)
            before = known.source.with_text(entry.patch.backward(known.source.text))
            return self._commit(plan_id, known.source, before, change, "undo", entry.number)

    def log(self, plan_id: str) -> tuple[Logged, ...]:
        """Every change since the journal began, the oldest first. KeptError for a damaged journal."""
        with self._lock(plan_id):
            self._ready(plan_id)
            return self._history(plan_id).log()

    def journal_size(self, plan_id: str) -> int:
        """Bytes of the journal: grows with every change."""
        return self._history(plan_id).journal.size

    def fsck(self, plan_id: str) -> int:
        """Walk the journal back from the file and compare every text with its hash; how many changes held."""
        with self._lock(plan_id):
            return self._history(plan_id).check(self._ready(plan_id).source)

    def _changed(
        self, plan_id: str, known: _Known, change: Change, kind: Kind = "change", undoes: int | None = None
    ) -> Outcome:
        data = known.source.data
        if not isinstance(data, dict) or known.snapshot.plan is None or known.snapshot.issues:
            return Refused(known.snapshot.issues)
        if found := clashes(data, change.edits):
            by = self._history(plan_id).author_of(each.path for each in found)
            return Conflict(found, tuple(lookup(data, each.path) for each in found), by)
        try:
            source = spliced(known.source, change.edits)
        except CannotEdit as wrong:
            return Refused((wrong.problem,))
        return self._commit(plan_id, known.source, source, change, kind, undoes)

    def _commit(
        self, plan_id: str, before: Source, after: Source, change: Change, kind: Kind, undoes: int | None
    ) -> Outcome:
        """Journal first: once its line is synced, the change is done, whatever happens to this process."""
        read = self._read(plan_id, after, None)
        if read.issues:
            return Refused(read.issues)
        self._history(plan_id).record(before, after, change, kind, undoes)
        stamp = write_atomically(self._folder(plan_id) / PLAN_FILE, after.to_bytes())
        write_atomically(self._sidecar(plan_id) / GOOD_FILE, after.to_bytes())
        self._known[plan_id] = _Known(stamp, self._leans_on(plan_id, read), read, after)
        return Applied(after.revision)

    def _ready(self, plan_id: str) -> _Known:
        """The current state, with what a crash interrupted carried out and a hand edit noted; needs the lock."""
        known, history = self._current(plan_id), self._history(plan_id)
        good = self._good(plan_id, known.source)
        text = history.interrupted(known.source, good)
        if text is not None:
            write_atomically(self._folder(plan_id) / PLAN_FILE, known.source.with_text(text).to_bytes())
            known = self._current(plan_id)
        if good and not known.snapshot.issues and good.revision != known.source.revision:
            changed = (self._folder(plan_id) / PLAN_FILE).stat().st_mtime
            history.note_hand_edit(good, known.source, datetime.fromtimestamp(changed, UTC))
            write_atomically(self._sidecar(plan_id) / GOOD_FILE, known.source.to_bytes())
        return known

    def _history(self, plan_id: str) -> History:
        return History(self._journals.setdefault(plan_id, Journal(self._sidecar(plan_id) / JOURNAL_FILE)))

    def _good(self, plan_id: str, now: Source | None = None) -> Source | None:
        """The text of the last change that this store made; not read again where it is the one at hand."""
        file = self._sidecar(plan_id) / GOOD_FILE
        if not file.is_file():
            return None
        raw = file.read_bytes()
        return now if now and raw == now.to_bytes() else read_source(raw, str(self.root / plan_id / PLAN_FILE))

    def _forget(self, plan_id: str) -> None:
        """Put away the history of an earlier programme of this id, whose folder is gone."""
        for name in (JOURNAL_FILE, GOOD_FILE):
            file = self._sidecar(plan_id) / name
            if file.exists():
                file.replace(file.with_name(f"{name}.{file.stat().st_mtime_ns}"))
        self._known.pop(plan_id, None)
        self._journals.pop(plan_id, None)

    def _sidecar(self, plan_id: str) -> Path:
        return self.root / ".store" / parse_id(plan_id)

    def _current(self, plan_id: str) -> _Known:
        file = self._folder(plan_id) / PLAN_FILE
        found = file.lstat()
        stamp = stamp_of(found)
        known = self._known.get(plan_id)
        if known and known.stamp == stamp and known.leans_on == self._leans_on(plan_id, known.snapshot):
            return known
        source = self._source(file, found)
        snapshot = self._read(plan_id, source, known.snapshot if known else None)
        good = self._good(plan_id) if snapshot.plan is None else None
        if good:
            snapshot = self._read(plan_id, source, self._read(plan_id, good, None))
        fresh = _Known(stamp, self._leans_on(plan_id, snapshot), snapshot, source)
        self._known[plan_id] = fresh
        return fresh

    def _leans_on(self, plan_id: str, found: Snapshot) -> Hashable:
        """Changes with shared people and evidence: a plan that names them is judged anew."""
        sources = found.plan.assessment.sources.values() if found.plan else ()
        beside = tuple(self.stamp(plan_id, name) for each in sources for name in (each.file, each.mapping))
        return self._read_people().stamp, beside

    def _source(self, file: Path, found: os.stat_result) -> Source:
        if not stat.S_ISREG(found.st_mode):
            problem = issue("not-a-regular-file", Severity.ERROR, Place(str(file), (), 1, 1))
            return Source(str(file), "", None, (problem,))
        try:
            with file.open("rb") as opened:
                # one byte more than is allowed is enough to refuse it
                return read_source(opened.read(SIZE_LIMIT + 1), str(file))
        except PermissionError:
            problem = issue("not-readable", Severity.ERROR, Place(str(file), (), 1, 1))
            return Source(str(file), "", None, (problem,))

    def _read(self, plan_id: str, source: Source, last: Snapshot | None) -> Snapshot:
        plan, wrong = (None, ()) if source.data is None else validate(Plan, source.data, source.document)
        if plan:
            facts = self._facts(plan_id, plan)
            wrong = check(plan, facts, (Severity.ERROR,))
        errors = tuple(each for each in source.issues if each.severity is Severity.ERROR)
        issues = errors + tuple(source.located(each) for each in wrong)
        good = plan if not issues else last.plan if last else None
        data = source.data if not issues else last.data if last else source.data
        return Snapshot(plan_id, source.revision, good, data, issues)

    @contextlib.contextmanager
    def _lock(self, plan_id: str) -> Iterator[None]:
        sidecar = self._sidecar(plan_id)
        sidecar.mkdir(parents=True, exist_ok=True)
        with (sidecar / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            if plan_id not in self._journals:
                # what a killed process left half written; whoever writes these holds the lock
                sweep(sidecar)
                sweep(self.root / plan_id)
            yield
