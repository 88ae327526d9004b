"""Values of plan fields as people read them."""

from improvement.model.change import Path, PlanForm
from improvement.model.plan import Plan
from improvement.view.language import _

PERSONS = frozenset(["owner", "sponsor", "decided_by", "by"])


def field_value(plan: Plan, path: Path, value: PlanForm) -> str:
    """The value of a field as people know it: a person by name."""
    person = plan.programme.people.get(value) if path[-1] in PERSONS and isinstance(value, str) else None
    return person.name if person else value_words(value)


def value_words(value: PlanForm) -> str:
    """A value in plan form as one line of text."""
    if value in (None, "", [], {}):
        return _("empty")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_words(each)}" for key, each in value.items())
    return ", ".join(map(value_words, value)) if isinstance(value, list) else str(value)
