"""From a plan to the network of its work: the only place that joins activities, training and milestones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeGuard, get_args

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.programme import Calendar, Person, Programme, Weekday
from improvement.model.realization import Activity, Milestone, Training, Work
from improvement.model.values import Dependency
from improvement.schedule.calendar import FIRST_YEAR, LAST_YEAR, WorkCalendar, days_of, known_region, region_holidays
from improvement.schedule.people_days import person_days
from improvement.schedule.pert import expected
from improvement.schedule.precedence import Link, Node
from improvement.schedule.reached import lag_of, reached_milestones
from improvement.schedule.staff import NOBODY, People, availability, everybody

UNESTIMATED_DAYS = 1.0
_UNTOUCHED = dict.fromkeys(("actual_start", "actual_finish", "remaining", "percent_complete"))


@dataclass(frozen=True, slots=True)
class PlanNetwork:
    """What the engines solve: nodes (activities, training, milestones), links and the days on which work is done."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    calendar: WorkCalendar
    start: date
    data_date: date | None
    warnings: tuple[Issue, ...] = ()


def plan_calendar(programme: Programme) -> WorkCalendar:
    """The programme's working days: its weekdays less closed days and the region's public holidays.

    No weekdays at all are read as Monday to Friday, an unknown region as one without holidays (plan_network warns).
    """
    return _work_calendar(programme.calendar)


@lru_cache(maxsize=64)
def _work_calendar(calendar: Calendar) -> WorkCalendar:
    week = get_args(Weekday)
    region = calendar.holidays or ""
    return WorkCalendar(
        workdays=frozenset(map(week.index, calendar.workdays)) or frozenset(range(5)),
        closed=frozenset(day for span in calendar.closed for day in days_of(span.first, span.last)),
        holidays=region_holidays(region, range(FIRST_YEAR, LAST_YEAR + 1)) if known_region(region) else frozenset(),
    )


def expected_days(work: Work, programme: Programme, people: People) -> tuple[float, bool]:
    """Expected duration, and whether it counts calendar days instead of working days.

    Estimate: the mean of its three points as programme.estimates reads them. Effort: person-days / sum of (needed x
    availability); without needs one person works on it. Neither: the days of the training sessions, else one day.
    """
    if work.estimate and (points := estimate_points(work, programme)):
        return expected(*points, programme.estimates), work.estimate.most_likely.elapsed
    if isinstance(work, Activity) and work.effort:
        a_day = sum(count * availability(need, people) for need, count in work.needs.items())
        return work.effort.person_days / (a_day or 1.0), False
    if isinstance(work, Training) and work.sessions:
        return float(len({each.date for each in work.sessions.values()})), False
    return UNESTIMATED_DAYS, False


def estimate_points(work: Work, programme: Programme) -> tuple[float, float, float] | None:
    """The three points of an estimate in days of its own clock, rising; None without an estimate."""
    if not work.estimate:
        return None
    points = (work.estimate.optimistic, work.estimate.most_likely, work.estimate.pessimistic)
    # hours and days may change places where a working day is shorter or longer than eight hours
    low, likely, high = sorted(point.days(programme.calendar.hours.length) for point in points)
    return low, likely, high


def started_on(work: Work) -> date | None:
    """The day on which it started: typed, or the first training session that was attended."""
    held = [each.date for each in work.sessions.values() if each.attended is not None] if _has_sessions(work) else []
    return work.actual_start or min(held, default=None)


def finished_on(work: Work) -> date | None:
    """The day on which it was finished: typed, or the last training session when attendance is known for all."""
    if not work.actual_finish and _has_sessions(work):
        sessions = work.sessions.values()
        return max(each.date for each in sessions) if all(each.attended is not None for each in sessions) else None
    return work.actual_finish


def _has_sessions(work: Work) -> TypeGuard[Training]:
    return isinstance(work, Training) and bool(work.sessions)


