"""Plan text to data with positions: PyYAML's events only, a strict subset of YAML, limits before anything recurses.

Every scalar stays the text that was typed (the schema decides its type); every value keeps its line and column.
Empty values are absent. Problems are gathered, so that a person sees all of them at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from improvement.errors import Issue, Place, Severity, advice, issue
from improvement.model.change import PlanForm
from improvement.store.tree import Extent, Position, TreeBuilder, error

SIZE_LIMIT = 5_000_000
BOM = b"\xef\xbb\xbf"
KEY_ISSUES = frozenset(["unknown-key", "bad-key", "duplicate-key"])

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One text read: its data (None where nothing can be made of it), the issues, and where each path stands.

    `keys` and `values`: line and column (from 1); values of block style stand under their key only. `key_extents` and
    `extents`: offsets into `text` (without byte order mark), end exclusive; an extent ends with its last value, so that
    comments behind it stay outside. `flow` names values in brackets and all that is inside them. `prefix`: where the
    text is a piece of a plan, the keys above it; all paths and the data begin with them.
    """

    document: str
    text: str
    data: PlanForm
    issues: tuple[Issue, ...]
    keys: dict[tuple[str, ...], Position] = field(repr=False, default_factory=dict)
    values: dict[tuple[str, ...], Position] = field(repr=False, default_factory=dict)
    key_extents: dict[tuple[str, ...], Extent] = field(repr=False, default_factory=dict)
    extents: dict[tuple[str, ...], Extent] = field(repr=False, default_factory=dict)
    flow: frozenset[tuple[str, ...]] = field(repr=False, default=frozenset())
    has_mark: bool = False
    prefix: tuple[str, ...] = ()

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

    def to_bytes(self) -> bytes:
        """The file as it was or will be stored, with its byte order mark if it had one."""
        return (BOM if self.has_mark else b"") + self.text.encode()


def read_source(raw: bytes | str, document: str = "", prefix: tuple[str, ...] = ()) -> Source:
    """Read plan text, or the piece of one that stands below the keys `prefix`; never raises for what a person wrote."""
    text, has_mark, problem = _characters(raw, document)
    if problem:
        return Source(document, text, None, (problem,))
    builder = TreeBuilder(document, prefix)
    tree = builder.read(text)
    for key in reversed(prefix):
        tree = {key: tree}
    hidden = tuple(_at(document, text, each, advice("hidden-direction")) for each in _DIRECTION.finditer(text))
    return Source(
        document,
        text,
        tree,
        tuple(builder.issues) + hidden,
        builder.keys,
        builder.values,
        builder.key_extents,
        builder.extents,
        frozenset(builder.flow),
        has_mark,
        prefix,
    )


def clean_text(raw: bytes | str) -> tuple[str, bool] | None:
    """The text without byte order mark, and whether it had one; None where `read_source` finds a fault or a warning."""
    text, has_mark, problem = _characters(raw, "")
    return None if problem or _DIRECTION.search(text) else (text, has_mark)


def _characters(raw: bytes | str, document: str) -> tuple[str, bool, Issue | None]:
    # half a pair of surrogates is no text: it is said where it stands, as not UTF-8
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    has_mark = data.startswith(BOM)
    text, problem = _decode(data.removeprefix(BOM), document)
    if problem is None:
        problem = next(_forbidden(text, document), None)
    return text, has_mark, problem


def _decode(data: bytes, document: str) -> tuple[str, Issue | None]:
    if len(data) > SIZE_LIMIT:
        return "", error(document, (1, 1), "too-large", what="file", limit=SIZE_LIMIT)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        place = (before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8")) + 1)
        return "", error(document, place, "not-utf8", byte=wrong.start, value=f"0x{data[wrong.start]:02x}")


def _forbidden(text: str, document: str) -> Iterator[Issue]:
    for pattern, id in ((_CONTROL, "control-character"), (_SEPARATOR, "bad-separator"), (_TAB_INDENT, "tab-indent")):
        for found in pattern.finditer(text):
            code = f"U+{ord(found[0][-1]):04X}"
            yield _at(document, text, found, issue(id, Severity.ERROR, code=code))


def _at(document: str, text: str, found: re.Match[str], problem: Issue) -> Issue:
    before = text[: found.end() - 1]
    place = Place(document, (), before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    return Issue(problem.id, problem.severity, place, problem.facts)
