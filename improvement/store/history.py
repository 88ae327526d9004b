"""The history of one plan: what was changed by whom, what a crash interrupted, and what can be taken back."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Change, Edit, Kind, Logged, Path
from improvement.store.document import Document, revision_of
from improvement.store.journal import Entry, Journal
from improvement.store.patch import Patch

BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was done in memory: the text before and after; `saved`: a hand save as it came."""

    before: Document
    after: Document
    change: Change
    kind: Kind = "change"
    undoes: int | None = None
    saved: Document | None = None
    clashes: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The journal with what it means."""

    journal: Journal

    def record(self, steps: Iterable[Step]) -> None:
        """Commit steps to the journal, all of them at once."""
        steps = list(steps)
        number = len(self.journal.entries())
        lines = [_entry(number + place, each) for place, each in enumerate(steps, 1)]
        if self.journal.beginning() is None:
            lines.insert(0, _beginning(steps[0].before, steps[0].change.when))
        self.journal.append(*lines)

    def log(self) -> tuple[Logged, ...]:
        """What people see of the journal, the oldest first."""
        entries = self.journal.entries()
        undone = {each.undoes for each in entries if each.undoes}
        return tuple(
            Logged(
                each.number, each.kind, each.who, each.when, each.why, each.edits, each.number in undone, each.clashes
            )
            for each in entries
        )

    def newest(self) -> str:
        """The revision that the journal leads to; empty where there is none."""
        entries, begin = self.journal.entries(), self.journal.beginning()
        if entries:
            return entries[-1].after
        return begin.after if begin else ""

    def first(self) -> str:
        """The revision with which the history began; empty where there is none."""
        begin = self.journal.beginning()
        return begin.after if begin else ""

    def text(self) -> str | None:
        """The newest text, made from the first one and all changes; None where there is no journal.

        KeptError (history-broken) where a change does not fit.
        """
        begin = self.journal.beginning()
        if begin is None:
            return None
        text = begin.patch.added
        for entry in self.journal.entries():
            text = _fitting(entry, entry.patch.forward, text)
        return text

    def texts(self, newest: str) -> Iterator[str]:
        """Every text since the history began, hand saves as they came among them, the newest first."""
        yield newest
        for entry in reversed(self.journal.entries()):
            if entry.saved:
                yield entry.saved.forward(newest)
            newest = entry.patch.backward(newest)
            yield newest

    def saved(self) -> "Saved":
        """The hand saves as they came."""
        return Saved(frozenset(each.saved_as for each in self.journal.entries() if each.saved))

    def has(self, revision: str) -> bool:
        """Whether the plan had this text once."""
        return revision == self.first() or any(each.after == revision for each in self.journal.entries())

    def since(self, revision: str) -> tuple[Entry, ...] | None:
        """The changes since a text; None where the plan never had it."""
        entries = self.journal.entries()
        for place in range(len(entries), 0, -1):
            if entries[place - 1].after == revision:
                return entries[place:]
        return entries if revision == self.first() else None

    def leads(self, start: str, end: str) -> bool:
        """Whether changes lead from the last time the plan had a text to another, or both are the same."""
        since = self.since(start)
        return since is not None and end in (start, *(each.after for each in since))

    def took_in(self, start: str, revision: str) -> bool:
        """Whether a text is a hand save that was taken in since another text."""
        return any(each.saved_as == revision for each in self.since(start) or () if each.saved)

    def author_of(self, paths: Iterable[Path], pending: Iterable[Step] = ()) -> str:
        """Who changed one of these places last, in steps not yet recorded or before; empty where nobody did."""
        wanted = list(paths)
        steps = [(each.change.edits, each.change.who) for each in pending]
        entries = [(each.edits, each.who) for each in self.journal.entries()]
        for edits, who in reversed([*entries, *steps]):
            if any(_touches(edit.path, path) for edit in edits for path in wanted):
                return who
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

    def check(self, now: str) -> int:
        """Make every text again and compare it with its hash, the last one with `now`; how many changes held.

        KeptError (history-broken) at the first change that does not fit.
        """
        made, count = self.text(), len(self.journal.entries())
        if made is not None and made != now:
            raise KeptError(issue("history-broken", Severity.ERROR, number=count))
        return count


@dataclass(frozen=True, slots=True)
class Saved(Container[str]):
    """Texts, known by their revisions."""

    revisions: frozenset[str]

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and revision_of(text) in self.revisions


def _entry(number: int, step: Step) -> Entry:
    change, patch = step.change, Patch.between(step.before.text, step.after.text)
    return Entry(
        number=number,
        kind=step.kind,
        who=change.who,
        when=change.when,
        why=change.why,
        edits=change.edits,
        before=step.before.revision,
        after=step.after.revision,
        patch=patch,
        undoes=step.undoes,
        saved=Patch.between(step.after.text, step.saved.text) if step.saved else None,
        saved_as=step.saved.revision if step.saved else "",
        clashes=step.clashes,
    )


def _beginning(first: Document, when: datetime) -> Entry:
    whole = Patch(0, "", first.text)
    return Entry(0, "hand", BY_HAND, when, "", (), revision_of(""), first.revision, whole)


def _fitting(entry: Entry, swap: Callable[[str], str], text: str) -> str:
    """The text on the other side of a change, both sides compared with their hashes."""
    ends = (entry.before, entry.after)
    try:
        other = swap(text)
    except ValueError:
        other = text
    if {revision_of(text), revision_of(other)} != set(ends):
        raise KeptError(issue("history-broken", Severity.ERROR, number=entry.number))
    return other


def _touches(changed: Path, wanted: Path) -> bool:
    shorter = min(len(changed), len(wanted))
    return changed[:shorter] == wanted[:shorter]


def inverse(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take edits back, in reverse order."""
    return tuple(_inverse(each) for each in reversed(edits))


def _inverse(edit: Edit) -> Edit:
    if edit.op == "move" and isinstance(edit.new, list):
        target: list[str] = [str(key) for key in edit.new]
        return Edit("move", tuple(target), None, list(edit.path))
    if edit.op == "add" or edit.old is None:
        return Edit("remove", edit.path, edit.new)
    if edit.op == "remove" or edit.new is None:
        return Edit("add", edit.path, None, edit.old)
    return Edit("set", edit.path, edit.new, edit.old)
