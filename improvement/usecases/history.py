"""The past of a programme: its changes, the one that a person may take back, and taking it back."""

from collections.abc import Collection

from improvement.errors import KeptError
from improvement.model.change import Logged, Outcome, Path
from improvement.usecases.opened import Opened


def changes(programme: Opened) -> tuple[Logged, ...]:
    """Every change since the journal began, the oldest first; none where it is damaged or the folder is read-only."""
    store = programme.workspace.store
    key = ("changes", programme.id, store.revision(programme.id), store.journal_size(programme.id))
    return programme.workspace.remember(key, lambda: _read(programme))


def _read(programme: Opened) -> tuple[Logged, ...]:
    try:
        return programme.workspace.store.log(programme.id)
    except (KeptError, OSError):
        return ()


def own_newest(programme: Opened, who: str) -> Logged | None:
    """The newest change of a person that still stands; None where there is none."""
    own = [each for each in changes(programme) if each.kind == "change" and each.who == who and not each.undone]
    return own[-1] if own else None


def newest_of(programme: Opened, paths: Collection[Path]) -> Logged | None:
    """The newest change of one of these places, or of what stands above or below it; None where there is none."""
    for each in reversed(changes(programme)):
        places = [edit.path for edit in each.edits]
        if any(path[: len(place)] == place[: len(path)] for place in places for path in paths):
            return each
    return None


def undo(programme: Opened, who: str, number: int) -> Outcome:
    """Take back one change. KeptError where it no longer stands."""
    return programme.workspace.store.undo(programme.id, who, programme.workspace.now(), number)
