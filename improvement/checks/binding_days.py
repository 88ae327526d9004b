"""Rules about days that bind work, and about days on which nobody is there."""

from collections.abc import Iterator
from datetime import date, timedelta

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import waiting, works
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.model.values import skill_of
from improvement.schedule.calendar import known_region
from improvement.schedule.network import finished_on, plan_calendar, started_on
from improvement.schedule.people_days import person_days
from improvement.schedule.staff import People, everybody, holders

BINDING = ("not_before", "not_after", "must_start", "must_finish")
# the first of each pair must not come after the second
ORDERED = (
    ("not_before", "not_after"),
    ("not_before", "must_start"),
    ("not_before", "must_finish"),
    ("must_start", "not_after"),
    ("must_start", "must_finish"),
    ("must_finish", "not_after"),
)
YEAR = 365


@rule("contradictory-days", Severity.ERROR, reads=tuple(f"realization.*.*.{field}" for field in BINDING))
def contradictory_days(plan: Plan, _: Facts) -> Hits:
    """Two days of one piece of work that cannot both be kept."""
    for path, work in works(plan):
        for first, second in ORDERED:
            begins, ends = getattr(work, first), getattr(work, second)
            if begins and ends and begins > ends:
                yield hit((*path, second), day=str(ends), other=first, limit=str(begins))


@rule("no-workdays", Severity.ERROR, reads=("programme.calendar",))
def no_workdays(plan: Plan, _: Facts) -> Hits:
    """Work is done on some day of the week."""
    if not plan.programme.calendar.workdays:
        yield hit(("programme", "calendar", "workdays"))


@rule("unknown-region", Severity.ADVICE, reads=("programme.calendar", "programme.people"))
def unknown_region(plan: Plan, _: Facts) -> Hits:
    """Public holidays are known by country, or by country and region."""
    named: list[tuple[Path, str | None]] = [(("programme", "calendar", "holidays"), plan.programme.calendar.holidays)]
    named += [(("programme", "people", id, "holidays"), each.holidays) for id, each in plan.programme.people.items()]
    for path, region in named:
        if region and not known_region(region):
            yield hit(path, region=region)


@rule("out-of-order", Severity.ADVICE)
def out_of_order(plan: Plan, _: Facts) -> Hits:
    """Work that was started before what it waits for was finished, and is still under way."""
    known = {path[-1]: work for path, work in works(plan)}
    for path, work in waiting(plan):
        started = started_on(work) if isinstance(work, Work) and not finished_on(work) else None
        for link in work.after if started else ():
            before = known.get(link.predecessor)
            if before and link.kind == "FS" and not link.lead and not finished_on(before):
                yield hit(path, text=link.predecessor, start=str(started), what=plan.programme.progress)


@rule("nobody-with-skill", Severity.ADVICE)
def nobody_with_skill(plan: Plan, facts: Facts) -> Hits:
    """Unfinished work that needs a skill which nobody has."""
    people = everybody(plan, facts.shared)
    for path, need in _needed(plan):
        skill = skill_of(need)
        if skill and not any(each.count for each in holders(need, people).values()):
            yield hit(path, competency=skill[0], level=skill[1])


@rule("away-all-year", Severity.ADVICE)
def away_all_year(plan: Plan, facts: Facts) -> Hits:
    """Unfinished work that needs somebody by name who has no working day for a year from the data date."""
    people, first = everybody(plan, facts.shared), plan.programme.data_date or plan.programme.starts
    for path, need in _needed(plan):
        if need in people and not _comes(plan, people, need, first):
            yield hit(path, text=need, first=str(first), last=str(first + timedelta(YEAR)))


def _comes(plan: Plan, people: People, who: str, first: date) -> bool:
    calendar = person_days(people[who], plan_calendar(plan.programme))
    return calendar.count(first, first + timedelta(YEAR)) > 0


def _needed(plan: Plan) -> Iterator[tuple[Path, str]]:
    for path, work in works(plan):
        if not finished_on(work):
            yield from (((*path, "needs", need), need) for need in work.needs)
