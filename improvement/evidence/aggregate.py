"""Sums of expressions per group, in whatever engine holds the table: pandas, polars, DuckDB, Spark."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

ALL = "_all"
KEY = "_key"
ROWS = "_rows"
TERMS_PER_BATCH = 32
Terms = dict[str, nw.Expr]


def numbers(names: Sequence[str]) -> list[nw.Expr]:
    """The columns as Float64 with NaN as null."""
    casts = {name: nw.col(name).cast(nw.Float64) for name in names}
    return [nw.when(~values.is_nan()).then(values).alias(name) for name, values in casts.items()]


def sums_by(
    table: IntoFrame,
    columns: Sequence[str | None],
    terms: Terms,
    by: str | None,
    counted: Sequence[str] | None = None,
) -> dict[str, dict[str, float]]:
    """Sum of every term per value of `by`, rows without one left out; without `by` under `ALL`, nothing of no rows.

    Under `TERM n` stand the rows that have the term, for all terms or for those named in `counted`: where terms miss
    the same rows, one count of them is enough. The one place that aggregates. A lazy engine does all terms in one
    pass; a frame in memory holds a batch at a time.
    """
    frame = nw.from_native(table)
    names = list(dict.fromkeys(each for each in columns if each is not None))
    narrow = frame.select(*numbers(names), *([] if by is None else [nw.col(by).cast(nw.String).alias(KEY)]))
    size = len(terms) if isinstance(frame, nw.LazyFrame) else TERMS_PER_BATCH
    found: dict[str, dict[str, float]] = {}
    left = iter(terms.items())
    while batch := dict(islice(left, size)):
        counts = [name for name in batch if counted is None or name in counted]
        sums = _whole_sums if by is None else _sums_by_key
        for value, cells in sums(narrow.lazy(), batch, counts).items():
            found.setdefault(value, {}).update(cells)
    return found


def _whole_sums(narrow: nw.LazyFrame[Any], terms: Terms, counted: Sequence[str]) -> dict[str, dict[str, float]]:
    counts = (nw.col(name).count().alias(f"{name} n") for name in counted)
    wide = narrow.select(*(term.alias(name) for name, term in terms.items()))
    row = wide.select(nw.len().alias(ROWS), *(nw.col(name).sum() for name in terms), *counts).collect()
    cells = {name: float(values[0] or 0.0) for name, values in row.to_dict(as_series=False).items()}
    return {ALL: cells} if cells.pop(ROWS) else {}


def _sums_by_key(narrow: nw.LazyFrame[Any], terms: Terms, counted: Sequence[str]) -> dict[str, dict[str, float]]:
    counts = (nw.col(name).count().alias(f"{name} n") for name in counted)
    wide = narrow.drop_nulls(subset=[KEY]).select(KEY, *(term.alias(name) for name, term in terms.items()))
    rows = wide.group_by(KEY).agg(*(nw.col(name).sum() for name in terms), *counts).collect().sort(KEY)
    cells = rows.to_dict(as_series=False)
    names = [name for name in cells if name != KEY]
    return {str(value): {name: float(cells[name][at] or 0.0) for name in names} for at, value in enumerate(cells[KEY])}
