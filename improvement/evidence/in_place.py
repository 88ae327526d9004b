"""A Parquet file that stays as it is: its columns read as a mapping says, whenever something is computed.

What `clean` does to cells is done by the engine: codes that are no answers and numbers outside the scale are missing.
Nothing is hashed, so respondents, personal columns and free text are not read at all.
"""

from typing import Any

import narwhals as nw

from improvement.evidence.cleaning import answer
from improvement.evidence.numerals import parse_cell
from improvement.model.mapping import Item
from improvement.model.mapping import Mapping as Meaning

NOT_READ = frozenset(["respondent", "personal", "ignore", "text"])


def columns_in_place(frame: nw.LazyFrame[Any], mapping: Meaning) -> list[nw.Expr]:
    """An expression per item of the mapping whose column the file has, named by the item's id.

    Texts of rated columns are looked up once each; a column of a type that an item of its role cannot have is left out.
    """
    schema = frame.collect_schema()
    items = {id: each for id, each in mapping.items.items() if each.role not in NOT_READ and each.column in schema}
    found = {id: _column(frame, item, schema[item.column], mapping) for id, item in items.items()}
    return [each.alias(id) for id, each in found.items() if each is not None]


def _column(frame: nw.LazyFrame[Any], item: Item, kind: Any, mapping: Meaning) -> nw.Expr | None:
    column = nw.col(item.column)
    if item.scale is not None or item.role == "weight":
        if kind.is_numeric():
            return _answers(column.cast(nw.Float64), item)
        return _texts_as_numbers(frame, item, mapping) if kind == nw.String else None
    if item.role in {"date", "time"}:
        return column.cast(nw.Datetime("ms")) if kind.is_temporal() and kind != nw.Time else None
    if kind.is_nested() or kind == nw.Binary:
        return None
    text = column.cast(nw.String).str.strip_chars()
    return nw.when(~text.is_in(["", *item.not_answers])).then(text)


def _answers(y: nw.Expr, item: Item) -> nw.Expr:
    codes = [code for code in (parse_cell(each, ".") for each in item.not_answers) if code is not None]
    valid = ~y.is_nan()
    if codes:
        valid = valid & ~y.is_in(codes)
    if item.scale is not None:
        valid = valid & (y >= item.scale.low) & (y <= item.scale.high)
    return nw.when(valid).then(y)


def _texts_as_numbers(frame: nw.LazyFrame[Any], item: Item, mapping: Meaning) -> nw.Expr:
    texts = frame.select(nw.col(item.column)).drop_nulls().unique().collect()[item.column].to_list()
    numbers: dict[float, list[str]] = {}
    for text in texts:
        number = answer(text.strip(), item, mapping.read.decimal)
        if number is not None:
            numbers.setdefault(number, []).append(text)
    found: nw.Expr = nw.lit(None, nw.Float64)
    for number, same in numbers.items():
        found = nw.when(nw.col(item.column).is_in(same)).then(nw.lit(number)).otherwise(found)
    return found
