"""Scores of well-known short questionnaires: satisfaction index of three questions, perceived value."""

from collections.abc import Sequence

import numpy as np

ACSI_LOW, ACSI_HIGH = 1.0, 10.0


def acsi(answers: Sequence[float], weights: Sequence[float] = (1.0, 1.0, 1.0)) -> float:
    """100·Σ w(x - 1)/(9·Σ w) of three answers (or means) from 1 to 10: on the whole, against expectation and ideal.

    0..100. The published index weighs by a model that is not public; equal weights are the usual stand-in. Answers
    outside 1..10, other than three of each, or weights of sum 0 are a ValueError. Fornell et al. 1996, J. Marketing 60.
    """
    x, w = np.asarray(answers, float), np.asarray(weights, float)
    if x.shape != (3,) or w.shape != (3,) or np.any(w < 0) or w.sum() <= 0:
        raise ValueError("three answers and three weights, not negative and not all 0")
    if np.any(x < ACSI_LOW) or np.any(x > ACSI_HIGH):
        raise ValueError(f"{list(x)} are not all from 1 to 10")
    return float(100 * (w @ (x - ACSI_LOW)) / ((ACSI_HIGH - ACSI_LOW) * w.sum()))


def value_parts(
    benefits: Sequence[float],
    costs: Sequence[float],
    benefit_weights: Sequence[float] | None = None,
    cost_weights: Sequence[float] | None = None,
) -> tuple[float, float]:
    """Σ w·B and Σ w·C in scale points, the weights of each side made to sum to 1; perceived value is their difference.

    Equal without weights. Benefits: product, service, personnel, image; costs: money, time, mind, body, perhaps risk;
    all on one scale, more is more. An empty side or weights that do not fit are a ValueError. Kotler's delivered value;
    Zeithaml 1988.
    """
    return _weighted(benefits, benefit_weights), _weighted(costs, cost_weights)


def _weighted(values: Sequence[float], weights: Sequence[float] | None) -> float:
    w = np.ones(len(values)) if weights is None else np.asarray(weights, float)
    if len(w) != len(values) or np.any(w < 0) or w.sum() <= 0:
        raise ValueError("weights must match the values, not be negative and not all be 0")
    return float(w @ np.asarray(values, float) / w.sum())
