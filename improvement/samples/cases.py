"""Made-up case tables: what came in, how long it took, what is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from improvement.samples.clock import Doors, Moments, lengths, months
from improvement.samples.dice import Flags, IntArray, bell, pick, spread
from improvement.samples.table import Columns

WOBBLE = 0.6


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of a case: the share in time per month, and the hours of those in time and of those too late.

    `shares` holds the month from which a share stands; `quick` and `slow` are evenly spaced quantiles in hours.
    """

    shares: Mapping[str, float]
    quick: tuple[float, ...]
    slow: tuple[float, ...]


def in_time(rng: np.random.Generator, moments: Moments, shares: Mapping[str, float]) -> Flags:
    """Which cases are in time: in each month the designed share of its cases, with less wobble than chance."""
    month = np.array(months(moments))
    kept = np.ones(len(moments), dtype=np.bool_)
    for each in sorted(set(month.tolist())):
        share = shares[max(since for since in shares if since <= each)]
        places = np.flatnonzero(month == each)
        late = (1 - share) * len(places) + WOBBLE * float(bell(rng, 1)[0]) * (share * (1 - share) * len(places)) ** 0.5
        kept[places[spread(rng, len(places), max(0, round(late)))]] = False
    return kept


def minutes_taken(rng: np.random.Generator, kept: Flags, clock: Clock) -> IntArray:
    """Working minutes of each case, from the quantiles of the cases in time and of the late ones."""
    quick, slow = lengths(rng, len(kept), clock.quick), lengths(rng, len(kept), clock.slow)
    return np.where(kept, quick, slow)


def stops(rng: np.random.Generator, doors: Doors, moments: Moments, clock: Clock) -> tuple[Moments, Flags]:
    """The moment at which each case's clock stops, and whether that was in time."""
    kept = in_time(rng, moments, clock.shares)
    return doors.after(moments, minutes_taken(rng, kept, clock)), kept


def labels(rng: np.random.Generator, weights: Mapping[str, float], count: int) -> list[str]:
    """Labels drawn by their weights."""
    names = list(weights)
    return [names[place] for place in pick(rng, tuple(weights.values()), count)]


def ordered(columns: Columns, by: str) -> Columns:
    """The same rows, sorted by one column of text."""
    order: Sequence[int] = sorted(range(len(columns[by])), key=columns[by].__getitem__)
    return {name: [cells[place] for place in order] for name, cells in columns.items()}
