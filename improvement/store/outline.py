"""The data of a text in which nothing is wrong, and where its entries begin; for whole plans, where speed counts.

The strict reader (`tree.py`) gathers every place and says what is wrong; this one only answers for texts without a
fault. Both agree on the data: a test compares them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from improvement.model.change import Path, PlanForm
from improvement.store.tree import DEPTH_LIMIT, NODE_LIMIT, NULL_WORDS, SCALAR_LIMIT

ENTRY_DEPTH = 3


class Cut(NamedTuple):
    """An entry begins: its keys, and the offset of its key in the text."""

    path: Path
    start: int


class Outline(NamedTuple):
    """A faultless text: its data, the entries of block style down to `section.kind.id`, and how many values it has."""

    data: dict[str, PlanForm]
    cuts: tuple[Cut, ...]
    nodes: int


def outline(text: str, prefix: Path = ()) -> Outline | None:
    """The outline of a text whose entries stand below `prefix`; None where the strict reader may find a fault."""
    try:
        return _Outliner(prefix).read(text)
    except (yaml.YAMLError, _Doubtful):
        return None


class _Doubtful(Exception):
    """Something that the strict reader has to judge."""


class _Outliner:
    """Follows the events with the fewest steps for each: a plan has tens of thousands of them."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.cuts: list[Cut] = []
        # open maps and lists around the current one: container, key, whether it is in brackets
        self.stack: list[tuple[Any, str | None, bool]] = []
        self.nodes = 0

    def read(self, text: str) -> Outline:
        data = self._follow(text)
        if not isinstance(data, dict) or self.nodes > NODE_LIMIT:
            raise _Doubtful
        return Outline(data, tuple(self.cuts), self.nodes)

    def _follow(self, text: str) -> PlanForm:  # noqa: PLR0912  # one loop: a call for each event would cost as much again
        scalar, root = yaml.ScalarEvent, None
        current: Any = None
        key: str | None = None
        flow = False
        events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        for event in events:
            kind = type(event)
            if kind is scalar:
                self.nodes += 1
                value = event.value
                if event.anchor or event.tag or len(value) > SCALAR_LIMIT:
                    raise _Doubtful
                if key is None and type(current) is dict:
                    if value in current or value == "<<":
                        raise _Doubtful
                    key = value
                    if not flow and len(self.stack) + len(self.prefix) <= ENTRY_DEPTH:
                        self._cut(value, event.start_mark.index)
                    continue
                if not event.style and (not value or value in NULL_WORDS):
                    if value:
                        raise _Doubtful
                    value = None
                if type(current) is list:
                    current.append("" if value is None else value)
                elif current is None:
                    raise _Doubtful
                else:
                    current[key] = value
                    key = None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.nodes += 1
                if event.anchor or event.tag or len(self.stack) + len(self.prefix) >= DEPTH_LIMIT:
                    raise _Doubtful
                inner: Any = {} if kind is yaml.MappingStartEvent else []
                self._attach(current, key, inner)
                root = inner if current is None else root
                self.stack.append((current, key, flow))
                # entries stand below maps of block style only
                current, key, flow = inner, None, flow or event.flow_style or type(inner) is list
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if type(current) is dict and None in current.values():
                    _without_empty(current)
                current, _key, flow = self.stack.pop()
                key = None
            elif kind is yaml.DocumentStartEvent:
                if root is not None:
                    raise _Doubtful
            elif kind is yaml.AliasEvent:
                raise _Doubtful
        return root

    def _attach(self, current: Any, key: str | None, inner: Any) -> None:
        if type(current) is list:
            current.append(inner)
        elif current is not None:
            if key is None:
                raise _Doubtful
            current[key] = inner

    def _cut(self, key: str, start: int) -> None:
        above = (each for _container, each, _flow in self.stack[1:] if each is not None)
        self.cuts.append(Cut((*self.prefix, *above, key), start))


def _without_empty(container: dict[str, Any]) -> None:
    """Empty values are absent; they stood there only so that a key is not taken twice."""
    for key in [key for key, value in container.items() if value is None]:
        del container[key]
