"""What we give for what we cost, beside a rival: the value map."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from improvement.assessment.beside import FEWEST, Beside
from improvement.assessment.comparison_results import RivalValue, WeightKind
from improvement.assessment.results import SourceScores
from improvement.assessment.rival_twins import enough
from improvement.assessment.value_means import Attributes, Side, means_of, placed
from improvement.assessment.value_parts import about_parts, value_parts, verdict
from improvement.errors import Issue, advice
from improvement.model.mapping import ItemRole
from improvement.statistics.results import FloatArray
from improvement.statistics.value_map import ValueMap

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
        twin = _weighted(ours, theirs, rows, asked, rng.spawn(1)[0])
    except ValueError:
        return None, (advice("value-map-below-zero"),)
    # dice of their own, so that weights and kinds of customers do not move the other figures
    parts = value_parts(ours, theirs, rows, asked, rng.spawn(1)[0])
    told = [advice("value-method-decides")] if whole.reversed else []
    told += [advice("value-weights-decide")] if verdict(whole.dearer) != verdict(equal.dearer) else []
    shares = tuple(zip([each.attribute for each in rows], map(float, weights), strict=True))
    value = RivalValue(whole, shares, kind, tuple(each.attribute for each in price), parts, twin)
    return value, (*told, *about_parts(parts))


def _weighted(
    ours: Side, theirs: Side, rows: Sequence[Beside], asked: Attributes, rng: np.random.Generator
) -> ValueMap | None:
    """The map with weighted answers; None where neither side has weights, or a mean rests on too few of them."""
    sides = (
        ours.weighted_n(*((each.item,) for each in rows)),
        theirs.weighted_n(*((each.other_item,) for each in rows)),
    )
    if not enough(*sides):
        return None
    n = min(each for each in (*sides, *(row.difference.n for row in rows)) if each is not None)
    try:
        return placed(replace(means_of(ours, theirs, rows, rng, weighted=True), n=n), asked)
    except ValueError:
        return None


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
