"""Three-point estimates: mean, variance and the chance to meet a date.

Reference: Malcolm, Roseboom, Clark & Fazar 1959. Where paths merge the normal approximation is optimistic.
"""

import math
from typing import Literal

from scipy.special import ndtr

Reading = Literal["pert", "triangular"]


def expected(optimistic: float, most_likely: float, pessimistic: float, how: Reading = "pert") -> float:
    """Mean duration: (a + 4m + b) / 6, or (a + m + b) / 3 when read as triangular; the unit of the estimates.

    ValueError unless 0 <= a <= m <= b.
    """
    _check(optimistic, most_likely, pessimistic)
    if how == "triangular":
        return (optimistic + most_likely + pessimistic) / 3
    return (optimistic + 4 * most_likely + pessimistic) / 6


def variance(optimistic: float, most_likely: float, pessimistic: float, how: Reading = "pert") -> float:
    """Variance: ((b - a) / 6)^2, or (a^2 + m^2 + b^2 - am - ab - mb) / 18 when read as triangular.

    ValueError unless 0 <= a <= m <= b.
    """
    _check(optimistic, most_likely, pessimistic)
    if how == "triangular":
        low, high = most_likely - optimistic, pessimistic - most_likely
        return (low * low + low * high + high * high) / 18
    return ((pessimistic - optimistic) / 6) ** 2


def probability_to_meet(mean: float, variance: float, due: float) -> float:
    """P(duration <= due) = Phi((due - mean) / sqrt(variance)) of a path of independent activities, 0..1.

    `mean` and `variance` are sums along the path. With variance 0: 1 if mean <= due, else 0.
    """
    if variance < 0:
        raise ValueError(f"a variance cannot be negative: {variance}")
    if variance == 0:
        return float(mean <= due)
    return float(ndtr((due - mean) / math.sqrt(variance)))


def _check(optimistic: float, most_likely: float, pessimistic: float) -> None:
    if not 0 <= optimistic <= most_likely <= pessimistic < math.inf:
        raise ValueError(f"not 0 <= {optimistic} <= {most_likely} <= {pessimistic}")
