"""Bytes to text: which encoding, which delimiter, which decimal mark."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import chardet

from improvement.errors import Issue, Place, Severity, UnreadableData, advice, issue

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = {",": ",", ";": ";", "\t": "tab", "|": "|"}
SAMPLE_BYTES = 200_000
SAMPLE_LINES = 200


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding that gave it, and what is doubtful about the choice."""

    text: str
    encoding: str
    doubts: tuple[Issue, ...] = ()


def refuse(id: str, name: str, why: str) -> UnreadableData:
    """The exception for a file that is no table; `why` is a word of a closed list that view/wording.py explains."""
    return UnreadableData(issue(id, Severity.ERROR, Place(document=name), name=name, why=why))


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Text by byte-order mark, else as told, else as strict UTF-8, else as chardet guesses (a doubt with confidence).

    Bytes that no encoding makes text of are UnreadableData: `unreadable-file` or `not-this-kind`.
    """
    for mark, found in BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, found, name), found, name)
    if encoding is not None:
        return _checked(_strict(data, encoding, name), encoding, name)
    try:
        return _checked(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        return _guessed(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise refuse("unreadable-file", name, "encoding") from None


def _guessed(data: bytes, name: str) -> Decoded:
    if b"\0" in data[:SAMPLE_BYTES]:
        raise refuse("not-this-kind", name, "binary")
    found = chardet.detect(_telling_part(data))
    encoding = found["encoding"]
    if encoding is None:
        raise refuse("not-this-kind", name, "binary")
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        # a rare byte that the guess does not know must not hide all the others from the person who chooses
        encoding, text = "cp1252", data.decode("cp1252", errors="replace")
    usual = codecs.lookup(encoding).name
    doubt = advice("encoding-guessed", ("read", "encoding"), encoding=usual, confidence=round(found["confidence"], 2))
    return _checked(text, usual, name, (doubt,))


def _telling_part(data: bytes) -> bytes:
    """The lines with bytes above 127: the others tell no encoding from another."""
    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:SAMPLE_BYTES]


def _checked(text: str, encoding: str, name: str, doubts: tuple[Issue, ...] = ()) -> Decoded:
    head = text[:SAMPLE_BYTES]
    if re.match(r"\s*<(!doctype|html|\?xml|table)", head, re.IGNORECASE):
        raise refuse("not-this-kind", name, "markup")
    if sum(character < " " and character not in "\t\n\r\f\v" for character in head) > len(head) / 1000:
        raise refuse("not-this-kind", name, "binary")
    if not text.strip("\ufeff \t\r\n,;|"):
        raise refuse("empty-file", name, "empty")
    return Decoded(text.lstrip("\ufeff"), encoding, doubts)


def first_rows(text: str, delimiter: str, lines: int = SAMPLE_LINES) -> list[list[str]]:
    """The cells of the first rows; quotes keep delimiters and newlines inside a cell."""
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text[: SAMPLE_BYTES * 5], newline=""), delimiter=delimiter)
    return [row for row, _ in zip(rows, range(lines), strict=False)]


def sniff_delimiter(text: str) -> str:
    """The character that splits most of the first rows into the same number of cells, above one; else a comma."""

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in first_rows(text, delimiter) if row)
        width, rows = max(widths.items(), key=lambda each: (each[1], each[0]), default=(1, 0))
        return (rows / widths.total(), width) if width > 1 else (0.0, 1)

    return max(DELIMITERS, key=score)


def sniff_decimal(rows: Sequence[Sequence[str]]) -> str:
    """A comma where more cells look like 3,5 than like 3.5; thousands marks (1,234) alone decide nothing."""
    cells = [cell.strip() for row in rows for cell in row]
    commas = [cell for cell in cells if re.fullmatch(r"-?\d+,\d+", cell)]
    points = sum(bool(re.fullmatch(r"-?\d+\.\d+", cell)) for cell in cells)
    thousands = all(re.fullmatch(r"-?\d{1,3},\d{3}", cell) for cell in commas)
    return "," if len(commas) > points and not thousands else "."
