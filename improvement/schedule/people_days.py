"""The days on which one person works."""

from functools import lru_cache
from typing import get_args

from improvement.model.programme import Person, Weekday
from improvement.model.values import Span
from improvement.schedule.calendar import FIRST_YEAR, LAST_YEAR, WorkCalendar, days_of, known_region, region_holidays


def person_days(person: Person, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar of a person, or of a team whose members work alike, from that of the programme.

    Weekdays: the person's, else the programme's. Holidays: those of the person's region, else the programme's; a region
    that nobody knows counts as none named. Closed: the programme's days and the person's leave. The very same calendar
    where nothing differs. Availability is a share of each of these days and not in here.
    """
    if not (person.workdays or person.holidays or person.away):
        return calendar
    return _person_days(person.workdays, person.holidays or "", person.away, calendar)


@lru_cache(maxsize=256)
def _person_days(
    workdays: tuple[Weekday, ...], region: str, away: tuple[Span, ...], calendar: WorkCalendar
) -> WorkCalendar:
    named = region and known_region(region)
    return WorkCalendar(
        workdays=frozenset(map(get_args(Weekday).index, workdays)) or calendar.workdays,
        closed=calendar.closed | {day for span in away for day in days_of(span.first, span.last)},
        holidays=region_holidays(region, range(FIRST_YEAR, LAST_YEAR + 1)) if named else calendar.holidays,
        first_year=calendar.first_year,
        last_year=calendar.last_year,
    )
