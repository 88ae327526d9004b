"""Whether further variables tell more about an outcome than those that are known already: nested regressions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import fdtrc, ncfdtr

from improvement.statistics.drivers import usable
from improvement.statistics.moments import Moments
from improvement.statistics.resampling import flat_correlations, unit_moments
from improvement.statistics.results import FloatArray

SURE = 0.05


@dataclass(frozen=True, slots=True)
class NestedTest:
    """R² without and with the further variables, what they add and its limits, the F test and its p; n complete rows.

    The limits are each one-sided 95 % (90 % together), so that `lo` is above 0 exactly where p < 0.05.
    """

    r2: float
    r2_with: float
    lo: float
    hi: float
    f: float
    df: tuple[int, int]
    p: float
    n: int

    @property
    def added(self) -> float:
        """R² with less R² without."""
        return self.r2_with - self.r2

    @property
    def adds(self) -> bool:
        """True where the further variables surely tell more: p < 0.05."""
        return self.p < SURE


def nested_test(known: int, data: FloatArray | Sequence[Moments]) -> NestedTest | None:
    """F test of ΔR² in least squares; the outcome is the LAST variable of `data`, the first `known` are known already.

    `data` is a matrix of cases (NaN: the case is left out) or Moments per group. Variables that do not vary or repeat
    those before them are left out; None where nothing is left to add or too few rows are left for it. The limits invert
    the noncentral F distribution: λ/(λ + df1 + df2 + 1) of what the known leave open.
    Cohen 1988; Steiger 2004, Psychological Methods 9(2):164-182.
    """
    units = unit_moments(data)
    if not len(units):
        return None
    total = units.sum(axis=0)
    correlation, n = flat_correlations(total[None])[0], int(total[0])
    if np.isnan(correlation[-1, -1]):
        return None
    names = [str(place) for place in range(len(correlation) - 1)]
    kept, _left_out = usable(names, correlation[:-1, :-1])
    first = [place for place in kept if place < known]
    df = len(kept) - len(first), n - len(kept) - 1
    if not first or df[0] < 1 or df[1] < 1:
        return None
    r2, r2_with = _r2(correlation, first), _r2(correlation, kept)
    if r2_with >= 1:
        return None
    f = (r2_with - r2) / df[0] / ((1 - r2_with) / df[1])
    lo, hi = ((1 - r2) * _partial(f, df, chance) for chance in (1 - SURE, SURE))
    return NestedTest(r2, r2_with, lo, hi, f, df, float(fdtrc(*df, f)), n)


def _r2(correlation: FloatArray, places: Sequence[int]) -> float:
    outer = correlation[places, -1]
    return float(outer @ np.linalg.solve(correlation[np.ix_(places, places)], outer))


def _partial(f: float, df: tuple[int, int], chance: float) -> float:
    """The share of what is left open under which an F as large as `f` or larger has the chance 1 - `chance`."""
    if ncfdtr(*df, 0.0, f) <= chance:
        return 0.0
    top = 1.0
    while ncfdtr(*df, top, f) > chance:
        top *= 2
    found = float(brentq(lambda noncentral: ncfdtr(*df, noncentral, f) - chance, 0.0, top))
    return found / (found + sum(df) + 1)
