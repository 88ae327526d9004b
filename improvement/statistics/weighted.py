"""Weighted means, proportions and scores with linearised standard errors, from moments."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from improvement.statistics.intervals import normal_quantile, wilson
from improvement.statistics.results import Estimate, FloatArray


@dataclass(frozen=True, slots=True)
class WeightedMoments:
    """Sums over valid answers y with weights w >= 0: n, Σw, Σwy, Σw², Σw²y, Σw²y². Parts of a table add up.

    y is the answer for a mean, 0 or 1 for a proportion, and -1, 0 or 1 for a net promoter score.
    """

    n: int
    w: float
    wy: float
    ww: float
    wwy: float
    wwyy: float

    @classmethod
    def of(cls, y: FloatArray, w: FloatArray) -> Self:
        """The moments of arrays of equal length without missing values."""
        ww = w * w
        sums = (w, w * y, ww, ww * y, ww * y * y)
        return cls(len(y), *(float(np.sum(each)) for each in sums))

    def __add__(self, other: Self) -> Self:
        """The moments of two disjoint groups together."""
        return type(self)(
            self.n + other.n,
            self.w + other.w,
            self.wy + other.wy,
            self.ww + other.ww,
            self.wwy + other.wwy,
            self.wwyy + other.wwyy,
        )


@dataclass(frozen=True, slots=True)
class WeightEffect:
    """What unequal weights cost: `n` answers tell as much as `effective_n` unweighted ones, n / `design_effect`."""

    n: int
    effective_n: float
    design_effect: float


def weight_effect(moments: WeightedMoments) -> WeightEffect:
    """Kish's design effect and effective size of weighted answers; a sum of weights of 0 is a ValueError."""
    if moments.w <= 0:
        raise ValueError("the weights must have a positive sum")
    size = kish_effective_n(moments.w, moments.ww)
    return WeightEffect(moments.n, size, design_effect(moments.w, moments.ww, moments.n))


def weighted_standard_error(moments: WeightedMoments, sampled: int | None = None) -> float | None:
    """√(n/(n-1) · Σw²(y-ȳ)²)/Σw: Taylor linearisation for independent answers, as R's survey::svymean(ids=~1).

    n is `sampled`, all people asked, also those without a valid answer (svymean with na.rm), by default the answers.
    None for a single answer; a sum of weights of 0 is a ValueError. Lumley 2010, Complex Surveys.
    """
    if moments.w <= 0:
        raise ValueError("the weights must have a positive sum")
    if moments.n < 2:
        return None
    people = max(moments.n, sampled or 0)
    mean = moments.wy / moments.w
    squares = moments.wwyy - 2 * mean * moments.wwy + mean * mean * moments.ww
    return math.sqrt(max(0.0, squares) * people / (people - 1)) / moments.w


def weighted_mean(moments: WeightedMoments, sampled: int | None = None, confidence: float = 0.95) -> Estimate:
    """Weighted mean (or weighted NPS, -1..1, for y in -1, 0, 1) ± z standard errors; `sampled` as there."""
    error = weighted_standard_error(moments, sampled)
    mean = moments.wy / moments.w
    if error is None:
        return Estimate(mean, None, None, moments.n, "linearised")
    half = normal_quantile(confidence) * error
    return Estimate(mean, mean - half, mean + half, moments.n, "linearised")


def weighted_proportion(moments: WeightedMoments, sampled: int | None = None, confidence: float = 0.95) -> Estimate:
    """Weighted share of y = 1 with Wilson's interval at the effective size pq/SE²; within 0..1.

    With the share at 0 or 1 the SE is 0 and Kish's effective size stands in.
    """
    error = weighted_standard_error(moments, sampled)
    share = min(1.0, max(0.0, moments.wy / moments.w))
    if error is None:
        return Estimate(share, None, None, moments.n, "Wilson, effective n")
    spread = share * (1 - share)
    size = spread / error**2 if error > 0 and spread > 0 else kish_effective_n(moments.w, moments.ww)
    found = wilson(share * size, size, confidence)
    return Estimate(share, found.lo, found.hi, moments.n, "Wilson, effective n")


def design_effect(sum_w: float, sum_w2: float, n: int) -> float:
    """nΣw²/(Σw)² >= 1: by how much unequal weights inflate the variance of a mean. Kish 1965."""
    return n * sum_w2 / sum_w**2


def kish_effective_n(sum_w: float, sum_w2: float) -> float:
    """(Σw)²/Σw²: the size of an unweighted sample that tells as much. Kish 1965."""
    return sum_w**2 / sum_w2
