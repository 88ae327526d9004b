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
from improvement.assessment.value_means import Attributes, Side, means_of, placed
from improvement.assessment.value_parts import about_parts, value_parts, verdict
from improvement.errors import Issue, advice
from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import Item, ItemRole
from improvement.statistics.differences import mean_difference
from improvement.statistics.intervals import mean_interval
from improvement.statistics.results import Estimate, FloatArray

PRICE = "price"
QUALITY: frozenset[ItemRole] = frozenset(["driver", "perception", "effort", "benefit", "cost"])


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
    asked = Attributes(scales, weights, len(quality))
    means = replace(means_of(ours, theirs, rows, rng), n=min(each.difference.n for each in rows))
    try:
        whole = placed(means, asked)
        equal = placed(means, replace(asked, weights=_halves(len(quality), len(price))))
    except ValueError:
        return None, (advice("value-map-below-zero"),)
    # dice of their own, so that kinds of customers do not move the other figures
    parts = value_parts(ours, theirs, rows, asked, rng.spawn(1)[0])
    told = [advice("value-method-decides")] if whole.reversed else []
    told += [advice("value-weights-decide")] if verdict(whole.dearer) != verdict(equal.dearer) else []
    shares = tuple(zip([each.attribute for each in rows], map(float, weights), strict=True))
    value = RivalValue(whole, shares, kind, tuple(each.attribute for each in price), parts)
    return value, (*told, *about_parts(parts))


def _factor(ours: Side, theirs: Side, row: Beside) -> str | None:
    return ours.items[row.item].factor or theirs.items[row.other_item].factor


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
