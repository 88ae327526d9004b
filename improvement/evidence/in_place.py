"""A Parquet file that stays as it is: its columns read as a mapping says, whenever something is computed.

What `clean` does to cells is done by the engine: codes that are no answers and numbers outside the scale are missing.
Nothing is hashed, so respondents, personal columns and free text are not read at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import narwhals as nw
import pyarrow as pa

from improvement.errors import Issue
from improvement.evidence.cleaning import answer
from improvement.evidence.numerals import parse_cell
from improvement.evidence.workbooks import column_text
from improvement.model.mapping import Item
from improvement.model.mapping import Mapping as Meaning

NOT_READ = frozenset(["respondent", "personal", "ignore", "text"])
TEXTS = (nw.String, nw.Categorical, nw.Enum)
OTHERWISE_IN_PLACE = frozenset(["rows-sampled", "personal-column", *(f"understood-{role}" for role in NOT_READ)])


def told_in_place(told: Iterable[Issue]) -> tuple[Issue, ...]:
    """What a file is understood to be, where it is not stored anew: what is not read stays in it."""
    return tuple(
        replace(each, facts=(*each.facts, ("kind", "in-place"))) if each.id in OTHERWISE_IN_PLACE else each
        for each in told
    )


def columns_in_place(frame: nw.LazyFrame[Any], mapping: Meaning) -> list[nw.Expr]:
    """An expression per item of the mapping whose column the file has, named by the item's id.

    Cells that are neither plain numbers nor texts are made text as a stored table's are, each different one once; a
    column of a type that an item of its role cannot have is left out.
    """
    schema = frame.collect_schema()
    items = {id: each for id, each in mapping.items.items() if each.role not in NOT_READ and each.column in schema}
    found = {id: _column(frame, item, schema[item.column], mapping) for id, item in items.items()}
    return [each.alias(id) for id, each in found.items() if each is not None]


def _column(frame: nw.LazyFrame[Any], item: Item, kind: Any, mapping: Meaning) -> nw.Expr | None:
    column = nw.col(item.column)
    if item.role in {"date", "time"} and item.scale is None:
        return column.cast(nw.Datetime("ms")) if kind.is_temporal() and kind != nw.Time else None
    if kind.is_nested() or kind == nw.Binary:
        return None
    column = column.cast(nw.String) if kind in TEXTS else column
    if item.scale is not None or item.role == "weight":
        return _numbers(frame, column, item, kind, mapping)
    if kind in TEXTS or kind.is_integer():
        text = column.cast(nw.String).str.strip_chars()
        return nw.when(~text.is_in(["", *item.not_answers])).then(text)
    return _looked_up(frame, column, nw.String(), lambda text: None if text in {"", *item.not_answers} else text)


def _numbers(frame: nw.LazyFrame[Any], column: nw.Expr, item: Item, kind: Any, mapping: Meaning) -> nw.Expr | None:
    if kind.is_numeric() and not item.labels:
        return _answers(column.cast(nw.Float64), item)
    if kind in TEXTS or item.labels:
        return _looked_up(frame, column, nw.Float64(), lambda text: answer(text, item, mapping.read.decimal))
    return None


def _answers(y: nw.Expr, item: Item) -> nw.Expr:
    codes = [code for code in (parse_cell(each, ".") for each in item.not_answers) if code is not None]
    valid = y.is_finite()
    if codes:
        valid = valid & ~y.is_in(codes)
    if item.scale is not None:
        valid = valid & (y >= item.scale.low) & (y <= item.scale.high)
    return nw.when(valid).then(y)


def _looked_up(
    frame: nw.LazyFrame[Any], column: nw.Expr, wanted: nw.dtypes.DType, find: Callable[[str], str | float | None]
) -> nw.Expr:
    """What `find` makes of the stripped text of each different cell; missing where that is nothing."""
    cells = frame.select(column.alias("cell")).drop_nulls().unique().collect()["cell"]
    texts = column_text(pa.chunked_array([cells.to_arrow()]))
    known = {cell: find(text.strip()) for cell, text in zip(cells.to_list(), texts, strict=True)}
    found = {cell: value for cell, value in known.items() if value is not None}
    if not found:
        return nw.lit(None, wanted)
    return column.replace_strict(list(found), list(found.values()), default=None, return_dtype=wanted)
