"""What we give for what we cost, beside a rival: the value map, and perceived value of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.beside import FEWEST, Beside
from improvement.assessment.comparison_results import RivalValue, ValueBeside, WeightKind
from improvement.assessment.instruments import Parts, value_questions
from improvement.assessment.results import SourceScores
from improvement.errors import Issue, advice
from improvement.evidence.comparisons import answer_sums
from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import Item, ItemRole, Scale
from improvement.statistics.differences import mean_difference
from improvement.statistics.intervals import mean_interval
from improvement.statistics.resampling import resampled_moments
from improvement.statistics.results import Estimate, FloatArray
from improvement.statistics.value_map import Compared, ValueMap, value_map

DRAWS = 2000
PRICE = "price"
QUALITY: frozenset[ItemRole] = frozenset(["driver", "perception", "effort", "benefit", "cost"])


@dataclass(frozen=True, slots=True)
class Side:
    """Who is rated: the table and the items that rate them."""

    table: IntoFrame
    items: Mapping[str, Item]


def rival_value(
    found: SourceScores, ours: Side, theirs: Side, rows: Sequence[Beside], rng: np.random.Generator
) -> tuple[RivalValue | None, tuple[Issue, ...]]:
    """Our place on the value map, why there is none, what to know about it; nothing without quality to compare."""
    usable = [each for each in rows if each.difference.n >= FEWEST and ours.items[each.item].role in QUALITY]
    price = [each for each in usable if _factor(ours, theirs, each) == PRICE]
    quality = [each for each in usable if each not in price]
    if not quality:
        return None, ()
    if not price:
        return None, (advice("value-map-without-price"),)
    rows = [*quality, *price]
    scales = [scale for each in rows if (scale := ours.items[each.item].scale)]
    weights, kind = _weights(found, ours, quality, price)
    drawn = _drawn(ours, theirs, rows, rng)
    n = min(each.difference.n for each in rows)
    try:
        placed = _placed(drawn, scales, weights, len(quality), n)
        equal = _placed(drawn, scales, _halves(len(quality), len(price)), len(quality), n)
    except ValueError:
        return None, (advice("value-map-below-zero"),)
    told = [advice("value-method-decides")] if placed.reversed else []
    told += [advice("value-weights-decide")] if _verdict(placed) != _verdict(equal) else []
    shares = tuple(zip([each.attribute for each in rows], map(float, weights), strict=True))
    return RivalValue(placed, shares, kind, tuple(each.attribute for each in price)), tuple(told)


def _factor(ours: Side, theirs: Side, row: Beside) -> str | None:
    return ours.items[row.item].factor or theirs.items[row.other_item].factor


def _verdict(found: ValueMap) -> int:
    lo, hi = found.dearer.lo, found.dearer.hi
    return 0 if lo is None or hi is None else int(lo > 0) - int(hi < 0)


def _weights(
    found: SourceScores, ours: Side, quality: Sequence[Beside], price: Sequence[Beside]
) -> tuple[FloatArray, WeightKind]:
    """Weights of all attributes, sum 1: as customers call them important, else as drivers, else halves."""
    rows = [*quality, *price]
    stated = _stated(found, ours)
    if all(each.attribute in stated for each in rows):
        told = np.array([stated[each.attribute] for each in rows])
        # by the mean of each side, so that many questions about quality do not outweigh one about price
        sides = [told[: len(quality)], told[len(quality) :]]
        if all(side.sum() > 0 for side in sides):
            means = np.array([side.mean() for side in sides])
            return np.concatenate([s / s.sum() * m for s, m in zip(sides, means / means.sum(), strict=True)]), "stated"
    shares = {each.item: each.share for each in found.drivers.drivers} if found.drivers else {}
    if all(shares.get(each.item, 0.0) > 0 for each in rows):
        derived = np.array([shares[each.item] for each in rows])
        return derived / derived.sum(), "derived"
    return _halves(len(quality), len(price)), "equal"


def _stated(found: SourceScores, ours: Side) -> dict[str, float]:
    """How important customers call each attribute, 0..1."""
    asked = {name: item.of for name, item in ours.items.items() if item.role == "importance" and item.of}
    return {of: found.items[name].performance for name, of in asked.items() if name in found.items}


def _halves(quality: int, price: int) -> FloatArray:
    return np.concatenate([np.full(quality, 0.5 / quality), np.full(price, 0.5 / price)])


def _drawn(ours: Side, theirs: Side, rows: Sequence[Beside], rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Means (1 + draws, k) of us and the rival, the first as observed; people who rate both are redrawn together."""
    mine, other = [each.item for each in rows], [each.other_item for each in rows]
    if ours.table is theirs.table:
        both = _means(ours.table, [*mine, *other], rng)
        found = both[:, : len(rows)], both[:, len(rows) :]
    else:
        found = _means(ours.table, mine, rng), _means(theirs.table, other, rng)
    whole = ~(np.isnan(found[0]).any(axis=1) | np.isnan(found[1]).any(axis=1))
    return found[0][whole], found[1][whole]


