"""Earned value (ANSI/EIA-748; Fleming & Koppelman) and earned schedule (Lipke 2003): arithmetic on sums and curves."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Planned value, earned value, actual cost and budget in one unit; what cannot be computed is None.

    `actual` None: nobody has said what was spent.
    """

    planned: float
    earned: float
    actual: float | None
    budget: float

    @property
    def cost_variance(self) -> float | None:
        """CV = EV - AC; negative: more was spent than earned."""
        return None if self.actual is None else self.earned - self.actual

    @property
    def schedule_variance(self) -> float:
        """SV = EV - PV; negative: less is done than was planned for this day."""
        return self.earned - self.planned

    @property
    def cost_index(self) -> float | None:
        """CPI = EV / AC."""
        return self.earned / self.actual if self.actual else None

    @property
    def schedule_index(self) -> float | None:
        """SPI = EV / PV; it comes back to 1 at the end, however late that is: see earned schedule."""
        return self.earned / self.planned if self.planned else None

    @property
    def at_completion(self) -> float | None:
        """EAC = BAC / CPI: the rest costs as much more as what is done did."""
        return self.budget / self.cost_index if self.cost_index else None

    @property
    def at_completion_as_planned(self) -> float | None:
        """EAC = AC + BAC - EV: the rest costs what was planned."""
        return None if self.actual is None else self.actual + self.budget - self.earned

    @property
    def variance_at_completion(self) -> float | None:
        """VAC = BAC - EAC."""
        return None if self.at_completion is None else self.budget - self.at_completion

    @property
    def to_complete(self) -> float | None:
        """TCPI = (BAC - EV) / (BAC - AC); None where the budget is spent."""
        if self.actual is None or self.actual >= self.budget:
            return None
        return (self.budget - self.earned) / (self.budget - self.actual)


def earned_schedule(curve: Sequence[float], earned: float) -> float:
    """The time at which so much was meant to be earned: ES = C + (EV - PV_C) / (PV_C+1 - PV_C).

    curve: planned value at times 0, 1, 2 ..., never falling; the answer lies in 0..len(curve) - 1. Where the curve is
    level, the end of the level part, except at its top. `earned` is not below the first value of the curve.
    """
    if earned >= curve[-1]:
        # all is earned: the first time at which the curve has it all
        return float(bisect_left(curve, curve[-1]))
    whole = bisect_right(curve, earned) - 1
    return whole + (earned - curve[whole]) / (curve[whole + 1] - curve[whole])
