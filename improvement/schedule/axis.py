"""Axes of whole ticks, working time and calendar time, and the ways between them.

A position on a working axis counts ticks of working days, one on the calendar axis ticks of all days; both begin with
the calendar's first day. The end of Friday and the opening of Monday are one working position, two calendar positions.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from improvement.schedule.calendar import OutsideCalendar, WorkCalendar

TICKS = 302_400
"""Ticks of a day: the minutes of 7, 7.5, 8, 9 and 10 hour days divide it, so sums and differences are exact."""


def to_ticks(days: float) -> int:
    """Days as ticks, rounded to the nearest."""
    return round(days * TICKS)


@dataclass(frozen=True, slots=True)
class Axis:
    """The tables of one calendar as plain lists, which single look-ups read quicker than arrays."""

    calendar: WorkCalendar
    before: list[int]
    offsets: list[int]
    dates: list[date]

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


@lru_cache(maxsize=64)
def axis_of(calendar: WorkCalendar) -> Axis:
    """The axis of a calendar, built once."""
    offsets = calendar.working_offsets.tolist()
    dates = [date.fromordinal(calendar.first_ordinal + offset) for offset in offsets]
    return Axis(calendar, calendar.before.tolist(), offsets, dates)
