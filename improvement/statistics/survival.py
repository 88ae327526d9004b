"""Times to an event with open cases: Kaplan-Meier on a table of distinct times."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from improvement.statistics.intervals import normal_quantile
from improvement.statistics.results import Estimate, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class TimesTable:
    """Distinct times, strictly rising, in any one unit, with the number of events and of censored cases at each.

    An event is a case done at that time; a censored case was still open at that age on the data date.
    """

    times: FloatArray
    events: FloatArray
    censored: FloatArray

    def __post_init__(self) -> None:
        if not len(self.times) == len(self.events) == len(self.censored):
            raise ValueError("times, events and censored differ in length")
        if np.any(np.diff(self.times) <= 0) or np.any(self.events < 0) or np.any(self.censored < 0):
            raise ValueError("times must rise strictly and counts must not be negative")

    @classmethod
    def of(cls, times: FloatArray, observed: NDArray[np.bool_]) -> Self:
        """From one time per case and whether its event was observed (else it is open); NaN times are left out."""
        valid = ~np.isnan(times)
        distinct, place = np.unique(times[valid], return_inverse=True)
        seen = observed[valid].astype(np.float64)
        size = len(distinct)
        return cls(
            distinct.astype(np.float64),
            np.bincount(place, seen, size).astype(np.float64),
            np.bincount(place, 1.0 - seen, size).astype(np.float64),
        )

    @property
    def n(self) -> int:
        """All cases, done and open."""
        return int(self.events.sum() + self.censored.sum())

    def count(self, at: float) -> tuple[int, int, int]:
        """Cases done by `at` (inclusive), open at that age or older, and open but younger."""
        done, older = self.times <= at, self.times >= at
        return int(self.events[done].sum()), int(self.censored[older].sum()), int(self.censored[~older].sum())


@dataclass(frozen=True, slots=True, eq=False)
class DoneCurve:
    """Per distinct time: the share done by then (1 - S, inclusive), and Greenwood's Σ d/(r(r-d)), inf once S is 0."""

    times: FloatArray
    share: FloatArray
    greenwood: FloatArray

    @property
    def variance(self) -> FloatArray:
        """Greenwood's variance of the share: S² times the sum, 0 where S is 0."""
        left = 1.0 - self.share
        return left**2 * np.where(left > 0, self.greenwood, 0.0)


def done_curve(table: TimesTable) -> DoneCurve:
    """Kaplan-Meier share done by each distinct time; a case censored at t is at risk at t.

    Own code because scipy.stats.ecdf takes one value per case, not counts (millions of cases are a table of a few
    thousand distinct times), and statsmodels 0.15 gives other standard errors for counts than for the same cases one
    by one. Kaplan & Meier 1958; Greenwood 1926.
    """
    leaving = table.events + table.censored
    at_risk = np.cumsum(leaving[::-1])[::-1]
    survivors = at_risk - table.events
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(at_risk > 0, survivors / at_risk, 1.0)
        parts = np.where(table.events > 0, table.events / (at_risk * survivors), 0.0)
    return DoneCurve(table.times, 1.0 - np.cumprod(steps, dtype=np.float64), np.cumsum(parts, dtype=np.float64))


def kaplan_meier(table: TimesTable, at: float, confidence: float = 0.95) -> Estimate:
    """Share done by `at` (inclusive), 1 - S(at), ± z Greenwood standard errors, cut to 0..1.

    Beyond the oldest open case the share stays where it was (a lower bound). No cases is a ValueError.
    """
    if table.n == 0:
        raise ValueError("no cases")
    curve = done_curve(table)
    place = int(np.searchsorted(table.times, at, side="right")) - 1
    if place < 0:
        return Estimate(0.0, 0.0, 0.0, table.n, "Kaplan-Meier, Greenwood")
    share = float(curve.share[place])
    half = normal_quantile(confidence) * math.sqrt(float(curve.variance[place]))
    return Estimate(share, max(0.0, share - half), min(1.0, share + half), table.n, "Kaplan-Meier, Greenwood")


def time_quantile(table: TimesTable, share: float) -> float | None:
    """The smallest observed time by which at least `share` (0..1] of the cases are done; None if never reached."""
    reached = np.flatnonzero(done_curve(table).share >= share - 1e-12)
    return float(table.times[reached[0]]) if len(reached) else None
