"""A clash of two changes in words."""

from dataclasses import dataclass
from datetime import datetime

from improvement.model.change import Conflict, PlanForm
from improvement.model.plan import Plan
from improvement.view.field_names import CHARTER, field_name
from improvement.view.history import apart
from improvement.view.language import _
from improvement.view.names import object_title

PERSONS = frozenset(["owner", "sponsor", "decided_by", "by"])


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
        Clash(_what(plan, edit.path), _words(plan, edit.path, theirs), _words(plan, edit.path, edit.new))
        for edit, theirs in pairs
    )


def _words(plan: Plan, path: tuple[str, ...], value: PlanForm) -> str:
    """A value as people know it: a person by name."""
    person = plan.programme.people.get(value) if path[-1] in PERSONS and isinstance(value, str) else None
    return person.name if person else value_words(value)


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


def value_words(value: PlanForm) -> str:
    """A value in plan form as one line of text."""
    if value in (None, "", [], {}):
        return _("empty")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_words(each)}" for key, each in value.items())
    return ", ".join(map(value_words, value)) if isinstance(value, list) else str(value)
