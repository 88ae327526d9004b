"""Three-point estimates: Malcolm, Roseboom, Clark & Fazar 1959."""

import math
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


def _check(optimistic: float, most_likely: float, pessimistic: float) -> None:
    if not 0 <= optimistic <= most_likely <= pessimistic < math.inf:
        raise ValueError(f"not 0 <= {optimistic} <= {most_likely} <= {pessimistic}")
