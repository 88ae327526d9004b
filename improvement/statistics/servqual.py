"""The SERVQUAL score, and who gets less, as much, or more than expected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from improvement.statistics.intervals import wilson
from improvement.statistics.results import Estimate


@dataclass(frozen=True, slots=True)
class States:
    """Shares of people below, within and above a band, each with Wilson's interval; they sum to 1."""

    below: Estimate
    within: Estimate
    above: Estimate


def servqual_score(gaps: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Mean of the dimension gaps, or Σwg/Σw with the customer's points (100 in all); scale points.

    Unequal lengths, negative weights or weights of sum 0 are a ValueError.
    """
    points = np.ones(len(gaps)) if weights is None else np.asarray(weights, float)
    if len(points) != len(gaps) or np.any(points < 0) or points.sum() <= 0:
        raise ValueError("weights must match the gaps, not be negative and not all be 0")
    return float(points @ np.asarray(gaps, float) / points.sum())


def states(below: int, within: int, above: int) -> States:
    """Three states of satisfaction, or a zone of tolerance, from counts; nobody at all is a ValueError.

    Satisfaction: perception less expectation below, about and above 0. Zone of tolerance: perception below what is
    adequate, from adequate to desired (both included), above what is desired. Zeithaml, Berry & Parasuraman 1993.
    """
    n = below + within + above
    return States(wilson(below, n), wilson(within, n), wilson(above, n))
