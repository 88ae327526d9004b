"""Was the process steady while the cases were counted? A verdict about past cases holds only for the same process."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from improvement.errors import Issue, advice
from improvement.statistics.control import FEWEST_POINTS, ChartKind, ControlChart, Rule, control_chart
from improvement.statistics.results import FloatArray

LATEST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Shares in time by month of receipt: `steady` is None with too few months for a chart.

    `steady_since` is the first month of a chart without signals; `worst_month` the month with the lowest share (with
    signals below the centre, the lowest of these); `slipping` says that one of the latest three months lies below the
    lower limit.
    """

    steady: bool | None = None
    steady_since: date | None = None
    worst_month: date | None = None
    worst_share: float | None = None
    slipping: bool = False
    warnings: tuple[Issue, ...] = ()


def steadiness(months: npt.NDArray[np.int64], hit: npt.NDArray[np.bool_], due: npt.NDArray[np.bool_]) -> Steadiness:
    """From one entry a case: month of receipt (from 1970-01 = 0), in time, and outcome certain at the promised time.

    A month with a case that is not yet due is left out: of such a month only the quick cases are known. p-chart over
    all other months that have cases (Laney's p' above 1000 a month).
    """
    if not len(months):
        return Steadiness()
    first = int(months.min())
    place = months - first
    size = int(place.max()) + 1
    cases, hits = np.bincount(place, minlength=size), np.bincount(place, hit, size)
    complete = (np.bincount(place, ~due, size) == 0) & (cases > 0)
    known = np.flatnonzero(complete)
    if not len(known):
        return Steadiness()
    starts = [_first_day(first + int(each)) for each in known]
    return _read(starts, hits[known].astype(np.float64), cases[known].astype(np.float64))


def _read(starts: list[date], hits: FloatArray, cases: FloatArray) -> Steadiness:
    shares = hits / cases
    chart = control_chart(ChartKind.P, hits, cases)
    low = sorted({each.index for each in chart.signals if chart.center and shares[each.index] < chart.center})
    worst = min(low or range(len(starts)), key=lambda index: float(shares[index]))
    told: dict[str, Any] = {"worst_month": starts[worst], "worst_share": float(shares[worst])}
    if chart.center is None:
        few = advice("steadiness-unknown", months=len(starts), needed=FEWEST_POINTS)
        return Steadiness(warnings=(few,), **told)
    if not chart.signals:
        return Steadiness(steady=True, steady_since=starts[0], **told)
    changing = advice("changing", month=f"{starts[worst]:%Y-%m}", share=round(float(shares[worst]), 4))
    return Steadiness(steady=False, slipping=_slipping(chart, shares), warnings=(changing,), **told)


def _slipping(chart: ControlChart, shares: FloatArray) -> bool:
    latest = range(len(shares) - LATEST_MONTHS, len(shares))
    beyond = {each.index for each in chart.signals if each.rule is Rule.BEYOND_LIMITS}
    return any(index in beyond and shares[index] < chart.lower[index] for index in latest)


def _first_day(month: int) -> date:
    return date(1970 + month // 12, month % 12 + 1, 1)
