"""What customers call important against how satisfied they are: the opportunity score."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from improvement.statistics.results import Estimate, FloatArray

DRAWS = 2000
METHOD = "bootstrap"
EXTREME, HIGH, SOLID = 15.0, 12.0, 10.0


class Opportunity(StrEnum):
    """How much an opportunity score promises; overserved: more people are satisfied than call it important."""

    EXTREME = "extreme"
    HIGH = "high"
    SOLID = "solid"
    LOW = "low"
    OVERSERVED = "overserved"


def opportunity_score(importance: float, satisfaction: float) -> float:
    """Imp + max(Imp - Sat, 0), 0..20, from the shares 0..1 that chose one of the two best answers, each times 10.

    Ulwick 2002, Harvard Business Review 80(1):91-97.
    """
    return float(10 * importance + max(10 * importance - 10 * satisfaction, 0.0))


def opportunity_class(importance: float, satisfaction: float) -> Opportunity:
    """Above 15 extreme, from 12 high, from 10 solid, else low; overserved where satisfaction is the larger share."""
    if satisfaction > importance:
        return Opportunity.OVERSERVED
    score = opportunity_score(importance, satisfaction)
    if score > EXTREME:
        return Opportunity.EXTREME
    if score >= HIGH:
        return Opportunity.HIGH
    return Opportunity.SOLID if score >= SOLID else Opportunity.LOW


def opportunity(counts: Sequence[int], rng: np.random.Generator) -> Estimate:
    """The score with its 95 % percentile limits, from how many call it important and are satisfied, important only,
    satisfied only, neither; nobody at all is a ValueError.
    """
    n = sum(counts)
    if n == 0:
        raise ValueError("nobody answered both")
    shares = np.array(counts) / n
    lo, hi = np.quantile(_scores(rng.multinomial(n, shares, size=DRAWS) / n), [0.025, 0.975])
    return Estimate(float(_scores(shares[None])[0]), float(lo), float(hi), n, METHOD)


def _scores(shares: FloatArray) -> FloatArray:
    importance, satisfaction = shares[:, 0] + shares[:, 1], shares[:, 0] + shares[:, 2]
    return np.asarray(10 * importance + np.maximum(10 * (importance - satisfaction), 0.0), dtype=np.float64)
