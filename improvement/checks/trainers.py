"""Rules about the people whom training sessions ask for: nobody teaches twice on one day, or during leave."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import TRAINING
from improvement.errors import Fact, Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.model.realization import Training, TrainingSession
from improvement.schedule.calendar import FIRST_YEAR, LAST_YEAR
from improvement.schedule.network import finished_on, plan_calendar
from improvement.schedule.people_days import person_days
from improvement.schedule.staff import everybody, holders

READS = ("programme.people", "programme.calendar", "programme.data_date", "realization.training")
Group = Mapping[str, Person]


class _Asked(NamedTuple):
    """One training day that is still ahead, and how many of whom it asks for."""

    path: Path
    title: str
    place: str
    need: str
    group: Group
    heads: int

    @property
    def training(self) -> str:
        return self.path[len(TRAINING)]


class _Short(NamedTuple):
    """People who are asked for by more training days of one date than there are of them."""

    day: date
    who: _Asked
    asked: tuple[_Asked, ...]
    wanted: int
    there: int

    @property
    def paths(self) -> frozenset[Path]:
        return frozenset(each.path for each in self.asked)


@rule("trainer-twice", Severity.ADVICE, reads=READS)
def trainer_twice(plan: Plan, facts: Facts) -> Hits:
    """Sessions of one day that ask for the same person, or for more people together than are there.

    A session takes the whole day. Two of one training at the same place (or without one) count as one: one goes on
    after the other.
    """
    for short in _short(plan, facts):
        sessions = {each.path: _told(each) for each in short.asked}
        if len(sessions) > 1:
            told: dict[str, Fact] = {
                "what": "person" if short.there == 1 == len(short.who.group) else "team",
                "who": _name(short.who),
                "day": str(short.day),
                "wanted": short.wanted,
                "there": short.there,
                "sessions": "; ".join(sessions.values()),
            }
            yield hit(short.asked[-1].path, **told)


@rule("trainer-away", Severity.ADVICE, reads=READS)
def trainer_away(plan: Plan, facts: Facts) -> Hits:
    """A session on a working day on which too few of those who shall hold it work."""
    for short in _short(plan, facts):
        if len(short.asked) == 1:
            (only,) = short.asked
            yield hit(only.path, who=_name(only), day=str(short.day), sessions=_told(only))


def _told(asked: _Asked) -> str:
    return f"“{asked.title}” ({asked.place})" if asked.place else f"“{asked.title}”"


def _name(asked: _Asked) -> str:
    return next(iter(asked.group.values())).name if asked.need in asked.group else asked.need


def _short(plan: Plan, facts: Facts) -> Iterator[_Short]:
    """Every group of people that is too small for the sessions of a day, with the sessions that ask for it alone."""
    by_day: dict[date, list[_Asked]] = defaultdict(list)
    for day, asked in _ahead(plan, everybody(plan, facts.shared)):
        by_day[day].append(asked)
    for day, same_day in sorted(by_day.items()):
        # a group and the same people by another name ask for the same sessions
        found = {short.paths: short for each in same_day for short in _of(plan, day, each, same_day)}
        yield from found.values()


def _ahead(plan: Plan, people: Group) -> Iterator[tuple[date, _Asked]]:
    for id, training in plan.realization.training.items():
        if finished_on(training):
            continue
        for name, session in _places(training, plan.programme.data_date).items():
            for need, heads in training.needs.items():
                group = holders(need, people)
                # more than there are at all is another rule's
                if 0 < heads <= sum(person.count for person in group.values()):
                    path = (*TRAINING, id, "sessions", name)
                    yield session.date, _Asked(path, training.title, session.place or "", need, group, heads)


def _places(training: Training, data_date: date | None) -> Mapping[str, TrainingSession]:
    """The sessions that are still to be held, after the data date, one for each day and place."""
    first: dict[tuple[date, str], str] = {}
    for name, each in training.sessions.items():
        if each.attended is None and (data_date is None or each.date > data_date):
            first.setdefault((each.date, (each.place or "").strip().casefold()), name)
    return {name: training.sessions[name] for name in first.values()}


def _of(plan: Plan, day: date, who: _Asked, asked: Collection[_Asked]) -> Iterator[_Short]:
    """What the sessions of a day ask of one group: of all who can meet a need, nobody else can be meant (Hall 1935)."""
    there = sum(person.count for person in who.group.values() if _works(plan, person, day))
    within = tuple(each for each in asked if each.group.keys() <= who.group.keys())
    alone = tuple(each for each in within if each.heads > there)
    yield from (_Short(day, each, (each,), each.heads, there) for each in alone)
    wanted = sum(each.heads for each in within)
    if not alone and wanted > there:
        yield _Short(day, who, within, wanted, there)


def _works(plan: Plan, person: Person, day: date) -> bool:
    """Whether somebody is there; on a day on which nobody works those who are not on leave are."""
    calendar = plan_calendar(plan.programme)
    if FIRST_YEAR <= day.year <= LAST_YEAR and calendar.is_working(day):
        return person_days(person, calendar).is_working(day)
    return not any(span.first <= day <= span.last for span in person.away)
