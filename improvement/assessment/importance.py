"""Which items carry the outcome, and the map of their importance against their performance."""

from collections.abc import Mapping, Sequence

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.results import ItemScore, MapPoint
from improvement.errors import Issue, advice
from improvement.evidence.moments import driver_data
from improvement.statistics.drivers import DriverResult, relative_importance
from improvement.statistics.importance_performance import (
    QUADRANTS,
    Quadrant,
    mean_cross,
    priority,
    quadrant_chances,
    quadrants,
    rescaled,
)
from improvement.statistics.moments import Moments
from improvement.statistics.resampling import flat_correlations, resampled_moments, unit_moments
from improvement.statistics.results import FloatArray
from improvement.statistics.shapley import johnson_weights

DriverData = FloatArray | tuple[Moments, ...]
MOSTLY_COMPLETE = 0.7
# more of them tie, and their redrawn correlations outgrow the memory of a small machine
MOST_DRIVERS = 60
MAP_DRAWS = 1000


def drivers(
    table: IntoFrame, names: Sequence[str], outcome: str, rows: int, rng: np.random.Generator
) -> tuple[DriverResult | None, DriverData, tuple[Issue, ...]]:
    """Relative importance of the items for the outcome, the data it came from, and what to know about it.

    None where no row is complete or the outcome does not vary, and for more than 60 items, of which no data are read.
    """
    if len(names) > MOST_DRIVERS:
        return None, (), (advice("too-many-drivers", items=len(names), most=MOST_DRIVERS),)
    data = driver_data(table, [*names, outcome])
    try:
        found = relative_importance(names, data, rng)
    except ValueError:
        return None, data, (advice("drivers-not-computed", outcome=outcome, items=len(names)),)
    if found.n < MOSTLY_COMPLETE * rows:
        return found, data, (advice("incomplete-left-out", complete=found.n, rows=rows, items=len(names)),)
    return found, data, ()


def priority_map(
    found: DriverResult,
    data: DriverData,
    names: Sequence[str],
    scores: Mapping[str, ItemScore],
    rng: np.random.Generator,
) -> tuple[MapPoint, ...]:
    """Derived importance against performance 0..1, data-centred cross; chances by bootstrap of complete rows.

    Performance is the mean of all answers to the item, in the draws the mean of the complete rows shifted to it.
    """
    shown = [driver.item for driver in found.drivers]
    if len(shown) < 2:
        return ()
    importance = np.array([driver.share for driver in found.drivers])
    performance = np.array([scores[name].performance for name in shown])
    drawn = _redrawn(data, [names.index(name) for name in shown], [scores[name] for name in shown], rng)
    chances = quadrant_chances(drawn[0], drawn[1] - drawn[1].mean(axis=0) + performance) if drawn else None
    placed = quadrants(importance, performance, mean_cross(importance, performance))
    above = priority(importance / importance.max(), performance)
    return tuple(
        MapPoint(
            name,
            float(importance[i]),
            float(performance[i]),
            placed[i],
            _chance(chances, i, placed[i]),
            float(above[i]),
        )
        for i, name in enumerate(shown)
    )


def _chance(chances: FloatArray | None, row: int, quadrant: Quadrant) -> float:
    if chances is None or quadrant is Quadrant.ON_THE_LINE:
        return 0.0
    return float(chances[row, QUADRANTS.index(quadrant)])


def _redrawn(
    data: DriverData, kept: Sequence[int], scores: Sequence[ItemScore], rng: np.random.Generator
) -> tuple[FloatArray, FloatArray] | None:
    """Shares of R² and performances (draws, p) of redrawn customers; None without usable draws."""
    flat = resampled_moments(unit_moments(data), rng, MAP_DRAWS)
    correlations = flat_correlations(flat)
    places = [*kept, correlations.shape[1] - 1]
    correlations = correlations[:, places][:, :, places]
    usable = ~np.isnan(correlations).any(axis=(1, 2))
    weights = johnson_weights(correlations[usable, :-1, :-1], correlations[usable, :-1, -1])
    totals = weights.sum(axis=1, keepdims=True)
    if not usable.any() or np.any(totals <= 0):
        return None
    means = flat[usable][:, [1 + place for place in kept]] / flat[usable][:, :1]
    return weights / totals, np.column_stack([_performance(means[:, i], score) for i, score in enumerate(scores)])


def _performance(means: FloatArray, score: ItemScore) -> FloatArray:
    scale = score.meaning.scale
    if scale is None:
        return means
    risen = rescaled(means, scale.low, scale.high)
    return 1.0 - risen if scale.good == "low" else risen
