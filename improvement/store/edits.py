"""Edits on plan data: all of a change or none; a field that somebody else changed since is a clash."""

from collections.abc import Iterable

from improvement.errors import Issue, Severity, issue
from improvement.model.change import Edit, Path, PlanForm, lookup


class CannotEdit(Exception):
    """An edit that makes no sense on this data."""

    def __init__(self, problem: Issue) -> None:
        super().__init__(problem.id)
        self.problem = problem


def clashes(data: PlanForm, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits whose place no longer holds the value that the person saw; `move` and `add` expect a free place."""
    return tuple(edit for edit in edits if lookup(data, edit.path) != edit.old and edit.op != "move")


def edited(data: dict[str, PlanForm], edits: Iterable[Edit]) -> dict[str, PlanForm]:
    """A new tree with the edits done in order; raises CannotEdit.

    The given tree is not touched; what no edit concerns is the same object in both, so that a large plan costs little.
    """
    tree = data
    for edit in edits:
        tree = _done(tree, edit)
    return tree


def _done(tree: dict[str, PlanForm], edit: Edit) -> dict[str, PlanForm]:
    if not edit.path:
        raise CannotEdit(_refused("edit-empty-path", edit.path))
    there = lookup(tree, edit.path)
    if edit.op == "move":
        if there is None or not isinstance(edit.new, list):
            raise CannotEdit(_refused("edit-nothing-there", edit.path))
        target = tuple(str(key) for key in edit.new)
        if lookup(tree, target) is not None:
            raise CannotEdit(_refused("edit-already-there", target))
        return put(put(tree, edit.path, None), target, there)
    if edit.op == "remove" and there is None:
        raise CannotEdit(_refused("edit-nothing-there", edit.path))
    if edit.op == "add" and there is not None:
        raise CannotEdit(_refused("edit-already-there", edit.path))
    return put(tree, edit.path, None if edit.op == "remove" else _pruned(edit.new))


def put(tree: dict[str, PlanForm], path: Path, value: PlanForm) -> dict[str, PlanForm]:
    """The tree with a value set or (None) removed; maps on the way are made, and removed again when empty."""
    changed = _changed(tree, path, value, path)
    return changed if isinstance(changed, dict) else {}


def _changed(node: PlanForm, path: Path, value: PlanForm, whole: Path) -> PlanForm:
    """The node with the value at a path below it; None where nothing is left of it."""
    key, rest = path[0], path[1:]
    if isinstance(node, dict):
        # no id is a number: what is missing above a first position is a list
        missing: PlanForm = [] if rest[:1] == ("0",) else {}
        new = _changed(node.get(key, missing), rest, value, whole) if rest else value
        if new is None:
            return {name: each for name, each in node.items() if name != key} or None
        return {**node, key: new}
    if isinstance(node, list) and key.isdecimal() and int(key) <= len(node) - bool(rest):
        place = int(key)
        new = _changed(node[place], rest, value, whole) if rest else value
        return [*node[:place], *([] if new is None else [new]), *node[place + 1 :]] or None
    raise CannotEdit(_refused("edit-not-a-map", whole))


def _pruned(value: PlanForm) -> PlanForm:
    """A copy without empty maps and lists: an empty value is absent."""
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := _pruned(each)) is not None} or None
    if isinstance(value, list):
        return [_pruned(each) for each in value] or None
    return value


def _refused(id: str, path: Path) -> Issue:
    return issue(id, Severity.ERROR, path, path=".".join(path))
