"""On which days work keeps its people busy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from improvement.model.plan import Plan
from improvement.model.realization import Training, Work
from improvement.model.values import skill_of
from improvement.schedule.calendar import WorkCalendar, days_of
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
    busy = Busy({node.id: node for node in network.nodes}, network.calendar)
    for times in dates.activities.values():
        busy.put(times.id, Spell(times.early_start, times.early_finish, times.driver))
    for id, work in works.items():
        for need, count in work.needs.items():
            if holders(need, people) or skill_of(need):
                a_day = count * availability(need, people)
                days = session_days(work) or busy.days(id)
                yield Booking(need, id, {day: share * a_day for day, share in days.items()})


def session_days(work: Work) -> Days:
    """The days of training sessions, each whole; empty for other work."""
    return {each.date: 1.0 for each in work.sessions.values()} if isinstance(work, Training) else {}


class Spell(NamedTuple):
    """First and last day of a piece of work, and the id of what sets its start ("" where a day does)."""

    first: date
    last: date
    driver: str


@dataclass(slots=True)
class Busy:
    """Which share of each working day a piece of work takes; their sum is its expected duration.

    Spells say the days, not the hours. Work that begins on the day on which its driver ends takes what the driver
    leaves of that day, other work begins with the day; so two parts of one day never add up to more.
    """

    nodes: Mapping[str, Node]
    calendar: WorkCalendar
    _spells: dict[str, Spell] = field(default_factory=dict)
    _found: dict[str, Days] = field(default_factory=dict)

    def put(self, id: str, spell: Spell) -> None:
        """Say when work is done; anew where it moves."""
        self._spells[id] = spell
        self._found.pop(id, None)

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
        first, _last, driver = self._spells[id]
        while driver and not self.nodes[driver].duration:
            driver = self._spells[driver].driver
        return driver if driver and self._spells[driver].last == first else ""

    def _spread(self, id: str) -> Days:
        node, spell = self.nodes[id], self._spells[id]
        calendar = node.calendar or self.calendar
        days = [day for day in days_of(spell.first, spell.last) if calendar.is_working(day)]
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
