"""SERVQUAL gaps: perception minus expectation, per dimension and as one score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from improvement.statistics.intervals import mean_interval
from improvement.statistics.results import Estimate, FloatArray


@dataclass(frozen=True, slots=True)
class DimensionGap:
    """Mean gap of one dimension, in scale points; negative is a shortfall, real only if the interval excludes 0."""

    dimension: str
    items: tuple[int, ...]
    gap: Estimate


def dimension_gaps(
    perception: FloatArray, expectation: FloatArray, dimensions: Mapping[str, Sequence[int]]
) -> tuple[DimensionGap, ...]:
    """Gap P - E per dimension: mean over a respondent's items, then over respondents, with a paired 95 % t interval.

    Matrices respondents x items, NaN = missing: a pair with either half missing is left out, and so is a respondent
    without any pair in the dimension. `dimensions`: name to column numbers. A dimension that nobody answered is left
    out of the result. Parasuraman, Zeithaml & Berry 1988, J. Retailing 64(1):12-40.
    """
    gaps = perception - expectation
    found = []
    for name, columns in dimensions.items():
        own = gaps[:, list(columns)]
        answered = ~np.isnan(own)
        people = answered.any(axis=1)
        if people.any():
            means = np.nansum(own[people], axis=1) / answered[people].sum(axis=1)
            gap = mean_interval(len(means), float(means.sum()), float(means @ means))
            found.append(DimensionGap(name, tuple(columns), replace(gap, method="paired t")))
    return tuple(found)


def servqual_score(gaps: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Mean of the dimension gaps, or Σwg/Σw with the customer's points (100 in all); scale points.

    Unequal lengths, negative weights or weights of sum 0 are a ValueError.
    """
    points = np.ones(len(gaps)) if weights is None else np.asarray(weights, float)
    if len(points) != len(gaps) or np.any(points < 0) or points.sum() <= 0:
        raise ValueError("weights must match the gaps, not be negative and not all be 0")
    return float(points @ np.asarray(gaps, float) / points.sum())
