"""The days of one person: their weekdays, their region, their leave."""

from datetime import date

from improvement.model.programme import Person
from improvement.model.values import Span
from improvement.schedule.calendar import WorkCalendar, region_holidays
from improvement.schedule.people_days import person_days

CLOSED = date(2027, 1, 14)
PROGRAMME = WorkCalendar(closed=frozenset({CLOSED}), holidays=region_holidays("ES", range(1990, 2101)))


def january(person: Person) -> list[int]:
    calendar = person_days(person, PROGRAMME)
    return [day for day in range(1, 32) if calendar.is_working(date(2027, 1, day))]


def test_who_says_nothing_works_as_the_programme_does() -> None:
    assert person_days(Person(name="Ana"), PROGRAMME) is PROGRAMME


def test_weekdays_and_leave() -> None:
    # 1 and 6 January are holidays in Spain, the 14th is closed
    assert january(Person(name="Ana", workdays=("thu", "fri", "sat"))) == [2, 7, 8, 9, 15, 16, 21, 22, 23, 28, 29, 30]
    away = (Span(date(2027, 1, 11), date(2027, 1, 22)), Span(date(2027, 1, 29), date(2027, 1, 29)))
    assert january(Person(name="Ana", away=away)) == [4, 5, 7, 8, 25, 26, 27, 28]


def test_a_region_of_ones_own_takes_the_place_of_the_programmes() -> None:
    assert january(Person(name="Ivan", workdays=("wed",), holidays="GB")) == [6, 13, 20, 27]
    assert january(Person(name="Ivan", workdays=("wed",), holidays="XX")) == [13, 20, 27]
