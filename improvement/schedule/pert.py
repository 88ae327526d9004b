"""Three-point estimates: Malcolm, Roseboom, Clark & Fazar 1959."""

import math
from collections.abc import Iterable
from statistics import NormalDist
from typing import Literal

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
    """((b - a) / 6)^2, or (a^2 + m^2 + b^2 - am - ab - mb) / 18 when read as triangular; in squares of the unit given.

    ValueError unless 0 <= a <= m <= b.
    """
    _check(optimistic, most_likely, pessimistic)
    a, m, b = optimistic, most_likely, pessimistic
    if how == "triangular":
        return (a * a + m * m + b * b - a * m - a * b - m * b) / 18
    return ((b - a) / 6) ** 2


def path_rule(mean: float, variances: Iterable[float]) -> NormalDist:
    """The end of one path as PERT's rule has it: normal, with the sums of means and variances of its work.

    It knows nothing of other paths, so it is early where paths meet. No variance at all is no distribution: ValueError.
    """
    total = math.fsum(variances)
    if total <= 0:
        raise ValueError("nothing on the path varies")
    return NormalDist(mean, math.sqrt(total))


def _check(optimistic: float, most_likely: float, pessimistic: float) -> None:
    if not 0 <= optimistic <= most_likely <= pessimistic < math.inf:
        raise ValueError(f"not 0 <= {optimistic} <= {most_likely} <= {pessimistic}")
