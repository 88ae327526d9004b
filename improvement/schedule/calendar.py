"""Working days: dates counted by one ordinal table per calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EPOCH = date(1970, 1, 1).toordinal()


class OutsideCalendar(ValueError):
    """A date, or a length of time, that leads out of the years that a calendar covers."""


@dataclass(frozen=True)
class WorkCalendar:
    """Days on which work is done: the weekdays `workdays` (0 Monday ... 6 Sunday) less `closed` and `holidays`.

    Covers first_year..last_year inclusive; another date is OutsideCalendar, a ValueError. Own table and not
    numpy.busday_offset: it is several times quicker a date and also answers "which working day number", which the
    engines count in.
    """

    workdays: frozenset[int] = frozenset(range(5))
    closed: frozenset[date] = frozenset()
    holidays: frozenset[date] = field(default=frozenset(), repr=False)
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= set(range(7)):
            raise ValueError(f"workdays must be some of 0..6, not {sorted(self.workdays)}")
        if not 1 <= self.first_year <= self.last_year <= 9998:
            raise ValueError(f"no span of years: {self.first_year}..{self.last_year}")

    @cached_property
    def first_ordinal(self) -> int:
        """date.toordinal() of the first day that the calendar covers."""
        return date(self.first_year, 1, 1).toordinal()

    @cached_property
    def working(self) -> npt.NDArray[np.bool_]:
        """One truth value a covered day, counted from first_ordinal."""
        days = np.arange(self.first_ordinal, date(self.last_year + 1, 1, 1).toordinal())
        # ordinal 1 (0001-01-01) is a Monday
        table = np.isin((days - 1) % 7, list(self.workdays))
        off = np.array([day.toordinal() for day in self.closed | self.holidays], dtype=np.int64) - self.first_ordinal
        table[off[(off >= 0) & (off < len(table))]] = False
        table.flags.writeable = False
        return table

    @cached_property
    def before(self) -> npt.NDArray[np.int64]:
        """Working days before each covered day; one entry more than there are days (the total)."""
        table = np.concatenate(([0], np.cumsum(self.working)))
        table.flags.writeable = False
        return table

    @cached_property
    def working_offsets(self) -> npt.NDArray[np.int64]:
        """Offset from first_ordinal of each working day, in order."""
        table = np.flatnonzero(self.working)
        table.flags.writeable = False
        return table

    def is_working(self, day: date) -> bool:
        """Whether work is done on this date."""
        return bool(self.working[self._offset(day)])

    def index_of(self, day: date) -> int:
        """Number of working days from the first covered day up to, not including, `day`.

        It is the number (from 0) of a working day; a day off has the number of the next working day.
        """
        return int(self.before[self._offset(day)])

    def date_of(self, index: int) -> date:
        """The date of the working day with this number (from 0); inverse of index_of on working days."""
        if not 0 <= index < len(self.working_offsets):
            raise OutsideCalendar(f"working day {index} is outside {self._span()}")
        return date.fromordinal(self.first_ordinal + int(self.working_offsets[index]))

    def add(self, day: date, days: int) -> date:
        """The working day `days` working days after `day` (before it, when negative).

        A day off counts as the next working day when days >= 0, as the previous one when days < 0.
        """
        rolled_back = 1 if days < 0 and not self.is_working(day) else 0
        return self.date_of(self.index_of(day) + days - rolled_back)

    def count(self, start: date, end: date) -> int:
        """Working days in [start, end): the end is not counted; negative when end < start."""
        return self.index_of(end) - self.index_of(start)

    def offsets(self, days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
        """Positions of dates (datetime64, any shape, no NaT) in the tables; ValueError outside the span."""
        found = days.astype("datetime64[D]").astype(np.int64) + (_EPOCH - self.first_ordinal)
        if found.size and (found.min() < 0 or found.max() >= len(self.working)):
            raise OutsideCalendar(f"a date is outside {self._span()}")
        return found

    def _offset(self, day: date) -> int:
        offset = day.toordinal() - self.first_ordinal
        if not 0 <= offset < len(self.working):
            raise OutsideCalendar(f"{day} is outside {self._span()}")
        return offset

    def _span(self) -> str:
        return f"the calendar's years {self.first_year}..{self.last_year}"


def days_of(first: date, last: date) -> Iterator[date]:
    """Every date from first to last, both inclusive."""
    return (first + timedelta(days) for days in range((last - first).days + 1))


def known_region(region: str) -> bool:
    """Whether region_holidays knows `region`; the empty region (no holidays) is known."""
    if not region:
        return True
    import holidays

    country, _, part = region.partition("-")
    supported = holidays.list_supported_countries(include_aliases=False)
    return country in supported and (part in supported[country] if part else "-" not in region)


def region_holidays(region: str, years: Iterable[int]) -> frozenset[date]:
    """Public holidays (with the days moved because of weekends) of a country `ES` or a part of it `ES-MD`.

    Codes are ISO 3166, upper case. Empty region: no holidays. ValueError for an unknown region.
    """
    if not region:
        return frozenset()
    if not known_region(region):
        raise ValueError(f"unknown holiday region: {region}")
    import holidays

    country, _, part = region.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=list(years)))
