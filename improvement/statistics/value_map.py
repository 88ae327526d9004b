"""The value map: how much more quality than a rival we give, for how much more money."""

from dataclasses import dataclass, replace

import numpy as np

from improvement.statistics.results import Estimate, FloatArray

TAIL = 0.025


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Attributes of us and one rival: means (1 + draws, k), the first row as observed, and their weights (k,) >= 0."""

    own: FloatArray
    rival: FloatArray
    weights: FloatArray

    @property
    def ratios(self) -> FloatArray:
        """Σ w·own/rival with weights of sum 1, per row: Gale's market-perceived quality ratio."""
        return np.asarray((self.own / self.rival) @ (self.weights / self.weights.sum()), dtype=np.float64)

    @property
    def differences(self) -> FloatArray:
        """Σ w·(own - rival) with weights of sum 1, per row."""
        return np.asarray((self.own - self.rival) @ (self.weights / self.weights.sum()), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class ValueMap:
    """Where we stand against one rival; 1 = the same quality, the same price; ranges by bootstrap percentiles.

    `slope`: how much more price one unit more of quality is worth. `dearer`: price less the price that is fair for the
    quality, in units of the rival's price; below 0 is better value than the rival's. `by_difference`: the same by
    differences instead of ratios, points; where its sign is another, the judgement hangs on the method.
    """

    quality: Estimate
    price: Estimate
    slope: float
    dearer: Estimate
    by_difference: float

    @property
    def reversed(self) -> bool:
        """True where ratio and difference disagree about who gives the better value."""
        return self.dearer.estimate * self.by_difference < 0


def fair_price(quality: float, slope: float) -> float:
    """The relative price that is fair for a relative quality: the line through (1, 1)."""
    return 1 + slope * (quality - 1)


def value_map(quality: Compared, price: Compared, slope: float, n: int) -> ValueMap:
    """The map from means of quality (more is better) and price (more is dearer) of us and a rival.

    Both have the same draws; `n` people. Means must be above 0, weights not negative and not all 0, the slope above 0;
    else a ValueError. Gale 1994, Managing Customer Value.
    """
    if not slope > 0:
        raise ValueError(f"slope {slope} is not above 0")
    goods, money = (_checked(each.own, each.rival, each.weights) for each in (quality, price))
    q, r = goods.ratios, money.ratios
    fair_difference = float(money.differences[0] - slope * goods.differences[0])
    return ValueMap(
        quality=_estimate(q, n),
        price=_estimate(r, n),
        slope=slope,
        dearer=_estimate(r - 1 - slope * (q - 1), n),
        by_difference=fair_difference,
    )


def _checked(own: FloatArray, rival: FloatArray, weights: FloatArray) -> Compared:
    if own.shape != rival.shape or own.shape[1:] != weights.shape or not own.size:
        raise ValueError("own, rival and weights must match and not be empty")
    if np.any(own <= 0) or np.any(rival <= 0):
        raise ValueError("a ratio needs means above 0")
    if np.any(weights < 0) or weights.sum() <= 0:
        raise ValueError("weights must not be negative and not all be 0")
    return Compared(own, rival, weights)


def _estimate(values: FloatArray, n: int) -> Estimate:
    """The first value with the percentiles of the others; no limits without draws."""
    found = Estimate(float(values[0]), None, None, n, "bootstrap")
    if len(values) < 2:
        return found
    lo, hi = np.quantile(values[1:], (TAIL, 1 - TAIL))
    return replace(found, lo=min(float(lo), found.estimate), hi=max(float(hi), found.estimate))
