"""Rules about the years that a calendar covers: a slip of the pen (2207) must not reach the schedule."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, get_args

from pydantic import BaseModel

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import numbered, waiting, works
from improvement.errors import CyclicNetwork, Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.values import Span
from improvement.schedule.calendar import FIRST_YEAR, LAST_YEAR, OutsideCalendar
from improvement.schedule.dates import schedule
from improvement.schedule.network import expected_days, plan_calendar
from improvement.schedule.reached import lag_of
from improvement.schedule.staff import everybody

# a year of room at either end: weeks, floats and delays are counted beyond the dates themselves
EARLIEST, LATEST = date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 1, 12, 31)


DAYS = (
    *(f"programme.{field}" for field in ("starts", "data_date", "listen_again", "baseline")),
    *(f"programme.{field}" for field in ("calendar", "people", "closed")),
    "assessment",
    "commitment",
    "guarantee",
    "realization.milestones",
    "realization.competencies",
    *(f"realization.*.*.{field}" for field in ("not_before", "not_after", "must_start", "must_finish")),
    *(f"realization.*.*.{field}" for field in ("actual_start", "actual_finish", "waiver")),
    *(f"realization.training.*.{field}" for field in ("sessions", "checks")),
)
LENGTHS = tuple(
    f"realization.*.*.{field}" for field in ("estimate", "effort", "after", "needs", "remaining", "percent_complete")
)


@rule("date-outside-years", Severity.ERROR, reads=DAYS)
def date_outside_years(plan: Plan, _: Facts) -> Hits:
    """Every day of the plan lies in the years that calendars cover."""
    return (_outside(path, day) for path, day in _days(plan) if not EARLIEST <= day <= LATEST)


def _outside(path: Path, day: date) -> tuple[Path, dict[str, str | int | float]]:
    return hit(path, date=str(day), first=str(EARLIEST), last=str(LATEST))


def _dates(value: object, path: Path) -> Iterator[tuple[Path, date]]:
    """All dates of a part of the plan, those that are keys too."""
    if isinstance(value, date):
        yield path, value
    elif isinstance(value, Span):
        yield from ((path, day) for day in (value.first, value.last))
    elif isinstance(value, BaseModel):
        for name in _with_days(type(value)):
            yield from _dates(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from ((found, day) for found, day in _dates(key, (*path, str(key))))
            yield from _dates(each, (*path, str(key)))
    elif isinstance(value, tuple):
        for place, each in numbered(path, value):
            yield from _dates(each, place)


@cache
def _with_days(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold dates: a large plan has many that cannot."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold_days(field.annotation))


def _may_hold_days(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return bool(_with_days(kind))
    if isinstance(kind, type) and issubclass(kind, date | Span):
        return True
    return any(_may_hold_days(each) for each in get_args(kind))


@rule("work-outside-years", Severity.ERROR, reads=(*DAYS, *LENGTHS, "programme.estimates", "programme.progress"))
def work_outside_years(plan: Plan, _: Facts) -> Hits:
    """The work ends in the years that calendars cover, as planned and with its progress; names the longest piece.

    Silent where a date is outside or work waits for itself: these are other rules'.
    """
    if place := _too_long(plan):
        yield hit(place, last=str(LATEST))


# kept for the next look at the same plan: it is read, judged and checked one after the other
@lru_cache(maxsize=1)
def _days(plan: Plan) -> tuple[tuple[Path, date], ...]:
    return tuple(_dates(plan, ()))


@lru_cache(maxsize=1)
def _too_long(plan: Plan) -> Path | None:
    days = [day for _, day in _days(plan)]
    if not all(EARLIEST <= day <= LATEST for day in days):
        return None
    lengths = _lengths(plan)
    if _has_room(plan, min(days), max(days), _longest(plan, lengths)) or _ends(plan):
        return None
    return max(lengths, key=lengths.__getitem__, default=("programme", "calendar"))


def _lengths(plan: Plan) -> dict[Path, float]:
    """Days of each piece of work with its lags; never less than it takes."""
    people, hours = everybody(plan), plan.programme.calendar.hours.length
    found = {
        path: max(expected_days(work, plan.programme, people)[0], work.remaining.days(hours) if work.remaining else 0)
        for path, work in works(plan)
    }
    lags = {path: sum(abs(lag_of(link, hours)[0]) + 2 for link in each.after) for path, each in waiting(plan)}
    return {path: found.get(path, 0) + lag + 2 for path, lag in lags.items()}


def _longest(plan: Plan, lengths: Mapping[Path, float]) -> float:
    """Days of the longest chain of work that waits for each other; of all work where some waits for itself."""
    after = {path[-1]: [link.predecessor for link in each.after] for path, each in waiting(plan)}
    days = {path[-1]: length for path, length in lengths.items()}
    try:
        for id in TopologicalSorter(after).static_order():
            days[id] = days.get(id, 0) + max((days[each] for each in after.get(id, ())), default=0)
    except CycleError:
        return sum(lengths.values())
    return max(days.values(), default=0)


def _has_room(plan: Plan, earliest: date, latest: date, days: float) -> bool:
    """Whether so many days fit behind the last day of the plan, and before its first one: spares the schedule."""
    people = plan.programme.people.values()
    # who works on one day of the week takes seven times as long; nobody works while away
    slowest = 7 if any(each.workdays or each.holidays for each in people) else 1
    away = sum((span.last - span.first).days + 1 for each in people for span in each.away)
    calendar = plan_calendar(plan.programme)
    return slowest * days + away <= min(calendar.count(latest, LATEST), calendar.count(EARLIEST, earliest))


def _ends(plan: Plan) -> bool:
    try:
        found = [schedule(plan, plan.programme.data_date), schedule(plan, progress=False)]
    except CyclicNetwork:
        return True
    except OutsideCalendar:
        return False
    return all(each.finish <= LATEST for each in found)
