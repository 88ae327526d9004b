"""Objects of a plan by the names that people gave them."""

from collections.abc import Mapping

from improvement.model.base import Model
from improvement.model.change import Path
from improvement.model.plan import Plan, SharedPeople
from improvement.view.language import language


def object_title(plan: Plan, path: Path) -> str:
    """The name of the object at a path: statement, slogan, wording or title; its id where it has none; else empty."""
    if len(path) < 3:
        return ""
    entries = getattr(getattr(plan, path[0]), path[1], {})
    if not isinstance(entries, Mapping):
        # a part of the charter such as its calendar
        return ""
    found = entries.get(path[2])
    if not isinstance(found, Model):
        return path[2]
    # asking a model for a field that it lacks takes long, and a page asks a thousand times
    fields = vars(found)
    local = fields.get("slogan") or fields.get("text")
    if local:
        return str(local.show(language()))
    names = (fields.get(name) for name in ("statement", "title", "need", "name"))
    return str(next((name for name in names if name), path[2]))


def people_names(plan: Plan, shared: SharedPeople) -> dict[str, str]:
    """Names of persons and teams by id: the plan's, then those that programmes share."""
    own = {id: person.name for id, person in plan.programme.people.items()}
    return own | {id: person.name for id, person in shared.people.items() if id not in own}
