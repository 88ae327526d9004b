"""Control charts: p, Laney's p′, u, Laney's u′, c and XmR, with frozen baseline limits and two run rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from improvement.errors import Issue, advice
from improvement.statistics.results import FloatArray

FEWEST_POINTS = 12
FIRM_POINTS = 20
RUN_LENGTH = 8
LARGE_SIZE = 1000
CHANCE_SPREAD = 1.65
FEWEST_EXPECTED = 5
MOVING_RANGE = 1.128
ON_LINE = 1e-9


class ChartKind(StrEnum):
    """What the points are: shares of cases, counts per unit, counts in equal areas, or single measured values.

    The primes are Laney's, for points that spread more than chance alone would make them.
    """

    P = "p"
    P_PRIME = "p-prime"
    U = "u"
    U_PRIME = "u-prime"
    C = "c"
    XMR = "xmr"


SHARES = {ChartKind.P, ChartKind.P_PRIME}
RATES = {*SHARES, ChartKind.U, ChartKind.U_PRIME}


class Rule(StrEnum):
    """Beyond a 3 sigma limit, or eight in a row on the same side of the centre."""

    BEYOND_LIMITS = "beyond-limits"
    RUN_OF_EIGHT = "run-of-eight"


@dataclass(frozen=True, slots=True)
class Signal:
    """A point (index from 0) at which a rule holds; a run is signalled from its eighth point on."""

    index: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Points with the limits that the baseline gives; `center` None and no limits with too short a baseline.

    `method` is p, p-prime, u, u-prime, c or xmr; `sigma_z` (p and u) is the spread that remains after standardising,
    1 where chance alone is at work; `provisional` marks a baseline of 12 to 19 points.
    """

    method: str
    points: tuple[float, ...]
    center: float | None
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    signals: tuple[Signal, ...]
    baseline: int
    provisional: bool
    sigma_z: float | None = None
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Limits:
    method: str
    center: float
    sigmas: FloatArray
    floor: float
    ceiling: float
    sigma_z: float | None = None


def _moving_sigma(values: FloatArray) -> float:
    return float(np.abs(np.diff(values)).mean()) / MOVING_RANGE


def _rate_limits(kind: ChartKind, values: FloatArray, sizes: FloatArray, baseline: int) -> _Limits:
    """p and u: sigma √(p̄q̄/n_i) or √(ū/n_i); the primes multiply it by sigma_z."""
    share = kind in SHARES
    center = float(values[:baseline].sum() / sizes[:baseline].sum())
    spread = center * (1 - center) if share else center
    sigmas = np.sqrt(spread / sizes)
    ceiling = 1.0 if share else np.inf
    plain, prime = (ChartKind.P, ChartKind.P_PRIME) if share else (ChartKind.U, ChartKind.U_PRIME)
    if spread <= 0:
        return _Limits(plain.value, center, sigmas, 0.0, ceiling)
    sigma_z = _moving_sigma(((values / sizes - center) / sigmas)[:baseline])
    if kind is prime or sizes.max() > LARGE_SIZE:
        return _Limits(prime.value, center, sigmas * sigma_z, 0.0, ceiling, sigma_z)
    return _Limits(plain.value, center, sigmas, 0.0, ceiling, sigma_z)


def _limits(kind: ChartKind, values: FloatArray, sizes: FloatArray, baseline: int) -> _Limits:
    if kind in RATES:
        return _rate_limits(kind, values, sizes, baseline)
    center = float(values[:baseline].mean())
    if kind is ChartKind.C:
        return _Limits("c", center, np.full(len(values), np.sqrt(center)), 0.0, np.inf)
    return _Limits("xmr", center, np.full(len(values), _moving_sigma(values[:baseline])), -np.inf, np.inf)


