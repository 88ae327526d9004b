"""The history of one plan: what was changed by whom, what a crash interrupted, and what can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Change, Edit, Kind, Logged, Path
from improvement.store.journal import Entry, Journal
from improvement.store.patch import Patch
from improvement.store.source import Source

BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class History:
    """The journal with what it means."""

    journal: Journal

    def record(
        self, before: Source, after: Source, change: Change, kind: Kind = "change", undoes: int | None = None
    ) -> None:
        """Commit a change to the journal."""
        patch = Patch.between(before.text, after.text)
        self.journal.append(
            Entry(
                number=len(self.journal.entries()) + 1,
                kind=kind,
                who=change.who,
                when=change.when,
                why=change.why,
                edits=change.edits,
                before=before.revision,
                after=after.revision,
                patch=patch,
                undoes=undoes,
            )
        )

    def log(self) -> tuple[Logged, ...]:
        """What people see of the journal, the oldest first."""
        entries = self.journal.entries()
        undone = {each.undoes for each in entries if each.undoes}
        return tuple(
            Logged(each.number, each.kind, each.who, each.when, each.why, each.edits, each.number in undone)
            for each in entries
        )

    def note_hand_edit(self, last: Source, now: Source, when: datetime) -> None:
        """Record that the file was changed outside: `last` is the text as the journal left it."""
        entries = self.journal.entries()
        if entries and entries[-1].after == last.revision != now.revision:
            self.record(last, now, Change(BY_HAND, when, last.revision, ()), kind="hand")

    def interrupted(self, now: Source, written: Source | None) -> str | None:
        """The text that a crash kept from reaching the file, between journal and file; None where there is none.

        `written`: the text that reached the file last. Where it is the newest change's, the file was set back by hand.
        """
        entries = self.journal.entries()
        if not entries or entries[-1].before != now.revision or entries[-1].after == now.revision:
            return None
        if written and written.revision == entries[-1].after:
            return None
        return entries[-1].patch.forward(now.text)

    def author_of(self, paths: Iterable[Path]) -> str:
        """Who changed one of these places last; empty where nobody did since the journal began."""
        wanted = list(paths)
        for entry in reversed(self.journal.entries()):
            if any(_touches(edit.path, path) for edit in entry.edits for path in wanted):
                return entry.who
        return ""

    def to_undo(self, who: str, number: int | None = None) -> Entry:
        """The change to take back: the one named, else this person's newest that still stands. KeptError if none."""
        entries = self.journal.entries()
        undone = {each.undoes for each in entries if each.undoes}
        standing = [each for each in entries if each.kind == "change" and each.number not in undone]
        found = [each for each in standing if each.number == number or (number is None and each.who == who)]
        if not found:
            raise KeptError(issue("nothing-to-undo", Severity.ERROR, who=who, number=number or 0))
        return found[-1]

    def is_newest(self, entry: Entry) -> bool:
        """Whether nothing was changed since."""
        entries = self.journal.entries()
        return bool(entries) and entries[-1].number == entry.number

    def check(self, now: Source) -> int:
        """Walk the journal backward from the file, every text compared with its hash; returns how many changes held.

        KeptError (history-broken) at the first change that does not fit.
        """
        entries, text = self.journal.entries(), now
        for entry in reversed(entries):
            try:
                fits = text.revision == entry.after
                text = text.with_text(entry.patch.backward(text.text))
            except ValueError:
                fits = False
            if not fits or text.revision != entry.before:
                raise KeptError(issue("history-broken", Severity.ERROR, number=entry.number))
        return len(entries)


def _touches(changed: Path, wanted: Path) -> bool:
    shorter = min(len(changed), len(wanted))
    return changed[:shorter] == wanted[:shorter]


def inverse(entry: Entry) -> tuple[Edit, ...]:
    """The edits that take a change back, in reverse order."""
    return tuple(_inverse(each) for each in reversed(entry.edits))


def _inverse(edit: Edit) -> Edit:
    if edit.op == "move" and isinstance(edit.new, list):
        target: list[str] = [str(key) for key in edit.new]
        return Edit("move", tuple(target), None, list(edit.path))
    if edit.op == "add" or edit.old is None:
        return Edit("remove", edit.path, edit.new)
    if edit.op == "remove" or edit.new is None:
        return Edit("add", edit.path, None, edit.old)
    return Edit("set", edit.path, edit.new, edit.old)
