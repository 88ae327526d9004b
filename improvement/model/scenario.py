"""What if: a small tree of fields in the plan's own shape, laid over a plan. Nothing here touches the plan itself.

It means what a JSON merge patch means (RFC 7396): maps are merged key by key, any other value replaces, None removes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from improvement.model.base import Model
from improvement.model.change import Edit, Path, PlanForm
from improvement.model.values import Id, Text

Tree = dict[str, PlanForm]


class ScenarioHead(Model):
    """What scenarios/ID.yaml says of itself, beside the fields of the plan that it changes."""

    title: Text
    """The name that is shown."""
    builds_on: Id | None = None
    """Another scenario, over which this one is laid."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario; `tree` holds the fields that it changes, None where it removes one."""

    id: str
    title: str
    builds_on: str
    tree: Tree


def patched(data: PlanForm, tree: Tree) -> Tree:
    """The data with a tree laid over it. An empty map or list is an absent value, as everywhere in a plan."""
    found = dict(data) if isinstance(data, dict) else {}
    for key, wanted in tree.items():
        old = found.get(key)
        value = patched(old, wanted) if isinstance(wanted, dict) else wanted
        if value is None or (not value and isinstance(old, dict)):
            found.pop(key, None)
        elif value:
            found[key] = value
    return found


def patch(before: PlanForm, after: PlanForm) -> PlanForm:
    """What is to be laid over `before` so that it becomes `after`; an empty map where both are maps and equal."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return after
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return {key: patch(before.get(key), after.get(key)) for key in keys}


def difference(before: PlanForm, after: PlanForm, path: Path = ()) -> Iterator[Edit]:
    """The edits that lead from one state of a plan to another, each of the smallest field that differs."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield Edit("set", path, before, after)
        return
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield from difference(before.get(key), after.get(key), (*path, key))


def with_edit(tree: Tree, base: PlanForm, path: Path, new: PlanForm) -> Tree:
    """The tree with one more field changed, so that laid over `base` it gives `new` there; a field of base goes out."""
    key, rest = path[0], path[1:]
    below = base.get(key) if isinstance(base, dict) else None
    others = {name: each for name, each in tree.items() if name != key}
    if not rest:
        return others if new == below else {**tree, key: patch(below, new)}
    held = tree.get(key)
    inner = with_edit(held if isinstance(held, dict) else {}, below, rest, new)
    return {**tree, key: inner} if inner else others
