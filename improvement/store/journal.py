"""Who changed what, when: one line a change, appended and synced before the plan file is replaced.

The line holds the edits and the exact difference of the text, so that a change can be taken back byte by byte and the
whole history checked against the file. A torn last line (a crash while writing) is cut; damage elsewhere is refused.
"""

import json
import os
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Edit, Kind
from improvement.store.disk import sync_folder
from improvement.store.patch import Patch


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in the file; `before` and `after` are revisions, `undoes` the number of the change it takes back."""

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


class Journal:
    """The journal of one plan, in its sidecar. Append only; the caller holds the plan's lock while appending."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[Entry, ...] = ()
        self._read_to = 0

    @property
    def size(self) -> int:
        """Bytes written so far; 0 where there is no journal yet."""
        return self._file.stat().st_size if self._file.exists() else 0

    def entries(self) -> tuple[Entry, ...]:
        """All changes, the oldest first. KeptError (journal-damaged) for damage that no crash can explain."""
        if self.size < self._read_to:
            self._known, self._read_to = (), 0
        if self.size > self._read_to:
            self._read_on()
        return self._known

    def append(self, entry: Entry) -> None:
        """Add a line and sync it: from here on the change is committed."""
        self._cut_torn_line()
        is_new = not self._file.exists()
        with self._file.open("ab") as out:
            out.write(_line(entry))
            out.flush()
            os.fsync(out.fileno())
        if is_new:
            sync_folder(self._file.parent)

    def _read_on(self) -> None:
        """Take in the whole lines behind those that are known; all of them or none."""
        with self._file.open("rb") as source:
            source.seek(self._read_to)
            lines = source.read().split(b"\n")[:-1]
        fresh = tuple(_entry(line, number) for number, line in enumerate(lines, len(self._known) + 1))
        self._known += fresh
        self._read_to += sum(len(line) + 1 for line in lines)

    def _cut_torn_line(self) -> None:
        self.entries()
        if self.size > self._read_to:
            with self._file.open("r+b") as out:
                out.truncate(self._read_to)
                os.fsync(out.fileno())


def _line(entry: Entry) -> bytes:
    told: dict[str, Any] = {
        "number": entry.number,
        "kind": entry.kind,
        "who": entry.who,
        "when": entry.when.isoformat(),
        "why": entry.why,
        "edits": [[each.op, list(each.path), each.old, each.new] for each in entry.edits],
        "before": entry.before,
        "after": entry.after,
        "patch": [entry.patch.start, entry.patch.removed, entry.patch.added],
        "undoes": entry.undoes,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x " % zlib.crc32(text) + text + b"\n"


def _entry(line: bytes, number: int) -> Entry:
    check, _space, text = line.partition(b" ")
    if check != b"%08x" % zlib.crc32(text):
        raise KeptError(issue("journal-damaged", Severity.ERROR, line=number))
    told = json.loads(text)
    edits = tuple(Edit(op, tuple(path), old, new) for op, path, old, new in told["edits"])
    return Entry(
        number=told["number"],
        kind=told["kind"],
        who=told["who"],
        when=datetime.fromisoformat(told["when"]),
        why=told["why"],
        edits=edits,
        before=told["before"],
        after=told["after"],
        patch=Patch(*told["patch"]),
        undoes=told["undoes"],
    )
