"""One plan on disk, written: changes are committed to the journal, then brought into the file; hand saves come back.

Writers queue up; the first of them carries out what all of them want, syncs the journal once, and replaces the file
once. Processes take turns by flock.
"""

import contextlib
import fcntl
import os
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Applied, Outcome
from improvement.model.plan import Plan
from improvement.store.disk import (
    Stamp,
    exchange,
    put_back,
    set_aside,
    stamp_of,
    sweep,
    sync_folder,
    write_atomically,
)
from improvement.store.document import Document, digest, read_document
from improvement.store.hand_saves import is_still, taken_in, wait_until_still
from improvement.store.history import Step
from improvement.store.judged import Done, FactsOf, Judged, judged, unreadable
from improvement.store.known import Known, file_bytes
from improvement.store.plan_reader import PlanReader
from improvement.store.turns import Turns

MOST_AT_ONCE = 64
# what a writer wants, given the newest state and the steps that wait to be committed with it
Move = Callable[[Judged, list[Step]], "Done | Outcome"]


@dataclass(slots=True)
class _Wish:
    """A move in the queue, and what became of it."""

    move: Move
    outcome: Outcome | None = None
    failed: BaseException | None = None

    def is_done(self) -> bool:
        return self.outcome is not None or self.failed is not None


class PlanFile(PlanReader):
    """One programme's file and sidecar, to be read and written."""

    def __init__(
        self, file: Path, sidecar: Path, facts_of: FactsOf, leans_on: Callable[[Plan | None], Hashable]
    ) -> None:
        super().__init__(file, sidecar, facts_of, leans_on)
        self._turns = Turns()
        self._queue: deque[_Wish] = deque()
        self._is_clean = False

    def carry_out(self, move: Move) -> Outcome:
        """Do a move on the newest state. It is committed when this returns Applied; OSError where the disk refuses."""
        wish = _Wish(move)
        self._queue.append(wish)
        while self._turns.take(wish.is_done):
            try:
                self._carry_out_all()
            finally:
                self._turns.end()
        if wish.failed:
            raise wish.failed
        assert wish.outcome
        return wish.outcome

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread and no other process writes."""
        self._turns.take()
        try:
            with self._lock():
                yield
        finally:
            self._turns.end()

    def begin(self, content: bytes) -> bool:
        """Write the first text; False where there is a file. The history of an earlier programme is put away."""
        with self._alone():
            if self.file.exists():
                return False
            for each in (self.history.journal.file, self._marker):
                if each.exists():
                    each.replace(each.with_name(f"{each.name}.{each.stat().st_mtime_ns}"))
            self._known = None
            sweep(self.file)
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
                    self._publish(known.raw, state, known.stamp)
                    self._settle()
                elif steps:
                    with self._reading:
                        self._keep(known.stamp, known.raw, state)
        except BaseException as wrong:  # each of those who wait raises it in its own thread
            for each in wishes:
                # what is committed is done, whatever became of the file
                if not each.is_done():
                    each.failed = wrong

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
            self._record(steps)
        for each, applied in done:
            each.outcome = applied
        return steps, state

    def _record(self, steps: list[Step]) -> None:
        """Commit steps; refused where they do not begin where the journal ends."""
        if self.history.newest() not in ("", steps[0].before.revision):
            count = len(self.history.journal.entries())
            raise KeptError(issue("history-broken", Severity.ERROR, number=count))
        self.history.record(steps)

    def _publish(self, raw: bytes, state: Judged, stamp: Stamp) -> None:
        """Bring a committed state into the file that held `raw` with this stamp; what came in between is kept aside."""
        try:
            content = state.document.to_bytes()
            done = exchange(self.file, content, raw)
            sync_folder(self.file.parent)
        except OSError:
            # it is committed all the same, and readers get it; the next writer tries again
            with self._reading:
                self._keep(stamp, raw, state)
            return
        with self._reading:
            self._keep(done.stamp, content, state)
        with contextlib.suppress(OSError):
            self._marker.write_text(state.document.revision)

    def _settle(self) -> Known:
        """The newest state, with nothing left to take in; needs the lock."""
        if not self._is_clean:
            sweep(self.file)
            self._is_clean = True
        while True:
            self._take_in_asides()
            known = self._read()
            if known and not known.is_ahead:
                return known
            if known and self._is_behind(digest(known.raw)):
                # once: while the disk is full the newest state is served from memory
                self._publish(known.raw, known.newest, known.stamp)
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
            self._publish(raw, self._newest(), stamp_of(found))
        elif held := self._take_in_text(document, raw, found, stamp_of(found)):
            with self._reading:
                self._keep(stamp_of(found), raw, held)

    def _take_in_text(self, document: Document, raw: bytes, found: os.stat_result, stamp: Stamp) -> Judged | None:
        """Merge a hand save into the file, which holds `raw` now; the save judged where it is held back."""
        when = datetime.fromtimestamp(found.st_mtime, UTC)
        answer = taken_in(document, self._newest(), self.history, self._facts_of, when)
        if isinstance(answer, Judged):
            return answer
        self._record([answer.step])
        self._publish(raw, answer.judged, stamp)
        return None

    def _take_in_asides(self) -> None:
        """Files that were exchanged out: known texts go, hand saves are taken in, or put back where they are held."""
        while asides := set_aside(self.file):
            aside = asides[0]
            wait_until_still(aside)
            found = aside.lstat()
            raw, problem = file_bytes(aside, found)
            document = read_document(raw, str(self.file))
            held: Judged | None = unreadable(str(self.file), problem) if problem else None
            if not problem and not self.history.has(document.revision):
                # never what stands there just now: that may be the next hand save
                ours = self._known.raw if self._known else self._newest().document.to_bytes()
                stamp = self._known.stamp if self._known else stamp_of(self.file.lstat())
                held = self._take_in_text(document, ours, found, stamp)
            if held is None:
                aside.unlink()
                continue
            put_back(aside, self.file)
            with self._reading:
                self._keep(stamp_of(found), raw, held)

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
            marked = self._marker.read_text("ascii")
        except (FileNotFoundError, ValueError):
            marked = self.history.first()
        start = marked if self.history.has(marked) else self.history.first()
        return self.history.leads(start, revision) or self.history.took_in(start, revision)

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
