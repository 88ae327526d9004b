"""The newest state of one plan in memory: readers take it as long as the file is the same and nobody has committed."""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock

from improvement.errors import KeptError
from improvement.model.change import Path as Keys
from improvement.model.plan import Plan
from improvement.store.disk import Stamp, stamp_of
from improvement.store.document import digest, read_document
from improvement.store.hand_saves import is_still
from improvement.store.history import History
from improvement.store.journal import Journal
from improvement.store.judged import FactsOf, Judged, followed, judged, touched_by, unreadable
from improvement.store.known import Known, file_bytes


class PlanReader(ABC):
    """One programme's file and sidecar. `leans_on` gives the stamps of what a plan's judgement depends on."""

    def __init__(
        self, file: Path, sidecar: Path, facts_of: FactsOf, leans_on: Callable[[Plan | None], Hashable]
    ) -> None:
        self.file, self.sidecar = file, sidecar
        self.history = History(Journal(sidecar / "journal"))
        self._facts_of, self._leans_on = facts_of, leans_on
        self._known: Known | None = None
        self._provisional: Known | None = None
        self._reading = Lock()

    @abstractmethod
    def settled(self) -> Known:
        """The newest state, with what a crash interrupted carried out and hand saves taken in and noted."""

    def current(self) -> Known:
        """The newest state. Takes in what was saved by hand, where the folder can be written."""
        try:
            known = self._read()
            if known is None and self._known and not is_still(self.file):
                # somebody is writing the file just now
                return self._known
            return known or self.settled()
        except (OSError, KeptError):
            return self._as_it_stands()

    def _read(self) -> Known | None:
        """The state of the file as it is; None where its text is not the one that the journal leads to."""
        with self._reading:
            found, known = self.file.lstat(), self._known
            stamp = stamp_of(found)
            if known and known.stamp == stamp:
                return self._unchanged(known)
            raw, problem = file_bytes(self.file, found)
            if problem:
                return self._keep(stamp, raw, unreadable(str(self.file), problem))
            return self._explained(stamp, raw)

    def _unchanged(self, known: Known) -> Known:
        """The state of a file that is the same: judged anew when what it leans on changed, and ahead of the file while
        another process could not write it.
        """
        if known.journal != self.history.journal.size and not known.newest.issues:
            return self._keep(known.stamp, known.raw, self._followed() or self._rebuilt(known), known.leans_on)
        if known.leans_on == self._leans_on(known.good.plan if known.good else None):
            return known
        return self._keep(known.stamp, known.raw, judged(known.document, self._facts_of))

    def _explained(self, stamp: Stamp, raw: bytes) -> Known | None:
        known, revision = self._known, digest(raw)
        if known and revision == known.document.revision:
            return self._keep(stamp, raw, known.newest, known.leans_on)
        newest = self.history.newest()
        if newest and known and known.good and self.history.leads(known.good.document.revision, revision):
            # others have committed since, and the last of it may still be on its way into the file
            return self._keep(stamp, raw, self._followed() or self._rebuilt(known), known.leans_on)
        if revision != newest and (newest or (known and not is_still(self.file))):
            return None
        return self._keep(stamp, raw, judged(read_document(raw, str(self.file)), self._facts_of))

    def _followed(self) -> Judged | None:
        """The newest state, made from the one that is known and the changes that others have made since."""
        good = self._known.good if self._known else None
        since = self.history.since(good.document.revision) if good else None
        if not good or since is None:
            return None
        document, touched = good.document, set[Keys]()
        try:
            for entry in since:
                document = document.patched(entry.patch)
                touched.update(touched_by(entry.edits))
        except ValueError:
            return None
        return followed(document, self._facts_of, good, touched)

    def _rebuilt(self, known: Known) -> Judged:
        """The state that the journal leads to where it does not lead on from the known one: lines were taken back."""
        text = self.history.text()
        return known.newest if text is None else judged(read_document(text, str(self.file)), self._facts_of)

    def _as_it_stands(self) -> Known:
        """What can be said where nothing can be written, or the journal is damaged. It is no base for a change."""
        found, known = self.file.lstat(), self._provisional
        stamp = stamp_of(found)
        if known and (known.stamp, known.leans_on) == (stamp, self._leans_on(known.good.plan if known.good else None)):
            return known
        raw, problem = file_bytes(self.file, found)
        document = read_document(raw, str(self.file))
        with contextlib.suppress(KeptError):
            if self.history.has(document.revision):
                document = read_document(self.history.text() or "", str(self.file))
        newest = unreadable(str(self.file), problem) if problem else judged(document, self._facts_of)
        self._provisional = self._made(stamp, raw, newest)
        return self._provisional

    def _keep(self, stamp: Stamp, raw: bytes, newest: Judged, leans_on: Hashable = None) -> Known:
        """Remember a state; with `leans_on` where it was judged earlier, so that it is judged anew if that changed."""
        self._known = self._made(stamp, raw, newest, leans_on)
        return self._known

    def _made(self, stamp: Stamp, raw: bytes, newest: Judged, leans_on: Hashable = None) -> Known:
        good = newest if newest.plan and not newest.issues else self._last_good()
        stands_on = self._leans_on(good.plan if good else None) if leans_on is None else leans_on
        return Known(stamp, raw, stands_on, self.history.journal.size, newest, good)

    def _last_good(self) -> Judged | None:
        """The last state without errors: the one at hand, else (after a start) the one that the journal leads to."""
        if self._known:
            return self._known.good
        with contextlib.suppress(KeptError):
            text = self.history.text()
            found = judged(read_document(text, str(self.file)), self._facts_of) if text is not None else None
            return found if found and found.plan and not found.issues else None
        return None
