"""Sums and cross-products of several variables, which add up over groups, and what follows from them."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from improvement.statistics.results import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Moments of complete rows of k variables: n, sums (k,) and products (k, k) with products[i, j] = Σ x_i·x_j."""

    n: int
    sums: FloatArray
    products: FloatArray

    @classmethod
    def of(cls, rows: FloatArray) -> Self:
        """The moments of a matrix rows x variables; a row with a missing value (NaN) is left out."""
        complete = rows[~np.isnan(rows).any(axis=1)]
        return cls(len(complete), complete.sum(axis=0), complete.T @ complete)

    def __add__(self, other: Self) -> Self:
        """The moments of two disjoint groups together."""
        return type(self)(self.n + other.n, self.sums + other.sums, self.products + other.products)

    def correlation(self) -> FloatArray:
        """The (k, k) correlation matrix; NaN in the row and column of a variable that does not vary."""
        found = correlations(np.array([self.n], float), self.sums[None], self.products[None])
        return np.asarray(found[0], dtype=np.float64)


def correlations(n: FloatArray, sums: FloatArray, products: FloatArray) -> FloatArray:
    """Correlation matrices (d, k, k) of d sets of moments: n (d,), sums (d, k), products (d, k, k).

    NaN where a variable's variance is 0 (below 1e-12 of its mean square) or n = 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        means = sums / n[:, None]
        covariance = products / n[:, None, None] - means[:, :, None] * means[:, None, :]
        variance = np.diagonal(covariance, axis1=1, axis2=2)
        scale = np.diagonal(products, axis1=1, axis2=2) / n[:, None]
        deviation = np.sqrt(np.where(variance > 1e-12 * scale, variance, np.nan))
        found = covariance / (deviation[:, :, None] * deviation[:, None, :])
    places = np.arange(sums.shape[1])
    found[:, places, places] = np.where(np.isnan(deviation), np.nan, 1.0)
    return np.asarray(found, dtype=np.float64)