def _means(table: IntoFrame, names: Sequence[str], rng: np.random.Generator) -> FloatArray:
    sums = answer_sums(table, names)
    flat = np.vstack([sums.sum(axis=0), resampled_moments(sums, rng, DRAWS)])
    counts, totals = flat[:, : len(names)], flat[:, len(names) :]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(totals / counts, dtype=np.float64)


def _amounts(means: FloatArray, scales: Sequence[Scale], *, more: str) -> FloatArray:
    """Means turned within their scale so that more of the thing is a higher number; `more`: which end is more of it."""
    turned = [(scale.low + scale.high, -1.0) if scale.good != more else (0.0, 1.0) for scale in scales]
    shift, sign = np.array(turned).T
    return np.asarray(shift + sign * means, dtype=np.float64)


def _placed(
    drawn: tuple[FloatArray, FloatArray], scales: Sequence[Scale], weights: FloatArray, cut: int, n: int
) -> ValueMap:
    """The map; the first `cut` columns are quality (more is good), the others price (more is dear, so bad)."""
    goods = [_amounts(means[:, :cut], scales[:cut], more="high") for means in drawn]
    money = [_amounts(means[:, cut:], scales[cut:], more="low") for means in drawn]
    slope = float(weights[:cut].sum() / weights[cut:].sum())
    return value_map(Compared(goods[0], goods[1], weights[:cut]), Compared(money[0], money[1], weights[cut:]), slope, n)


def perceived_beside(ours: Side, theirs: Side) -> ValueBeside | None:
    """Perceived value of us and a rival over people who answered all its questions; None where it was not asked."""
    asked, there = value_questions(ours.items), value_questions(theirs.items)
    if asked is None or there is None or not _same_kind(ours.items, theirs.items):
        return None
    (mine, parts), (names, other_parts) = asked, there
    one, other = _Value.of(ours.table, mine, parts), _Value.of(theirs.table, names, other_parts)
    if one is None or other is None:
        return None
    difference = mean_difference(other.mean, one.mean)
    if ours.table is theirs.table:
        both = [*mine, *names]

        def ahead(answers: Sequence[float]) -> tuple[float, float]:
            ours_, theirs_ = parts(answers[: len(mine)]), other_parts(answers[len(mine) :])
            return ours_[0] - ours_[1], theirs_[0] - theirs_[1]

        pairs = _Value.of(ours.table, both, ahead)
        if pairs is not None and pairs.mean.n >= FEWEST:
            difference = replace(pairs.mean, method="paired t")
    return ValueBeside(one.mean, other.mean, difference, one.ratio, other.ratio)


def _same_kind(ours: Mapping[str, Item], theirs: Mapping[str, Item]) -> bool:
    """Whether both sides were asked about the same benefits and costs, on scales with the same ends."""
    asked = [
        {(item.of or name, item.role, item.scale.low, item.scale.high) for name, item in items.items() if item.scale}
        for items in (ours, theirs)
    ]
    sides = [{each for each in one if each[1] in {"benefit", "cost"}} for one in asked]
    return sides[0] == sides[1]


@dataclass(frozen=True, slots=True)
class _Value:
    """Mean of first less second part over people, and the ratio of the parts' means; None where the second is 0."""

    mean: Estimate
    ratio: float | None

    @classmethod
    def of(cls, table: IntoFrame, names: Sequence[str], parts: Parts) -> Self | None:
        """Over everybody who answered all the items; None where nobody did."""
        n, total, squares, first, second = 0, 0.0, 0.0, 0.0, 0.0
        for pattern, count in pattern_counts(table, names).items():
            answers = [each for each in pattern if each is not None]
            if len(answers) == len(names):
                one, other = parts(answers)
                n, total, squares = n + count, total + count * (one - other), squares + count * (one - other) ** 2
                first, second = first + count * one, second + count * other
        return cls(mean_interval(n, total, squares), first / second if second else None) if n else None
