"""Draws that come out alike on every machine: uniform numbers and plain arithmetic, nothing of the platform's."""

import numpy as np
import numpy.typing as npt

from improvement.statistics.results import FloatArray

IntArray = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def bell(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Nearly normal numbers, mean 0 and variance 1, within -6..6: the sum of twelve uniform numbers less six."""
    total: FloatArray = rng.random((12, *shape)).sum(axis=0)
    return total - 6.0


def pick(rng: np.random.Generator, weights: tuple[float, ...], count: int) -> IntArray:
    """`count` positions in `weights`, each as likely as its weight."""
    edges = np.cumsum(weights)
    places = np.searchsorted(edges, rng.random(count) * edges[-1], side="right")
    last = len(weights) - 1
    return np.asarray(np.minimum(places, last), dtype=np.int64)


def spread(rng: np.random.Generator, size: int, marked: int) -> Flags:
    """Truth values of length `size`, `marked` of them true: one at random in each of as many equal stretches."""
    chosen = np.zeros(size, dtype=np.bool_)
    edges = np.arange(marked + 1) * size // max(marked, 1)
    widths = np.diff(edges)
    chosen[edges[:-1] + np.floor(rng.random(marked) * widths).astype(np.int64)] = True
    return chosen


def codes(rng: np.random.Generator, count: int) -> list[str]:
    """Random codes of twelve hexadecimal digits, the form that a keyed hash of an id has."""
    return [f"{int(value * 16**12):012x}" for value in rng.random(count)]