def run_signals(points: Sequence[float], center: float, lower: FloatArray, upper: FloatArray) -> tuple[Signal, ...]:
    """Both rules over the points in order; a point on the centre line breaks a run. Western Electric 1956."""
    signals, run, side = [], 0, 0
    for index, point in enumerate(points):
        now = 0 if abs(point - center) <= ON_LINE * max(1.0, abs(center)) else (1 if point > center else -1)
        run = 0 if now == 0 else (run + 1 if now == side else 1)
        side = now
        if point < lower[index] or point > upper[index]:
            signals.append(Signal(index, Rule.BEYOND_LIMITS))
        if run >= RUN_LENGTH:
            signals.append(Signal(index, Rule.RUN_OF_EIGHT))
    return tuple(signals)


def _cautions(kind: ChartKind, limits: _Limits, sizes: FloatArray, baseline: int) -> tuple[Issue, ...]:
    found = []
    if baseline < FIRM_POINTS:
        found.append(advice("baseline-provisional", points=baseline, needed=FIRM_POINTS))
    rarer = min(limits.center, 1 - limits.center) if kind in SHARES else limits.center
    expected = rarer * float(np.median(sizes))
    if kind is not ChartKind.XMR and expected < FEWEST_EXPECTED:
        found.append(advice("periods-too-small", expected=round(expected, 1), needed=FEWEST_EXPECTED))
    plain = limits.method in {ChartKind.P, ChartKind.U}
    if plain and limits.sigma_z is not None and limits.sigma_z > 1 + CHANCE_SPREAD / np.sqrt(baseline):
        found.append(advice("over-dispersed", times=round(limits.sigma_z, 1)))
    return tuple(found)


def control_chart(
    kind: ChartKind, values: FloatArray, sizes: FloatArray | None = None, baseline: int | None = None
) -> ControlChart:
    """Chart of one phase: `values` in time order, counts for p, u, c and measurements for xmr; no missing values.

    `sizes` (cases for p, units for u, each > 0; leave out empty periods) make p and u rates. The first `baseline`
    points (default all) fix the limits for the later ones; re-base after a documented change by charting the points
    since then anew, which restarts the rules. Limits are centre ± 3 sigma: p √(p̄q̄/n), u √(ū/n), c √c̄, xmr
    mean moving range/1.128; counts have floor 0, p has 0..1. p and u become Laney's p′ and u′ (sigma times sigma_z)
    where any size is above 1000; below that a sigma_z above 1 + 1.65/√baseline, which chance alone exceeds in about
    one chart of 20, is only a warning, since a few real signals raise it too. Under 12 baseline points there are no
    limits, under 20 they are provisional.
    Shewhart 1931; Laney 2002, Quality Engineering 14(4):531-537.
    """
    rated = kind in RATES
    if rated and (sizes is None or len(sizes) != len(values) or np.any(sizes <= 0)):
        raise ValueError("every point of a p or u chart needs a size above 0")
    units = sizes if rated and sizes is not None else np.ones(len(values))
    points = tuple(float(point) for point in values / units)
    used = len(values) if baseline is None else min(baseline, len(values))
    if used < FEWEST_POINTS:
        short = advice("baseline-too-short", points=used, needed=FEWEST_POINTS)
        return ControlChart(kind.value, points, None, (), (), (), used, provisional=False, warnings=(short,))
    limits = _limits(kind, np.asarray(values, float), np.asarray(units, float), used)
    lower = np.maximum(limits.center - 3 * limits.sigmas, limits.floor)
    upper = np.minimum(limits.center + 3 * limits.sigmas, limits.ceiling)
    return ControlChart(
        method=limits.method,
        points=points,
        center=limits.center,
        lower=tuple(float(each) for each in lower),
        upper=tuple(float(each) for each in upper),
        signals=run_signals(points, limits.center, lower, upper),
        baseline=used,
        provisional=used < FIRM_POINTS,
        sigma_z=limits.sigma_z,
        warnings=_cautions(kind, limits, units, used),
    )
