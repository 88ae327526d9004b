"""Weights of answers in whatever engine holds the table: what they sum to, and a column of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import isnan
from operator import add
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from improvement.evidence.aggregate import numbers
from improvement.statistics.weighted import WeightedMoments

WEIGHT = "_weight"
COUNT, TOTAL, SQUARES = "_count", "_total", "_squares"
Parts = tuple[str | None, ...]
Answers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class WeightCounts:
    """Rows of a table, those without a weight, and those with a weight of 0, below 0 and above `cap`."""

    rows: int
    missing: int
    zero: int
    negative: int
    above: int


@dataclass(frozen=True, slots=True)
class WeightedPattern:
    """One combination of answers (None where missing): rows, sum of their weights and of the squared weights."""

    answers: Answers
    n: int
    w: float
    ww: float


def weight_counts(table: IntoFrame, weight: str, cap: float | None = None) -> WeightCounts:
    """How many weights are doubtful; without a `cap` none is above it."""
    w = nw.col(weight)
    flags = {"zero": w == 0, "negative": w < 0, "above": w > (float("inf") if cap is None else cap)}
    columns = (nw.when(each).then(1).otherwise(0).sum().alias(name) for name, each in flags.items())
    narrow = nw.from_native(table).lazy().select(*numbers([weight]))
    found = narrow.select(nw.len().alias(COUNT), w.count().alias(TOTAL), *columns).collect()
    rows, known, *rest = (int(found[name].item() or 0) for name in (COUNT, TOTAL, *flags))
    return WeightCounts(rows, rows - known, *rest)


def middle_weight(table: IntoFrame, weight: str) -> float | None:
    """The median of the weights above 0; None without any."""
    w = nw.col(weight)
    found = nw.from_native(table).lazy().select(*numbers([weight])).filter(w > 0).select(w.median()).collect().item()
    return None if found is None else float(found)


def cell_sums(table: IntoFrame, names: Sequence[str], weight: str | None = None) -> dict[Parts, tuple[int, float]]:
    """Rows and sum of weights (without `weight` 1 each) per combination of parts of the columns, None where empty."""
    keys = [_text(name) for name in names]
    base = numbers([weight]) if weight else [nw.lit(1.0).alias(TOTAL)]
    total = weight or TOTAL
    narrow = nw.from_native(table).lazy().select(*keys, *base)
    rows = narrow.group_by(*names).agg(nw.len().alias(COUNT), nw.col(total).sum()).collect()
    cells = rows.to_dict(as_series=False)
    parts = zip(*(map(_part, cells[name]) for name in names), strict=True)
    found: dict[Parts, tuple[int, float]] = {}
    # pandas tells None and NaN apart
    for key, count, amount in zip(parts, cells[COUNT], cells[total], strict=True):
        before = found.get(key, (0, 0.0))
        found[key] = (before[0] + int(count), before[1] + float(amount or 0.0))
    return found


def weighted_patterns(table: IntoFrame, names: Sequence[str], weight: str) -> tuple[WeightedPattern, ...]:
    """Rows that have a weight, per combination of answers."""
    w = nw.col(weight)
    sums = (nw.len().alias(COUNT), w.sum().alias(TOTAL), nw.col(SQUARES).sum())
    narrow = nw.from_native(table).lazy().select(*numbers([*names, weight])).drop_nulls(subset=[weight])
    patterns = narrow.with_columns((w * w).alias(SQUARES)).group_by(*names).agg(*sums)
    cells = patterns.collect().to_dict(as_series=False)
    rows = zip(*(cells[name] for name in (*names, COUNT, TOTAL, SQUARES)), strict=True)
    return tuple(
        WeightedPattern(tuple(map(_answer, answers)), int(count), float(total), float(squares))
        for *answers, count, total, squares in rows
    )


def weighted_answers(table: IntoFrame, together: Sequence[Sequence[str]], weight: str) -> list[int]:
    """Per group of items (one or more), the people with a weight above 0 who answered all of them."""
    names = dict.fromkeys(name for group in together for name in group)
    # a sum is missing where one of its parts is
    sums = [reduce(add, map(nw.col, group)).count().alias(str(at)) for at, group in enumerate(together)]
    narrow = nw.from_native(table).lazy().select(*numbers([*names, weight])).filter(nw.col(weight) > 0)
    found = narrow.select(*sums).collect()
    return [int(found[str(at)].item() or 0) for at in range(len(together))]


def weighted_values(
    patterns: Iterable[WeightedPattern], value: Callable[[Answers], float | None]
) -> WeightedMoments | None:
    """Weighted moments of a value that every combination of answers gives, None being no value; None without any."""
    found = WeightedMoments(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for each in patterns:
        y = value(each.answers)
        if y is not None:
            w, ww = each.w, each.ww
            found += WeightedMoments(each.n, w, w * y, ww, ww * y, ww * y * y)
    return found if found.w > 0 else None


def with_weights(table: IntoFrame, factors: Mapping[str, Mapping[str, float]], weight: str | None = None) -> IntoFrame:
    """The table with a column `_weight`: the row's weight (without `weight` 1) times the factor of every part it is in.

    A row in a part without a factor, or in none, has no weight.
    """
    column: nw.Expr = numbers([weight])[0] if weight else nw.lit(1.0)
    for name, parts in factors.items():
        column = column * _factor(name, parts)
    return _with(table, column)


def with_cut_weights(table: IntoFrame, weight: str, cap: float) -> IntoFrame:
    """The table with a column `_weight`: the weights, none above the cap."""
    w = nw.col(weight).cast(nw.Float64)
    cut = nw.when(w > cap).then(nw.lit(cap)).otherwise(w)
    return _with(table, cut)


def _factor(name: str, parts: Mapping[str, float]) -> nw.Expr:
    text = nw.col(name).cast(nw.String)
    found: nw.Expr = nw.lit(None, nw.Float64)
    for part, factor in parts.items():
        found = nw.when(text == part).then(nw.lit(factor)).otherwise(found)
    return found


def _text(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.String).alias(name)


def _part(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _answer(value: Any) -> float | None:
    return None if value is None or value is pd.NA or isnan(value) else float(value)


def _with(table: IntoFrame, weight: nw.Expr) -> IntoFrame:
    found: IntoFrame = nw.from_native(table).with_columns(weight.alias(WEIGHT)).to_native()
    return found
