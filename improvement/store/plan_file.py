"""One plan on disk: its file, its journal, and the newest state of both in memory. Many readers, one writer at a time.

Readers take the state in memory while the file is the same. Writers queue up; the first of them carries out what all
of them want, syncs the journal once, and replaces the file once.
"""

import contextlib
import fcntl
import os
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Lock

from improvement.errors import KeptError
from improvement.model.change import Applied, Outcome
from improvement.model.change import Path as Keys
from improvement.model.plan import Plan
from improvement.store.disk import Stamp, exchange, set_aside, stamp_of, sweep, sync_folder, write_atomically
from improvement.store.document import Document, digest, read_document
from improvement.store.hand_saves import is_still, taken_in, wait_until_still
from improvement.store.history import History, Step
from improvement.store.journal import Journal
from improvement.store.judged import Done, FactsOf, Judged, followed, judged, touched_by, unreadable
from improvement.store.known import Known, file_bytes

MOST_AT_ONCE = 64
# what a writer wants, given the newest state and the steps that wait to be committed with it
Move = Callable[[Judged, list[Step]], "Done | Outcome"]


@dataclass(slots=True)
class _Wish:
    """A move in the queue, and what became of it."""

    move: Move
    outcome: Outcome | None = None
    failed: BaseException | None = None

    @property
    def is_done(self) -> bool:
        return self.outcome is not None or self.failed is not None


