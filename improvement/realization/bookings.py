"""On which days work keeps its people busy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from improvement.model.plan import Plan
from improvement.model.realization import Training, Work
from improvement.model.values import skill_of
from improvement.schedule.calendar import WorkCalendar, days_of
from improvement.schedule.cpm import Times
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.network import plan_network
from improvement.schedule.precedence import Node
from improvement.schedule.staff import People, availability, holders

Days = Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Booking:
    """Person-days per date that one piece of work asks of a person, a team or a group with a skill."""

    who: str
    work: str
    days: Days


def bookings(plan: Plan, dates: PlanSchedule, people: People) -> Iterator[Booking]:
    """What `needs` asks for: needed x availability person-days on each day of the work; unknown ids are left out."""
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    network = plan_network(plan, shared=people)
    busy = _Busy({node.id: node for node in network.nodes}, dates.activities, network.calendar)
    for id, work in works.items():
        for need, count in work.needs.items():
            if holders(need, people) or skill_of(need):
                a_day = count * availability(need, people)
                days = _session_days(work) or busy.days(id)
                yield Booking(need, id, {day: share * a_day for day, share in days.items()})


def _session_days(work: Work) -> Days:
    return {each.date: 1.0 for each in work.sessions.values()} if isinstance(work, Training) else {}


class _Busy:
    """Which share of each working day a piece of work takes; their sum is its expected duration.

    Times say the days, not the hours. Work that begins on the day on which its driver ends takes what the driver leaves
    of that day, other work begins with the day; so two parts of one day never add up to more.
    """

    def __init__(self, nodes: Mapping[str, Node], times: Mapping[str, Times], calendar: WorkCalendar) -> None:
        self._nodes, self._times, self._calendar = nodes, times, calendar
        self._found: dict[str, Days] = {}

    def days(self, id: str) -> Days:
        """Share of a day by date."""
        behind = [id]
        while (driver := self._driver(behind[-1])) and driver not in self._found:
            behind.append(driver)
        for each in reversed(behind):
            self._found[each] = self._spread(each)
        return self._found[id]

    def _driver(self, id: str) -> str:
        """The work that ends on the day on which this one begins, seen through milestones; "" if there is none."""
        start, driver = self._times[id].early_start, self._times[id].driver
        while driver and not self._nodes[driver].duration:
            driver = self._times[driver].driver
        return driver if driver and self._times[driver].early_finish == start else ""

    def _spread(self, id: str) -> Days:
        node, times = self._nodes[id], self._times[id]
        calendar = node.calendar or self._calendar
        days = [day for day in days_of(times.early_start, times.early_finish) if calendar.is_working(day)]
        if node.done or node.started or node.elapsed or not days:
            return dict.fromkeys(days, 1.0)
        left = self._found.get(self._driver(id), {}).get(days[0], 0.0)
        first = max(min(1 - left, node.duration), node.duration - (len(days) - 1))
        return dict(_fill(days, first, node.duration))


def _fill(days: Iterable[date], first: float, total: float) -> Iterator[tuple[date, float]]:
    share = first
    for day in days:
        yield day, share
        total -= share
        share = max(0.0, min(1.0, total))
