"""Means of two sides, redrawn, and the value map that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.beside import Beside
from improvement.evidence.comparisons import answer_sums, answer_sums_by
from improvement.evidence.weights import weighted_answers
from improvement.model.mapping import Item, Scale
from improvement.statistics.resampling import resampled_moments
from improvement.statistics.results import FloatArray
from improvement.statistics.value_map import Compared, ValueMap, value_map

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """Who is rated: the table, the items that rate them, those that tell kinds of customers apart, the weights."""

    table: IntoFrame
    items: Mapping[str, Item]
    segments: tuple[str, ...] = ()
    weight: str | None = None

    def weighted_n(self, *together: Sequence[str]) -> int | None:
        """The fewest people with a weight above 0 who answered all items of one of the groups; None without weights."""
        return None if self.weight is None else min(weighted_answers(self.table, together, self.weight))


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """Means (1 + draws, k) of us and a rival, the first as observed; the fewest answers that one of them rests on."""

    own: FloatArray
    rival: FloatArray
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """The attributes of the map: their scales and weights; the first `cut` are quality, the others price."""

    scales: Sequence[Scale]
    weights: FloatArray
    cut: int


def means_of(
    ours: Side, theirs: Side, rows: Sequence[Beside], rng: np.random.Generator, *, weighted: bool = False
) -> Means:
    """Of everybody; people who rate both are redrawn together. `weighted`: by the weights that a side has."""
    mine, other = _names(rows)
    own, rival = (side.weight if weighted else None for side in (ours, theirs))
    if ours.table is theirs.table:
        return _together(answer_sums(ours.table, [*mine, *other], own), rng)
    return _apart(answer_sums(ours.table, mine, own), answer_sums(theirs.table, other, rival), rng)


def means_by(
    ours: Side,
    theirs: Side,
    rows: Sequence[Beside],
    segment: str,
    values: Sequence[str],
    rng: np.random.Generator,
    fewest: int,
) -> dict[str, Means]:
    """Per value of a segment item that both sides have; nothing is redrawn where a mean rests on fewer answers."""
    mine, other = _names(rows)
    if ours.table is theirs.table:
        both = answer_sums_by(ours.table, [*mine, *other], segment, values)
        return {
            value: _together(sums, rng if _fewest(sums) >= fewest else None) for value, sums in sorted(both.items())
        }
    own = answer_sums_by(ours.table, mine, segment, values)
    rival = answer_sums_by(theirs.table, other, segment, values)
    shared = sorted(own.keys() & rival.keys())
    enough = {each: min(_fewest(own[each]), _fewest(rival[each])) >= fewest for each in shared}
    return {each: _apart(own[each], rival[each], rng if enough[each] else None) for each in shared}


def placed(found: Means, asked: Attributes) -> ValueMap:
    """The map of these means: of quality more is good, of price more is dear, so bad. ValueError for means below 0."""
    cut, sides = asked.cut, (found.own, found.rival)
    goods = [_amounts(means[:, :cut], asked.scales[:cut], more="high") for means in sides]
    money = [_amounts(means[:, cut:], asked.scales[cut:], more="low") for means in sides]
    quality, price = asked.weights[:cut], asked.weights[cut:]
    slope = float(quality.sum() / price.sum())
    return value_map(Compared(goods[0], goods[1], quality), Compared(money[0], money[1], price), slope, found.n)


def _names(rows: Sequence[Beside]) -> tuple[list[str], list[str]]:
    return [each.item for each in rows], [each.other_item for each in rows]


def _fewest(sums: FloatArray) -> int:
    """The fewest answers of a column."""
    return round(float(sums[:, : sums.shape[1] // 2].sum(axis=0).min())) if len(sums) else 0


def _together(sums: FloatArray, rng: np.random.Generator | None) -> Means:
    means, half = _means(sums, rng), sums.shape[1] // 4
    return _whole(means[:, :half], means[:, half:], _fewest(sums))


def _apart(own: FloatArray, rival: FloatArray, rng: np.random.Generator | None) -> Means:
    return _whole(_means(own, rng), _means(rival, rng), min(_fewest(own), _fewest(rival)))


def _whole(own: FloatArray, rival: FloatArray, n: int) -> Means:
    """Without draws in which an attribute has no answer."""
    whole = ~(np.isnan(own).any(axis=1) | np.isnan(rival).any(axis=1))
    return Means(own[whole], rival[whole], n)


def _means(sums: FloatArray, rng: np.random.Generator | None) -> FloatArray:
    half = sums.shape[1] // 2
    drawn = [sums.sum(axis=0)] if rng is None else [sums.sum(axis=0), resampled_moments(sums, rng, DRAWS)]
    flat = np.vstack(drawn)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(flat[:, half:] / flat[:, :half], dtype=np.float64)


def _amounts(means: FloatArray, scales: Sequence[Scale], *, more: str) -> FloatArray:
    """Means turned within their scale so that more of the thing is a higher number; `more`: which end is more of it."""
    turned = [(scale.low + scale.high, -1.0) if scale.good != more else (0.0, 1.0) for scale in scales]
    shift, sign = np.array(turned).T
    return np.asarray(shift + sign * means, dtype=np.float64)
