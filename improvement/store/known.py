"""What is known of one plan file: the text it holds, how that was judged, and what readers get."""

import os
import stat
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

from improvement.errors import Issue, Place, Severity, issue
from improvement.model.snapshot import Snapshot
from improvement.store.disk import Stamp
from improvement.store.document import Document
from improvement.store.judged import Judged
from improvement.store.source import SIZE_LIMIT


@dataclass(frozen=True, slots=True)
class Known:
    """A plan as last read. `raw`: the bytes of the file, its text is older than `newest` only while a disk is full.

    `newest`: the newest text judged, with or without errors; `good`: the last one without, which readers get.
    `leans_on`: stamps of the files beside it that decide whether it is in order; `journal`: the journal's size then.
    """

    stamp: Stamp
    raw: bytes
    leans_on: Hashable
    journal: int
    newest: Judged
    good: Judged | None

    @property
    def document(self) -> Document:
        """The newest text."""
        return self.newest.document

    @property
    def is_ahead(self) -> bool:
        """Whether the newest text has not reached the file yet."""
        return not self.newest.issues and self.raw != self.document.to_bytes()

    def snapshot(self, plan_id: str) -> Snapshot:
        """What readers get: the last good state, and the errors of the newest text."""
        shown = self.good or self.newest
        return Snapshot(plan_id, self.document.revision, shown.plan, shown.document.data, self.newest.issues)


def file_bytes(file: Path, found: os.stat_result) -> tuple[bytes, Issue | None]:
    """What a plan file holds; one byte more than is allowed is enough to refuse it. An issue for what is no file."""
    if not stat.S_ISREG(found.st_mode):
        return b"", issue("not-a-regular-file", Severity.ERROR, Place(str(file), (), 1, 1))
    try:
        with file.open("rb") as opened:
            return opened.read(SIZE_LIMIT + 1), None
    except PermissionError:
        return b"", issue("not-readable", Severity.ERROR, Place(str(file), (), 1, 1))
