"""A whole plan text in pieces, one an entry: an edit reads again only the piece that it concerns.

A text with a fault or a warning, or one that is not in block style, has no pieces: it is read again as a whole.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from improvement.errors import Issue, Severity, issue
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.store.edits import CannotEdit, edited, put
from improvement.store.outline import ENTRY_DEPTH, Outline, outline
from improvement.store.patch import Patch
from improvement.store.source import BOM, SIZE_LIMIT, Source, clean_text, read_source
from improvement.store.splice import new_text, spliced
from improvement.store.tree import NODE_LIMIT

_CONTENT = re.compile(r"^[ \r]*[^#\s]", re.MULTILINE)


class Piece(NamedTuple):
    """Whole lines, from the one of an entry's key to the one before the next entry; before the first: no path."""

    path: Path
    text: str


@dataclass(frozen=True)
class Document:
    """One plan text with its data. `pieces` together are the text; `nodes`: at most so many values."""

    name: str
    text: str
    data: PlanForm
    issues: tuple[Issue, ...]
    has_mark: bool = False
    pieces: tuple[Piece, ...] = field(repr=False, default=())
    nodes: int = 0

    @cached_property
    def revision(self) -> str:
        """The name of this text: the first 16 digits of its SHA-256."""
        return digest(self._raw)

    @cached_property
    def _raw(self) -> bytes:
        return (BOM if self.has_mark else b"") + self.text.encode()

    @cached_property
    def source(self) -> Source:
        """The text read with every place in it."""
        return replace(read_source(self.text, self.name), has_mark=self.has_mark)

    @cached_property
    def position(self) -> dict[Path, int]:
        """Where each entry's piece stands among the pieces."""
        return {piece.path: place for place, piece in enumerate(self.pieces)}

    def to_bytes(self) -> bytes:
        """The file as it was or will be stored, with its byte order mark if it had one."""
        return self._raw

    def patched(self, patch: Patch) -> "Document":
        """The text after a patch; entries that stay are not read again. ValueError where it does not fit."""
        text = patch.forward(self.text)
        return _swapped(self, patch, text) or replace(read_document(text, self.name), has_mark=self.has_mark)

    def edited(self, edits: Iterable[Edit]) -> "Document":
        """The edits done in order, each in its own lines. CannotEdit for an edit that makes no sense on this text."""
        document = self
        for edit in edits:
            document = _edited(document, edit)
        return document


def revision_of(text: str) -> str:
    """The name of a text: the first 16 digits of its SHA-256."""
    return digest(text.encode())


def digest(raw: bytes) -> str:
    """The revision of the text that a file holds, with or without byte order mark."""
    return hashlib.sha256(raw.removeprefix(BOM)).hexdigest()[:16]


def read_document(raw: bytes | str, name: str = "") -> Document:
    """Read a plan text; never raises for what a person wrote."""
    clean = clean_text(raw)
    found = outline(clean[0]) if clean else None
    if clean is None or found is None:
        source = read_source(raw, name)
        return Document(name, source.text, source.data, source.issues, source.has_mark)
    text, has_mark = clean
    return Document(name, text, found.data, (), has_mark, _cut(text, found, ()), found.nodes)


def _cut(text: str, found: Outline, before: Path) -> tuple[Piece, ...]:
    """The text cut before each line on which an entry begins; nothing where an entry does not begin its line."""
    starts, paths = [0], [before]
    for path, key in found.cuts:
        line = text.rfind("\n", 0, key) + 1
        if text[line:key].strip(" "):
            return ()
        starts.append(line)
        paths.append(path)
    ends = [*starts[1:], len(text)]
    return tuple(Piece(path, text[start:end]) for path, start, end in zip(paths, starts, ends, strict=True))


def _edited(document: Document, edit: Edit) -> Document:
    if not isinstance(document.data, dict):
        raise CannotEdit(_not_possible(edit))
    wanted = edited(document.data, (edit,))
    if wanted == document.data:
        return document
    after = _edited_in_piece(document, edit, wanted)
    if after is None:
        source = spliced(document.source, (edit,))
        after = replace(read_document(source.text, document.name), has_mark=document.has_mark)
    if after.data != wanted or any(each.severity is Severity.ERROR for each in after.issues):
        raise CannotEdit(_not_possible(edit))
    return after


def _not_possible(edit: Edit) -> Issue:
    return issue("edit-not-possible", Severity.ERROR, edit.path, path=".".join(edit.path))


