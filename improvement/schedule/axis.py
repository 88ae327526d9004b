"""Axes of whole ticks, working time and calendar time, and the ways between them.

A position on a working axis counts ticks of working days, one on the calendar axis ticks of all days; both begin with
the calendar's first day. The end of Friday and the opening of Monday are one working position, two calendar positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from improvement.schedule.calendar import OutsideCalendar, WorkCalendar

TICKS = 302_400
"""Ticks of a day: the minutes of 7, 7.5, 8, 9 and 10 hour days divide it, so sums and differences are exact."""


def to_ticks(days: float) -> int:
    """Days as ticks, rounded to the nearest."""
    return round(days * TICKS)


@dataclass(frozen=True)
class Axis:
    """The tables of a calendar, or of the days that several have in common, for single look-ups.

    Small numbers in memory views: plain lists are hardly quicker, and thousands of them, one for each crew, are too
    large.
    """

    calendar: WorkCalendar
    before: Sequence[int]
    offsets: Sequence[int]

    @cached_property
    def dates(self) -> list[date]:
        """The date of each working day."""
        return [date.fromordinal(self.calendar.first_ordinal + offset) for offset in self.offsets]

    def to_work(self, moment: int) -> int:
        """Working position of a calendar position: the working time before it."""
        day, rest = divmod(moment, TICKS)
        count = self.before[self._covered(day)]
        return count * TICKS + (rest if self.before[day + 1] > count else 0)

    def opening(self, position: int) -> int:
        """The latest calendar position with this working position: a day boundary is read as an opening."""
        day, rest = divmod(position, TICKS)
        return self.offsets[self._number(day)] * TICKS + rest

    def closing(self, position: int) -> int:
        """The earliest calendar position with this working position: a day boundary is read as a closing."""
        day, rest = divmod(position - 1, TICKS)
        return self.offsets[self._number(day)] * TICKS + rest + 1

    def last_opening(self, moment: int) -> int:
        """The latest working position whose opening is not after a calendar position."""
        day, rest = divmod(moment, TICKS)
        count = self.before[self._covered(day)]
        return count * TICKS + (rest if self.before[day + 1] > count else -1)

    def start_of(self, day: date) -> int:
        """Calendar position of the beginning of a date."""
        return self._covered(day.toordinal() - self.calendar.first_ordinal) * TICKS

    def end_of(self, day: date) -> int:
        """Calendar position of the end of a date."""
        return self.start_of(day) + TICKS

    def day_from(self, moment: int) -> date:
        """The date on which something that starts at a calendar position starts."""
        return date.fromordinal(self.calendar.first_ordinal + moment // TICKS)

    def day_until(self, moment: int) -> date:
        """The date on which something that ends at a calendar position ends (its last day)."""
        return self.day_from(moment - 1)

    def _number(self, number: int) -> int:
        if not 0 <= number < len(self.offsets):
            raise OutsideCalendar("the schedule leaves the calendar's years")
        return number

    def _covered(self, offset: int) -> int:
        if not 0 <= offset < len(self.before) - 1:
            raise OutsideCalendar("the schedule leaves the calendar's years")
        return offset


class CalendarAxis:
    """Calendar time as an axis like the others: every position is its own."""

    def to_work(self, moment: int) -> int:
        """The same position."""
        return moment

    opening = closing = last_opening = to_work


CLOCK = CalendarAxis()


@lru_cache(maxsize=256)
def axis_of(calendar: WorkCalendar, *others: WorkCalendar) -> Axis:
    """The axis of a calendar, or of the days on which others have work as well, built once."""
    working = np.logical_and.reduce([calendar.working, *(other.working for other in others)])
    # the least type that holds the number of days
    small = np.min_scalar_type(len(working) + 1)
    before = np.concatenate(([0], np.cumsum(working))).astype(small)
    return Axis(calendar, before.data, np.flatnonzero(working).astype(small).data)
