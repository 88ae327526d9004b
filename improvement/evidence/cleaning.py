"""The cleaned table: typed columns named by item id, without personal data; and the stored form of it.

Stored tables are UTF-8 CSV whose headings are item ids, in the order of the mapping, and `_group` at the end. The
mapping's `column` keeps the heading of the file that was uploaded; a stored table is read by item id alone.
"""

import hashlib
import hmac
import io
from collections.abc import Mapping as AnyMap
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from improvement.errors import Issue, Place, Severity, UnreadableData, advice, issue
from improvement.evidence.caserows import moments
from improvement.evidence.decoding import refuse
from improvement.evidence.numerals import parse_cell, parse_clock
from improvement.model.mapping import DateOrder, Item, Mapping, Reading

GROUP = "_group"
GROUPS = 200
GROUP_SEED = 20_261_121
DROPPED = frozenset(["personal", "ignore"])
HASH_LENGTH = 16
STORED = Reading(encoding="utf-8", delimiter=",")


def clean(table: pd.DataFrame, mapping: Mapping, key: bytes) -> pd.DataFrame:
    """The table of text cells as typed columns, named by item id, in the order of the mapping.

    Rated items and weights: Float64, codes that are no answers and values outside the scale missing. `date`: days,
    `time`: moments, both datetime64[s]; a time of day stays text HH:MM:SS. `segment` and `text`: text, missing where
    empty. `respondent`: HMAC-SHA256 with `key`, 16 hexadecimal digits. `personal` and `ignore` are left out. `_group`
    is 0..199 per row, drawn with a fixed seed. A missing column is UnreadableData with `column-missing`.
    """
    kept = kept_items(mapping)
    missing = [item.column for item in kept.values() if item.column not in table.columns]
    if missing:
        raise UnreadableData(*(issue("column-missing", Severity.ERROR, Place(), column=each) for each in missing))
    columns = {name: typed(table[item.column], item, mapping.read, key) for name, item in kept.items()}
    return _with_groups(pd.DataFrame(columns, index=range(len(table))))


def kept_items(mapping: Mapping) -> dict[str, Item]:
    """The items that a cleaned table holds, in the order of the mapping."""
    return {name: item for name, item in mapping.items.items() if item.role not in DROPPED}


def typed(cells: "pd.Series[str]", item: Item, reading: Reading, key: bytes | None) -> "pd.Series[Any]":
    """Text cells of one column as `clean` gives them; without a `key` respondents stay as they are."""
    stripped = cells.str.strip().reset_index(drop=True)
    if item.scale is not None or item.role == "weight":
        return _numbers(stripped, item, reading.decimal)
    if item.role in {"date", "time"}:
        return _moments(stripped, reading.dates)
    if item.role == "respondent" and key is not None:
        stripped = stripped.map({text: hashed(text, key) for text in stripped.unique()})
    return stripped.mask(stripped.isin({"", *item.not_answers}))


def hashed(text: str, key: bytes) -> str:
    """A keyed hash of a respondent's id: the same person in every wave, nobody without the key; '' stays ''."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:HASH_LENGTH] if text else ""


def _numbers(cells: "pd.Series[str]", item: Item, decimal: str) -> "pd.Series[Any]":
    known = {text: answer(text, item, decimal) for text in cells.unique()}
    return cells.map(known).astype("Float64")


def answer(text: str, item: Item, decimal: str) -> float | None:
    """The number of one cell; None for a code that is no answer and for a number outside the scale."""
    number = float(item.labels[text]) if text in item.labels else parse_cell(text, decimal)
    codes = {parse_cell(code, ".") for code in item.not_answers}
    if number is None or number in codes or text in item.not_answers:
        return None
    inside = item.scale is None or item.scale.low <= number <= item.scale.high
    return number if inside else None


def outside_scale(table: pd.DataFrame, mapping: Mapping) -> tuple[Issue, ...]:
    """Advice per item whose text cells hold numbers outside the scale that are no known codes: they are not counted."""
    found = {
        name: strange_cells(table[item.column], item, mapping.read.decimal)
        for name, item in mapping.items.items()
        if item.scale is not None and item.column in table.columns
    }
    return strange_advice(mapping, found)


def strange_cells(cells: "pd.Series[str]", item: Item, decimal: str) -> dict[str, int]:
    """How often each text occurs that is filled, no known code and no answer on the scale."""
    counts = cells.str.strip().value_counts()
    strange = [text for text in counts.index if text not in item.not_answers and text]
    return {text: int(counts[text]) for text in strange if answer(text, item, decimal) is None}


def strange_advice(mapping: Mapping, found: AnyMap[str, AnyMap[str, int]]) -> tuple[Issue, ...]:
    """Advice per item that has cells outside its scale."""
    return tuple(
        advice(
            "outside-scale",
            ("items", name),
            column=mapping.items[name].column,
            codes=", ".join(sorted(cells)[:5]),
            count=sum(cells.values()),
        )
        for name, cells in found.items()
        if cells
    )


def _moments(cells: "pd.Series[str]", order: DateOrder) -> "pd.Series[Any]":
    found = moments(cells, order)
    clocks = {text: parse_clock(text) for text in cells.unique()} if found.isna().all() else {}
    if any(clocks.values()):
        return cells.map({text: clock.isoformat() if clock else None for text, clock in clocks.items()})
    return found


def _with_groups(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(**{GROUP: groups(np.random.default_rng(GROUP_SEED), len(table))})


def groups(rng: np.random.Generator, rows: int) -> NDArray[np.int64]:
    """The group numbers of the next rows, 0..199; a table in parts gets the same as the whole from one generator."""
    return np.floor(rng.random(rows) * GROUPS).astype(np.int64)


def to_csv_bytes(table: pd.DataFrame) -> bytes:
    """A cleaned table as its stored bytes: the same table gives the same bytes."""
    text = pd.DataFrame({name: _text(table[name]) for name in table.columns})
    return text.to_csv(index=False, lineterminator="\n").encode()


def _text(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_datetime64_any_dtype(column):
        days = bool((column.dropna() == column.dropna().dt.normalize()).all())
        texts: pd.Series[Any] = column.dt.strftime("%Y-%m-%d" if days else "%Y-%m-%dT%H:%M:%S")
        return texts
    if pd.api.types.is_float_dtype(column):
        return column.map(lambda value: "" if pd.isna(value) else _number_text(float(value)))
    return column


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def read_clean(data: bytes, mapping: Mapping) -> pd.DataFrame:
    """The stored table with the columns typed as `clean` gives them; columns that are not stored are left out.

    `_group` is drawn anew where the file has none. What is no table is UnreadableData.
    """
    cells = _stored_cells(data)
    kept = {name: item for name, item in mapping.items.items() if name in cells.columns and item.role not in DROPPED}
    table = pd.DataFrame({name: typed(cells[name], item, STORED, None) for name, item in kept.items()})
    if GROUP not in cells.columns:
        return _with_groups(table)
    return table.assign(**{GROUP: pd.to_numeric(cells[GROUP], errors="coerce").fillna(0).astype(np.int64) % GROUPS})


def _stored_cells(data: bytes) -> pd.DataFrame:
    try:
        return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, na_filter=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError):
        raise refuse("unreadable-file", "", "damaged") from None


def file_sha256(data: bytes) -> str:
    """Fingerprint of stored bytes, 64 hexadecimal digits: results name it."""
    return hashlib.sha256(data).hexdigest()