def _edited_in_piece(document: Document, edit: Edit, wanted: dict[str, PlanForm]) -> Document | None:
    """The edit done in the piece of its entry, or behind the last entry of its kind; None where it concerns more."""
    depth = min(ENTRY_DEPTH, len(edit.path))
    entry, parent = edit.path[:depth], edit.path[: depth - 1]
    siblings = lookup(document.data, parent)
    if depth < 2 or not isinstance(siblings, dict) or not lookup(wanted, parent) or not _stays_inside(edit, depth):
        return None
    place = document.position.get(entry, document.position.get((*parent, next(reversed(siblings)))))
    if place is None or not _is_leaf(document, place):
        return None
    local = read_source(document.pieces[place].text, document.name, parent)
    return _replaced(document, place, place + 1, new_text(local, edit, wanted))


def _stays_inside(edit: Edit, depth: int) -> bool:
    """Whether an entry that moves stays among its siblings, or a part of it inside the entry."""
    if edit.op != "move" or not isinstance(edit.new, list):
        return True
    if len(edit.path) == depth:
        return len(edit.new) == depth and tuple(edit.new[:-1]) == edit.path[:-1]
    return tuple(edit.new[:depth]) == edit.path[:depth]


def _is_leaf(document: Document, place: int) -> bool:
    path = document.pieces[place].path
    behind = document.pieces[place + 1].path if place + 1 < len(document.pieces) else ()
    return bool(path) and behind[: len(path)] != path


def _swapped(document: Document, patch: Patch, text: str) -> Document | None:
    """The document with the patched text, where all that differs are neighbouring entries of one kind."""
    if not document.pieces:
        return None
    ends = list(accumulate([len(each.text) for each in document.pieces]))
    first = next((place for place, end in enumerate(ends) if end > patch.start), len(ends) - 1)
    if not patch.removed and first and ends[first - 1] == patch.start:
        # what is new between two entries stands behind the first of them
        first -= 1
    stop = patch.start + len(patch.removed)
    last = next((place for place, end in enumerate(ends) if place >= first and end >= stop), len(ends) - 1)
    end = ends[last] - len(patch.removed) + len(patch.added)
    return _replaced(document, first, last + 1, text[ends[first] - len(document.pieces[first].text) : end])


def _replaced(document: Document, first: int, last: int, text: str) -> Document | None:
    """The document with the lines of some neighbouring entries of one kind replaced; None where more would change."""
    old = document.pieces[first:last]
    parent = old[0].path[:-1]
    if not parent or any(len(each.path) != len(old[0].path) or each.path[:-1] != parent for each in old):
        return None
    if not all(_is_leaf(document, place) for place in range(first, last)) or clean_text(text) is None:
        return None
    found = outline(text, parent)
    if found is None and _CONTENT.search(text):
        return None
    new = _cut(text, found, parent) if found else (Piece(parent, text),)
    if not new or any(_column(each) != _column(old[0]) for each in new[1:] if len(each.path) == len(old[0].path)):
        return None
    return _assembled(document, first, last, new, found)


def _assembled(
    document: Document, first: int, last: int, new: tuple[Piece, ...], found: Outline | None
) -> Document | None:
    """The document with new pieces, of which the first are lines that belong to the piece above."""
    above, parent = document.pieces[first - 1], document.pieces[first].path[:-1]
    lead = Piece(above.path, above.text + new[0].text)
    pieces = (*document.pieces[: first - 1], lead, *new[1:], *document.pieces[last:])
    text = "".join([each.text for each in pieces])
    nodes = document.nodes + (found.nodes if found else 0)
    # a character has four bytes at most; the last line of a plan may lack its end, no other may
    inner = pieces[first - 1 : first - 1 + len(new)] if last < len(document.pieces) else pieces[first - 1 : -1]
    if nodes > NODE_LIMIT or len(text) > SIZE_LIMIT // 4 or not all(each.text.endswith("\n") for each in inner):
        return None
    gone = {each.path[-1] for each in document.pieces[first:last]}
    siblings = _siblings(document, pieces, parent, gone, found.data if found else {})
    if not siblings or not isinstance(document.data, dict):
        return None
    data = put(document.data, parent, siblings)
    return Document(document.name, text, data, (), document.has_mark, pieces, nodes)


def _siblings(
    document: Document, pieces: Iterable[Piece], parent: Path, gone: set[str], fresh: dict[str, PlanForm]
) -> dict[str, PlanForm] | None:
    """The entries below `parent` in the order of the text, some of them new; None where one stands there twice."""
    old = lookup(document.data, parent)
    if not isinstance(old, dict):
        return None
    if gone == fresh.keys() and gone <= old.keys():
        return {**old, **fresh}
    depth = len(parent) + 1
    keys = [each.path[-1] for each in pieces if len(each.path) == depth and each.path[:-1] == parent]
    known = {key: value for key, value in old.items() if key not in gone} | fresh
    return {key: known[key] for key in keys if key in known} if len(keys) == len(set(keys)) else None


def _column(piece: Piece) -> int:
    return len(piece.text) - len(piece.text.lstrip(" "))
