"""How much of the people that programmes share is booked, day by day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.realization.bookings import bookings
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.network import plan_calendar
from improvement.schedule.people_days import person_days
from improvement.schedule.staff import People, everybody

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class SharedDay:
    """One shared person or team on one day, in person-days; `works`: (programme, id, person-days) of what asks."""

    who: str
    day: date
    capacity: float
    works: tuple[tuple[str, str, float], ...]

    @property
    def booked(self) -> float:
        """The sum over the programmes."""
        return sum(asked for _programme, _work, asked in self.works)

    @property
    def over(self) -> bool:
        """Whether more is asked than there is time for."""
        return self.booked > self.capacity + ROUNDING


class SharedTime:
    """Person-days of shared people on a date: count x availability as people.yaml says, 0 while they are away.

    None on a day off of theirs, or of all programmes that book them: nobody counts that day.
    """

    def __init__(self, plans: Mapping[str, Plan], shared: People) -> None:
        self._shared = shared
        self._calendars: dict[str, set[tuple[WorkCalendar, WorkCalendar]]] = defaultdict(set)
        self._known: dict[tuple[str, date], float | None] = {}
        for plan in plans.values():
            calendar = plan_calendar(plan.programme)
            for who in booked_people(plan, shared):
                usual = shared[who].model_copy(update={"away": ()})
                self._calendars[who].add((person_days(shared[who], calendar), person_days(usual, calendar)))

    def of(self, who: str, day: date) -> float | None:
        """What there is of somebody on a day."""
        if (who, day) not in self._known:
            self._known[who, day] = self._count(who, day)
        return self._known[who, day]

    def whole(self, who: str) -> float:
        """What there is of somebody on a day on which they are not away."""
        return self._shared[who].count * self._shared[who].availability

    def _count(self, who: str, day: date) -> float | None:
        if not any(usual.is_working(day) for _, usual in self._calendars[who]):
            return None
        return self.whole(who) if any(there.is_working(day) for there, _ in self._calendars[who]) else 0.0


def booked_people(plan: Plan, shared: People) -> tuple[str, ...]:
    """Shared people whom work of a plan needs by name."""
    works: tuple[Work, ...] = (*plan.realization.activities.values(), *plan.realization.training.values())
    return tuple(dict.fromkeys(need for work in works for need in work.needs if need in shared))


def shared_days(plans: Mapping[str, tuple[Plan, PlanSchedule]], shared: People) -> tuple[SharedDay, ...]:
    """Every day on which somebody is booked who is counted on it, by person and day.

    Counted as `load` counts weeks: what `needs` ask for by name, on the days of the work.
    """
    time = SharedTime({id: plan for id, (plan, _dates) in plans.items()}, shared)
    asked: dict[tuple[str, date], list[tuple[str, str, float]]] = defaultdict(list)
    for programme, (plan, dates) in plans.items():
        for booking in bookings(plan, dates, everybody(plan, shared)):
            if booking.who in shared:
                for day, share in booking.days.items():
                    asked[booking.who, day].append((programme, booking.work, share))
    found = ((who, day, time.of(who, day), works) for (who, day), works in sorted(asked.items()))
    return tuple(SharedDay(who, day, there, tuple(works)) for who, day, there, works in found if there is not None)
