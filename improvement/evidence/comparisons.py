"""Answers of the same people set against each other: below, within or above; and sums to redraw means from."""

from collections.abc import Collection, Mapping, Sequence

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame

from improvement.evidence.aggregate import ALL, Terms, sums_by
from improvement.evidence.cleaning import GROUP
from improvement.evidence.moments import ROWS_FOR_GROUPS, flag, numeric_matrix, row_count
from improvement.statistics.results import FloatArray

Counts = tuple[int, int, int]
BY, APART = "_by", " "


def band_counts(
    table: IntoFrame, pairs: Mapping[str, tuple[str, str]], band: float, *, lower_is_better: Sequence[str] = ()
) -> dict[str, Counts]:
    """Per attribute, of people who answered both items of the pair (expected, perceived): below, within, above.

    Below: perceived - expected < -band; above: > band. Attributes in `lower_is_better` are turned round.
    """
    terms: Terms = {}
    for name, (expected, perceived) in pairs.items():
        gap = nw.col(perceived) - nw.col(expected)
        gap = gap * -1 if name in lower_is_better else gap
        terms |= {f"{name} below": flag(gap < -band, gap), f"{name} above": flag(gap > band, gap)}
    found = _sums(table, [each for pair in pairs.values() for each in pair], terms)
    return {name: _three(found, name) for name in pairs} if found else {}


def zone_counts(
    table: IntoFrame, zones: Mapping[str, tuple[str, str, str]], *, lower_is_better: Sequence[str] = ()
) -> dict[str, tuple[Counts, int]]:
    """Per attribute, from items (adequate, desired, perceived): people below, within, above; and those left out.

    Left out is who calls more adequate than desired. Attributes in `lower_is_better` are turned round.
    """
    terms: Terms = {}
    for name, items in zones.items():
        sign = -1 if name in lower_is_better else 1
        adequate, desired, perceived = (nw.col(each) * sign for each in items)
        all_three = adequate + desired + perceived
        usable = flag(adequate <= desired, all_three)
        terms |= {
            f"{name} below": usable * flag(perceived < adequate, all_three),
            f"{name} above": usable * flag(perceived > desired, all_three),
            f"{name} odd": 1 - usable,
        }
    found = _sums(table, [each for zone in zones.values() for each in zone], terms)
    return {name: (_three(found, name), round(found[f"{name} odd"])) for name in zones} if found else {}


def _sums(table: IntoFrame, columns: Sequence[str], terms: Terms) -> dict[str, float]:
    return sums_by(table, columns, terms, None).get(ALL, {}) if terms else {}


def _three(found: Mapping[str, float], name: str) -> Counts:
    below, above = round(found[f"{name} below"]), round(found[f"{name} above"])
    all_of_them = round(found[f"{name} below n"]) - round(found.get(f"{name} odd", 0))
    return below, all_of_them - below - above, above


def answer_sums(table: IntoFrame, names: Sequence[str], weight: str | None = None) -> FloatArray:
    """A row per unit to redraw (a person, from 2,000 rows a group of people): answers per item, then their sums.

    With a weight, sums of weights and of weighted answers; a row without one is left out.
    """
    if row_count(table) < ROWS_FOR_GROUPS:
        return _answered(numeric_matrix(table, names if weight is None else [*names, weight]), len(names))
    if weight is None:
        found = sums_by(table, names, {name: nw.col(name) for name in names}, GROUP)
        return np.array([_sums_of(sums, names) for _, sums in sorted(found.items())])
    w = nw.col(weight)
    counts: Terms = {f"{name} n": w + nw.col(name) * 0 for name in names}
    found = sums_by(table, [*names, weight], counts | {name: w * nw.col(name) for name in names}, GROUP, [])
    return np.array([_sums_of(sums, names) for _, sums in sorted(found.items())])


def values_of(table: IntoFrame, by: str) -> frozenset[str]:
    """The values of a column of text."""
    text = nw.from_native(table).lazy().select(nw.col(by).cast(nw.String))
    return frozenset(map(str, text.drop_nulls().unique().collect()[by].to_list()))


def answer_sums_by(table: IntoFrame, names: Sequence[str], by: str, values: Collection[str]) -> dict[str, FloatArray]:
    """As `answer_sums`, per value of a column of text, of those that are asked for and occur."""
    kind = nw.col(by).cast(nw.String)
    if row_count(table) < ROWS_FOR_GROUPS:
        frame = nw.from_native(table).lazy()
        return {
            value: _answered(numeric_matrix(frame.filter(kind == value).to_native(), names), len(names))
            for value in values
        }
    # one pass for all values: the key is the group and the value
    keyed = (
        nw.from_native(table)
        .filter(kind.is_in(list(values)))
        .with_columns(nw.concat_str(nw.col(GROUP).cast(nw.String), kind, separator=APART).alias(BY))
    )
    found: dict[str, list[list[float]]] = {}
    terms: Terms = {name: nw.col(name) for name in names}
    for key, sums in sorted(sums_by(keyed.to_native(), names, terms, BY).items()):
        found.setdefault(key.partition(APART)[2], []).append(_sums_of(sums, names))
    return {value: np.array(rows) for value, rows in found.items()}


def _answered(columns: FloatArray, items: int) -> FloatArray:
    """Answers of so many items, and their sums; times the weight where it stands in the last column."""
    answers, weights = columns[:, :items], columns[:, items:]
    if weights.size:
        answers, weights = (each[~np.isnan(weights[:, 0])] for each in (answers, weights))
    there = ~np.isnan(answers)
    found = np.column_stack([there.astype(np.float64), np.where(there, answers, 0.0)])
    return found * weights if weights.size else found


def _sums_of(sums: Mapping[str, float], names: Sequence[str]) -> list[float]:
    return [sums[f"{name} n"] for name in names] + [sums[name] for name in names]
