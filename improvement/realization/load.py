"""How much of their time people are booked for, week by week, inside a programme and across programmes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.realization.bookings import Booking, bookings
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.network import plan_calendar
from improvement.schedule.people_days import person_days
from improvement.schedule.staff import NOBODY, People, everybody, holders

ROUNDING = 1e-6
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """One person, team or group with a skill (`who`: the id, or `skill:ID>=LEVEL`) in one ISO week.

    `programme` is "" for the sum over all programmes; booked and capacity are person-days; `works`: (programme, id).
    """

    who: str
    programme: str
    monday: date
    booked: float
    capacity: float
    works: tuple[tuple[str, str], ...]

    @property
    def week(self) -> str:
        """The ISO week, 2027-W07."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def share(self) -> float | None:
        """Booked / capacity; above 1 is too much; None where nobody is there."""
        return self.booked / self.capacity if self.capacity else None

    @property
    def over(self) -> bool:
        """Whether more is asked than there is time for."""
        return self.booked > self.capacity + ROUNDING


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """Weeks in which somebody is booked: programme by programme, the sums over programmes last."""

    weeks: tuple[WeekLoad, ...]

    @property
    def over(self) -> tuple[WeekLoad, ...]:
        """The weeks above 100 %."""
        return tuple(each for each in self.weeks if each.over)


def load(plans: Mapping[str, tuple[Plan, PlanSchedule]], shared: People = NOBODY) -> PersonLoad:
    """Load per programme, and for shared people (plans/people.yaml) also the sum over the programmes given.

    Booked: needed x availability in that programme on each day of the work (training: its sessions' days); only `needs`
    count, not owners. Capacity: count x availability on working days without leave; of a shared person as people.yaml
    says, on days that are working days in one of the programmes. A group with a skill is booked as a group: what its
    members are booked for by name is not added.
    """
    asked: dict[_Key, list[tuple[str, Booking]]] = defaultdict(list)
    crews: dict[_Key, _Crew] = {}
    for programme, (plan, dates) in plans.items():
        people, calendar = everybody(plan, shared), plan_calendar(plan.programme)
        for booking in bookings(plan, dates, people):
            here, everywhere = (programme, booking.who), ("", booking.who)
            asked[here].append((programme, booking))
            crews[here] = _Crew(tuple(holders(booking.who, people).values()), (calendar,))
            if booking.who in shared:
                known = crews.get(everywhere, _Crew((shared[booking.who],), ()))
                asked[everywhere].append((programme, booking))
                crews[everywhere] = replace(known, calendars=tuple({*known.calendars, calendar}))
    keys = sorted(asked, key=lambda key: not key[0])
    return PersonLoad(tuple(week for key in keys for week in _weeks(key, asked[key], crews[key])))


@dataclass(frozen=True, slots=True)
class _Crew:
    """Who can be booked, and the calendars of the programmes that book them."""

    persons: tuple[Person, ...]
    calendars: tuple[WorkCalendar, ...]

    def capacity(self, monday: date) -> float:
        """Person-days in a week."""
        days = [monday + timedelta(i) for i in range(7)]
        return sum(each.count * each.availability * self._there(each, days) for each in self.persons)

    def _there(self, person: Person, days: Iterable[date]) -> int:
        """On how many days somebody works, as one of the programmes counts them."""
        calendars = [person_days(person, calendar) for calendar in self.calendars]
        return sum(any(calendar.is_working(day) for calendar in calendars) for day in days)


def _weeks(key: _Key, asked: Iterable[tuple[str, Booking]], crew: _Crew) -> Iterator[WeekLoad]:
    booked: dict[date, float] = defaultdict(float)
    works: dict[date, dict[tuple[str, str], None]] = defaultdict(dict)
    for programme, booking in asked:
        for day, share in booking.days.items():
            monday = day - timedelta(day.weekday())
            booked[monday] += share
            works[monday][programme, booking.work] = None
    for monday in sorted(booked):
        yield WeekLoad(key[1], key[0], monday, booked[monday], crew.capacity(monday), tuple(works[monday]))
