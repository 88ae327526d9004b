"""Qualtrics exports: codes, question texts and import ids in up to three heading rows; legacy V columns in two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from improvement.errors import Issue, advice
from improvement.evidence.layouts import Layout, RowMark, Rows, Told, by_name, padded, parted, plain_text, titles
from improvement.evidence.numerals import parse_moment_cell
from improvement.model.mapping import ItemRole

# older exports write a Python dictionary where JSON is meant
IMPORT_ID = re.compile(r"""\{\s*['"]ImportId['"]\s*:\s*['"]([^'"]+)['"]""")
ZONE = re.compile(r"""['"]timeZone['"]\s*:\s*['"]([^'"]+)['"]""")
OWN: dict[str, ItemRole] = {
    "startdate": "time", "enddate": "time", "recordeddate": "time", "status": "ignore", "progress": "ignore",
    "duration": "ignore", "duration (in seconds)": "ignore", "finished": "ignore", "responseset": "ignore",
    "responsesetid": "ignore", "_recordid": "respondent", "responseid": "respondent", "ipaddress": "personal",
    "name": "personal", "recipientlastname": "personal", "recipientfirstname": "personal",
    "recipientemail": "personal", "emailaddress": "personal", "externaldatareference": "personal",
    "externalreference": "personal", "locationlatitude": "personal", "locationlongitude": "personal",
    "locationaccuracy": "ignore", "distributionchannel": "ignore",
}  # fmt: skip
TESTS = frozenset([
    "1", "2", "8", "9", "12", "17", "survey preview", "survey test", "spam", "survey preview spam", "imported spam",
    "offline survey preview",
])  # fmt: skip
FEWEST_OWN = 3


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heading rows by kind; empty where the file has none of the kind."""

    codes: Sequence[str]
    texts: Sequence[str]
    ids: Sequence[str]
    rows: int
    shape: str


def qualtrics(rows: Rows) -> Layout | None:
    """An export with an import-id row, or with three of Qualtrics' own names in one of the first two rows."""
    heads = _heads([padded(row, len(rows[0])) for row in rows[:4]]) if rows else None
    if heads is None:
        return None
    places = range(len(heads.codes))
    own = [_own(heads, place) for place in places]
    roles = by_name(own, OWN)
    headings = [_heading(heads, place) for place in places]
    texts = [plain_text(heads.texts[place]) if heads.texts and not roles[place] else "" for place in places]
    groups = [_group(heads, place) for place in places]
    named = [
        title if title != heading else ""
        for title, heading in zip(titles(*parted(texts, groups)), headings, strict=True)
    ]
    columns = tuple(map(Told, headings, named, roles))
    marks = dict(zip(map(str.lower, own), headings, strict=True))
    return Layout(
        tool="qualtrics",
        shape=heads.shape,
        header_rows=heads.rows,
        columns=columns,
        tests=RowMark(marks["status"], TESTS) if "status" in marks else None,
        unfinished=RowMark(marks["finished"], frozenset(["0", "false"])) if "finished" in marks else None,
        doubts=_doubts(heads, rows),
    )


def _heads(rows: list[list[str]]) -> _Heads | None:
    for place, row in enumerate(rows[:3]):
        found = [IMPORT_ID.match(cell) for cell in row]
        if any(found):
            ids = [each[1] if each else "" for each in found]
            codes = rows[0] if place else ids
            shape = ("ids-only", "cut-texts", "three")[place]
            return _Heads(codes, rows[1] if place == 2 else [], ids, place + 1, shape)
    if _count_own(rows[0]) >= FEWEST_OWN and any(cell.lower() in ("responseid", "recordeddate") for cell in rows[0]):
        texts = len(rows) > 1 and not _holds_moments(rows[1]) and any(rows[1])
        return _Heads(rows[0], rows[1] if texts else [], [], 1 + texts, "cut-ids" if texts else "one")
    legacy = sum(bool(re.fullmatch(r"V\d+", cell)) for cell in rows[0]) >= FEWEST_OWN
    if legacy and len(rows) > 1 and _count_own(rows[1]) >= FEWEST_OWN:
        return _Heads(rows[0], rows[1], [], 2, "two")
    return None


def _count_own(row: Sequence[str]) -> int:
    return sum(cell.lower() in OWN for cell in row)


def _holds_moments(row: Sequence[str]) -> bool:
    return any(parse_moment_cell(cell, "mdy") or parse_moment_cell(cell, "dmy") for cell in row)


def _own(heads: _Heads, place: int) -> str:
    """The program's own name of a column: of the import id, else the code, in the legacy form the text."""
    if heads.ids and heads.ids[place]:
        return heads.ids[place].rpartition("-")[2] if not heads.ids[place].startswith("QID") else heads.ids[place]
    code = heads.codes[place]
    return heads.texts[place] if heads.texts and re.fullmatch(r"V\d+", code) else code


def _heading(heads: _Heads, place: int) -> str:
    legacy = re.fullmatch(r"V\d+", heads.codes[place])
    return heads.texts[place] if legacy and heads.shape == "two" else heads.codes[place]


def _group(heads: _Heads, place: int) -> str:
    """The question that a column belongs to: QID2 of QID2_1 and QID2-1, else its code without the last part."""
    code = heads.ids[place] if heads.ids else heads.codes[place]
    return re.split(r"[-_]", code)[0]


def _doubts(heads: _Heads, rows: Rows) -> tuple[Issue, ...]:
    zones = [ZONE.search(cell) for cell in rows[heads.rows - 1]]
    found = [advice("time-zone", ("read", "dates"), zone=each[1]) for each in zones if each][:1]
    if heads.shape == "cut-ids":
        found.append(advice("heading-row-missing", ("read", "header_rows"), kind="import-ids"))
    if heads.shape in ("cut-texts", "ids-only"):
        found.append(advice("heading-row-missing", ("read", "header_rows"), kind="texts"))
    return tuple(found)
