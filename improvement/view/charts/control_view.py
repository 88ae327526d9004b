"""What a control chart shows: points, promise, signals, what went live; and how its values and periods are read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.model.guarantee import Period
from improvement.view import format
from improvement.view.language import _

Unit = Literal["share", "amount"]


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One period: its first day, its value and the usual range then; `phase` rises by one at each new range.

    `lower` and `upper` None: no usual range yet.
    """

    when: date
    value: float
    lower: float | None = None
    upper: float | None = None
    phase: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with words: a signal ("8 months in a row below") or an activity that went live."""

    when: date
    words: str


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points by time; signals stand on days of points.

    `unit`: shares are 0..1, amounts are counts and means without a unit of time; `promise` in the same.
    """

    points: tuple[ControlPoint, ...]
    promise: float | None = None
    signals: tuple[Mark, ...] = ()
    live: tuple[Mark, ...] = ()
    unit: Unit = "share"
    period: Period = "month"

    def write(self, value: float) -> str:
        """A value as it is read, no share rounded over the promise: 95 of 100; 47.8."""
        if self.unit == "amount":
            return format.number(value)
        return _("{count} of 100").format(count=format.observed_of_100(value, self.promise))

    @property
    def days(self) -> tuple[int, int]:
        """First and last day as day numbers."""
        return self.points[0].when.toordinal(), self.points[-1].when.toordinal()

    def share(self, when: date) -> float:
        """Where a day stands between the first (0) and the last (1)."""
        first, last = self.days
        return (when.toordinal() - first) / max(1, last - first)
