"""Bytes of a CSV, XLSX, XLS or Parquet file as one table of text cells."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from improvement.errors import Issue, advice
from improvement.evidence.decoding import DELIMITERS, decode, first_rows, refuse, sniff_decimal, sniff_delimiter
from improvement.evidence.workbooks import is_zipped_workbook, parquet_table, sheet_rows
from improvement.model.mapping import Reading

MOST_BYTES = 200_000_000
MOST_COLUMNS = 5_000
TOTAL_WORDS = frozenset(
    ["total", "totals", "grand total", "sum", "gesamt", "summe", "итого", "всего", "合计", "总计", "รวม", "รวมทั้งหมด"]
)


@dataclass(frozen=True, slots=True, eq=False)
class OpenedTable:
    """A table of text cells ('' = empty), the headings as columns; how it was read, what wrote it, what is doubtful."""

    cells: pd.DataFrame
    reading: Reading
    tool: str
    doubts: tuple[Issue, ...] = ()


def read_table(data: bytes, name: str, reading: Reading) -> pd.DataFrame:
    """The table of text cells ('' = empty) that `reading` describes; headings are columns, repeated ones numbered.

    What is no table is UnreadableData with one issue: unreadable-file, no-table, empty-file, too-large, not-this-kind.
    """
    return open_table(data, name, reading).cells


def open_table(data: bytes, name: str, reading: Reading | None = None) -> OpenedTable:
    """As `read_table`; without `reading`, encoding, delimiter, heading row, decimal mark and sheet are guessed."""
    if len(data) > MOST_BYTES:
        raise refuse("too-large", name, "bytes")
    if not data:
        raise refuse("empty-file", name, "empty")
    if data.startswith(b"%PDF"):
        raise refuse("not-this-kind", name, "pdf")
    return _opener(data, name)(data, name, reading)


def _opener(data: bytes, name: str) -> Callable[[bytes, str, Reading | None], OpenedTable]:
    if data.startswith(b"PAR1"):
        return _open_parquet
    if data.startswith(b"PK\x03\x04"):
        if is_zipped_workbook(data, name):
            return _open_workbook
        raise refuse("not-this-kind", name, "archive")
    return _open_workbook if data.startswith(b"\xd0\xcf\x11\xe0") else _open_text


def _open_text(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    decoded = decode(data, name, reading.encoding if reading else None)
    told = reading.delimiter if reading else None
    try:
        delimiter = {word: mark for mark, word in DELIMITERS.items()}[told] if told else sniff_delimiter(decoded.text)
        rows = first_rows(decoded.text, delimiter)
    except (KeyError, csv.Error):
        raise refuse("unreadable-file", name, "delimiter" if told else "quotes") from None
    header_rows = reading.header_rows if reading else _header_rows(rows)
    chosen = Reading(
        encoding=decoded.encoding,
        delimiter=DELIMITERS[delimiter],
        header_rows=header_rows,
        decimal=reading.decimal if reading else sniff_decimal(rows[header_rows:]),
        dates=reading.dates if reading else "ymd",
    )
    return _finish(_split(decoded.text, delimiter, name), chosen, "plain-csv", name, decoded.doubts)


def _split(text: str, delimiter: str, name: str) -> pd.DataFrame:
    """All rows as text columns 0, 1, ...; rows longer than the first ones widen the table."""
    width = max((len(row) for row in first_rows(text, delimiter)), default=1)
    while width <= MOST_COLUMNS:
        try:
            return pd.read_csv(
                io.StringIO(text),
                sep=delimiter,
                header=None,
                names=range(width),
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
                low_memory=False,
                index_col=False,
            )
        except pd.errors.ParserError as problem:
            wider = re.search(r"saw (\d+)", str(problem))
            if wider is None:
                raise refuse("unreadable-file", name, "quotes") from None
            width = int(wider[1])
    raise refuse("too-large", name, "columns")


def _open_workbook(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    rows, sheet, doubts = sheet_rows(data, name, reading.sheet if reading else None)
    header_rows = reading.header_rows if reading else _header_rows(rows)
    chosen = Reading(
        header_rows=header_rows,
        decimal=reading.decimal if reading else sniff_decimal(rows[header_rows : header_rows + 200]),
        dates=reading.dates if reading else "ymd",
        sheet=sheet,
    )
    tool = "plain-xlsx" if data.startswith(b"PK") else "plain-xls"
    return _finish(pd.DataFrame(rows, dtype=str).fillna(""), chosen, tool, name, doubts)


def _open_parquet(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    body = parquet_table(data, name)
    headings = pd.DataFrame([[str(column) for column in body.columns]])
    cells = pd.concat([headings, body.set_axis(range(body.shape[1]), axis=1)], ignore_index=True)
    return _finish(cells, Reading(dates=reading.dates if reading else "ymd"), "plain-parquet", name, ())


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Rows up to and with the heading: the first that fills as many cells as the widest common width, less one.

    A preamble (title, date of the export) fills one or two cells above a wide table.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2] if filled else 1
    if usual < 3:
        return 1
    wide = [place for place, count in enumerate(filled) if count >= max(3, usual - 1)]
    return wide[0] + 1 if wide else 1


def _finish(cells: pd.DataFrame, reading: Reading, tool: str, name: str, doubts: tuple[Issue, ...]) -> OpenedTable:
    top = max(1, reading.header_rows)
    if len(cells) < top:
        raise refuse("no-table", name, "headings")
    headings = [str(cell).strip() for cell in cells.iloc[top - 1]]
    body = cells.iloc[top:]
    filled = (body != "").any().to_numpy()
    kept = [place for place, heading in enumerate(headings) if heading or filled[place]]
    body = body[(body != "").any(axis=1)].iloc[:, kept]
    if body.empty:
        raise refuse("no-table", name, "rows")
    names, renamed = _distinct([headings[place] or f"Column {place + 1}" for place in kept])
    body, totals = _without_total(body)
    found = [advice("preamble", ("read", "header_rows"), rows=top - 1)] if top > 1 else []
    if len(kept) == 1:
        found.append(advice("one-column", ("read", "delimiter"), column=names[0]))
    found += [advice("heading-missing", column=f"Column {place + 1}") for place in kept if not headings[place]]
    found += [advice("heading-repeated", column=old, renamed=new) for old, new in renamed]
    if all(re.fullmatch(r"-?[\d.,]+", headings[place]) for place in kept):
        found.append(advice("heading-is-data", ("read", "header_rows"), heading=headings[kept[0]]))
    table = body.set_axis(names, axis=1).reset_index(drop=True)
    return OpenedTable(table, reading, tool, (*doubts, *found, *totals))


def _distinct(headings: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Headings made distinct by a number, and which ones were changed to what."""
    names: list[str] = []
    changed = []
    for heading in headings:
        name, number = heading, 1
        while name in names:
            number += 1
            name = f"{heading} ({number})"
        names.append(name)
        if name != heading:
            changed.append((heading, name))
    return names, changed


def _without_total(body: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """The table without a last row that names itself a total."""
    last = [cell.strip().rstrip(":").lower() for cell in body.iloc[-1] if cell.strip()]
    if len(body) > 1 and last[0] in TOTAL_WORDS:
        return body.iloc[:-1], [advice("total-row", text=body.iloc[-1].loc[lambda row: row != ""].iloc[0])]
    return body, []
