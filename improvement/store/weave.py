"""One text from two that were changed at once: segment by segment the very text of the side that changed it."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

from improvement.model.change import Path
from improvement.store.segments import cut

LINES_LIMIT = 400
"""Longer segments are not joined line by line: the time for that grows with the square of their length."""
_COMMENT = re.compile(r"(?<![^ ])#.*\n")

Segments = dict[Path, str]
_Lines = list[str]
# from a line of the base to before another: the lines that stand there instead
_Change = tuple[int, int, list[str]]


def woven(bases: Iterable[str], app: str, file: str, fits: Callable[[Path, str], bool]) -> str | None:
    """The file's text with what only the app changed since the base; None where a text has no clear segments.

    With several bases a side has changed nothing only where all of them say so. A segment that both changed is joined
    line by line, on the last base; a line that both changed is the file's. Where `fits` (its path and text) says that
    this is no entry any more, the segment is the file's. A removed entry whose inner entries stay keeps its own line.
    """
    cuts = [cut(each) for each in (file, app, *bases)]
    if not all(each.is_clear for each in cuts):
        return None
    mine, theirs, *before = (each.segments() for each in cuts)
    order = _order(mine, theirs)
    chosen = {path: _chosen(path, [each.get(path) for each in before], theirs, mine, fits) for path in order}
    for path in order:
        for depth in range(1, len(path) if chosen[path] is not None else 0):
            above = path[:depth]
            if chosen.get(above) is None:
                chosen[above] = mine.get(above) or theirs.get(above)
    return _text([text for path in order if (text := chosen[path])], "\r\n" if "\r\n" in file else "\n")


def _text(segments: _Lines, line_end: str) -> str:
    """Segments one behind the other; one that was the last of its text may lack the end of its line."""
    ended = [each if each.endswith("\n") else each + line_end for each in segments[:-1]]
    return "".join([*ended, *segments[-1:]])


def _order(mine: Segments, theirs: Segments) -> tuple[Path, ...]:
    """All paths in my order; what only they have stands behind the neighbour that it has in their text."""
    inside: dict[Path, list[Path]] = {}
    for path in mine:
        inside.setdefault(path[:-1], []).append(path)
    last: dict[Path, Path] = {}
    for path in theirs:
        siblings, before = inside.setdefault(path[:-1], []), last.get(path[:-1])
        if path not in mine:
            siblings.insert(siblings.index(before) + 1 if before else 0, path)
        last[path[:-1]] = path
    return tuple(_walk(inside, ()))


def _walk(inside: dict[Path, list[Path]], parent: Path) -> Iterator[Path]:
    for path in inside.get(parent, ()):
        yield path
        yield from _walk(inside, path)


def _chosen(
    path: Path, before: list[str | None], theirs: Segments, mine: Segments, fits: Callable[[Path, str], bool]
) -> str | None:
    app, file = theirs.get(path), mine.get(path)
    if app == file or all(each == app for each in before):
        return file
    if all(each == file for each in before):
        return app
    if app is None or file is None or before[-1] is None:
        return file
    if max(map(len, lines := [each.splitlines(keepends=True) for each in (before[-1], app, file)])) > LINES_LIMIT:
        return file
    joined = _joined(*lines)
    return joined if fits(path, joined) else file


def _joined(base: _Lines, app: _Lines, file: _Lines) -> str:
    """The file's changes of lines, and those of the app's that touch none of them; of the others the comments."""
    mine, theirs = list(_changes(base, file)), list(_changes(base, app))
    touched = [each for each in theirs if any(_touch(each, other) for other in mine)]
    known = {found[0] for line in (*base, *file) for found in _COMMENT.finditer(line)}
    remarks = [(first, first, _remarks(new, known)) for first, _last, new in touched]
    lines, at = _Lines(), 0
    for first, last, new in sorted([*mine, *remarks, *(each for each in theirs if each not in touched)]):
        lines += [*base[at:first], *new]
        at = max(at, last)
    return "".join([*lines, *base[at:]])


def _remarks(lines: _Lines, known: set[str]) -> _Lines:
    """The comments in some lines that are not known, each as a line of its own."""
    found = [(line, each[0]) for line in lines for each in _COMMENT.finditer(line) if each[0] not in known]
    return [line[: len(line) - len(line.lstrip(" "))] + comment for line, comment in found]


def _changes(base: _Lines, side: _Lines) -> Iterator[_Change]:
    """What one side changed, line by line where it put as many lines as it took."""
    for kind, first, last, start, stop in difflib.SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == stop - start:
            yield from ((first + n, first + n + 1, side[start + n : start + n + 1]) for n in range(last - first))
        elif kind != "equal":
            yield first, last, side[start:stop]


def _touch(one: _Change, other: _Change) -> bool:
    return one[:2] == other[:2] or (one[0] < other[1] and other[0] < one[1])
