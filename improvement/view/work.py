"""The work in words: the page's answer, how each piece stands, what decides its days, milestones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from babel.dates import get_day_names

from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.model.programme import Weekday
from improvement.model.realization import Milestone, Work
from improvement.model.values import Dependency
from improvement.realization.progress import Progress, WorkProgress
from improvement.schedule.dates import Dates, PlanSchedule
from improvement.view.format import day, number
from improvement.view.language import _, language, ngettext
from improvement.view.names import object_title
from improvement.view.stage_cards import Mood

MOST_CRITICAL = 5
URGENCY = ("blocked", "overdue", "late", "started", "not-started", "done")
MOODS: dict[str, Mood] = {
    "done": "good",
    "blocked": "act",
    "overdue": "act",
    "late": "look",
    "started": "wait",
    "not-started": "wait",
}
SIGNS = {"done": "✓", "blocked": "✕", "overdue": "▲", "late": "▲", "started": "◐", "not-started": "○"}


def work_title(found: Progress, approved: bool) -> str:
    """The page's answer: when all will be ready, against the dates that were approved or planned, and what is late."""
    if found.works and all(each.status == "done" for each in found.works.values()):
        return _("All work was finished by {date}").format(date=day(found.finish))
    finish = _("Ready by {date}, {comparison}").format(date=day(found.finish), comparison=_against(found, approved))
    late = len(found.late)
    if not late:
        return finish
    words = ngettext("{finish}; {n} activity is late", "{finish}; {n} activities are late", late)
    return words.format(finish=finish, n=late)


def _against(found: Progress, approved: bool) -> str:
    days = working_days(abs(found.days_late))
    if found.days_late > 0:
        return (_("{days} later than approved") if approved else _("{days} later than planned")).format(days=days)
    if found.days_late < 0:
        return (_("{days} earlier than approved") if approved else _("{days} earlier than planned")).format(days=days)
    return _("as approved") if approved else _("as planned")


def working_days(days: float) -> str:
    """3 working days."""
    return ngettext("{n} working day", "{n} working days", round(days)).format(n=number(days))


def node_path(plan: Plan, id: str) -> tuple[str, str, str]:
    """Where work or a milestone stands in the plan."""
    work = plan.realization
    section = "activities" if id in work.activities else "training" if id in work.training else "milestones"
    return ("realization", section, id)


def node_titles(plan: Plan, ids: Iterable[str] | None = None) -> dict[str, str]:
    """Titles of activities, training and milestones by id; of those in a list, or of all."""
    work = plan.realization
    known = dict.fromkeys((*work.activities, *work.training, *work.milestones))
    wanted = known if ids is None else [id for id in ids if id in known]
    return {id: object_title(plan, node_path(plan, id)) for id in wanted}


def status_words(each: WorkProgress) -> str:
    """How it stands: the word, and what blocks it."""
    if each.status == "blocked":
        return _("Blocked: {by}").format(by=each.blocked_by)
    return {
        "done": _("Done"),
        "overdue": _("Overdue"),
        "late": _("Late"),
        "started": _("Under way"),
        "not-started": _("Not started"),
    }[each.status]


def sign_and_title(plan: Plan, found: Progress, id: str) -> str:
    """A work in a list: its sign and its title; a milestone has no sign."""
    title = object_title(plan, node_path(plan, id))
    return f"{SIGNS[found.works[id].status]} {title}" if id in found.works else f"◆ {title}"


def by_urgency(found: Progress, ids: Iterable[str]) -> list[str]:
    """Works that need somebody first: blocked, overdue, late, under way, not started, done; then by finish."""
    return sorted(ids, key=lambda id: (URGENCY.index(found.works[id].status), found.works[id].finish, id))


def estimate_text(work: Work) -> str:
    """The estimate as it is typed: 10d, or 2d, 3d, 6d; empty where there is none."""
    form = work.estimate.plan_form() if work.estimate else ""
    return form if isinstance(form, str) else ", ".join(form)


@dataclass(frozen=True, slots=True)
class Detail:
    """One piece of work: how it stands, and sentences about its days."""

    mood: Mood
    status: str
    lines: tuple[str, ...]


def detail(plan: Plan, dates: PlanSchedule, found: Progress, id: str) -> Detail:
    """What is known about an activity or a training."""
    each, times = found.works[id], dates.activities[id]
    lines = [_days_line(each)]
    if each.planned_finish:
        lines.append(approved_line(each.planned_finish, each.days_late or 0))
    if each.status != "done":
        lines += [_float_line(times), _driver_line(plan, times)]
    lines += _links(plan, id)
    return Detail(MOODS[each.status], status_words(each), tuple(lines))


def _days_line(each: WorkProgress) -> str:
    words = _("{start} to {finish}, as it happened") if each.status == "done" else _("{start} to {finish}, as forecast")
    return words.format(start=day(each.start), finish=day(each.finish))


