"""What writers want of a plan: a change, or the taking back of one, done in memory on the newest state."""

from datetime import datetime

from improvement.model.change import Change, Conflict, Kind, Outcome, Refused, lookup
from improvement.store.edits import CannotEdit, clashes
from improvement.store.history import History, Step, inverse
from improvement.store.judged import Done, FactsOf, Judged, judged, touched_by
from improvement.store.plan_file import Move


def changing(change: Change, history: History, facts_of: FactsOf) -> Move:
    """All edits of a change or none; a field changed since is a Conflict, a plan that would break is Refused."""
    return lambda state, pending: _changed(state, pending, change, history, facts_of)


def undoing(who: str, when: datetime, number: int | None, history: History, facts_of: FactsOf) -> Move:
    """Take back the change numbered, else this person's newest. KeptError where there is none.

    The newest change that stands gives the very bytes back; an older one is undone by its inverse edits, so that other
    lines stay, and a field that was changed since is a Conflict.
    """

    def undo(state: Judged, pending: list[Step]) -> Done | Outcome:
        entry = history.to_undo(who, number)
        change = Change(who, when, state.document.revision, inverse(entry.edits), entry.why)
        # where the text is the one that the change made, all changes since were taken back themselves
        if state.issues or entry.after != state.document.revision:
            return _changed(state, pending, change, history, facts_of, "undo", entry.number)
        before = state.document.patched(entry.patch.inverse)
        after = judged(before, facts_of, state, touched_by(change.edits))
        step = Step(state.document, before, change, "undo", entry.number)
        return Refused(after.issues) if after.issues else Done(step, after)

    return undo


def _changed(
    state: Judged,
    pending: list[Step],
    change: Change,
    history: History,
    facts_of: FactsOf,
    kind: Kind = "change",
    undoes: int | None = None,
) -> Done | Outcome:
    document = state.document
    if state.plan is None or state.issues:
        return Refused(state.issues)
    if found := clashes(document.data, change.edits):
        by = history.author_of((each.path for each in found), pending)
        return Conflict(found, tuple(lookup(document.data, each.path) for each in found), by)
    try:
        after = judged(document.edited(change.edits), facts_of, state, touched_by(change.edits))
    except CannotEdit as wrong:
        return Refused((wrong.problem,))
    return Refused(after.issues) if after.issues else Done(Step(document, after.document, change, kind, undoes), after)
