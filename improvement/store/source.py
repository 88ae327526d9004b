"""Plan text to data with positions: PyYAML's events only, a strict subset of YAML, limits before anything recurses.

Every scalar stays the text that was typed (the schema decides its type); every value keeps its line and column.
Empty values are absent. Problems are gathered, so that a person sees all of them at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from improvement.errors import Issue, Place, Severity, advice, issue
from improvement.model.change import PlanForm

SIZE_LIMIT = 5_000_000
DEPTH_LIMIT = 12
NODE_LIMIT = 200_000
SCALAR_LIMIT = 65_536
BOM = b"\xef\xbb\xbf"
NULL_WORDS = frozenset(["~", "null", "Null", "NULL"])
KEY_ISSUES = frozenset(["unknown-key", "bad-key", "duplicate-key"])

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_COMMENT = re.compile(r"(^|\s)#", re.MULTILINE)

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """One text read: its data (None where nothing can be made of it), the issues, and where each path stands."""

    document: str
    text: str
    data: PlanForm
    issues: tuple[Issue, ...]
    keys: dict[tuple[str, ...], Position] = field(repr=False)
    values: dict[tuple[str, ...], Position] = field(repr=False)

    def place(self, path: tuple[str, ...], at_key: bool = False) -> Position:
        """Line and column (from 1) of a value, or of its key; of the nearest parent where the path is not written."""
        while path:
            for known in (self.keys,) if at_key else (self.values, self.keys):
                if path in known:
                    return known[path]
            path, at_key = path[:-1], False
        return (1, 1)

    def located(self, found: Issue) -> Issue:
        """The same issue with line and column."""
        where = found.where
        line, column = (where.line, where.column) if where.line else self.place(where.path, found.id in KEY_ISSUES)
        return Issue(found.id, found.severity, Place(self.document, where.path, line, column), found.facts)

    @property
    def has_comments(self) -> bool:
        """True where the text holds a comment besides the first line's schema reference."""
        body = self.text.split("\n", 1)[-1] if self.text.startswith("# yaml-language-server") else self.text
        return bool(_COMMENT.search(body))


def read_source(raw: bytes | str, document: str = "") -> Source:
    """Read plan text; never raises for what a person wrote."""
    data = raw.encode() if isinstance(raw, str) else raw
    text, problem = _decode(data.removeprefix(BOM), document)
    if problem is None:
        problem = next(_forbidden(text, document), None)
    if problem:
        return Source(document, text, None, (problem,), {}, {})
    builder = _Builder(document)
    tree = builder.read(text)
    hidden = tuple(_at(document, text, each, advice("hidden-direction")) for each in _DIRECTION.finditer(text))
    return Source(document, text, tree, tuple(builder.issues) + hidden, builder.keys, builder.values)


def _decode(data: bytes, document: str) -> tuple[str, Issue | None]:
    if len(data) > SIZE_LIMIT:
        return "", _error(document, (1, 1), "too-large", what="file", limit=SIZE_LIMIT)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        place = (before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8")) + 1)
        return "", _error(document, place, "not-utf8", byte=wrong.start, value=f"0x{data[wrong.start]:02x}")


def _forbidden(text: str, document: str) -> Iterator[Issue]:
    for pattern, id in ((_CONTROL, "control-character"), (_SEPARATOR, "bad-separator"), (_TAB_INDENT, "tab-indent")):
        for found in pattern.finditer(text):
            code = f"U+{ord(found[0][-1]):04X}"
            yield _at(document, text, found, issue(id, Severity.ERROR, code=code))


def _at(document: str, text: str, found: re.Match[str], problem: Issue) -> Issue:
    before = text[: found.end() - 1]
    place = Place(document, (), before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return Issue(problem.id, problem.severity, place, problem.facts)


def _error(document: str, position: Position, id: str, **facts: str | int) -> Issue:
    return issue(id, Severity.ERROR, Place(document, (), *position), **facts)


class _TooMuch(Exception):
    """A limit was passed: stop reading."""


@dataclass(slots=True)
class _Frame:
    """A map or list that is still open."""

    path: tuple[str, ...]
    container: dict[str, Any] | list[Any]
    key: str | None = None
    skip: bool = False


class _Builder:
    """Turns events into nested dict, list and str, iteratively."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.issues: list[Issue] = []
        self.keys: dict[tuple[str, ...], Position] = {}
        self.values: dict[tuple[str, ...], Position] = {}
        self.stack: list[_Frame] = []
        self.root: PlanForm = None
        self.nodes = 0
        self.documents = 0

    def read(self, text: str) -> PlanForm:
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._take(event)
        except _TooMuch:
            return None
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._report(place, "yaml-syntax", problem=wrong.problem or wrong.context or "")
            return None
        if not isinstance(self.root, dict):
            self._report((1, 1), "not-a-map")
            return None
        return self.root

    def _report(self, place: Position, id: str, **facts: str | int) -> None:
        self.issues.append(_error(self.document, place, id, **facts))

    def _take(self, event: Any) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._report(place, "more-documents")
                raise _TooMuch
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, place)

    def _node(self, event: Any, place: Position) -> None:
        self._limits(event, place)
        self._strictness(event, place)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, event, place)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            self._scalar(frame, event, place)
        else:
            container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            path, skip = self._attach(frame, container)
            if event.flow_style and not skip:
                self.values[path] = place
            self.stack.append(_Frame(path, container, skip=skip))

    def _limits(self, event: Any, place: Position) -> None:
        self.nodes += 1
        if len(self.stack) >= DEPTH_LIMIT and isinstance(event, yaml.CollectionStartEvent):
            self._report(place, "too-deep", limit=DEPTH_LIMIT)
        elif self.nodes > NODE_LIMIT:
            self._report(place, "too-large", what="number of values", limit=NODE_LIMIT)
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > SCALAR_LIMIT:
            self._report(place, "too-large", what="text", limit=SCALAR_LIMIT)
        else:
            return
        raise _TooMuch

    def _strictness(self, event: Any, place: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._report(place, "alias", name=event.anchor or "")
            raise _TooMuch
        if event.anchor:
            self._report(place, "anchor", name=event.anchor)
            raise _TooMuch
        if event.tag:
            self._report(place, "tag", name=event.tag)

    def _key(self, frame: _Frame, event: Any, place: Position) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._report(place, "complex-key")
            raise _TooMuch
        path = (*frame.path, event.value)
        if event.value == "<<":
            self._report(place, "merge-key")
        frame.skip = path in self.keys
        if frame.skip:
            self._report(place, "duplicate-key", key=event.value, first_line=self.keys[path][0])
        else:
            self.keys[path] = place
        frame.key = event.value

    def _scalar(self, frame: _Frame | None, event: Any, place: Position) -> None:
        if not event.style and event.value in NULL_WORDS:
            self._report(place, "null-word", word=event.value)
        empty = not event.style and not event.value
        path, skip = self._attach(frame, None if empty else event.value)
        if not skip and not empty:
            self.values[path] = place

    def _attach(self, frame: _Frame | None, value: Any) -> tuple[tuple[str, ...], bool]:
        if frame is None:
            self.root = value
            return (), False
        if isinstance(frame.container, list):
            path = (*frame.path, str(len(frame.container)))
            frame.container.append("" if value is None else value)
            return path, frame.skip
        key, skip = frame.key or "", frame.skip
        frame.key = None
        if value is not None and not skip:
            frame.container[key] = value
        return (*frame.path, key), skip