def approved_line(planned: date, days: int) -> str:
    """How many working days before or after its day."""
    if days > 0:
        words = ngettext("{n} working day after its day, {date}", "{n} working days after its day, {date}", days)
    elif days < 0:
        words = ngettext("{n} working day before its day, {date}", "{n} working days before its day, {date}", -days)
    else:
        words = _("On its day, {date}")
    return words.format(n=abs(days), date=day(planned))


def _float_line(times: Dates) -> str:
    if times.total_float < 0:
        return _("A fixed day after it would need it {days} earlier").format(days=working_days(-times.total_float))
    if times.total_float == 0:
        return _("No float: every day it slips moves the finish of all")
    total = _("Float: it may slip {days} before the finish of all moves").format(days=working_days(times.total_float))
    if times.free_float <= 0:
        return _("{total}; any slip moves what waits for it").format(total=total)
    free = working_days(times.free_float)
    return _("{total}, and {free} before anything else moves").format(total=total, free=free)


def _driver_line(plan: Plan, times: Dates) -> str:
    if times.driver:
        return _("Its days follow from “{title}”").format(title=node_titles(plan, [times.driver])[times.driver])
    return {
        "start": _("Its days follow from the start of the programme"),
        "not-before": _("Its days follow from the day before which it may not start"),
        "must-start": _("Its days follow from the day on which it must start"),
        "must-finish": _("Its days follow from the day on which it must be finished"),
        "data-date": _("Its days follow from the data date: what is not done yet lies after it"),
    }.get(times.reason, _("Its days are settled"))


def _links(plan: Plan, id: str) -> list[str]:
    """What it waits for and who waits for it."""
    work, titles = plan.realization, node_titles(plan)
    nodes: dict[str, Work | Milestone] = {**work.activities, **work.training, **work.milestones}
    before = [_link(titles.get(link.predecessor, link.predecessor), link) for link in nodes[id].after]
    after = [titles[each] for each, node in nodes.items() if id in {link.predecessor for link in node.after}]
    found = (_("Waits for: {titles}"), before), (_("Waited for by: {titles}"), after)
    return [words.format(titles=", ".join(names)) for words, names in found if names]


def _link(title: str, link: Dependency) -> str:
    kind = str(link).removeprefix(link.predecessor).strip()
    return f"{title} ({kind})" if kind else title


def critical_words(plan: Plan, dates: PlanSchedule) -> str:
    """The chains of unfinished work that decide the finish, one written out; empty where all is finished."""
    chains = [[id for id in path if id not in plan.realization.milestones] for path in dates.paths.shown]
    longest = max(chains, key=len, default=[])
    if not longest:
        return ""
    titles = node_titles(plan, longest)
    chain = " → ".join(titles[id] for id in longest[:MOST_CRITICAL]) + " → …" * (len(longest) > MOST_CRITICAL)
    if dates.paths.count == 1:
        return _("The finish hangs on: {chain}").format(chain=chain)
    words = _("{n} chains of work have no float at all; one of them: {chain}")
    return words.format(n=number(dates.paths.count), chain=chain)


def near_words(plan: Plan, dates: PlanSchedule) -> str:
    """Work that would decide the finish if it slipped by a working week at most; empty where there is none."""
    titles = node_titles(plan, [id for id in dates.near if id not in plan.realization.milestones])
    named = [
        _("{title} ({days} d)").format(title=title, days=number(dates.activities[id].total_float, 1))
        for id, title in titles.items()
    ]
    if not named:
        return ""
    more = len(named) - MOST_CRITICAL
    told = _("Nearly: {titles}").format(titles=", ".join(named[:MOST_CRITICAL]))
    return told if more <= 0 else f"{told} {ngettext('and {n} more', 'and {n} more', more).format(n=more)}"


def with_titles(plan: Plan, problem: Issue) -> Issue:
    """An issue that names a chain of work by ids, with the titles in their place."""
    facts = dict(problem.facts)
    for name in facts.keys() & {"chain", "loop"}:
        ids = str(facts[name]).split(" -> ")
        titles = node_titles(plan, ids)
        facts[name] = " → ".join(titles.get(id, id) for id in ids)
    return replace(problem, facts=tuple(facts.items()))


def calendar_words(plan: Plan) -> str:
    """On which days work is done."""
    calendar = plan.programme.calendar
    names = weekday_names()
    days = ", ".join(names[each] for each in calendar.workdays)
    if calendar.holidays:
        return _("Work is done {days}, not on public holidays of {region}").format(days=days, region=calendar.holidays)
    return _("Work is done {days}").format(days=days)


def weekday_names() -> dict[str, str]:
    """The days of the week, from Monday on, by the plan's own word."""
    names = get_day_names("abbreviated", "stand-alone", language())
    return {each: names[place] for place, each in enumerate(get_args(Weekday))}
