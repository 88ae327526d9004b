"""Edits on plan data: all of a change or none; a field that somebody else changed since is a clash."""

import copy
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
    """A new tree with the edits done in order; raises CannotEdit. The given tree is not touched."""
    tree = copy.deepcopy(data)
    for edit in edits:
        _do(tree, edit)
    return tree


def _do(tree: dict[str, PlanForm], edit: Edit) -> None:
    if not edit.path:
        raise CannotEdit(_refused("edit-empty-path", edit.path))
    if edit.op == "move":
        moved = lookup(tree, edit.path)
        if moved is None or not isinstance(edit.new, list):
            raise CannotEdit(_refused("edit-nothing-there", edit.path))
        target = tuple(str(key) for key in edit.new)
        if lookup(tree, target) is not None:
            raise CannotEdit(_refused("edit-already-there", target))
        _put(tree, edit.path, None)
        _put(tree, target, moved)
        return
    if edit.op == "remove" and lookup(tree, edit.path) is None:
        raise CannotEdit(_refused("edit-nothing-there", edit.path))
    if edit.op == "add" and lookup(tree, edit.path) is not None:
        raise CannotEdit(_refused("edit-already-there", edit.path))
    _put(tree, edit.path, None if edit.op == "remove" else _pruned(edit.new))


def _put(tree: dict[str, PlanForm], path: Path, value: PlanForm) -> None:
    """Set or (with None) remove the value at a path; maps on the way are made, and removed again when empty."""
    inner: PlanForm = tree
    for key in path[:-1]:
        if isinstance(inner, dict):
            inner = inner.setdefault(key, {})
        elif isinstance(inner, list) and key.isdecimal() and int(key) < len(inner):
            inner = inner[int(key)]
        else:
            raise CannotEdit(_refused("edit-not-a-map", path))
    _put_in(inner, path, copy.deepcopy(value))
    if value is None and len(path) > 1 and lookup(tree, path[:-1]) in ({}, []):
        _put(tree, path[:-1], None)


def _pruned(value: PlanForm) -> PlanForm:
    """A copy without empty maps and lists: an empty value is absent."""
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := _pruned(each)) is not None} or None
    if isinstance(value, list):
        return [_pruned(each) for each in value] or None
    return value


def _put_in(inner: PlanForm, path: Path, value: PlanForm) -> None:
    key = path[-1]
    if isinstance(inner, dict):
        if value is None:
            inner.pop(key, None)
        else:
            inner[key] = value
    elif isinstance(inner, list) and key.isdecimal() and int(key) <= len(inner):
        inner[int(key) : int(key) + 1] = [] if value is None else [value]
    else:
        raise CannotEdit(_refused("edit-not-a-map", path))


def _refused(id: str, path: Path) -> Issue:
    return issue(id, Severity.ERROR, path, path=".".join(path))
