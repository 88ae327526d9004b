"""Where a hand save and the app both wrote: the file's value stands until somebody chooses."""

from dataclasses import dataclass
from datetime import datetime

from improvement.model.change import Edit, Logged, PlanForm, lookup
from improvement.usecases.history import changes
from improvement.usecases.opened import Opened


@dataclass(frozen=True, slots=True)
class HandClash:
    """One field: `edit` leads from the file's value to the one that `by` had written in the app; saved `when`."""

    edit: Edit
    by: str
    when: datetime


def hand_clashes(programme: Opened, data: PlanForm) -> tuple[HandClash, ...]:
    """The clashes that nobody has settled: where the file's value still stands and no change concerned it since."""
    log = changes(programme)
    return tuple(
        HandClash(edit, _author(log[:place], edit), each.when)
        for place, each in enumerate(log)
        for edit in each.clashes
        if lookup(data, edit.path) == edit.old and not any(_concerns(later, edit) for later in log[place + 1 :])
    )


def _author(before: tuple[Logged, ...], edit: Edit) -> str:
    return next((each.who for each in reversed(before) if _concerns(each, edit)), "")


def _concerns(change: Logged, edit: Edit) -> bool:
    places = [each.path for each in change.edits]
    return any(edit.path[: len(place)] == place[: len(edit.path)] for place in places)


def leaving(clash: HandClash) -> Edit:
    """The edit that settles a clash for the file: it changes nothing, and the history names who chose."""
    return Edit("set", clash.edit.path, clash.edit.old, clash.edit.old)
