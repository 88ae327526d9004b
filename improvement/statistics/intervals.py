"""Intervals of proportions, net promoter scores and means, from counts and sums."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtri, stdtrit

from improvement.errors import Issue, advice
from improvement.statistics.results import Estimate, FloatArray

NPS_PSEUDO = (0.75, 1.5, 0.75)
NPS_COUNTS_ONLY_BELOW = 30


def normal_quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.959964 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    return float(ndtri(0.5 + confidence / 2))


def _check_counts(x: float, n: float) -> None:
    if not (n > 0 and 0 <= x <= n):
        raise ValueError(f"{x} of {n}: needs 0 <= x <= n and n > 0")


def wilson(x: float, n: float, confidence: float = 0.95) -> Estimate:
    """Proportion x/n with Wilson's score interval, within 0..1; n = 0 is a ValueError.

    Centre (p + z²/2n)/(1 + z²/n), half-width z·√(pq/n + z²/4n²)/(1 + z²/n). Own code because effective counts of
    weighted answers are fractions, which scipy's binomtest refuses. Wilson 1927; Newcombe 1998, Stat. Med. 17:857.
    """
    _check_counts(x, n)
    z, p = normal_quantile(confidence), x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    lo = 0.0 if x == 0 else max(0.0, centre - half)
    hi = 1.0 if x == n else min(1.0, centre + half)
    return Estimate(p, lo, hi, int(n), "Wilson")


def adjusted_wald(x: float, n: float, confidence: float = 0.95) -> Estimate:
    """Proportion x/n; interval p̃ ± z·√(p̃q̃/(n+4)) about p̃ = (x+2)/(n+4), cut to 0..1. Agresti & Coull 1998."""
    _check_counts(x, n)
    middle = (x + 2) / (n + 4)
    half = normal_quantile(confidence) * math.sqrt(middle * (1 - middle) / (n + 4))
    return Estimate(x / n, max(0.0, middle - half), min(1.0, middle + half), int(n), "adjusted Wald")


def lower_limits(x: FloatArray, n: FloatArray, confidence: float = 0.95) -> FloatArray:
    """One-sided Clopper-Pearson lower limits BetaInv(1-confidence; x, n-x+1) of arrays; x = 0 gives 0.

    Counts may be effective counts (fractions). Clopper & Pearson 1934.
    """
    kept = np.clip(x, 0.0, n)
    limits = betaincinv(np.where(kept > 0, kept, 1.0), n - kept + 1.0, 1.0 - confidence)
    return np.where(kept > 0, limits, 0.0)


@dataclass(frozen=True, slots=True)
class NpsResult:
    """A net promoter score, -1..1: `lo`, `hi` adjusted Wald, `wald` the plain interval about the estimate."""

    estimate: float
    lo: float
    hi: float
    n: int
    wald: tuple[float, float]
    standard_error: float
    method: str = "adjusted Wald"
    warnings: tuple[Issue, ...] = ()


def _nps_moments(promoters: float, passives: float, detractors: float) -> tuple[float, float]:
    n = promoters + passives + detractors
    p, d = promoters / n, detractors / n
    return p - d, math.sqrt(max(0.0, p + d - (p - d) ** 2) / n)


def nps(promoters: int, passives: int, detractors: int, confidence: float = 0.95) -> NpsResult:
    """Score P/n - D/n with SE √((p + d - (p-d)²)/n); no answers is a ValueError; under 30 answers it warns.

    The adjusted interval adds ¾ promoter, 1½ passives and ¾ detractor. Rocks 2016, American Statistician 70(4):365.
    """
    n = promoters + passives + detractors
    if n <= 0 or min(promoters, passives, detractors) < 0:
        raise ValueError("counts must not be negative and not all be 0")
    z = normal_quantile(confidence)
    score, error = _nps_moments(promoters, passives, detractors)
    counts = (promoters, passives, detractors)
    middle, wider = _nps_moments(*(count + extra for count, extra in zip(counts, NPS_PSEUDO, strict=True)))
    few = advice("too-few-for-score", n=n, needed=NPS_COUNTS_ONLY_BELOW)
    return NpsResult(
        estimate=score,
        lo=max(-1.0, middle - z * wider),
        hi=min(1.0, middle + z * wider),
        n=n,
        wald=(score - z * error, score + z * error),
        standard_error=error,
        warnings=(few,) if n < NPS_COUNTS_ONLY_BELOW else (),
    )


def mean_interval(n: int, total: float, total_sq: float, confidence: float = 0.95) -> Estimate:
    """Mean and Student's t interval from n, Σy and Σy²; n = 0 is a ValueError, n = 1 has no interval."""
    if n <= 0:
        raise ValueError("a mean needs at least one answer")
    mean = total / n
    if n == 1:
        return Estimate(mean, None, None, n, "t")
    variance = max(0.0, (total_sq - total * mean) / (n - 1))
    half = float(stdtrit(n - 1, 0.5 + confidence / 2)) * math.sqrt(variance / n)
    return Estimate(mean, mean - half, mean + half, n, "t")


def paired_mean_interval(
    n: int, *, perceived: float, expected: float, perceived_sq: float, expected_sq: float, product: float
) -> Estimate:
    """Mean gap P - E of the same n people with its paired 95 % t interval.

    From ΣP, ΣE, ΣP², ΣE² and ΣPE over complete pairs: leave out a pair with either half missing.
    """
    found = mean_interval(n, perceived - expected, perceived_sq + expected_sq - 2 * product)
    return Estimate(found.estimate, found.lo, found.hi, n, "paired t")
