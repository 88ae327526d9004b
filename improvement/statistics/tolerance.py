"""Tolerance limits: how many cases prove a share, which order statistic covers it, and the normal k factors."""

import math

from scipy.special import chdtri, nctdtrit, ndtri
from scipy.stats import binom


def _between(**shares: float) -> None:
    for name, value in shares.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} {value} is not between 0 and 1")


def cases_needed(share: float, confidence: float = 0.95) -> int:
    """Fewest cases, all of them good, that prove at least `share`: smallest n with share^n <= 1 - confidence.

    0.90: 29, 0.95: 59, 0.98: 149, 0.99: 299. Both strictly between 0 and 1, else ValueError. Wilks 1941.
    """
    _between(share=share, confidence=confidence)
    return math.ceil(math.log(1 - confidence) / math.log(share))


def order_statistic(n: int, share: float, confidence: float = 0.95) -> int | None:
    """Rank r (from 1) of the sorted times that at least `share` of all cases stay within, with this confidence.

    r = min{r: P(Bin(n, share) <= r-1) >= confidence}; None when n is too small. Wilks 1941; Hahn & Meeker 1991.
    """
    _between(share=share, confidence=confidence)
    rank = int(binom.ppf(confidence, n, share)) + 1
    return rank if rank <= n else None


def one_sided_k(n: int, share: float, confidence: float = 0.95) -> float:
    """k of the upper normal tolerance limit x̄ + k·s: t′(confidence; n-1, z_share·√n)/√n; n >= 2. NIST 7.2.6.3."""
    _between(share=share, confidence=confidence)
    if n < 2:
        raise ValueError("a standard deviation needs two cases")
    root = math.sqrt(n)
    return float(nctdtrit(n - 1, float(ndtri(share)) * root, confidence)) / root


def two_sided_k(n: int, share: float, confidence: float = 0.95) -> float:
    """k of the two-sided normal limits x̄ ± k·s: z_{(1+share)/2}·√(ν(1+1/n)/χ²_{1-confidence,ν}), ν = n-1. Howe 1969."""
    _between(share=share, confidence=confidence)
    if n < 2:
        raise ValueError("a standard deviation needs two cases")
    chi2 = float(chdtri(n - 1, confidence))
    return float(ndtri((1 + share) / 2)) * math.sqrt((n - 1) * (1 + 1 / n) / chi2)
