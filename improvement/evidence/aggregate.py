"""Sums of expressions per group, in whatever engine holds the table: pandas, polars, DuckDB, Spark."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

ALL = "_all"
KEY = "_key"
TERMS_PER_BATCH = 32
Terms = dict[str, nw.Expr]


def numbers(names: Sequence[str]) -> list[nw.Expr]:
    """The columns as Float64 with NaN as null."""
    casts = {name: nw.col(name).cast(nw.Float64) for name in names}
    return [nw.when(~values.is_nan()).then(values).alias(name) for name, values in casts.items()]


def sums_by(
    table: IntoFrame, columns: Sequence[str | None], terms: Terms, by: str | None
) -> dict[str, dict[str, float]]:
    """Sum of every term, and under `TERM n` the rows that have it, per value of `by` (rows without one left out).

    The one place that aggregates. A lazy engine does all terms in one pass; a frame in memory holds a batch at a time.
    """
    frame = nw.from_native(table)
    names = list(dict.fromkeys(each for each in columns if each is not None))
    key = nw.lit(ALL) if by is None else nw.col(by).cast(nw.String)
    narrow = frame.select(*numbers(names), key.alias(KEY)).drop_nulls(subset=[KEY])
    size = len(terms) if isinstance(frame, nw.LazyFrame) else TERMS_PER_BATCH
    found: dict[str, dict[str, float]] = {}
    left = iter(terms.items())
    while batch := dict(islice(left, size)):
        for value, sums in _batch_sums(narrow.lazy(), batch).items():
            found.setdefault(value, {}).update(sums)
    return found


def _batch_sums(narrow: nw.LazyFrame[Any], terms: Terms) -> dict[str, dict[str, float]]:
    wide = narrow.select(nw.col(KEY), *(term.alias(name) for name, term in terms.items()))
    counts = (nw.col(name).count().alias(f"{name} n") for name in terms)
    rows = wide.group_by(KEY).agg(*(nw.col(name).sum() for name in terms), *counts).collect().sort(KEY)
    cells = rows.to_dict(as_series=False)
    names = [name for name in cells if name != KEY]
    return {str(value): {name: float(cells[name][at] or 0.0) for name in names} for at, value in enumerate(cells[KEY])}
