"""A last row that names itself a total is no answer: in a table of cells, and in a Parquet file, not read for it."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from improvement.errors import Issue, advice

TOTAL_WORDS = frozenset(
    ["total", "totals", "grand total", "sum", "gesamt", "summe", "итого", "всего", "合计", "总计", "รวม", "รวมทั้งหมด"]
)


class TotalRow(NamedTuple):
    """The number of the row, from 0, and the cell that names it."""

    row: int
    text: str


def without_total(body: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """The table of filled rows without a last one that names itself a total, and advice that it was left out."""
    named = next((cell for cell in body.iloc[-1] if cell.strip()), "")
    if len(body) > 1 and is_total(named):
        return body.iloc[:-1], [total_advice(named)]
    return body, []


def is_total(cell: str) -> bool:
    """True for a cell that calls its row a total."""
    return cell.strip().rstrip(":： ").lower() in TOTAL_WORDS


def total_advice(cell: str) -> Issue:
    """A row was left out because of this cell."""
    return advice("total-row", text=cell)


def total_row(source: Path | bytes) -> TotalRow | None:
    """The last filled row of a Parquet file where it names itself a total and another row is filled; else None.

    As long as the columns of text say nothing of a total, only theirs at the end of the file are read. ArrowException
    or OSError for what cannot be read.
    """
    texts = [each.name for each in pq.read_schema(_readable(source)) if _is_text(each.type)]
    if not texts:
        return None
    # words that stand often are decoded once
    with pq.ParquetFile(_readable(source), read_dictionary=texts) as file:
        return _total_of(file, texts)


def _readable(source: Path | bytes) -> Path | pa.BufferReader:
    return source if isinstance(source, Path) else pa.BufferReader(source)


def _total_of(file: pq.ParquetFile, texts: list[str]) -> TotalRow | None:
    for group in reversed(range(file.num_row_groups)):
        if _ends_otherwise(file, group, texts):
            return None
        last = _last_filled(file, group)
        if last is not None:
            named = _naming(last.part.slice(last.part.num_rows - 1))
            return TotalRow(last.row, named) if is_total(named) and _follows(file, last.row) else None
    return None


def filled_rows(part: pa.RecordBatch) -> pa.Array | None:
    """Which rows have a filled cell in any column, as in a table of cells; None where all have."""
    empty: pa.Array | None = None
    for column in part.columns:
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        blank = pc.is_null(plain, nan_is_null=True)
        if _is_text(plain.type):
            blank = pc.or_(blank, pc.fill_null(pc.equal(plain, ""), True))
        empty = blank if empty is None else pc.and_(empty, blank)
        if not pc.any(empty).as_py():
            return None
    return None if empty is None else pc.invert(empty)


class _Last(NamedTuple):
    """A row's number in the file, and the rows of its part up to it."""

    row: int
    part: pa.RecordBatch


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _ends_otherwise(file: pq.ParquetFile, group: int, texts: list[str]) -> bool:
    """Whether the last row of a group has a text and none that names a total."""
    last: pa.RecordBatch | None = None
    for part in file.iter_batches(row_groups=[group], columns=texts):
        last = part
    if last is None or not last.num_rows:
        return False
    cells = [str(column[-1].as_py() or "") for column in last.columns]
    return any(cells) and not any(map(is_total, cells))


def _last_filled(file: pq.ParquetFile, group: int) -> _Last | None:
    row, found = sum(file.metadata.row_group(each).num_rows for each in range(group)), None
    for part in file.iter_batches(row_groups=[group]):
        filled = filled_rows(part)
        places = range(part.num_rows) if filled is None else pc.indices_nonzero(filled).to_pylist()
        if len(places):
            found = _Last(row + places[-1], part.slice(0, places[-1] + 1))
        row += part.num_rows
    return found


def _naming(row: pa.RecordBatch) -> str:
    """The first filled cell of one row; '' where it is no text."""
    for column in row.columns:
        cell: Any = column[0].as_py()
        if not _is_text(column.type) and not pc.is_null(column, nan_is_null=True)[0].as_py():
            return ""
        if isinstance(cell, str) and cell.strip():
            return cell
    return ""


def _follows(file: pq.ParquetFile, row: int) -> bool:
    """Whether a filled row stands before this one."""
    done = 0
    for part in file.iter_batches():
        before = part.slice(0, max(0, row - done))
        filled = filled_rows(before)
        if before.num_rows and (filled is None or pc.any(filled).as_py()):
            return True
        done += part.num_rows
        if done > row:
            break
    return False
