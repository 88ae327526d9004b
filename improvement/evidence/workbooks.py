"""The cells of workbooks and Parquet files as text."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from improvement.errors import Issue, UnreadableData, advice
from improvement.evidence.decoding import refuse

MOST_UNPACKED = 1_000_000_000


def cell_text(value: object) -> str:
    """One cell as text: whole numbers without decimals, days and times in ISO form, nothing for an empty cell."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return "" if value is None else str(value)


def is_zipped_workbook(data: bytes, name: str) -> bool:
    """True for an xlsx; another zip file is no workbook, and one that unpacks to over 1 GB is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.infolist()
    except zipfile.BadZipFile:
        raise refuse("unreadable-file", name, "damaged") from None
    if sum(each.file_size for each in inside) > MOST_UNPACKED:
        raise refuse("too-large", name, "unpacked")
    return any(each.filename == "xl/workbook.xml" for each in inside)


def sheet_rows(data: bytes, name: str, sheet: str | None) -> tuple[list[list[str]], str, tuple[Issue, ...]]:
    """Rows of one sheet as text, its name, and a doubt where it was chosen among several: the one with most rows.

    A sheet of a repeated group is chosen only where there is no other.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = {each: book.get_sheet_by_name(each).to_python(skip_empty_area=False) for each in book.sheet_names}
    except (CalamineError, OSError, ValueError) as problem:
        raise refuse("unreadable-file", name, _why(problem)) from None
    filled = {each: rows for each, rows in tables.items() if rows}
    if sheet is not None and sheet not in filled:
        raise refuse("no-table", name, "sheet")
    if not filled:
        raise refuse("empty-file", name, "empty")
    chosen = sheet or max(filled, key=lambda each: (not _repeats(filled[each]), len(filled[each])))
    doubts = (advice("sheet-chosen", ("read", "sheet"), sheet=chosen, sheets=", ".join(filled)),)
    rows = [[cell_text(cell) for cell in row] for row in filled[chosen]]
    return rows, chosen, doubts if sheet is None and len(filled) > 1 else ()


def _repeats(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet holds a repeated group of another sheet, several rows for one answer."""
    return "_parent_index" in rows[0]


def _why(problem: Exception) -> str:
    return "password" if "password" in f"{type(problem).__name__} {problem}".lower() else "damaged"


def parquet_table(data: bytes, name: str) -> pd.DataFrame:
    """A Parquet file as text cells; nested columns are refused."""
    try:
        # read_table would refuse headings that stand twice
        return parquet_cells(pq.ParquetFile(pa.BufferReader(data)).read())
    except (pa.ArrowException, OSError) as problem:
        raise refuse_parquet(problem, name) from None


def refuse_parquet(problem: Exception, name: str) -> UnreadableData:
    """The refusal of a Parquet file that Arrow cannot read."""
    return refuse("unreadable-file", name, "nested" if isinstance(problem, pa.ArrowNotImplementedError) else "damaged")


def parquet_cells(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as text cells, '' where nothing is."""
    columns = [column_text(column) for column in table.columns]
    return pd.DataFrame(dict(enumerate(columns)), dtype=str).set_axis(list(table.column_names), axis=1)


def column_text(column: pa.ChunkedArray) -> list[str]:
    """The cells of an Arrow column as text."""
    if pa.types.is_floating(column.type) or pa.types.is_timestamp(column.type):
        return [cell_text(None if pd.isna(value) else _naive(value)) for value in column.to_pandas()]
    if pa.types.is_time(column.type):
        return [cell_text(value) for value in column.cast(pa.time64("us"), safe=False).to_pylist()]
    return list(pc.fill_null(pc.cast(column, pa.string()), "").to_pylist())


def _naive(value: float | pd.Timestamp) -> float | datetime:
    return value.tz_localize(None).to_pydatetime() if isinstance(value, pd.Timestamp) else float(value)
