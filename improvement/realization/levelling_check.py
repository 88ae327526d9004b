"""Levelled dates counted again: from the plans as they would be kept, by the rules of the unlimited dates."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.programme import Person
from improvement.realization.levelling_results import LevelledDay, SharedLoad
from improvement.realization.load import load
from improvement.realization.shared_days import ROUNDING, SharedDay, SharedTime, shared_days
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.network import finished_on
from improvement.schedule.staff import People

Plans = Mapping[str, tuple[Plan, PlanSchedule]]
Works = tuple[tuple[str, str], ...]
Pieces = Collection[tuple[str, str]]


def held_back(plan: Plan, not_before: Mapping[str, date]) -> Plan:
    """The plan with first days for some of its activities and training."""
    work = plan.realization
    update = {
        name: FrozenMap(
            {
                id: each.model_copy(update={"not_before": not_before[id]}) if id in not_before else each
                for id, each in works.items()
            }
        )
        for name, works in (("activities", work.activities), ("training", work.training))
    }
    return plan.model_copy(update={"realization": work.model_copy(update=update)}) if not_before else plan


def side_by_side(before: Plans, after: Plans, shared: People) -> tuple[SharedLoad, ...]:
    """The load of shared people day by day, before and after; without what is past."""
    time = SharedTime({id: plan for id, (plan, _dates) in before.items()}, shared)
    booked = [{(each.who, each.day): each.booked for each in _open_days(plans, shared)} for plans in (before, after)]
    days: dict[str, list[LevelledDay]] = defaultdict(list)
    for who, day in sorted({*booked[0], *booked[1]}):
        first, then = (each.get((who, day), 0.0) for each in booked)
        days[who].append(LevelledDay(day, time.of(who, day) or 0.0, first, then))
    return tuple(SharedLoad(who, tuple(each)) for who, each in days.items())


def remaining(after: Plans, shared: People, stuck: Pieces) -> tuple[Issue, ...]:
    """What is still too much: one warning for each person and the work that asks for them.

    `stuck`: work that a latest day or work after it that stays kept where it is.
    """
    over: dict[tuple[str, Works], list[SharedDay]] = defaultdict(list)
    # asked for more than there is on some day: fits nowhere, so it did not wait on its other days either
    wide: set[tuple[str, tuple[str, str]]] = set()
    for each in _open_days(after, shared):
        works = {(programme, id): asked for programme, id, asked in each.works if asked > ROUNDING}
        wide |= {(each.who, work) for work, asked in works.items() if asked > _whole(shared[each.who]) + ROUNDING}
        if each.over:
            over[each.who, tuple(works)].append(each)
    told = [
        _still(who, works, days, _said(shared[who], days, {(who, work) for work in works} & wide, {*works} & {*stuck}))
        for (who, works), days in over.items()
    ]
    return (*told, *_days_off(after, shared, {who for who, _works in over}))


def _said(person: Person, days: list[SharedDay], wide: Collection[object], stuck: Collection[object]) -> str:
    if not _whole(person):
        return "level-nobody"
    if not _worst(days).capacity:
        return "level-away"
    return "level-too-much" if wide else "level-bound" if stuck else "level-stays"


def _whole(person: Person) -> float:
    return person.count * person.availability


def _worst(days: list[SharedDay]) -> SharedDay:
    return max(days, key=lambda each: each.booked - each.capacity)


def _open_days(plans: Plans, shared: People) -> Iterator[SharedDay]:
    """Days that can still be changed: some work is unfinished, and some programme does not know them as past."""
    for each in shared_days(plans, shared):
        works = [(programme, id) for programme, id, asked in each.works if asked > ROUNDING]
        if _is_ahead(plans, works, each.day) and not all(_is_finished(plans, *work) for work in works):
            yield each


def _is_ahead(plans: Plans, works: Iterable[tuple[str, str]], day: date) -> bool:
    known = (plans[programme][0].programme.data_date for programme, _id in works)
    return any(data_date is None or data_date < day for data_date in known)


def _is_finished(plans: Plans, programme: str, id: str) -> bool:
    work = plans[programme][0].realization
    return finished_on(work.activities[id] if id in work.activities else work.training[id]) is not None


def _still(who: str, works: Works, days: list[SharedDay], said: str) -> Issue:
    worst = _worst(days)
    percent = round(100 * worst.booked / worst.capacity) if worst.capacity else 0
    named = "; ".join("/".join(work) for work in works)
    return advice(said, who=who, works=named, percent=percent, first=str(days[0].day), n=len(days))


def _days_off(after: Plans, shared: People, known: Collection[str]) -> Iterator[Issue]:
    """Weeks that are too full only because work of several people goes on while one of them has a day off."""
    weeks: dict[str, list[date]] = defaultdict(list)
    for week in load(after, shared).over:
        sunday = week.monday + timedelta(6)
        if not week.programme and week.who not in known and _is_ahead(after, week.works, sunday):
            weeks[week.who].append(week.monday)
    for who, mondays in weeks.items():
        yield advice("level-days-off", who=who, first=str(mondays[0]), n=len(mondays))
