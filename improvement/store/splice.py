"""Edits in the text of a plan: only lines that an edit concerns change; comments, order, quoting, blank lines stay.

Each edit replaces a part of the text; the result is read again and must hold exactly the wanted data, else refused.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from improvement.errors import Severity, issue
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.store.edits import CannotEdit, edited
from improvement.store.emit import emit, entry, scalar
from improvement.store.source import Source, read_source

SECTIONS = tuple(Plan.model_fields)


def spliced(source: Source, edits: Iterable[Edit]) -> Source:
    """The text with the edits done in order, read again. CannotEdit for an edit that makes no sense on it."""
    for edit in edits:
        source = _done(source, edit)
    return source


def _done(source: Source, edit: Edit) -> Source:
    assert isinstance(source.data, dict)  # only texts without errors are edited
    wanted = edited(source.data, (edit,))
    text = new_text(source, edit, wanted)
    after = replace(read_source(text, source.document), has_mark=source.has_mark)
    if any(each.severity is Severity.ERROR for each in after.issues) or after.data != wanted:
        raise CannotEdit(issue("edit-not-possible", Severity.ERROR, edit.path, path=".".join(edit.path)))
    return after


def new_text(source: Source, edit: Edit, wanted: dict[str, PlanForm]) -> str:
    """The text after one edit; `wanted` is the data of the whole plan then. The caller reads it again to be sure."""
    if wanted == source.data:
        return source.text
    if () in source.flow:
        # a whole plan in brackets has no lines of its own
        return emit(wanted, modeline="")
    if edit.op == "move" and isinstance(edit.new, list):
        target = tuple(str(key) for key in edit.new)
        if target[:-1] == edit.path[:-1]:
            return _replaced(source.text, source.key_extents[edit.path], scalar(target[-1]))
        removed = read_source(_without(source, edit.path, wanted), source.document)
        return _with(removed, target, wanted)
    # where an entry of a list goes, the next one takes its place
    if edit.new is None or lookup(wanted, edit.path) is None:
        return _without(source, edit.path, wanted)
    return _with(source, edit.path, wanted)


def _replaced(text: str, extent: tuple[int, int], new: str) -> str:
    return text[: extent[0]] + new + text[extent[1] :]


def _with(source: Source, path: Path, wanted: PlanForm) -> str:
    """The text with the wanted value at a path."""
    new, extent = lookup(wanted, path), source.extents.get(path)
    old = lookup(source.data, path)
    if isinstance(new, str) and isinstance(old, str) and extent and "\n" not in new + source.text[slice(*extent)]:
        return _replaced(source.text, extent, scalar(new, in_flow=path in source.flow))
    place = _line_entry(source, path)
    if place in source.key_extents:
        return _entry_replaced(source, place, lookup(wanted, place))
    return _entry_added(source, place, lookup(wanted, place))


def _line_entry(source: Source, path: Path) -> Path:
    """The deepest entry on the way to a path that can be written as lines of its own, in a map of block style."""
    for depth in range(len(source.prefix) + 1, len(path) + 1):
        here, inside = path[:depth], source.extents.get(path[:depth])
        is_open = isinstance(lookup(source.data, here), dict) and here not in source.flow
        if here not in source.key_extents or inside is None or not is_open:
            return here
    return path


def _without(source: Source, path: Path, wanted: PlanForm) -> str:
    """The text without a path, and without the maps that are empty then; a comment behind a value stays as a line."""
    while len(path) > 1 and lookup(wanted, path[:-1]) is None:
        path = path[:-1]
    place = _line_entry(source, path)
    if place != path:
        return _entry_replaced(source, place, lookup(wanted, place))
    start, end, behind = _lines(source, path)
    comment = behind.strip()
    kept = " " * _column(source, path) + comment + _newline(source) if comment else ""
    return source.text[:start] + kept + source.text[end:]


def _entry_replaced(source: Source, path: Path, value: PlanForm) -> str:
    """The lines of an entry written anew; a comment behind its value stays."""
    start, end, behind = _lines(source, path)
    indent = _column(source, path)
    lines = entry(path[-1], value, indent)
    if lines.count("\n") == 1:
        lines = lines[:-1] + behind + "\n"
    elif behind.strip():
        lines = " " * indent + behind.strip() + "\n" + lines
    return _put(source, start, end, lines)


def _entry_added(source: Source, path: Path, value: PlanForm) -> str:
    """A new entry behind the last one of its map, indented like it."""
    siblings = [key for key in source.key_extents if len(key) == len(path) and key[:-1] == path[:-1]]
    if len(path) == 1:
        # sections stand in the order of the loop
        before = SECTIONS[: SECTIONS.index(path[0])] if path[0] in SECTIONS else SECTIONS
        siblings = [key for key in siblings if key[0] in before] or siblings
    last = max(siblings, key=lambda key: source.key_extents[key][0])
    _start, end, _behind = _lines(source, last)
    lines = entry(path[-1], value, _column(source, last))
    if len(path) == 1:
        lines = "\n" + lines
    return _put(source, end, end, lines)


def _lines(source: Source, path: Path) -> tuple[int, int, str]:
    """The whole lines of an entry, from its key's line to its last value's; and what stands behind that value."""
    first, key_end = source.key_extents[path]
    _value_start, value_end = source.extents.get(path, (0, 0))
    end = max(value_end, source.text.find(":", key_end) + 1)
    start = source.text.rfind("\n", 0, first) + 1
    stop = source.text.find("\n", end)
    if stop < 0:
        return start, len(source.text), source.text[end:]
    return start, stop + 1, source.text[end:stop].rstrip("\r")


def _column(source: Source, path: Path) -> int:
    first = source.key_extents[path][0]
    return first - (source.text.rfind("\n", 0, first) + 1)


def _newline(source: Source) -> str:
    return "\r\n" if re.search(r"\r\n", source.text) else "\n"


def _put(source: Source, start: int, end: int, lines: str) -> str:
    before, after = source.text[:start], source.text[end:]
    if before and not before.endswith("\n"):
        before += _newline(source)
    return before + lines.replace("\n", _newline(source)) + after
