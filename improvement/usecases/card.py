"""What a promise card needs: the verdict, what can be done about it, and whether it may go public."""

from dataclasses import dataclass

from improvement.commitment.public import Condition, may_go_public
from improvement.commitment.remedies import Remedy, remedies
from improvement.commitment.verdicts import Feasibility
from improvement.usecases.opened import Opened
from improvement.usecases.promises import feasibility, promise_feasibility


@dataclass(frozen=True, slots=True)
class Card:
    """A verdict with its remedies; `conditions` are empty for a standard that nobody has promised yet."""

    found: Feasibility
    remedies: tuple[Remedy, ...]
    conditions: tuple[Condition, ...]


def card(programme: Opened, id: str, is_promise: bool) -> Card:
    """The card of a promise, or of a standard. KeyError for an unknown id."""
    if not is_promise:
        found = feasibility(programme, id)
        return Card(found, remedies(found), ())
    found = promise_feasibility(programme, id)
    return Card(found, remedies(found), may_go_public(programme.plan, id, found))
