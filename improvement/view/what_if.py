"""What if, in words: the plan as it is beside its scenarios, and all that one of them changes."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from improvement.model.change import Edit, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.values import parse_date
from improvement.realization.load import WeekLoad
from improvement.realization.progress import days_after
from improvement.realization.what_if import Comparison, Outlook
from improvement.schedule.network import plan_calendar
from improvement.view.field_names import field_words
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.portfolio_rows import who_words
from improvement.view.promise_picker import verdict_names
from improvement.view.work import node_titles, working_days
from improvement.view.work_effect import effect_lines

Names = Mapping[str, str]
Rows = list[dict[str, str]]
MOST_WEEKS = 3
ENTRY = 3
"""How many keys lead to an entry of the plan: section, kind, id."""


def scenario_row(title: str, found: Outlook, before: Outlook | None = None) -> dict[str, str]:
    """One plan in the table of all; `before`: the plan as it is, for a scenario."""
    return {
        _("Plan"): title,
        _("Ready by"): day(found.finish),
        _("Against today's plan"): moved_words(before.plan, before.finish, found.finish) if before else "",
        _("With the people there are"): day(found.limited),
        _("8 of 10"): day(found.p80) if found.p80 else "",
        _("Weeks overbooked"): str(len(found.over)),
        _("Promises not ready in time"): str(len(found.at_risk)),
    }


def moved_words(plan: Plan, before: date, after: date) -> str:
    """How many working days of a plan later (+) or earlier a day is."""
    days = days_after(before, after, plan_calendar(plan.programme))
    if not days:
        return _("the same")
    return f"{'+' if days > 0 else '−'}{working_days(abs(days))}"


def change_lines(plan: Plan, after: Plan, edits: Iterable[Edit], names: Names) -> list[str]:
    """What a scenario changes, a field a line: estimate of “Pilot”: 10d → 8d."""
    return [_change(plan, after, each, names) for each in edits]


def _change(plan: Plan, after: Plan, edit: Edit, names: Names) -> str:
    known = plan if object_title(plan, edit.path) not in ("", edit.path[-1]) else after
    field = field_words(known, edit.path)
    if len(edit.path) == ENTRY and None in (edit.old, edit.new):
        told = _("{entry} is added") if edit.old is None else _("{entry} goes out")
        return told.format(entry=field)
    if edit.old is None:
        return _("{field}: {new} (new)").format(field=field, new=_value(edit.new, names))
    if edit.new is None:
        return _("{field}: {old} goes out").format(field=field, old=_value(edit.old, names))
    return _("{field}: {old} → {new}").format(field=field, old=_value(edit.old, names), new=_value(edit.new, names))


def _value(value: PlanForm, names: Names) -> str:
    if isinstance(value, list):
        return ", ".join(_value(each, names) for each in value)
    if isinstance(value, dict):
        title = lookup(value, ("title",)) or lookup(value, ("name",))
        inner = ", ".join(f"{names.get(key, key)} {_value(each, names)}" for key, each in value.items())
        return f"“{title}”" if title else inner
    with contextlib.suppress(ValueError):
        return day(parse_date(str(value)))
    return names.get(str(value), str(value))


def milestone_changes(found: Comparison) -> Rows:
    """Milestones of either plan, with their day before and after."""
    before, after = found.before, found.after
    ids = dict.fromkeys((*before.progress.milestones, *after.progress.milestones))
    titles = node_titles(before.plan, ids) | node_titles(after.plan, ids)
    return [
        {
            _("Milestone"): titles[id],
            _("As it is"): _milestone(before, id),
            _("In the scenario"): _milestone(after, id),
            _("Change"): _moved(found, before.progress.milestones.get(id), after.progress.milestones.get(id)),
        }
        for id in ids
    ]


def _milestone(found: Outlook, id: str) -> str:
    each = found.progress.milestones.get(id)
    if each is None:
        return "–"
    return _("{date}, missed").format(date=day(each.day)) if each.status == "missed" else day(each.day)


def _moved(found: Comparison, before: Any, after: Any) -> str:
    return moved_words(found.before.plan, before.day, after.day) if before and after else ""


def promise_changes(found: Comparison) -> Rows:
    """Promises of either plan: when the work behind them is done, and what the evidence says, before and after."""
    before, after = found.before, found.after
    ids = dict.fromkeys((*before.promises, *after.promises))
    return [
        {
            _("Promise"): _promise(after if id in after.promises else before, id),
            _("As it is"): _promise_words(before, id),
            _("In the scenario"): _promise_words(after, id),
        }
        for id in ids
    ]


def _promise(found: Outlook, id: str) -> str:
    return object_title(found.plan, ("commitment", "promises", id))


def _promise_words(found: Outlook, id: str) -> str:
    each = found.promises.get(id)
    if each is None:
        return "–"
    ready = _("work done by {date}").format(date=day(each.ready)) if each.ready else _("no work serves it")
    late = _("late or blocked") if each.late else ""
    return " · ".join(part for part in (ready, late, verdict_names().get(each.verdict, "")) if part)


def over_lines(found: Comparison, names: Names) -> tuple[str, str]:
    """Who is asked for too much, before and after."""
    return (
        _("Overbooked, as it is: {who}").format(who=_over(found.before, names)),
        _("Overbooked, in the scenario: {who}").format(who=_over(found.after, names)),
    )


def _over(found: Outlook, names: Names) -> str:
    """Who is asked for too much in which weeks; that nobody is."""
    if not found.over:
        return _("nobody")
    by_who: dict[str, list[WeekLoad]] = {}
    for week in found.over:
        by_who.setdefault(week.who, []).append(week)
    return "; ".join(f"{who_words(who, dict(names))}: {_weeks(weeks)}" for who, weeks in by_who.items())


def _weeks(weeks: list[WeekLoad]) -> str:
    named = ", ".join(each.week for each in weeks[:MOST_WEEKS])
    more = len(weeks) - MOST_WEEKS
    return f"{named} {ngettext('and {n} more', 'and {n} more', more).format(n=more)}" if more > 0 else named


def what_if_lines(title: str, found: Comparison, edits: Iterable[Edit], names: Names) -> Iterator[str]:
    """A scenario beside the plan as it is, as lines of text."""
    yield title
    yield from (f"  {line}" for line in change_lines(found.before.plan, found.after.plan, edits, names))
    rows = (scenario_row(_("As it is"), found.before), scenario_row(title, found.after, found.before))
    for row in rows:
        yield "; ".join(f"{name}: {value}" for name, value in row.items() if value)
    yield from (f"- {words}" for _mood, words in effect_lines(found.after.plan, found.effect))
    for each in (*milestone_changes(found), *promise_changes(found)):
        first, *rest = each.items()
        yield f"  {first[1]}: " + "; ".join(f"{name}: {value}" for name, value in rest if value)
    yield from over_lines(found, names)


def what_if_json(title: str, found: Comparison) -> dict[str, Any]:
    """The same for machines: days in ISO form, `days` the working days by which the finish moves."""
    effect = found.effect
    return {
        "title": title,
        "before": _outlook_json(found.before),
        "after": _outlook_json(found.after),
        "days": effect.days,
        "moved": {id: {"before": str(old), "after": str(new)} for id, (old, new) in effect.moved.items()},
        "endangered": list(effect.endangered),
        "relieved": list(effect.relieved),
        "milestones_missed": list(effect.missed),
    }


def _outlook_json(found: Outlook) -> dict[str, Any]:
    return {
        "finish": str(found.finish),
        "limited": {"finish": str(found.limited), "status": "optimal" if found.is_best else "feasible"},
        "p80": str(found.p80) if found.p80 else None,
        "milestones": {
            id: {"day": str(each.day), "status": each.status} for id, each in found.progress.milestones.items()
        },
        "overbooked": [{"who": each.who, "week": each.week, "share": each.share} for each in found.over],
        "promises": {
            id: {"ready": str(each.ready) if each.ready else None, "late": list(each.late), "verdict": each.verdict}
            for id, each in found.promises.items()
        },
    }
