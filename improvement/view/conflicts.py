"""A clash of two changes in words."""

from dataclasses import dataclass
from datetime import datetime

from improvement.model.change import Conflict
from improvement.model.plan import Plan
from improvement.view.field_names import CHARTER, field_name
from improvement.view.history import apart
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.value_words import field_value


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what it is, what stands there now, what this person wrote."""

    what: str
    theirs: str
    mine: str


def clashes(plan: Plan, conflict: Conflict) -> tuple[Clash, ...]:
    """Every clash, in the order of the edits."""
    pairs = zip(conflict.edits, conflict.theirs, strict=True)
    return tuple(
        Clash(_what(plan, edit.path), field_value(plan, edit.path, theirs), field_value(plan, edit.path, edit.new))
        for edit, theirs in pairs
    )


def clash_title(by: str, mine: datetime, theirs: datetime | None) -> str:
    """Who wrote the same, how long before or after (where that is known), and the question."""
    who = by or _("Somebody else")
    if theirs is None:
        return _("{who} changed the same meanwhile. Which shall stand?").format(who=who)
    return _("{who} and you changed the same, {apart}. Which shall stand?").format(who=who, apart=apart(theirs, mine))


def _what(plan: Plan, path: tuple[str, ...]) -> str:
    title = object_title(plan, path) if path[0] != CHARTER else plan.programme.title
    field = field_name(path)
    return f"{title} · {field}" if field else title or ".".join(path)
