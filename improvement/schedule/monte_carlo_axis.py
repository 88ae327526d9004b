"""The ways between working and calendar time (axis.py) for many positions at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import TICKS
from improvement.schedule.calendar import OutsideCalendar, WorkCalendar

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Axes:
    """As Axis, for arrays of positions in ticks."""

    calendar: WorkCalendar

    def to_work(self, moments: Positions) -> Positions:
        """Working positions of calendar positions."""
        count, rest, working = self._split(moments)
        return count * TICKS + np.where(working, rest, 0)

    def last_opening(self, moments: Positions) -> Positions:
        """The latest working positions whose openings are not after calendar positions."""
        count, rest, working = self._split(moments)
        return count * TICKS + np.where(working, rest, -1)

    def opening(self, positions: Positions) -> Positions:
        """Calendar positions, a day boundary read as an opening."""
        day, rest = np.divmod(positions, TICKS)
        return self._dates(day) * TICKS + rest

    def closing(self, positions: Positions) -> Positions:
        """Calendar positions, a day boundary read as a closing."""
        return self.opening(positions - 1) + 1

    def _split(self, moments: Positions) -> tuple[Positions, Positions, npt.NDArray[np.bool_]]:
        day, rest = np.divmod(moments, TICKS)
        before = self.calendar.before
        if moments.size and not 0 <= int(day.min()) <= int(day.max()) < len(before) - 1:
            raise OutsideCalendar("a run leaves the calendar's years")
        count = before[day]
        return count, rest, before[day + 1] > count

    def _dates(self, day: Positions) -> Positions:
        offsets = self.calendar.working_offsets
        if day.size and not 0 <= int(day.min()) <= int(day.max()) < len(offsets):
            raise OutsideCalendar("a run leaves the calendar's years")
        return offsets[day]


class Clock:
    """Calendar time as an axis like the others: every position is its own."""

    def to_work(self, moments: Positions) -> Positions:
        """The same positions."""
        return moments

    opening = closing = last_opening = to_work


CLOCK = Clock()
