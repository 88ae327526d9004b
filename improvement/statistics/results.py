"""The shape of an estimated number, and the array type that the package's functions take."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from improvement.errors import Issue

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval: both limits belong to it, None where the data allow no interval.

    `n` counts valid answers, `method` names the interval, `scale` and `wave` say what may be compared with what.
    """

    estimate: float
    lo: float | None
    hi: float | None
    n: int
    method: str
    scale: str = ""
    wave: str = ""
    warnings: tuple[Issue, ...] = ()
