"""Key drivers: each item's share of the outcome's R² with bootstrap intervals and honest places."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from improvement.errors import Issue, advice
from improvement.statistics.moments import Moments
from improvement.statistics.resampling import flat_correlations, resampled_moments, unit_moments
from improvement.statistics.results import FloatArray
from improvement.statistics.shapley import MOST_LMG_ITEMS, johnson_weights, lmg

FEWEST_FOR_RANKS = 100
FEWEST_PER_ITEM = 10
SAME_ITEM = 1e-8


@dataclass(frozen=True, slots=True)
class Driver:
    """One item: correlation r with the outcome (its sign!), raw weight, share of R² with its 95 % limits (0..1).

    `place_from`..`place_to` is the range of places that the intervals leave open (1-3 is a tie); None = withheld.
    `lmg_share` is None with more than 12 items.
    """

    item: str
    r: float
    raw: float
    share: float
    lo: float | None
    hi: float | None
    lmg_share: float | None
    place_from: int | None
    place_to: int | None


@dataclass(frozen=True, slots=True)
class DriverResult:
    """R² of all items together, its 95 % bootstrap limits, the n of complete rows, and the drivers as given."""

    r2: float
    r2_lo: float | None
    r2_hi: float | None
    n: int
    drivers: tuple[Driver, ...]
    method: str
    warnings: tuple[Issue, ...] = ()


def usable(items: Sequence[str], correlation: FloatArray) -> tuple[list[int], list[Issue]]:
    """The items that vary and are no linear combination of those before them, and why the others are left out."""
    kept: list[int] = []
    problems = []
    for j, item in enumerate(items):
        if np.isnan(correlation[j, j]):
            problems.append(advice("driver-constant", item=item))
            continue
        inner, outer = correlation[np.ix_(kept, kept)], correlation[kept, j]
        if kept and 1.0 - outer @ np.linalg.solve(inner, outer) < SAME_ITEM:
            problems.append(advice("driver-duplicate", item=item))
        else:
            kept.append(j)
    return kept, problems


def _places(lo: FloatArray, hi: FloatArray) -> list[tuple[int, int]]:
    """Best and worst place of each interval: 1 + those entirely above; all but those entirely below."""
    above = (lo[None, :] > hi[:, None]).sum(axis=1)
    below = (hi[None, :] < lo[:, None]).sum(axis=1)
    return [(1 + int(a), len(lo) - int(b)) for a, b in zip(above, below, strict=True)]


def _cautions(r2: float, n: int, p: int) -> list[Issue]:
    """Why no places are given: too few rows, or an R² that the F test cannot tell from 0 at 5 %."""
    needed = max(FEWEST_FOR_RANKS, FEWEST_PER_ITEM * p)
    problems = [advice("ranks-withheld", n=n, needed=needed)] if n < needed else []
    if n > p + 1 and r2 < 1 and fdtrc(p, n - p - 1, (r2 / p) / ((1 - r2) / (n - p - 1))) > 0.05:
        problems.append(advice("drivers-explain-nothing", r2=round(r2, 4), n=n))
    return problems


def relative_importance(
    items: Sequence[str], data: FloatArray | Sequence[Moments], rng: np.random.Generator, draws: int = 2000
) -> DriverResult:
    """Johnson's weights of the items on the outcome, which is the LAST variable of `data`, with 95 % percentile limits.

    `data`: a matrix cases x (items + outcome), incomplete cases (NaN) left out and cases resampled; or Moments per
    random group, groups resampled (about 200 groups; cluster bootstrap). Shares are of R², 0..1, and never negative:
    show `r` beside them. Items that repeat others or do not vary are left out with a warning. Places are withheld
    below max(100, 10 per item) rows and where R² is not distinguishable from 0. No complete rows, or an outcome that
    does not vary, is a ValueError. Johnson 2000; Tonidandel & LeBreton 2011, J. Bus. Psychol. 26:1-9.
    """
    units = unit_moments(data)
    if not len(units):
        raise ValueError("no complete rows")
    total = units.sum(axis=0)
    correlation, n = flat_correlations(total[None])[0], int(total[0])
    kept, left_out = usable(items, correlation[:-1, :-1])
    if np.isnan(correlation[-1, -1]) or not kept:
        raise ValueError("the outcome or every item is the same in all rows")
    places = [*kept, len(correlation) - 1]
    limits = _limits(flat_correlations(resampled_moments(units, rng, draws))[:, places][:, :, places])
    reduced = correlation[np.ix_(places, places)]
    raw = johnson_weights(reduced[:-1, :-1], reduced[:-1, -1])
    cautions = _cautions(float(raw.sum()), n, len(kept))
    return DriverResult(
        r2=float(raw.sum()),
        r2_lo=None if limits is None else float(limits[0, 0]),
        r2_hi=None if limits is None else float(limits[1, 0]),
        n=n,
        drivers=_drivers([items[j] for j in kept], reduced, raw, limits, ranked=not cautions),
        method="Johnson",
        warnings=(*left_out, *cautions),
    )


def _drivers(
    items: Sequence[str], correlation: FloatArray, raw: FloatArray, limits: FloatArray | None, *, ranked: bool
) -> tuple[Driver, ...]:
    r2 = raw.sum() or 1.0
    by_lmg = lmg(correlation[:-1, :-1], correlation[:-1, -1]) / r2 if len(items) <= MOST_LMG_ITEMS else None
    places = _places(limits[0, 1:], limits[1, 1:]) if limits is not None and ranked else None
    return tuple(
        Driver(
            item=item,
            r=float(correlation[i, -1]),
            raw=float(raw[i]),
            share=float(raw[i] / r2),
            lo=None if limits is None else float(limits[0, 1 + i]),
            hi=None if limits is None else float(limits[1, 1 + i]),
            lmg_share=None if by_lmg is None else float(by_lmg[i]),
            place_from=None if places is None else places[i][0],
            place_to=None if places is None else places[i][1],
        )
        for i, item in enumerate(items)
    )


def _limits(resampled: FloatArray) -> FloatArray | None:
    """2.5 and 97.5 % quantiles (2, 1 + p) of R² and of each share over the draws; None without usable draws."""
    resampled = resampled[~np.isnan(resampled).any(axis=(1, 2))]
    weights = johnson_weights(resampled[:, :-1, :-1], resampled[:, :-1, -1])
    r2 = weights.sum(axis=1)
    weights, r2 = weights[r2 > 0], r2[r2 > 0]
    if len(r2) < 2:
        return None
    shares = weights / r2[:, None]
    return np.asarray(np.quantile(np.column_stack([r2, shares]), [0.025, 0.975], axis=0), dtype=np.float64)
