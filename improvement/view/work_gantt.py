"""From dates and load to the rows of the Gantt chart and of the people below it, on one axis."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from improvement.model.plan import Baseline, Plan
from improvement.model.realization import Work
from improvement.realization.load import WeekLoad
from improvement.realization.progress import Progress
from improvement.schedule.dates import PlanSchedule
from improvement.view.charts.gantt import GanttRow
from improvement.view.charts.load import LoadWeek, PersonLoad
from improvement.view.charts.timeline import Timeline
from improvement.view.format import day, number
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.portfolio_rows import who_words
from improvement.view.work import node_titles
from improvement.view.work_names import served_names

Show = Literal["all", "open", "late"]
SHOWS: tuple[Show, ...] = get_args(Show)


def shown(plan: Plan, found: Progress, show: str, who: str = "") -> tuple[str, ...]:
    """Works and milestones of a filter: all; open (not done, not reached); late (late or missed); of one owner."""
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    mine = [id for id, each in works.items() if not who or each.owner == who]
    stones = [] if who else list(plan.realization.milestones)
    if show == "late":
        late = [id for id in stones if found.milestones[id].status == "missed"]
        return (*(id for id in mine if found.works[id].late), *late)
    if show == "open":
        ahead = [id for id in stones if not found.milestones[id].reached]
        return (*(id for id in mine if found.works[id].status != "done"), *ahead)
    return (*mine, *stones)


def gantt_rows(
    plan: Plan, dates: PlanSchedule, found: Progress, baseline: Baseline | None, ids: Collection[str]
) -> tuple[GanttRow, ...]:
    """Rows grouped by the promise they serve, in the order of the plan's standards; in a group by start."""
    titles, known = node_titles(plan), served_names(plan)
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(_group(plan, id, known), []).append(id)
    rows: list[GanttRow] = []
    for group in sorted(groups, key=[*served_names(plan), ""].index):
        rows.append(GanttRow("group", group, _group_title(plan, group)))
        order = sorted(groups[group], key=lambda id: (dates.activities[id].early_start, dates.activities[id][2], id))
        rows += [_row(plan, dates, found, baseline, id, titles[id]) for id in order]
    return tuple(rows)


def _group(plan: Plan, id: str, known: Collection[str], seen: frozenset[str] = frozenset()) -> str:
    """The first standard or finding that work serves; for a milestone that of what it waits for."""
    work: Work | None = plan.realization.activities.get(id) or plan.realization.training.get(id)
    if work:
        return next((each for each in work.serves if each in known), "")
    milestone = plan.realization.milestones.get(id)
    after = [link.predecessor for link in milestone.after] if milestone and id not in seen else []
    return next((found for each in after if (found := _group(plan, each, known, seen | {id}))), "")


def _group_title(plan: Plan, group: str) -> str:
    promised = (id for id, each in plan.commitment.promises.items() if each.standard == group)
    promise = next(promised, "")
    if promise:
        return object_title(plan, ("commitment", "promises", promise))
    return served_names(plan).get(group, _("Serves no promise yet"))


def _row(plan: Plan, dates: PlanSchedule, found: Progress, baseline: Baseline | None, id: str, title: str) -> GanttRow:
    times = dates.activities[id]
    if id in found.milestones:
        stone = found.milestones[id]
        late = max(stone.days_after_due or 0, 0) if stone.status == "missed" and not stone.reached else 0
        return GanttRow("milestone", id, title, finish=stone.day, late_days=late)
    each = found.works[id]
    approved = baseline.activities.get(id) if baseline else None
    return GanttRow(
        kind="activity",
        id=id,
        label=title,
        start=each.start,
        finish=each.finish,
        critical=times.critical,
        float_until=times.late_finish if times.total_float > 0 and each.status != "done" else None,
        baseline_start=approved.start if approved else None,
        baseline_finish=approved.finish if approved else None,
        done=_share_done(plan, found, id),
        late_days=max(each.days_late or 0, 0) if each.late else 0,
    )


def _share_done(plan: Plan, found: Progress, id: str) -> float:
    each = found.works[id]
    if each.status == "done":
        return 1.0
    work = plan.realization.activities.get(id) or plan.realization.training[id]
    return work.percent_complete or 0.0


def timeline(rows: Iterable[GanttRow], data_date: date | None) -> Timeline:
    """The whole weeks from the first day to the last that the rows show, a week or more of room at both ends.

    Whole weeks: the scale stays while dates move by days, and so do the looks that are kept for it.
    """
    days = [each for row in rows for each in _days(row)] + ([data_date] if data_date else [])
    first, last = min(days) - timedelta(days=7), max(days) + timedelta(days=7)
    return Timeline(first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()), data_date)


def _days(row: GanttRow) -> Iterator[date]:
    known = (row.start, row.finish, row.float_until, row.baseline_start, row.baseline_finish)
    return (each for each in known if each)


def load_rows(weeks: Iterable[WeekLoad], names: Mapping[str, str], time: Timeline) -> tuple[PersonLoad, ...]:
    """People with their weeks inside the timeline, the busiest first; a week in which nobody is there has no bar."""
    people: dict[str, list[LoadWeek]] = {}
    for week in weeks:
        if week.share is not None and time.first <= week.monday + timedelta(days=6) and week.monday <= time.last:
            people.setdefault(week.who, []).append(LoadWeek(week.monday, week.share))
    rows = [PersonLoad(who_words(who, dict(names)), tuple(found)) for who, found in people.items()]
    return tuple(sorted(rows, key=lambda row: (-row.weeks_over, -max(week.load for week in row.weeks))))


def over_weeks(weeks: Iterable[WeekLoad], programme: str) -> tuple[WeekLoad, ...]:
    """The weeks above 100 % in which this programme has a part, in their order."""
    over = [each for each in weeks if each.over and any(part == programme for part, _work in each.works)]
    return tuple(sorted(over, key=lambda each: (each.monday, each.who)))


def load_title(over: Iterable[WeekLoad], names: Mapping[str, str]) -> str:
    """Who is asked for more than they have."""
    found = dict.fromkeys(who_words(each.who, dict(names)) for each in over)
    if not found:
        return _("Nobody is asked for more than they have")
    return _("Asked for more than they have: {names}").format(names=", ".join(found))


def over_lines(
    over: Iterable[WeekLoad], plans: Mapping[str, Plan], here: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Who, in which week, how much, and for which work; that of other programmes with their name."""
    return tuple(_over_line(each, plans, here, names) for each in over)


def _over_line(each: WeekLoad, plans: Mapping[str, Plan], here: str, names: Mapping[str, str]) -> str:
    works = ", ".join(_work_words(part, work, plans, here) for part, work in each.works)
    who, week = who_words(each.who, dict(names)), day(each.monday)
    if not each.share:
        return _("{who} is away in the week of {week}, but needed for {works}").format(who=who, week=week, works=works)
    percent = number(100 * each.share, 0)
    words = _("{who}, week of {week}: {percent} %, for {works}")
    return words.format(who=who, week=week, percent=percent, works=works)


def _work_words(programme: str, work: str, plans: Mapping[str, Plan], here: str) -> str:
    plan = plans.get(programme)
    title = f"“{node_titles(plan, [work]).get(work, work)}”" if plan else work
    return title if programme == here or plan is None else f"{title} ({plan.programme.title})"
