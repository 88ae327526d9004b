"""Importance-performance analysis: quadrants, priority and how sure a quadrant is."""

from enum import StrEnum

import numpy as np

from improvement.statistics.results import FloatArray

PLACES = 1e-9


class Quadrant(StrEnum):
    """Where an item stands on the map; an item exactly on a line of the cross has no quadrant."""

    CONCENTRATE = "concentrate"
    KEEP_UP = "keep-up"
    LOW_PRIORITY = "low-priority"
    POSSIBLE_OVERKILL = "possible-overkill"
    ON_THE_LINE = "on-the-line"


QUADRANTS = (Quadrant.CONCENTRATE, Quadrant.KEEP_UP, Quadrant.LOW_PRIORITY, Quadrant.POSSIBLE_OVERKILL)


def rescaled(values: FloatArray, low: float, high: float) -> FloatArray:
    """Scale points low..high as 0..1: needed before `priority` where importance and performance differ in scale."""
    if not low < high:
        raise ValueError(f"a scale from {low} to {high}")
    return (values - low) / (high - low)


def scale_cross(low: float, high: float) -> tuple[float, float]:
    """The scale-centred cross: the middle of the scale on both axes, (performance, importance)."""
    middle = (low + high) / 2
    return middle, middle


def mean_cross(importance: FloatArray, performance: FloatArray) -> tuple[float, float]:
    """The data-centred cross: the means over the items, (performance, importance)."""
    return float(performance.mean()), float(importance.mean())


def _codes(importance: FloatArray, performance: FloatArray, cross: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Index into QUADRANTS per point, 4 on a line; crosses broadcast against the points."""
    right, up = performance - cross[0], importance - cross[1]
    on_line = (np.abs(right) < PLACES) | (np.abs(up) < PLACES)
    upper, lower = np.where(right < 0, 0.0, 1.0), np.where(right < 0, 2.0, 3.0)
    return np.where(on_line, 4.0, np.where(up > 0, upper, lower))


def quadrants(importance: FloatArray, performance: FloatArray, cross: tuple[float, float]) -> tuple[Quadrant, ...]:
    """The quadrant of each item (p,): high importance and low performance is `concentrate`.

    Martilla & James 1977, J. Marketing 41(1):77-79.
    """
    codes = _codes(importance, performance, (np.array(cross[0]), np.array(cross[1])))
    return tuple([*QUADRANTS, Quadrant.ON_THE_LINE][int(code)] for code in codes)


def priority(importance: FloatArray, performance: FloatArray) -> FloatArray:
    """(I - P)/√2 per item: distance above the line of equal priority, in points of the common scale.

    Bacon 2003, Int. J. Market Research 45(1).
    """
    return np.asarray((importance - performance) / np.sqrt(2.0), dtype=np.float64)


def quadrant_chances(
    importance: FloatArray, performance: FloatArray, cross: tuple[float, float] | None = None
) -> FloatArray:
    """Share of bootstrap draws (draws, p) in which each item stands in each of QUADRANTS: (p, 4), rows sum to <= 1.

    Without `cross` each draw has its own data-centred one. What is missing to 1 lay exactly on a line.
    """
    right = performance.mean(axis=1, keepdims=True) if cross is None else np.array(cross[0])
    up = importance.mean(axis=1, keepdims=True) if cross is None else np.array(cross[1])
    codes = _codes(importance, performance, (right, up))
    return np.stack([(codes == code).mean(axis=0) for code in range(len(QUADRANTS))], axis=1)
