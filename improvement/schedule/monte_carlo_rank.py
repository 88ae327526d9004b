"""What the finish hangs on: rank correlations of what was drawn with the ends of the runs (Williams 1992)."""

import numpy as np

from improvement.schedule.monte_carlo import blocks
from improvement.schedule.samples import SHIFT, Dice, Draws, Event, Floats


def rank_correlations(dice: Dice, days: Floats) -> tuple[Floats, Floats]:
    """Spearman's rank correlation of each drawn activity, and of each event, with the ends `days` of all runs.

    -1..1; 0 where a duration, an event or the end does not vary. The dice are thrown again, so nothing needs to be kept
    of the simulation. A level ranks like its duration; activities that events hit are ranked by their durations.
    """
    ranks = _centred(days)
    hit = sorted({blow.position for event in dice.events for blow in event.blows})
    works = _of_levels(dice, ranks)
    number = {each.position: k for k, each in enumerate(dice.drawn)}
    if drawn := [position for position in hit if position in number]:
        lengths = np.concatenate([block[drawn] for _, block in blocks(dice, len(days), np.int64)], axis=1)
        for row, position in zip(lengths, drawn, strict=True):
            works[number[position]] = _correlation(_centred(row.astype(np.float64)), ranks)
    return works, np.array([_correlation(_centred(each), ranks) for each in _blows(dice, len(days))])


def _of_levels(dice: Dice, ranks: Floats) -> Floats:
    throw, n = dice.throw(), len(ranks)
    levels = throw.levels(n)
    found = np.zeros(len(dice.drawn))
    for k in range(len(dice.drawn)):
        level = throw.own(k, n, levels.factors).astype(np.float32)
        found[k] = _correlation(level - level.mean(), ranks)
    return found


def _blows(dice: Dice, n: int) -> list[Floats]:
    """How hard each event struck in each run; 0 where it did not happen."""
    struck = dice.throw().levels(n).struck
    return [_blow(event, raw[0], raw[1]) for event, raw in zip(dice.events, struck, strict=True)]


def _blow(event: Event, happens: Draws, size: Draws) -> Floats:
    varies = any(blow.table[0] < blow.table[-1] for blow in event.blows)
    return np.where(happens < event.probability * 65536, 1.0 + (size >> SHIFT) * varies, 0.0)


def _centred(values: Floats) -> Floats:
    from scipy.stats import rankdata

    ranks: Floats = rankdata(values) - (len(values) + 1) / 2
    return ranks


def _correlation(a: Floats, b: Floats) -> float:
    size = float(np.sqrt(np.vdot(a, a) * np.vdot(b, b)))
    return float(np.vdot(a, b)) / size if size else 0.0
