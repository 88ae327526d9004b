"""Margin of error and sample sizes of proportions."""

import math

from scipy.special import ndtri

from improvement.statistics.intervals import normal_quantile


def margin_of_error(n: float, share: float = 0.5, confidence: float = 0.95) -> float:
    """Half-width z·√(pq/n) of a proportion's interval, as a share 0..1. Cochran 1977."""
    if n <= 0:
        raise ValueError("n must be positive")
    return normal_quantile(confidence) * math.sqrt(share * (1 - share) / n)


def answers_needed(
    margin: float, share: float = 0.5, confidence: float = 0.95, population: int | None = None, deff: float = 1.0
) -> int:
    """Valid answers for a margin of error: n₀ = deff·z²pq/e², with n₀/(1 + (n₀-1)/N) in a population of N.

    The design effect 1 is for equal weights. Divide by the expected response rate for the number to invite.
    """
    if margin <= 0:
        raise ValueError("the margin must be positive")
    size = deff * normal_quantile(confidence) ** 2 * share * (1 - share) / margin**2
    return math.ceil(size if population is None else size / (1 + (size - 1) / population))


def answers_per_wave(before: float, after: float, power: float = 0.8, confidence: float = 0.95) -> int:
    """Answers in each of two waves to see the change: (z_{α/2} + z_β)²(p₁q₁ + p₂q₂)/Δ². Equal shares: ValueError."""
    if before == after:
        raise ValueError("no sample shows a change of 0")
    quantiles = normal_quantile(confidence) + float(ndtri(power))
    spread = before * (1 - before) + after * (1 - after)
    return math.ceil(quantiles**2 * spread / (before - after) ** 2)
