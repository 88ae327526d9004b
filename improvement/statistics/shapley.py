"""Johnson's relative weights and the LMG (Shapley) shares of R²: which item carries how much of the outcome."""

from itertools import combinations
from math import factorial

import numpy as np

from improvement.statistics.results import FloatArray

MOST_LMG_ITEMS = 12
SMALLEST_EIGENVALUE = 1e-10


def johnson_weights(correlation_xx: FloatArray, correlation_xy: FloatArray) -> FloatArray:
    """Raw relative weights ε = (Λ∘Λ)(β*∘β*), all >= 0 with Σε = R²; Λ = R_xx^½, β* = Λ⁻¹ r_xy.

    Takes (p, p) and (p,), or stacks (d, p, p) and (d, p). A singular R_xx gets the pseudo-inverse: the weights still
    add up to R², but share it arbitrarily among duplicates. Johnson 2000, Multivariate Behav. Res. 35(1):1-19.
    """
    values, vectors = np.linalg.eigh(correlation_xx)
    positive = values > SMALLEST_EIGENVALUE
    roots = np.sqrt(np.where(positive, values, 0.0))
    inverses = np.where(positive, 1.0 / np.where(positive, roots, 1.0), 0.0)
    transposed = np.swapaxes(vectors, -1, -2)
    root = (vectors * roots[..., None, :]) @ transposed
    inverse = (vectors * inverses[..., None, :]) @ transposed
    betas = inverse @ correlation_xy[..., None]
    return np.asarray(((root**2) @ (betas**2))[..., 0], dtype=np.float64)


def _subset_r2(correlation_xx: FloatArray, correlation_xy: FloatArray) -> FloatArray:
    """R² of the regression on each subset of the p items, at the subset's bit mask."""
    p = len(correlation_xy)
    found = np.zeros(1 << p)
    for size in range(1, p + 1):
        subsets = np.array(list(combinations(range(p), size)))
        inner = correlation_xx[subsets[:, :, None], subsets[:, None, :]]
        outer = correlation_xy[subsets]
        slopes = np.linalg.solve(inner, outer[..., None])[..., 0]
        found[(1 << subsets).sum(axis=1)] = (outer * slopes).sum(axis=1)
    return found


def lmg(correlation_xx: FloatArray, correlation_xy: FloatArray) -> FloatArray:
    """Shapley shares of R² (p,): Σ_{S∌j} |S|!(p-1-|S|)!/p! · [R²(S∪j) - R²(S)]; they add up to R².

    Visits 2^p regressions: more than 12 items is a ValueError; a singular R_xx is numpy's LinAlgError.
    Lindeman, Merenda & Gold 1980; Grömping 2006, J. Stat. Software 17(1).
    """
    p = len(correlation_xy)
    if p > MOST_LMG_ITEMS:
        raise ValueError(f"{p} items: LMG is limited to {MOST_LMG_ITEMS}")
    r2 = _subset_r2(correlation_xx, correlation_xy)
    masks = np.arange(1 << p)
    sizes = np.bitwise_count(masks)
    chances = np.array([factorial(s) * factorial(p - 1 - s) / factorial(p) for s in range(p)])
    shares = np.empty(p)
    for j in range(p):
        without = masks[(masks >> j) & 1 == 0]
        shares[j] = np.sum(chances[sizes[without]] * (r2[without | (1 << j)] - r2[without]))
    return shares
