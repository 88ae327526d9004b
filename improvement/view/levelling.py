"""Shared people levelled across programmes, in words: who moves by how much, who waits for whom, what is left."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from improvement.errors import Issue
from improvement.model.plan import Plan, SharedPeople
from improvement.realization.levelling_results import Levelled, LevelledProgramme, Moved, SharedLoad, Wait
from improvement.schedule.network import plan_calendar
from improvement.view.format import day, number
from improvement.view.language import _, ngettext
from improvement.view.report import issue_json
from improvement.view.wording import full
from improvement.view.work import node_titles, working_days

Plans = Mapping[str, Plan]
MOST_WAITS = 3


def levelled_title(found: Levelled, sees_all: bool = True) -> str:
    """The answer: how many programmes move, whether that is enough, and whether all programmes were looked at."""
    words = _answer(found)
    return words if sees_all else _("{words} (in the programmes that you see)").format(words=words)


def _answer(found: Levelled) -> str:
    before, after = found.days_over
    if not before:
        return _("Nobody shared is asked for more than they have on any day")
    if not found.moving:
        return _("Nothing that may move takes time from shared people on the days that are too full")
    count = len(found.moving)
    words = ngettext("{n} programme has to wait", "{n} programmes have to wait", count).format(n=count)
    if after > before:
        more = _("{words}; then {after} days are too full instead of {before}")
        return more.format(words=words, after=after, before=before)
    if after:
        left = ngettext("{n} day stays too full", "{n} days stay too full", after).format(n=after)
        return _("{words}; {left}").format(words=words, left=left)
    return _("{words}; then no day of a shared person is too full").format(words=words)


def order_words(found: Levelled) -> str:
    """By what the programmes are ordered."""
    if any(each.priority for each in found.programmes):
        return _("Priority 1 comes first; programmes without one come after, the earlier start first.")
    return _("No programme has a priority, so the earlier start comes first. Set priorities in the charters.")


def programme_rows(found: Levelled, plans: Plans) -> list[dict[str, str]]:
    """The programmes in their order: the finish as planned and levelled, and what is known of both."""
    return [
        {
            _("Programme"): plans[each.id].programme.title,
            _("As planned"): day(each.planned),
            _("Levelled"): day(each.finish),
            _("Later"): _later(each, plans[each.id]),
            _("Priority"): str(each.priority or _("none")),
            _("With shared people to itself"): day(each.alone),
            _("Not possible before"): day(each.bound),
        }
        for each in found.programmes
    ]


def _later(each: LevelledProgramme, plan: Plan) -> str:
    days = plan_calendar(plan.programme).count(each.planned, each.finish)
    return working_days(days) if days else _("not at all")


def waiting_words(each: LevelledProgramme, plans: Plans, people: SharedPeople) -> str:
    """Whom a programme waits for, and on behalf of which programmes."""
    waits = [wait for moved in each.moved for wait in moved.waits]
    names = [
        _busy_words(who, each.id, dict.fromkeys(wait.programme for wait in waits if wait.who == who), plans, people)
        for who in dict.fromkeys(wait.who for wait in waits)
    ]
    words = _("“{programme}” waits for {names}")
    return words.format(programme=plans[each.id].programme.title, names=", ".join(names))


def _busy_words(who: str, own: str, others: Iterable[str], plans: Plans, people: SharedPeople) -> str:
    told = [_for_words(id, own, plans) for id in sorted(others, key=lambda id: (not id, id == own))]
    more = len(told) - MOST_WAITS
    if more > 0:
        told = [*told[:MOST_WAITS], ngettext("{n} more", "{n} more", more).format(n=more)]
    return _("{who} ({reasons})").format(who=_name(who, people), reasons=", ".join(told))


def _for_words(programme: str, own: str, plans: Plans) -> str:
    if not programme:
        return _("away")
    if programme == own:
        return _("busy with other work of its own")
    return _("busy for “{programme}”").format(programme=plans[programme].programme.title)


def _name(who: str, people: SharedPeople) -> str:
    return people.people[who].name if who in people.people else who


def work_rows(found: Levelled, plans: Plans, people: SharedPeople) -> list[dict[str, str]]:
    """Everything that moves: its first day before and after, and why."""
    return [
        {
            _("Work"): node_titles(plans[each.id], [moved.id])[moved.id],
            _("First day as planned"): day(moved.before[0]),
            _("First day levelled"): day(moved.after[0]),
            _("Why"): _why(moved, plans, people),
            _("Programme"): plans[each.id].programme.title,
        }
        for each in found.programmes
        for moved in each.moved
    ]


def _why(moved: Moved, plans: Plans, people: SharedPeople) -> str:
    told = [_held_words(who, moved.waits, plans, people) for who in dict.fromkeys(each.who for each in moved.waits)]
    return _("Waits for {names}").format(names="; ".join(told)) if told else _("Follows work that moves")


def _held_words(who: str, waits: Iterable[Wait], plans: Plans, people: SharedPeople) -> str:
    works = [work_title(each.programme, each.work, plans) for each in waits if each.who == who and each.programme]
    if not works:
        return _("{who} (away)").format(who=_name(who, people))
    return _("{who}, busy with {works}").format(who=_name(who, people), works=", ".join(works))


def work_title(programme: str, work: str, plans: Plans) -> str:
    """The title of work with that of its programme; ids for what is not known."""
    plan = plans.get(programme)
    title = node_titles(plan, [work]).get(work, work) if plan else work
    return f"{title} ({plan.programme.title if plan else programme})"


def people_rows(found: Levelled, people: SharedPeople) -> list[dict[str, str]]:
    """Shared people before and after: the fullest day, and how many days are too full."""
    return [
        {
            _("Who"): _name(each.who, people),
            _("Fullest day as planned"): _share(each.most_before),
            _("Fullest day levelled"): _share(each.most_after),
            _("Days too full as planned"): str(each.over_before),
            _("Days too full levelled"): str(each.over_after),
        }
        for each in found.people
    ]


def _share(share: float | None) -> str:
    return _("away") if share is None else _("{percent} %").format(percent=number(100 * share, 0))


def left_words(issues: Iterable[Issue], plans: Plans, people: SharedPeople) -> Iterator[str]:
    """What could not be levelled, with names instead of ids."""
    for each in issues:
        facts = dict(each.facts)
        if "who" in facts:
            facts["who"] = _name(str(facts["who"]), people)
        if "works" in facts:
            works = (str(work).partition("/") for work in str(facts["works"]).split("; "))
            facts["works"] = ", ".join(work_title(programme, work, plans) for programme, _slash, work in works)
        yield full(Issue(each.id, each.severity, each.where, tuple(facts.items())))


def levelled_lines(
    found: Levelled, plans: Plans, people: SharedPeople, left: Iterable[Issue], sees_all: bool = True
) -> Iterator[str]:
    """The answer, the programmes in their order with the work that waits, then what is left."""
    yield levelled_title(found, sees_all)
    if found.programmes:
        yield order_words(found)
    for each in found.programmes:
        plan = plans[each.id]
        words = _("{before} -> {after}").format(before=each.planned, after=each.finish)
        yield f"{each.priority or '-':>3}  {each.id}  {words}  {_later(each, plan)}"
        for moved in each.moved:
            if moved.waits:
                yield f"       {moved.before[0]} -> {moved.after[0]}  {moved.id}  {_why(moved, plans, people)}"
    yield from (f"! {words}" for words in left_words(left, plans, people))


def levelled_json(found: Levelled, left: Iterable[Issue], sees_all: bool = True) -> dict[str, Any]:
    """The same for machines; spans are the first and the last day, loads person-days."""
    return {
        "all_programmes": sees_all,
        "programmes": [
            {
                "id": each.id,
                "priority": each.priority,
                "planned": str(each.planned),
                "alone": str(each.alone),
                "finish": str(each.finish),
                "bound": str(each.bound),
                "not_before": {id: str(first) for id, first in each.not_before.items()},
                "moved": [_moved_json(moved) for moved in each.moved],
            }
            for each in found.programmes
        ],
        "people": [_person_json(each) for each in found.people],
        "warnings": [issue_json(each) for each in left],
    }


def _moved_json(moved: Moved) -> dict[str, Any]:
    return {
        "id": moved.id,
        "before": list(map(str, moved.before)),
        "after": list(map(str, moved.after)),
        "days": moved.days,
        "waits": [{"who": each.who, "programme": each.programme, "work": each.work} for each in moved.waits],
    }


def _person_json(each: SharedLoad) -> dict[str, Any]:
    return {
        "id": each.who,
        "days_over_before": each.over_before,
        "days_over_after": each.over_after,
        "days": [
            {"day": str(one.day), "capacity": one.capacity, "before": one.before, "after": one.after}
            for one in each.days
        ],
    }
