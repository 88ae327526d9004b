"""Bytes of a CSV, XLSX, XLS, Parquet or SPSS file as one table of text cells."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from improvement.errors import advice
from improvement.evidence.decoding import (
    DELIMITERS,
    SAMPLE_LINES,
    decode,
    first_rows,
    refuse,
    sniff_decimal,
    sniff_delimiter,
)
from improvement.evidence.engines import LARGE_ROWS
from improvement.evidence.finishing import OpenedTable, Opening, finished
from improvement.evidence.large import parquet_rows, parquet_sample, parquet_total
from improvement.evidence.layouts import Layout, Rows
from improvement.evidence.spss import MAGIC, spss_table
from improvement.evidence.tools import recognised
from improvement.evidence.total_row import total_advice
from improvement.evidence.workbooks import is_zipped_workbook, parquet_table, sheet_rows
from improvement.model.mapping import Reading

MOST_BYTES = 200_000_000
# a Parquet file is never unpacked as a whole where it is long
MOST_PARQUET_BYTES = 4_000_000_000
MOST_COLUMNS = 5_000


def read_table(data: bytes, name: str, reading: Reading) -> pd.DataFrame:
    """The table of text cells ('' = empty) that `reading` describes; headings are columns, repeated ones numbered.

    What is no table is UnreadableData with one issue: unreadable-file, no-table, empty-file, too-large, not-this-kind.
    """
    return open_table(data, name, reading).cells


def open_table(data: bytes, name: str, reading: Reading | None = None) -> OpenedTable:
    """As `read_table`; without `reading`, encoding, delimiter, heading row, decimal mark and sheet are guessed."""
    if len(data) > (MOST_PARQUET_BYTES if data.startswith(b"PAR1") else MOST_BYTES):
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
    if data.startswith(MAGIC):
        return _open_spss
    return _open_workbook if data.startswith(b"\xd0\xcf\x11\xe0") else _open_text


def _open_text(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    decoded = decode(data, name, reading.encoding if reading else None)
    told = reading.delimiter if reading else None
    try:
        delimiter = {word: mark for mark, word in DELIMITERS.items()}[told] if told else sniff_delimiter(decoded.text)
        rows = first_rows(decoded.text, delimiter)
    except (KeyError, csv.Error):
        raise refuse("unreadable-file", name, "delimiter" if told else "quotes") from None
    layout, header_rows = _layout(rows, reading)
    chosen = Reading(
        encoding=decoded.encoding,
        delimiter=DELIMITERS[delimiter],
        header_rows=header_rows,
        decimal=reading.decimal if reading else sniff_decimal(rows[header_rows:]),
        dates=reading.dates if reading else "ymd",
        rows=reading.rows if reading else "all",
    )
    cells = _split(decoded.text, delimiter, name)
    return finished(cells, Opening(chosen, "plain-csv", name, decoded.doubts, layout, reading is not None))


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
    layout, header_rows = _layout(rows[:SAMPLE_LINES], reading)
    chosen = Reading(
        header_rows=header_rows,
        decimal=reading.decimal if reading else sniff_decimal(rows[header_rows : header_rows + 200]),
        dates=reading.dates if reading else "ymd",
        rows=reading.rows if reading else "all",
        sheet=sheet,
    )
    tool = "plain-xlsx" if data.startswith(b"PK") else "plain-xls"
    cells = pd.DataFrame(rows, dtype=str).fillna("")
    return finished(cells, Opening(chosen, tool, name, doubts, layout, reading is not None))


def _open_parquet(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    rows = parquet_rows(data, name)
    body = parquet_sample(data, name) if rows > LARGE_ROWS else parquet_table(data, name)
    headings = pd.DataFrame([[str(column) for column in body.columns]])
    cells = pd.concat([headings, body.set_axis(range(body.shape[1]), axis=1)], ignore_index=True)
    chosen = Reading(dates=reading.dates if reading else "ymd")
    found = finished(cells, Opening(chosen, "plain-parquet", name, settled=reading is not None))
    if rows <= LARGE_ROWS:
        return found
    sampled, total = advice("rows-sampled", ("read",), rows=rows, sample=len(body)), parquet_total(data, name)
    # what ends the sample need not end the file
    doubts = [each for each in found.doubts if each.id != "total-row"] + ([total_advice(total.text)] if total else [])
    return replace(found, rows=rows - bool(total), doubts=(sampled, *doubts))


def _open_spss(data: bytes, name: str, reading: Reading | None) -> OpenedTable:
    cells, layout = spss_table(data, name)
    chosen = Reading(header_rows=0, dates=reading.dates if reading else "ymd")
    chosen = chosen.model_copy(update={"rows": reading.rows}) if reading else chosen
    return finished(cells, Opening(chosen, "spss", name, layout=layout, settled=reading is not None))


def _layout(rows: Rows, reading: Reading | None) -> tuple[Layout | None, int]:
    """The program's layout and the rows above the data; a person's own number of heading rows overrides the program."""
    found = recognised(rows)
    above = 0
    if found is None and (above := _header_rows(rows) - 1) > 0:
        found = recognised(rows[above:])
    if found is None:
        return None, reading.header_rows if reading else above + 1
    header_rows = above + found.header_rows
    return (None, reading.header_rows) if reading and reading.header_rows != header_rows else (found, header_rows)


def _header_rows(rows: Rows) -> int:
    """Rows up to and with the heading: the first that fills as many cells as the widest common width, less one.

    A preamble (title, date of the export) fills one or two cells above a wide table.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2] if filled else 1
    if usual < 3:
        return 1
    wide = [place for place, count in enumerate(filled) if count >= max(3, usual - 1)]
    return wide[0] + 1 if wide else 1
