"""Bootstrap of moments: cases or groups drawn with replacement, their summed moments and correlations."""

from collections.abc import Sequence

import numpy as np

from improvement.statistics.moments import Moments, correlations
from improvement.statistics.results import FloatArray

CELLS_PER_BATCH = 2_000_000


def unit_moments(data: FloatArray | Sequence[Moments]) -> FloatArray:
    """A row per resampled unit (a complete case, centred, or a group that is not empty): n, sums, flat products."""
    if isinstance(data, np.ndarray):
        rows = data[~np.isnan(data).any(axis=1)]
        rows = rows - rows.mean(axis=0) if len(rows) else rows
        products = rows[:, :, None] * rows[:, None, :]
        return np.column_stack([np.ones(len(rows)), rows, products.reshape(len(rows), rows.shape[1] ** 2)])
    return np.array([np.concatenate([[each.n], each.sums, each.products.ravel()]) for each in data if each.n])


def resampled_moments(units: FloatArray, rng: np.random.Generator, draws: int) -> FloatArray:
    """Summed moments (draws, columns) of units drawn with replacement, in batches that bound the memory."""
    size = len(units)
    found = []
    batch = max(1, CELLS_PER_BATCH // size)
    for start in range(0, draws, batch):
        count = min(batch, draws - start)
        picked = rng.integers(size, size=(count, size)) + np.arange(count)[:, None] * size
        weights = np.bincount(picked.ravel(), minlength=count * size).reshape(count, size)
        found.append(weights.astype(np.float64) @ units)
    return np.concatenate(found)


def flat_correlations(flat: FloatArray) -> FloatArray:
    """Correlation matrices of flattened moments."""
    k = round((np.sqrt(4 * flat.shape[1] - 3) - 1) / 2)
    return correlations(flat[:, 0], flat[:, 1 : k + 1], flat[:, k + 1 :].reshape(-1, k, k))
