"""Differences between two rounds of a survey: intervals, tests, many tests at once, and what a changed mix does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr, stdtrit

from improvement.statistics.intervals import wilson
from improvement.statistics.results import Estimate


def share_difference(x1: float, n1: float, x2: float, n2: float) -> Estimate:
    """x2/n2 - x1/n1 of independent groups with Newcombe's hybrid interval of two Wilson intervals, 95 %.

    d - √((p2-l2)² + (u1-p1)²) .. d + √((u2-p2)² + (p1-l1)²). Counts may be effective counts (fractions), which is why
    this is own code; n = 0 is a ValueError. Newcombe 1998, Stat. Med. 17:873-890, method 10.
    """
    return estimate_difference(wilson(x1, n1), wilson(x2, n2), "Newcombe")


def estimate_difference(first: Estimate, second: Estimate, method: str = "MOVER") -> Estimate:
    """second - first of independent estimates, its interval from theirs (Zou & Donner 2008, Stat. Med. 27:1693).

    The interval is None where one of theirs is. `n` is the smaller one.
    """
    d, n = second.estimate - first.estimate, min(first.n, second.n)
    if first.lo is None or first.hi is None or second.lo is None or second.hi is None:
        return Estimate(d, None, None, n, method)
    below = math.hypot(second.estimate - second.lo, first.hi - first.estimate)
    above = math.hypot(second.hi - second.estimate, first.estimate - first.lo)
    return Estimate(d, d - below, d + above, n, method)


def share_test(x1: float, n1: float, x2: float, n2: float) -> float:
    """Two-sided p of equal shares, z with the pooled variance; 1 where nobody or everybody did. n = 0: ValueError."""
    if min(n1, n2) <= 0:
        raise ValueError("both groups need answers")
    pooled = (x1 + x2) / (n1 + n2)
    error = math.sqrt(max(0.0, pooled * (1 - pooled)) * (1 / n1 + 1 / n2))
    return normal_p((x2 / n2 - x1 / n1) / error) if error > 0 else 1.0


def normal_p(z: float) -> float:
    """Two-sided p of a standard normal value."""
    return float(2 * ndtr(-abs(z)))


def mean_difference(first: Estimate, second: Estimate) -> Estimate:
    """second - first of two means with Student's 95 % intervals, as Welch's t interval; None without theirs.

    The standard errors are read back from the intervals; degrees of freedom by Satterthwaite. Welch 1947.
    """
    d, n = second.estimate - first.estimate, min(first.n, second.n)
    parts = [_mean_error(each) for each in (first, second)]
    errors = [each for each in parts if each is not None]
    if len(errors) < 2:
        return Estimate(d, None, None, n, "Welch")
    squares = [error**2 for error in errors]
    if sum(squares) == 0:
        return Estimate(d, d, d, n, "Welch")
    df = sum(squares) ** 2 / sum(v * v / (each.n - 1) for v, each in zip(squares, (first, second), strict=True))
    half = float(stdtrit(df, 0.975)) * math.sqrt(sum(squares))
    return Estimate(d, d - half, d + half, n, "Welch")


def _mean_error(found: Estimate) -> float | None:
    if found.lo is None or found.hi is None or found.n < 2:
        return None
    return (found.hi - found.lo) / 2 / float(stdtrit(found.n - 1, 0.975))


@dataclass(frozen=True, slots=True)
class McNemar:
    """χ² with one degree of freedom, plain and with Edwards' correction, and the two-sided p of the plain one."""

    statistic: float
    corrected: float
    p: float


def mcnemar(better: int, worse: int) -> McNemar:
    """Did the same people change? From how many moved each way: (b-c)²/(b+c); nobody moved: p = 1. McNemar 1947."""
    moved = better + worse
    if moved == 0:
        return McNemar(0.0, 0.0, 1.0)
    statistic = (better - worse) ** 2 / moved
    return McNemar(statistic, max(0, abs(better - worse) - 1) ** 2 / moved, float(chdtrc(1, statistic)))


def adjusted(p: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg's adjusted p values, in the order given: at most the chosen share of finds is false.

    Own code because scipy.stats takes half a second to load. Benjamini & Hochberg 1995, JRSS B 57:289-300.
    """
    values = np.asarray(p, float)
    falling = np.argsort(-values, kind="stable")
    ranks = len(values) - np.arange(len(values))
    found = np.empty(len(values))
    found[falling] = np.minimum(1.0, np.minimum.accumulate(values[falling] * len(values) / ranks))
    return tuple(float(each) for each in found)


@dataclass(frozen=True, slots=True)
class MixShift:
    """A change of a mean over parts of the customers: total = within (parts themselves) + mix (their shares)."""

    total: float
    within: float
    mix: float
    against: bool
    """True where every part moved the other way than the total: Simpson's paradox."""


def mix_shift(n1: Sequence[float], mean1: Sequence[float], n2: Sequence[float], mean2: Sequence[float]) -> MixShift:
    """Splits ȳ2 - ȳ1 of the same parts into Σ m̄·Δy and Σ Δm·ȳ, m shares of the answers, bars means of both rounds.

    A round without answers is a ValueError. Kitagawa 1955, JASA 50:1168-1194.
    """
    sizes, means = (np.array(pair, float) for pair in ((n1, n2), (mean1, mean2)))
    if sizes.ndim != 2 or sizes.shape != means.shape or np.any(sizes.sum(axis=1) <= 0):
        raise ValueError("both rounds need the same parts and answers")
    shares = sizes / sizes.sum(axis=1, keepdims=True)
    moves = means[1] - means[0]
    within = float(shares.mean(axis=0) @ moves)
    mix = float((shares[1] - shares[0]) @ means.mean(axis=0))
    total = within + mix
    return MixShift(total, within, mix, bool(total != 0 and np.all(moves * total < 0)))