def plan_network(
    plan: Plan, data_date: date | None = None, shared: People = NOBODY, progress: bool = True
) -> PlanNetwork:
    """The network of a plan; with progress=False as if no work had been done yet.

    Training with sessions stands from the first to the last of them. A milestone all of whose predecessors have
    happened is reached. A predecessor that does not exist is left out. Work without estimate takes one day (warning
    work-without-estimate). Work that needs one named person and nobody else is done on that person's days. Started work
    no longer waits for anything where the programme says `progress: override`. The last networks are kept: dates,
    progress and load of one plan ask for the same.
    """
    return _network(_Same(plan), data_date, FrozenMap(everybody(plan, shared)), progress)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A plan as a key by its identity: to hash or compare it takes longer than its network."""

    plan: Plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.plan is other.plan

    def __hash__(self) -> int:
        return id(self.plan)


@lru_cache(maxsize=2)
def _network(known: _Same, data_date: date | None, people: FrozenMap[str, Person], progress: bool) -> PlanNetwork:
    plan = known.plan
    calendar = plan_calendar(plan.programme)
    hours = plan.programme.calendar.hours.length
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    if not progress:
        works = {id: _untouched(work) for id, work in works.items()}
    nodes = {id: _node(id, work, plan.programme, people, calendar) for id, work in works.items()}
    milestones = plan.realization.milestones
    reached = reached_milestones(milestones, nodes, calendar, hours, data_date)
    nodes |= {id: reached.get(id) or Node(id, 0) for id in milestones}
    waiting: Iterable[tuple[str, Work | Milestone]] = [*works.items(), *milestones.items()]
    override = plan.programme.progress == "override"
    waiting = [(id, work) for id, work in waiting if not (override and nodes[id].started)]
    links = [_link(id, each, hours) for id, work in waiting for each in work.after if each.predecessor in nodes]
    warnings = tuple(_warnings(plan))
    return PlanNetwork(tuple(nodes.values()), tuple(links), calendar, plan.programme.starts, data_date, warnings)


def _node(id: str, work: Work, programme: Programme, people: People, calendar: WorkCalendar) -> Node:
    days, elapsed = expected_days(work, programme, people)
    finish, remaining = finished_on(work), None
    if _has_sessions(work):
        dates = [each.date for each in work.sessions.values()]
        first, last = work.actual_start or min(dates), finish or max(dates)
        return Node(id, days, elapsed, None, _due(work), min(first, last), last, done=finish is not None)
    start = min(work.actual_start, finish) if work.actual_start and finish else work.actual_start
    if finish is None and work.remaining:
        remaining, elapsed = work.remaining.days(programme.calendar.hours.length), work.remaining.elapsed
        days = max(days, remaining) if start else remaining
    elif start and work.percent_complete is not None:
        remaining = days * (1 - work.percent_complete)
    if finish:
        return Node(id, days, elapsed, fixed_start=start, fixed_finish=finish, remaining=remaining, done=True)
    begin = () if start else (work.not_before, work.must_start)
    return Node(
        id,
        days,
        elapsed,
        not_before=max(filter(None, begin), default=None),
        due=_due(work),
        fixed_start=start,
        remaining=remaining,
        start_by=None if start else work.must_start,
        finish_from=work.must_finish,
        calendar=None if elapsed else _own_days(work, people, calendar),
    )


def _due(work: Work) -> date | None:
    return min(filter(None, (work.not_after, work.must_finish)), default=None)


def _own_days(work: Work, people: People, calendar: WorkCalendar) -> WorkCalendar | None:
    """The days of the one person who does it; None where they are the programme's, or nobody or several do it."""
    person = people.get(next(iter(work.needs))) if len(work.needs) == 1 else None
    own = person_days(person, calendar) if person and person.count == 1 else calendar
    return own if own is not calendar else None


def _untouched(work: Work) -> Work:
    ahead = dict[str, object]()
    if _has_sessions(work):
        ahead["sessions"] = FrozenMap(
            {id: each.model_copy(update={"attended": None}) for id, each in work.sessions.items()}
        )
    elif all(getattr(work, name) is None for name in _UNTOUCHED):
        return work
    return work.model_copy(update=_UNTOUCHED | ahead)


def _link(id: str, each: Dependency, hours: float) -> Link:
    return Link(each.predecessor, id, each.kind, *lag_of(each, hours))


def _warnings(plan: Plan) -> Iterator[Issue]:
    calendar = plan.programme.calendar
    if not known_region(calendar.holidays or ""):
        yield advice("unknown-region", ("programme", "calendar", "holidays"), region=str(calendar.holidays))
    if not calendar.workdays:
        yield advice("no-workdays", ("programme", "calendar", "workdays"))
    for id, activity in plan.realization.activities.items():
        if not activity.estimate and not activity.effort:
            yield advice("work-without-estimate", ("realization", "activities", id))
    for id, training in plan.realization.training.items():
        if not training.estimate and not training.sessions:
            yield advice("work-without-estimate", ("realization", "training", id))
