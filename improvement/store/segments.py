"""Plan text cut into segments of whole lines, one for each entry of depth 1 to 3, so that texts compare by entity.

The cut looks at indentation only: it never fails and costs little. What is put together from segments is read again.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from improvement.model.change import Path
from improvement.store.patch import Patch

DEPTH = 3
# what stands before the first entry, and behind the last one
HEAD: Path = ("",)
TAIL: Path = ("\n",)

_ENTRY = re.compile(r""" *(?:"([^"]*)"|'([^']*)'|((?:[^\s#"'\-\[\]{},&*!|>%@`?]|-[^\s#])[^#\n]*?)) *:(?:[ \r\n]|\Z)""")
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_Found = tuple[Path, int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """One text in segments, in order: path of the entry, where the segment starts, how far the entry is indented.

    Comments and blank lines belong to the entry below them; a comment indented deeper than that, to the one above.
    """

    text: str
    paths: list[Path] = field(repr=False)
    starts: list[int] = field(repr=False)
    indents: list[int] = field(repr=False)

    def segments(self, first: int = 0, last: int | None = None) -> dict[Path, str]:
        """The texts of some segments (default: all); of a path that stands twice only the last."""
        last = len(self.paths) if last is None else last
        ends = [*self.starts[first + 1 : last + 1], len(self.text)]
        return {
            path: self.text[start:end]
            for path, start, end in zip(self.paths[first:last], self.starts[first:last], ends, strict=False)
        }

    @property
    def is_clear(self) -> bool:
        """Whether every segment has a path of its own."""
        return len(set(self.paths)) == len(self.paths)


def cut(text: str) -> Cut:
    """Cut a whole text."""
    found = list(_entries(text, 0, len(text), []))
    if text and (not found or found[0][1]):
        found.insert(0, (HEAD, 0, 0))
    return Cut(text, *_columns(found))


def recut(known: Cut, text: str) -> tuple[Cut, set[Path], dict[Path, str]]:
    """Cut a text that differs little from one that is cut: the cut, the paths concerned, and their segments now."""
    patch = Patch.between(known.text, text)
    shift, end = len(text) - len(known.text), patch.start + len(patch.removed)
    # one segment more on both sides: a changed line may belong to the neighbour now
    first = max(0, bisect.bisect_right(known.starts, patch.start) - 2)
    last = min(bisect.bisect_left(known.starts, end) + 1, len(known.paths))
    stop = known.starts[last] + shift if last < len(known.paths) else len(text)
    inside = list(_entries(text, known.starts[first], stop, _above(known, first))) if first else []
    if not inside or (last < len(known.paths) and inside[-1][0] != known.paths[last - 1]):
        fresh = cut(text)
        return fresh, {*known.paths, *fresh.paths}, fresh.segments()
    paths, starts, indents = _columns(inside)
    after = Cut(
        text,
        known.paths[:first] + paths + known.paths[last:],
        known.starts[:first] + starts + [each + shift for each in known.starts[last:]],
        known.indents[:first] + indents + known.indents[last:],
    )
    return after, {*known.paths[first:last], *paths}, after.segments(first, first + len(paths))


def _columns(found: list[_Found]) -> tuple[list[Path], list[int], list[int]]:
    return [each[0] for each in found], [each[1] for each in found], [each[2] for each in found]


def _above(known: Cut, index: int) -> list[tuple[int, Path]]:
    """The entries that the entry of a segment stands in, each with its indentation."""
    above: list[tuple[int, Path]] = []
    wanted = known.paths[index][:-1]
    for position in range(index - 1, -1, -1):
        if not wanted:
            break
        if known.paths[position] == wanted:
            above.insert(0, (known.indents[position], wanted))
            wanted = wanted[:-1]
    return above


def _entries(text: str, start: int, stop: int, above: list[tuple[int, Path]]) -> Iterator[_Found]:
    """Path, start and indentation of each segment in a part of a text; `above`: the entries that it stands in."""
    run: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, stop):
        body = line[0].lstrip(" ")
        indent = len(line[0]) - len(body)
        if body[0] in "#\r\n":
            run.append((line.start(), indent if body[0] == "#" else 0))
            continue
        if (len(above) < DEPTH or indent <= above[-1][0]) and (entry := _ENTRY.match(line[0])):
            while above and above[-1][0] >= indent:
                above.pop()
            if len(above) < DEPTH:
                path = (*(above[-1][1] if above else ()), entry[1] or entry[2] or entry[3] or "")
                above.append((indent, path))
                yield path, _lead(run, line.start(), indent), indent
        run = []
    if stop == len(text) and (tail := _lead(run, stop, 0)) < stop:
        yield TAIL, tail, 0


def _lead(run: list[tuple[int, int]], start: int, indent: int) -> int:
    """Where the comments and blank lines begin that belong to the entry below them."""
    for begin, deep in reversed(run):
        if deep > indent:
            break
        start = begin
    return start
