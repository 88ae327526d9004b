"""Weighted scores of alternatives and how firmly each stays at the top when the weights are in doubt."""

import numpy as np

from improvement.statistics.results import FloatArray

DRAWS_PER_BATCH = 1000
EQUAL = 1e-12


def rank_order_centroid(n: int) -> FloatArray:
    """Weights (n,) of criteria in falling importance: w_i = (1/n)·Σ_{k=i..n} 1/k, sum 1. Edwards & Barron 1994."""
    if n < 1:
        raise ValueError("weights need at least one criterion")
    return np.asarray(np.cumsum((1.0 / np.arange(1, n + 1))[::-1])[::-1] / n, dtype=np.float64)


def normalised(criteria: FloatArray) -> FloatArray:
    """Each column (criterion) of items x criteria stretched to 0..1, more is better; a constant column becomes 0."""
    low, spread = criteria.min(axis=0), np.ptp(criteria, axis=0)
    return np.asarray((criteria - low) / np.where(spread > 0, spread, 1.0), dtype=np.float64)


def weighted_scores(criteria: FloatArray, weights: FloatArray) -> FloatArray:
    """Σ w_k·s_k/Σ w_k per item (p,), from criteria (p, k) normalised to 0..1; weights of sum 0 are a ValueError."""
    if np.any(weights < 0) or weights.sum() <= 0:
        raise ValueError("weights must not be negative and not all be 0")
    return np.asarray(criteria @ weights / weights.sum(), dtype=np.float64)


def around(weights: FloatArray) -> FloatArray:
    """Dirichlet's parameters (k,) of draws whose mean is these weights (k,) > 0, as wide as uniform ones: k·w/Σw.

    Equal weights give 1 each, which is uniform on the simplex.
    """
    if np.any(weights <= 0):
        raise ValueError("draws around weights need weights above 0")
    return np.asarray(len(weights) * weights / weights.sum(), dtype=np.float64)


def top_shares(
    criteria: FloatArray,
    rng: np.random.Generator,
    top: int = 3,
    draws: int = 2000,
    *,
    alphas: FloatArray | None = None,
) -> FloatArray:
    """Share (p,) of weight draws in which each item is among the `top`; Dirichlet, uniform without `alphas` (k,).

    An item is among the top when fewer than `top` items score strictly better: ties at the border all stay in.
    """
    items, columns = criteria.shape
    hits = np.zeros(items)
    for start in range(0, draws, DRAWS_PER_BATCH):
        size = min(DRAWS_PER_BATCH, draws - start)
        weights = rng.dirichlet(np.ones(columns) if alphas is None else alphas, size=size)
        scores = weights @ criteria.T
        border = np.sort(scores, axis=1)[:, -min(top, items)]
        hits += (scores >= border[:, None] - EQUAL).sum(axis=0)
    return hits / draws
