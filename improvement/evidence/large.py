"""Parquet files of millions of rows: understood by a sample, cleaned part by part, stored as Parquet.

The stored form has the columns of a cleaned table, typed: numbers as doubles, moments to the millisecond, text.
"""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from improvement.errors import Issue
from improvement.evidence.cleaning import (
    GROUP_SEED,
    clean,
    groups,
    kept_items,
    strange_advice,
    strange_cells,
    typed,
)
from improvement.evidence.engines import Tell, quiet
from improvement.evidence.finishing import distinct
from improvement.evidence.total_row import TotalRow, filled_rows, total_row
from improvement.evidence.workbooks import column_text, parquet_cells, refuse_parquet
from improvement.model.mapping import Item, Mapping

ROWS_PER_PART = 250_000
SAMPLE_ROWS = 50_000
SAMPLE_PARTS = 20


def is_parquet(data: bytes) -> bool:
    """True for the bytes of a Parquet file."""
    return data.startswith(b"PAR1")


def parquet_rows(data: bytes, name: str) -> int:
    """Rows of a Parquet file, without reading them. What is none is UnreadableData."""
    return int(_opened(data, name).metadata.num_rows)


def parquet_total(data: bytes, name: str) -> TotalRow | None:
    """The last row of a Parquet file where it is a total. What is none is UnreadableData."""
    try:
        return total_row(data)
    except (pa.ArrowException, OSError) as problem:
        raise refuse_parquet(problem, name) from None


def parquet_sample(data: bytes, name: str) -> pd.DataFrame:
    """Some 50,000 rows from up to twenty places of a Parquet file as text cells; nested columns are refused."""
    file = _opened(data, name)
    places = np.unique(np.linspace(0, file.num_row_groups - 1, SAMPLE_PARTS).astype(int))
    try:
        parts = [next(file.iter_batches(SAMPLE_ROWS // len(places), row_groups=[int(each)])) for each in places]
        return parquet_cells(pa.Table.from_batches(parts))
    except (pa.ArrowException, OSError) as problem:
        raise refuse_parquet(problem, name) from None


def clean_parquet(
    data: bytes, name: str, mapping: Mapping, key: bytes, tell: Tell = quiet
) -> tuple[bytes, tuple[Issue, ...]]:
    """The cleaned table of a Parquet file in its stored form, and advice on what was not counted; as `clean` does it.

    A part of the rows is in memory at a time; `tell` hears the share that is done. A missing column, and what cannot be
    read, is UnreadableData.
    """
    sample = parquet_sample(data, name)
    headings, _renamed = distinct([each.strip() or f"Column {n}" for n, each in enumerate(sample.columns, 1)])
    schema = _stored(clean(sample.set_axis(headings, axis=1), mapping, key)).schema
    items, rng, sink = kept_items(mapping), np.random.default_rng(GROUP_SEED), io.BytesIO()
    strange: dict[str, dict[str, int]] = {id: {} for id, item in items.items() if item.scale}
    file, done, total = _opened(data, name), 0, parquet_total(data, name)
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for whole in _parts(file, name):
            part = _counted_rows(whole, None if total is None else total.row - done)
            done += whole.num_rows
            cells = {id: _Cells(part.column(headings.index(item.column))) for id, item in items.items()}
            columns = [
                _fitting(cells[id].typed(item, mapping, key), schema.field(id).type) for id, item in items.items()
            ]
            writer.write_table(pa.table([*columns, pa.array(groups(rng, part.num_rows))], schema=schema))
            for id, seen in strange.items():
                for text, count in cells[id].strange(items[id], mapping).items():
                    seen[text] = seen.get(text, 0) + count
            tell(done / file.metadata.num_rows)
    return sink.getvalue(), strange_advice(mapping, strange)


def to_parquet_bytes(table: pd.DataFrame) -> bytes:
    """A cleaned table in its stored form."""
    sink = io.BytesIO()
    pq.write_table(_stored(table), sink, compression="zstd", row_group_size=ROWS_PER_PART)
    return sink.getvalue()


def _opened(data: bytes, name: str) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as problem:
        raise refuse_parquet(problem, name) from None


def _parts(file: pq.ParquetFile, name: str) -> Iterator[pa.RecordBatch]:
    try:
        yield from map(_without_views, file.iter_batches(ROWS_PER_PART))
    except (pa.ArrowException, OSError) as problem:
        raise refuse_parquet(problem, name) from None


def _without_views(part: pa.RecordBatch) -> pa.RecordBatch:
    """The part with views of text as text, because Arrow can neither compare nor filter views."""
    for at, field in enumerate(part.schema):
        if pa.types.is_string_view(field.type):
            part = part.set_column(at, field.name, part.column(at).cast(pa.string()))
    return part


def _counted_rows(part: pa.RecordBatch, total: int | None) -> pa.RecordBatch:
    """The rows of a part that have a filled cell in any column, as a whole table keeps them, but for a total's row."""
    filled = filled_rows(part)
    if total is not None and 0 <= total < part.num_rows:
        others = pa.array(np.arange(part.num_rows) != total)
        filled = others if filled is None else pc.and_(filled, others)
    return part if filled is None else part.filter(filled)


def _stored(table: pd.DataFrame) -> pa.Table:
    found = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata()
    moments = [pa.types.is_timestamp(field.type) for field in found.schema]
    types = [pa.timestamp("ms") if moment else field.type for field, moment in zip(found.schema, moments, strict=True)]
    plain = [pa.string() if pa.types.is_large_string(each) or pa.types.is_null(each) else each for each in types]
    return found.cast(pa.schema(list(zip(found.column_names, plain, strict=True))))


class _Cells:
    """One column of a part: its different cells as text, and where each stands."""

    def __init__(self, column: pa.Array) -> None:
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        self._texts = pd.Series([*column_text(pa.chunked_array([encoded.dictionary])), ""], dtype=str)
        missing = len(self._texts) - 1
        self._places = encoded.indices.fill_null(missing).to_numpy(zero_copy_only=False)

    def typed(self, item: Item, mapping: Mapping, key: bytes) -> "pd.Series[Any]":
        """The cells as `typed` of cleaning makes them, each different text read only once."""
        return typed(self._texts, item, mapping.read, key).take(self._places)

    def strange(self, item: Item, mapping: Mapping) -> dict[str, int]:
        """The texts that are no answer of the item, each with the number of its rows."""
        found = strange_cells(self._texts, item, mapping.read.decimal)
        if not found:
            return {}
        counts = np.bincount(self._places, minlength=len(self._texts))
        texts = self._texts.str.strip()
        return {text: int(counts[(texts == text).to_numpy()].sum()) for text in found}


def _fitting(cells: "pd.Series[Any]", wanted: pa.DataType) -> pa.Array:
    """A column of a part as the whole table has it; what the sample showed no sign of is missing."""
    found = pa.array(cells, from_pandas=True)
    if pa.types.is_timestamp(wanted) != pa.types.is_timestamp(found.type):
        return pa.nulls(len(cells), wanted)
    return found.cast(wanted)
