"""Can "at most so many per so many" be promised? The exact upper limit of a rate decides."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri

from improvement.model.values import Rate
from improvement.statistics.promise import MOST_MORE_CASES, Verdict
from improvement.statistics.results import FloatArray


@dataclass(frozen=True, slots=True)
class RateJudgement:
    """A verdict on a rate: events of `n` cases, the upper limit of events per case, the strictest rate that is safe.

    `more_cases` is how many more prove it (all without an event where not even that could prove it yet); None where
    nothing is missing or no number of cases would do.
    """

    verdict: Verdict
    n: int
    events: int
    upper: float | None
    safe: Rate | None
    cases_needed: int | None
    more_cases: int | None


def upper_limits(events: FloatArray, cases: FloatArray, confidence: float = 0.95) -> FloatArray:
    """One-sided exact Poisson upper limits of events per case: χ²(confidence; 2(x+1))/2n; n > 0. Garwood 1936."""
    return np.asarray(chdtri(2 * (events + 1), 1 - confidence) / 2 / cases, dtype=np.float64)


def judge_rate(events: int, cases: int, promised: Rate, confidence: float = 0.95) -> RateJudgement:
    """Safe: upper limit <= promised rate. Over-promise: x/n > promised. Plausible: neither, and n cases without any
    event would prove it. Not enough cases: the rest; an empty record is among them.
    """
    limit = promised.events / promised.per
    upper = float(upper_limits(np.array([events], float), np.array([cases], float), confidence)[0]) if cases else None
    needed = math.ceil(-math.log(1 - confidence) / limit) if limit > 0 else None
    provable = needed is not None and cases >= needed
    if upper is not None and upper <= limit:
        verdict, more = Verdict.SAFE, None
    elif cases and events / cases > limit:
        verdict, more = Verdict.OVER_PROMISE, None
    elif provable:
        verdict, more = Verdict.PLAUSIBLE, _more_cases(events / cases, cases, limit, confidence)
    else:
        verdict, more = Verdict.NOT_ENOUGH_CASES, None if needed is None else needed - cases
    safe = None if upper is None else _said_up(upper, promised.per)
    return RateJudgement(verdict, cases, events, upper, safe, needed, more)


def _more_cases(rate: float, cases: int, limit: float, confidence: float) -> int | None:
    """Fewest more cases, with events at the same rate to the nearest whole one, that prove the limit."""
    start, size = 0, 1024
    while start < MOST_MORE_CASES:
        total = cases + start + np.arange(size, dtype=np.float64)
        proved = np.flatnonzero(upper_limits(np.rint(rate * total), total, confidence) <= limit)
        if len(proved):
            return start + int(proved[0])
        start, size = start + size, size * 2
    return None


def _said_up(rate: float, per: float) -> Rate:
    return Rate(float(math.ceil(rate * per - 1e-9)), per)
