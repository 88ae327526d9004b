"""Who changed what, when: one line a change, appended and synced before the plan file is replaced.

The line holds the edits and the exact difference of the text, so that a change can be taken back byte by byte and the
whole history checked against the file. The first line holds the text with which the history began: every text since
can be made again. A torn last line (a crash while writing) is cut; damage elsewhere is refused.
"""

import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Edit, Kind
from improvement.store.disk import sync_folder
from improvement.store.patch import Patch


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in the file; `before` and `after` are revisions, `undoes` the number of the change it takes back.

    Of a hand edit: `saved` leads from the text after to the one that the person saved, whose revision is `saved_as`;
    `clashes` are fields that the app had changed too: the file's value (old) stands, the app's (new) waits.
    """

    number: int
    kind: Kind
    who: str
    when: datetime
    why: str
    edits: tuple[Edit, ...]
    before: str
    after: str
    patch: Patch
    undoes: int | None = None
    saved: Patch | None = None
    saved_as: str = ""
    clashes: tuple[Edit, ...] = ()


class _Read(NamedTuple):
    """What is known of the file: its number, how far it was read, the line with the first text, the changes."""

    file: int = 0
    to: int = 0
    begin: Entry | None = None
    entries: tuple[Entry, ...] = ()


class Journal:
    """The journal of one plan, in its sidecar. Append only; the caller holds the plan's lock while appending."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._known, self._lock = _Read(), RLock()

    @property
    def size(self) -> int:
        """Bytes written so far; 0 where there is no journal yet."""
        return self.file.stat().st_size if self.file.exists() else 0

    def entries(self) -> tuple[Entry, ...]:
        """All changes, the oldest first. KeptError (journal-damaged) for damage that no crash can explain."""
        return self._read().entries

    def beginning(self) -> Entry | None:
        """The line with the text before the first change (number 0); None where there is no journal yet."""
        return self._read().begin

    def append(self, *entries: Entry) -> None:
        """Add lines and sync them: from here on all the changes are committed; none where it raises OSError."""
        # no thread reads lines that are not synced yet
        with self._lock:
            end, is_new = self._read().to, not self.file.exists()
            # without a buffer, which would be written once more when the file is closed
            with self.file.open("ab", buffering=0) as out:
                # what a crash left of a line
                os.ftruncate(out.fileno(), end)
                try:
                    rest = b"".join(map(_line, entries))
                    while rest:
                        rest = rest[out.write(rest) :]
                    os.fsync(out.fileno())
                except OSError:
                    # a full disk may have taken the first of several lines
                    os.ftruncate(out.fileno(), end)
                    raise
            if is_new:
                sync_folder(self.file.parent)

    def _read(self) -> _Read:
        """What the file holds now, as far as its lines are whole."""
        with self._lock:
            try:
                found = self.file.stat()
            except (FileNotFoundError, NotADirectoryError):
                self._known = _Read()
                return self._known
            known = self._known
            if known.file != found.st_ino or found.st_size < known.to:
                # the history began anew, or a full disk took lines back
                known = _Read(found.st_ino)
            if known.to < found.st_size:
                try:
                    known = self._read_on(known)
                except KeptError:
                    # others' lines may have been taken back meanwhile: only a second look tells damage
                    known = self._read_on(_Read(found.st_ino))
            self._known = known
            return known

    def _read_on(self, known: _Read) -> _Read:
        """Take in the whole lines behind those that are known; all of them or none."""
        with self.file.open("rb") as source:
            source.seek(known.to)
            lines = source.read().split(b"\n")[:-1]
        first = len(known.entries) + (known.begin is not None) + 1
        fresh, begin = [_entry(line, number) for number, line in enumerate(lines, first)], known.begin
        if fresh and fresh[0].number == 0:
            begin = fresh.pop(0)
        return _Read(known.file, known.to + sum(len(line) + 1 for line in lines), begin, (*known.entries, *fresh))


def _line(entry: Entry) -> bytes:
    told: dict[str, Any] = {
        "number": entry.number,
        "kind": entry.kind,
        "who": entry.who,
        "when": entry.when.isoformat(),
        "why": entry.why,
        "edits": _told(entry.edits),
        "before": entry.before,
        "after": entry.after,
        "patch": astuple(entry.patch),
        "undoes": entry.undoes,
        "saved": astuple(entry.saved) if entry.saved else None,
        "saved_as": entry.saved_as,
        "clashes": _told(entry.clashes),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x " % zlib.crc32(text) + text + b"\n"


def _told(edits: Iterable[Edit]) -> list[Any]:
    return [[each.op, list(each.path), each.old, each.new] for each in edits]


def _edits(told: list[Any]) -> tuple[Edit, ...]:
    return tuple(Edit(op, tuple(path), old, new) for op, path, old, new in told)


def _entry(line: bytes, number: int) -> Entry:
    check, _space, text = line.partition(b" ")
    if check != b"%08x" % zlib.crc32(text):
        raise KeptError(issue("journal-damaged", Severity.ERROR, line=number))
    told = json.loads(text)
    return Entry(
        number=told["number"],
        kind=told["kind"],
        who=told["who"],
        when=datetime.fromisoformat(told["when"]),
        why=told["why"],
        edits=_edits(told["edits"]),
        before=told["before"],
        after=told["after"],
        patch=Patch(*told["patch"]),
        undoes=told["undoes"],
        saved=Patch(*told["saved"]) if told["saved"] else None,
        saved_as=told["saved_as"],
        clashes=_edits(told["clashes"]),
    )
