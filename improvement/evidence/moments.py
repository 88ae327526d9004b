"""Counts, sums and products of answers: computed in whatever engine holds the table, small enough for numpy.

Every function takes a cleaned table that narwhals understands (pandas, polars, a lazy frame, DuckDB, Spark) with the
item ids as columns. Columns are cast to Float64 before any product, because small integers overflow silently; NaN
counts as missing in every engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from math import isnan

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame

from improvement.evidence.aggregate import ROWS, Terms, numbers, sums_by
from improvement.evidence.cleaning import GROUP
from improvement.model.mapping import Item
from improvement.statistics.moments import Moments
from improvement.statistics.results import FloatArray
from improvement.statistics.weighted import WeightedMoments

ROWS_FOR_GROUPS = 2000
PAIR_SUMS = ("p", "e", "pp", "ee", "pe")
PROMOTERS_FROM = 9
DETRACTORS_TO = 6


@dataclass(frozen=True, slots=True)
class AnswerMoments:
    """Valid answers of one item: n, Σy, Σy², how many in the two best boxes; weighted too where there is a weight."""

    n: int
    total: float
    squares: float
    top2: int
    weighted: WeightedMoments | None = None
    weighted_top2: WeightedMoments | None = None


@dataclass(frozen=True, slots=True)
class RecommendMoments:
    """Promoters (9-10), passives (7-8), detractors (0-6); weighted moments of 1, 0, -1 where there is a weight."""

    promoters: int
    passives: int
    detractors: int
    weighted: WeightedMoments | None = None


@dataclass(frozen=True, slots=True)
class GapMoments:
    """Complete pairs of one attribute: n, ΣP, ΣE, ΣP², ΣE², ΣPE."""

    n: int
    perceived: float
    expected: float
    perceived_sq: float
    expected_sq: float
    product: float


def row_count(table: IntoFrame) -> int:
    """Rows of the table."""
    return int(nw.from_native(table).lazy().select(nw.len()).collect().item())


def columns_of(table: IntoFrame) -> frozenset[str]:
    """The names of the columns."""
    return frozenset(nw.from_native(table).lazy().collect_schema().names())


def values_of(table: IntoFrame, name: str) -> frozenset[str]:
    """The different texts of a column."""
    narrow = nw.from_native(table).lazy().select(nw.col(name).cast(nw.String)).drop_nulls()
    return frozenset(narrow.unique().collect()[name].to_list())


def people_asked(table: IntoFrame, weight: str) -> int:
    """Rows with a weight: everybody asked, whether they answered a question or not."""
    return int(nw.from_native(table).lazy().select(nw.col(weight).count()).collect().item())


def pattern_counts(table: IntoFrame, names: Sequence[str]) -> dict[tuple[float | None, ...], int]:
    """How many rows have each combination of answers; None is a missing answer."""
    narrow = nw.from_native(table).lazy().select(*numbers(names))
    rows = narrow.group_by(*names).agg(nw.len().alias(ROWS)).collect()
    columns = [rows[name].fill_null(float("nan")).to_numpy().tolist() for name in names]
    patterns = (tuple(None if isnan(each) else each for each in answers) for answers in zip(*columns, strict=True))
    return dict(zip(patterns, map(int, rows[ROWS].to_list()), strict=True))


def answer_moments(
    table: IntoFrame, items: Mapping[str, Item], weight: str | None = None, by: str | None = None
) -> dict[str, dict[str, AnswerMoments]]:
    """Moments per value of the column `by` (under `ALL` without it) and item; items need a scale."""
    terms: Terms = {}
    for name, item in items.items():
        y, top = nw.col(name), _top2(name, item)
        terms |= {f"{name} y": y, f"{name} yy": y * y, f"{name} top": top}
        terms |= _weighted_terms(f"{name} w", y, weight)
        if weight is not None:
            w = nw.col(weight)
            terms |= {f"{name} t wy": w * top, f"{name} t wwy": w * w * top}
    counted = [f"{name} {kind}" for name in items for kind in ("y", "w w")]
    return {
        key: {
            name: AnswerMoments(
                round(sums[f"{name} y n"]),
                sums[f"{name} y"],
                sums[f"{name} yy"],
                round(sums[f"{name} top"]),
                _weighted(sums, f"{name} w", weight),
                _weighted_top2(sums, name, weight),
            )
            for name in items
        }
        for key, sums in sums_by(table, [*items, weight], terms, by, counted).items()
    }


def recommend_moments(
    table: IntoFrame, name: str, item: Item, weight: str | None = None, by: str | None = None
) -> dict[str, RecommendMoments]:
    """Classes of an eleven-point item, whether coded 0..10 or 1..11, per value of `by`; else a ValueError."""
    if item.scale is None or item.scale.high - item.scale.low != 10:
        raise ValueError(f"{name} has no eleven-point scale")
    y = nw.col(name) - item.scale.low
    promoter, detractor = flag(y >= PROMOTERS_FROM, y), flag(y <= DETRACTORS_TO, y)
    terms = {"p": promoter, "d": detractor} | _weighted_terms("w", promoter - detractor, weight)
    found = {}
    for key, sums in sums_by(table, [name, weight], terms, by, ["p", "w w"]).items():
        promoters, detractors = round(sums["p"]), round(sums["d"])
        passives = round(sums["p n"]) - promoters - detractors
        found[key] = RecommendMoments(promoters, passives, detractors, _weighted(sums, "w", weight))
    return found


def gap_moments(
    table: IntoFrame, pairs: Mapping[str, tuple[str, str]], by: str | None = None
) -> dict[str, dict[str, GapMoments]]:
    """Moments per value of `by` and attribute, from pairs (expectation, perception); half a pair is left out."""
    terms: Terms = {}
    for name, (expectation, perception) in pairs.items():
        e, p = nw.col(expectation), nw.col(perception)
        products = (p + e * 0, e + p * 0, p * p + e * 0, e * e + p * 0, p * e)
        terms |= {f"{name} {kind}": product for kind, product in zip(PAIR_SUMS, products, strict=True)}
    columns, counted = [each for pair in pairs.values() for each in pair], [f"{name} pe" for name in pairs]
    return {
        key: {
            name: GapMoments(round(sums[f"{name} pe n"]), *(sums[f"{name} {kind}"] for kind in PAIR_SUMS))
            for name in pairs
        }
        for key, sums in sums_by(table, columns, terms, by, counted).items()
    }


def driver_data(table: IntoFrame, names: Sequence[str]) -> FloatArray | tuple[Moments, ...]:
    """What `relative_importance` needs: the numeric matrix; from 2,000 rows, moments of complete rows per `_group`."""
    if row_count(table) < ROWS_FOR_GROUPS:
        return numeric_matrix(table, names)
    complete = nw.from_native(table).select(GROUP, *numbers(names)).drop_nulls(subset=list(names))
    sums = sums_by(complete.to_native(), names, _product_terms(names), GROUP, ["0 0"])
    return tuple(_moments(each, names) for _, each in sorted(sums.items()))


def numeric_matrix(table: IntoFrame, names: Sequence[str]) -> FloatArray:
    """Answers as a matrix rows x items, NaN where missing."""
    chosen = nw.from_native(table).lazy().select(*numbers(names)).collect()
    return np.column_stack([chosen[name].fill_null(float("nan")).to_numpy().astype(np.float64) for name in names])


def _product_terms(names: Sequence[str]) -> Terms:
    pairs = combinations_with_replacement(range(len(names)), 2)
    singles: Terms = {name: nw.col(name) for name in names}
    return singles | {f"{i} {j}": nw.col(names[i]) * nw.col(names[j]) for i, j in pairs}


def _moments(sums: Mapping[str, float], names: Sequence[str]) -> Moments:
    size = len(names)
    products = np.array([[sums[f"{min(i, j)} {max(i, j)}"] for j in range(size)] for i in range(size)])
    return Moments(round(sums["0 0 n"]), np.array([sums[name] for name in names]), products)


def flag(condition: nw.Expr, y: nw.Expr) -> nw.Expr:
    """1 where the condition holds, 0 where not, missing where y is: NaN compares as false in pandas."""
    return condition.cast(nw.Float64) + y * 0


def _top2(name: str, item: Item) -> nw.Expr:
    if item.scale is None:
        raise ValueError(f"{name} has no scale")
    y = nw.col(name)
    return flag(y <= item.scale.low + 1 if item.scale.good == "low" else y >= item.scale.high - 1, y)


def _weighted_terms(prefix: str, y: nw.Expr, weight: str | None) -> Terms:
    if weight is None:
        return {}
    w, there = nw.col(weight), y * 0
    # w * w stands alone, so that a lazy engine computes it once for all items
    terms = {"w": w + there, "wy": w * y, "ww": w * w + there, "wwy": w * w * y, "wwyy": w * w * y * y}
    return {f"{prefix} {kind}": term for kind, term in terms.items()}


def _weighted(sums: Mapping[str, float], prefix: str, weight: str | None) -> WeightedMoments | None:
    if weight is None:
        return None
    rest = (sums[f"{prefix} {kind}"] for kind in ("w", "wy", "ww", "wwy", "wwyy"))
    return WeightedMoments(round(sums[f"{prefix} w n"]), *rest)


def _weighted_top2(sums: Mapping[str, float], name: str, weight: str | None) -> WeightedMoments | None:
    """Moments of 0 and 1: their squares are themselves, and they are missing where the answer is."""
    found = _weighted(sums, f"{name} w", weight)
    if found is None:
        return None
    return replace(found, wy=sums[f"{name} t wy"], wwy=sums[f"{name} t wwy"], wwyy=sums[f"{name} t wwy"])
