"""YAML events to nested dict, list and str with positions: iteratively, limits checked before anything recurses."""

from dataclasses import dataclass
from typing import Any

import yaml

from improvement.errors import Issue, Place, Severity, issue
from improvement.model.change import PlanForm

DEPTH_LIMIT = 12
NODE_LIMIT = 200_000
SCALAR_LIMIT = 65_536
NULL_WORDS = frozenset(["~", "null", "Null", "NULL"])

Position = tuple[int, int]
Extent = tuple[int, int]


def error(document: str, position: Position, id: str, **facts: str | int) -> Issue:
    """An error at a line and column."""
    return issue(id, Severity.ERROR, Place(document, (), *position), **facts)


def _extent(event: Any) -> Extent:
    return event.start_mark.index, event.end_mark.index


class _TooMuch(Exception):
    """A limit was passed: stop reading."""


@dataclass(slots=True)
class _Frame:
    """A map or list that is still open."""

    path: tuple[str, ...]
    container: dict[str, Any] | list[Any]
    key: str | None = None
    skip: bool = False
    start: int = 0
    end: int = 0
    flow: bool = False


class TreeBuilder:
    """Turns events into nested dict, list and str, iteratively; all paths begin with the keys of `prefix`."""

    def __init__(self, document: str, prefix: tuple[str, ...] = ()) -> None:
        self.document = document
        self.prefix = prefix
        self.issues: list[Issue] = []
        self.keys: dict[tuple[str, ...], Position] = {}
        self.values: dict[tuple[str, ...], Position] = {}
        self.key_extents: dict[tuple[str, ...], Extent] = {}
        self.extents: dict[tuple[str, ...], Extent] = {}
        self.flow: set[tuple[str, ...]] = set()
        self.text = ""
        self.stack: list[_Frame] = []
        self.root: PlanForm = None
        self.nodes = 0
        self.documents = 0

    def read(self, text: str) -> PlanForm:
        """The map of one text, None where nothing can be made of it; issues and places gather on the way."""
        self.text = text
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
        self.issues.append(error(self.document, place, id, **facts))

    def _take(self, event: Any) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        # the most frequent kinds first: a plan has tens of thousands of them
        if isinstance(event, yaml.NodeEvent):
            self._node(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._report(place, "more-documents")
                raise _TooMuch

    def _node(self, event: Any, place: Position) -> None:
        self._limits(event, place)
        self._strictness(event, place)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, event, place)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(frame, event, place)
        else:
            container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            path, skip = self._attach(frame, container)
            if event.flow_style and not skip:
                self.values[path] = place
            start, flow = _extent(event)[0], bool(event.flow_style) or (frame is not None and frame.flow)
            self.stack.append(_Frame(path, container, None, skip, start, start, flow))

    def _close(self, event: Any) -> None:
        """The end of a map or list: in brackets the bracket, else the end of its last value."""
        frame = self.stack.pop()
        end = _extent(event)[1] if frame.flow else frame.end
        self._extend(frame.path, (frame.start, end), frame.skip, frame.flow)

    def _extend(self, path: tuple[str, ...], extent: Extent, skip: bool, flow: bool) -> None:
        if self.stack:
            self.stack[-1].end = extent[1]
        if not skip:
            self.extents[path] = extent
            if flow:
                self.flow.add(path)

    def _limits(self, event: Any, place: Position) -> None:
        self.nodes += 1
        if len(self.prefix) + len(self.stack) >= DEPTH_LIMIT and isinstance(event, yaml.CollectionStartEvent):
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
        path, extent = (*frame.path, event.value), _extent(event)
        if event.value == "<<":
            self._report(place, "merge-key")
        frame.skip = path in self.keys
        if frame.skip:
            self._report(place, "duplicate-key", key=event.value, first_line=self.keys[path][0])
        else:
            self.keys[path] = place
            self.key_extents[path] = extent
        frame.key = event.value
        frame.end = max(self.text.find(":", extent[1]) + 1, extent[1])

    def _scalar(self, frame: _Frame | None, event: Any, place: Position) -> None:
        if not event.style and event.value in NULL_WORDS:
            self._report(place, "null-word", word=event.value)
        empty = not event.style and not event.value
        path, skip = self._attach(frame, None if empty else event.value)
        if not empty:
            self.values.setdefault(path, place)
            # a block text ends with its last line, not where the next key begins
            start, end = _extent(event)
            end = start + len(self.text[start:end].rstrip())
            self._extend(path, (start, end), skip, frame is not None and frame.flow)

    def _attach(self, frame: _Frame | None, value: Any) -> tuple[tuple[str, ...], bool]:
        if frame is None:
            self.root = value
            return self.prefix, False
        if isinstance(frame.container, list):
            path = (*frame.path, str(len(frame.container)))
            frame.container.append("" if value is None else value)
            return path, frame.skip
        key, skip = frame.key or "", frame.skip
        frame.key = None
        if value is not None and not skip:
            frame.container[key] = value
        return (*frame.path, key), skip
