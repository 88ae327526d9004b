"""The SERVQUAL score: the gaps between perception and expectation as one number."""

from collections.abc import Sequence

import numpy as np


def servqual_score(gaps: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Mean of the dimension gaps, or Σwg/Σw with the customer's points (100 in all); scale points.

    Unequal lengths, negative weights or weights of sum 0 are a ValueError.
    """
    points = np.ones(len(gaps)) if weights is None else np.asarray(weights, float)
    if len(points) != len(gaps) or np.any(points < 0) or points.sum() <= 0:
        raise ValueError("weights must match the gaps, not be negative and not all be 0")
    return float(points @ np.asarray(gaps, float) / points.sum())
