"""The plan store on a folder: readers get immutable snapshots, the only way to write a plan is apply(change).

Programmes are named by id, files beside a plan by their name inside the programme; a path comes out for the one use
that cannot do without: engines that read long tables piece by piece.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock

from improvement.checks.facts import Facts
from improvement.errors import Issue, Severity, issue
from improvement.model.change import Applied, Change, Logged, Outcome, PlanForm, Refused
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.store.document import read_document
from improvement.store.emit import emit
from improvement.store.files import PLAN_FILE, FolderFiles
from improvement.store.judged import judged
from improvement.store.moves import changing, undoing
from improvement.store.plan_file import PlanFile

FactsOf = Callable[[str, Plan], Facts]


class FolderStore(FolderFiles):
    """Programmes as folders below one root; several processes may share it (flock), the last good state survives.

    The sidecar .store/ID/ holds the lock and the journal.
    """

    def __init__(self, root: Path, facts: FactsOf | None = None) -> None:
        super().__init__(root)
        self._facts: FactsOf = facts or (lambda _id, _plan: Facts())
        self._opened: dict[str, PlanFile] = {}
        self._opening = Lock()

    def snapshot(self, plan_id: str) -> Snapshot:
        """The programme now; reads the file only when it changed. Raises UnknownPlan."""
        return self._file(plan_id).current().snapshot(plan_id)

    def revision(self, plan_id: str) -> str:
        """The name of the current text: changes exactly when the text does."""
        return self._file(plan_id).current().document.revision

    def located(self, plan_id: str, found: tuple[Issue, ...]) -> tuple[Issue, ...]:
        """Issues with file, line and column of the newest text."""
        document = self._file(plan_id).current().document
        return tuple(each if each.where.line else document.source.located(each) for each in found)

    def create(self, plan_id: str, data: dict[str, PlanForm]) -> Outcome:
        """A new programme from plan data; refused where the id is taken or the data is no plan."""
        target, text = self._folder(plan_id, must_exist=False) / PLAN_FILE, emit(data)
        found = judged(read_document(text, str(target)), self._facts_of(plan_id))
        if found.issues:
            return Refused(found.issues)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not self._file(plan_id, must_exist=False).begin(text.encode()):
            return Refused((issue("plan-exists", Severity.ERROR, id=plan_id),))
        return Applied(self.revision(plan_id))

    def apply(self, plan_id: str, change: Change) -> Outcome:
        """Carry out a change: all edits or none. A changed field is a Conflict, a broken plan is Refused."""
        file = self._file(plan_id)
        return file.carry_out(changing(change, file.history, self._facts_of(plan_id)))

    def undo(self, plan_id: str, who: str, when: datetime, number: int | None = None) -> Outcome:
        """Take back a change: the one numbered, else this person's newest. KeptError where there is none.

        The newest change that stands gives the very bytes back; an older one is undone by its inverse edits, so that
        other lines stay, and a field that was changed since is a Conflict.
        """
        file = self._file(plan_id)
        return file.carry_out(undoing(who, when, number, file.history, self._facts_of(plan_id)))

    def log(self, plan_id: str) -> tuple[Logged, ...]:
        """Every change since the journal began, the oldest first. KeptError for a damaged journal."""
        file = self._file(plan_id)
        file.settled()
        return file.history.log()

    def journal_size(self, plan_id: str) -> int:
        """Bytes of the journal: grows with every change."""
        return self._file(plan_id).history.journal.size

    def fsck(self, plan_id: str) -> int:
        """Make every text of the journal again, compare it with its hash and the last with the plan; how many held.

        A file that is held back is no part of the history yet: the last good state is compared.
        """
        file = self._file(plan_id)
        known = file.settled()
        return file.history.check((known.good or known.newest).document.text)

    def _file(self, plan_id: str, must_exist: bool = True) -> PlanFile:
        folder = self._folder(plan_id, must_exist)
        with self._opening:
            if plan_id not in self._opened:
                sidecar = self.root / ".store" / plan_id
                leans_on = partial(self._leans_on, plan_id)
                self._opened[plan_id] = PlanFile(folder / PLAN_FILE, sidecar, self._facts_of(plan_id), leans_on)
            return self._opened[plan_id]

    def _facts_of(self, plan_id: str) -> Callable[[Plan], Facts]:
        return partial(self._facts, plan_id)

    def _leans_on(self, plan_id: str, plan: Plan | None) -> Hashable:
        """Changes with shared people and evidence: a plan that names them is judged anew."""
        sources = plan.assessment.sources.values() if plan else ()
        beside = tuple(self.stamp(plan_id, name) for each in sources for name in (each.file, each.mapping))
        return self._read_people().stamp, beside