class PlanFile:
    """One programme's file and sidecar. `leans_on` gives the stamps of what a plan's judgement depends on."""

    def __init__(
        self, file: Path, sidecar: Path, facts_of: FactsOf, leans_on: Callable[[Plan | None], Hashable]
    ) -> None:
        self.file, self.sidecar = file, sidecar
        self.history = History(Journal(sidecar / "journal"))
        self._facts_of, self._leans_on = facts_of, leans_on
        self._known: Known | None = None
        self._provisional: Known | None = None
        self._reading, self._turn, self._is_taken = Lock(), Condition(), False
        self._queue: deque[_Wish] = deque()
        self._is_clean = False

    # reading

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
            return self._keep(known.stamp, known.raw, self._followed() or known.newest)
        if known.leans_on == self._leans_on(known.good.plan if known.good else None):
            return known
        return self._keep(known.stamp, known.raw, judged(known.document, self._facts_of))

    def _explained(self, stamp: Stamp, raw: bytes) -> Known | None:
        known, revision = self._known, digest(raw)
        if known and revision == known.document.revision:
            return self._keep(stamp, raw, known.newest)
        newest = self.history.newest()
        if newest and known and known.good and self.history.leads(known.good.document.revision, revision):
            # others have committed since, and the last of it may still be on its way into the file
            return self._keep(stamp, raw, self._followed() or known.newest)
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
        for entry in since:
            document = document.patched(entry.patch)
            touched.update(touched_by(entry.edits))
        return followed(document, self._facts_of, good, touched)

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

    def _keep(self, stamp: Stamp, raw: bytes, newest: Judged) -> Known:
        self._known = self._made(stamp, raw, newest)
        return self._known

    def _made(self, stamp: Stamp, raw: bytes, newest: Judged) -> Known:
        good = newest if newest.plan and not newest.issues else self._last_good()
        leans_on, journal = self._leans_on(good.plan if good else None), self.history.journal.size
        return Known(stamp, raw, leans_on, journal, newest, good)

    def _last_good(self) -> Judged | None:
        """The last state without errors: the one at hand, else (after a start) the one that the journal leads to."""
        if self._known:
            return self._known.good
        with contextlib.suppress(KeptError):
            text = self.history.text()
            found = judged(read_document(text, str(self.file)), self._facts_of) if text is not None else None
            return found if found and found.plan and not found.issues else None
        return None

    # writing

    def carry_out(self, move: Move) -> Outcome:
        """Do a move on the newest state. It is committed when this returns Applied; OSError where the disk refuses."""
        wish = _Wish(move)
        self._queue.append(wish)
        while not wish.is_done and self._takes_turn(wish):
            try:
                self._carry_out_all()
            finally:
                self._ends_turn()
        if wish.failed:
            raise wish.failed
        assert wish.outcome
        return wish.outcome

    def _takes_turn(self, wish: _Wish | None = None) -> bool:
        """Wait until no thread of this process writes; False where another one has done the wish meanwhile."""
        with self._turn:
            self._turn.wait_for(lambda: (wish and wish.is_done) or not self._is_taken)
            if wish and wish.is_done:
                return False
            self._is_taken = True
            return True

    def _ends_turn(self) -> None:
        with self._turn:
            self._is_taken = False
            self._turn.notify_all()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread and no other process writes."""
        self._takes_turn()
        try:
            with self._lock():
                yield
        finally:
            self._ends_turn()

    def begin(self, content: bytes) -> bool:
        """Write the first text; False where there is a file. The history of an earlier programme is put away."""
        with self._alone():
            if self.file.exists():
                return False
            for each in (self.history.journal.file, self._marker):
                if each.exists():
                    each.replace(each.with_name(f"{each.name}.{each.stat().st_mtime_ns}"))
            self._known = None
            sweep(self.file.parent)
            write_atomically(self.file, content)
            sync_folder(self.file.parent.parent)
        return True

    def settled(self) -> Known:
        """The newest state, with what a crash interrupted carried out and hand saves taken in and noted."""
        with self._alone():
            return self._settle()

    def _carry_out_all(self) -> None:
        """What the queue holds, committed together."""
        wishes = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_AT_ONCE))]
        try:
            with self._lock():
                unwritten = self._while_somebody_writes()
                known = unwritten or self._settle()
                steps, state = self._do(wishes, known)
                if steps and not unwritten:
                    self._publish(known.raw, state)
                    self._settle()
                elif steps:
                    with self._reading:
                        self._keep(known.stamp, known.raw, state)
        except BaseException as wrong:  # each of those who wait raises it in its own thread
            for each in wishes:
                each.failed = each.failed or wrong

    def _while_somebody_writes(self) -> Known | None:
        """The newest state while an editor is writing the file: changes go on, the file waits until it is still."""
        known = self._known
        if not known or known.newest.issues or not self._is_clean or not self.history.newest() or self._read():
            return None
        with self._reading:
            return None if is_still(self.file) else self._unchanged(known)

    def _do(self, wishes: list[_Wish], known: Known) -> tuple[list[Step], Judged]:
        """Commit what can be committed; the steps, and the state after them."""
        state, steps, done = known.newest, list[Step](), list[tuple[_Wish, Applied]]()
        for each in wishes:
            try:
                answer = each.move(state, steps)
            except Exception as wrong:
                each.failed = wrong
                continue
            if isinstance(answer, Done):
                state = answer.judged
                steps.append(answer.step)
                done.append((each, Applied(state.document.revision)))
            else:
                each.outcome = answer
        if steps:
            self.history.record(steps)
        for each, applied in done:
            each.outcome = applied
        return steps, state

    def _publish(self, raw: bytes, state: Judged) -> None:
        """Bring a committed state into the file; a hand save that came in between is taken in."""
        try:
            content = state.document.to_bytes()
            done = exchange(self.file, content, raw)
            sync_folder(self.file.parent)
        except OSError:
            # it is committed all the same, and readers get it; the next writer tries again
            with self._reading:
                self._keep(self._known.stamp if self._known else stamp_of(self.file.lstat()), raw, state)
            return
        with self._reading:
            self._keep(done.stamp, content, state)
        with contextlib.suppress(OSError):
            self._marker.write_text(state.document.revision)

    def _settle(self) -> Known:
        """The newest state, with nothing left to take in; needs the lock."""
        if not self._is_clean:
            sweep(self.sidecar)
            sweep(self.file.parent)
            self._is_clean = True
        while True:
            self._take_in_asides()
            known = self._read()
            if known and not known.is_ahead:
                return known
            if known and self._is_behind(digest(known.raw)):
                self._publish(known.raw, known.newest)
                return self._known or known
            self._take_in()

    def _take_in(self) -> None:
        """The file holds a text that the journal does not lead to: after a crash, or somebody saved it by hand."""
        wait_until_still(self.file)
        found = self.file.lstat()
        raw, _problem = file_bytes(self.file, found)
        document = read_document(raw, str(self.file))
        if not self.history.newest():
            with self._reading:
                self._keep(stamp_of(found), raw, judged(document, self._facts_of))
        elif self._is_behind(document.revision):
            self._publish(raw, self._newest())
        else:
            self._take_in_text(document, raw, found)

    def _take_in_text(self, document: Document, raw: bytes, found: os.stat_result) -> bool:
        """Merge a hand save; False where it is held back, its errors shown and the last good state served."""
        when = datetime.fromtimestamp(found.st_mtime, UTC)
        answer = taken_in(document, self._newest(), self.history, self._facts_of, when)
        if isinstance(answer, Done):
            self.history.record([answer.step])
            self._publish(raw, answer.judged)
            return True
        with self._reading:
            self._keep(stamp_of(found), raw, answer)
        return False

    def _take_in_asides(self) -> None:
        """Files that were exchanged out: known texts go, hand saves are taken in, or put back where they are held."""
        while asides := set_aside(self.file):
            wait_until_still(asides[0])
            found = asides[0].lstat()
            raw, _problem = file_bytes(asides[0], found)
            document = read_document(raw, str(self.file))
            # never what stands there just now: that may be the next hand save
            ours = self._known.raw if self._known else self._newest().document.to_bytes()
            if not self.history.has(document.revision) and not self._take_in_text(document, ours, found):
                stamp = exchange(self.file, raw, ours).stamp
                with self._reading:
                    self._keep(stamp, raw, judged(document, self._facts_of))
            asides[0].unlink()

    def _newest(self) -> Judged:
        """The state that the journal leads to."""
        good = self._known.good if self._known else None
        if good and good.document.revision == self.history.newest():
            return good
        return judged(read_document(self.history.text() or "", str(self.file)), self._facts_of)

    def _is_behind(self, revision: str) -> bool:
        """Whether a crash explains that the file holds an older text: not where it held a newer one before.

        The marker is written after the folder was synced, so that it is never ahead of the file.
        """
        try:
            marked = self._marker.read_text()
        except FileNotFoundError:
            marked = self.history.first()
        return self.history.leads(marked if self.history.has(marked) else self.history.first(), revision)

    @property
    def _marker(self) -> Path:
        return self.sidecar / "written"

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        if not self.sidecar.exists():
            self.sidecar.mkdir(parents=True, exist_ok=True)
            for each in (self.sidecar.parent, self.sidecar.parent.parent):
                sync_folder(each)
        with (self.sidecar / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
