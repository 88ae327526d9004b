"""What may go wrong, in words: each risk event with what it does to which work, and what an edit does to the finish."""

from collections.abc import Iterator, Mapping

from improvement.model.plan import Plan
from improvement.model.risks import Impact, Risk
from improvement.model.values import Duration
from improvement.realization.progress import days_after
from improvement.schedule.network import plan_calendar
from improvement.schedule.risk import Outcome, PlanRisk
from improvement.view.format import day, number
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.risk import chance
from improvement.view.stage_cards import Mood
from improvement.view.targets import length_words, percent
from improvement.view.work import node_titles, working_days

Shift = tuple[Mood, str]
Names = Mapping[str, str]
# a shift of less than one in a hundred runs is not told
TOLD_SHARE = 0.01


def event_title(risk: Risk) -> str:
    """A risk event with its probability: The trainer falls ill (20 %)."""
    return _("{title} ({n} %)").format(title=risk.title, n=percent(risk.probability))


def event_lines(risk: Risk, titles: Names, people: Names) -> tuple[str, ...]:
    """What it does to which work, what is done about it, and who watches it."""
    hit = [
        _("{title}: {impact}").format(title=titles.get(id, id), impact=impact_words(each))
        for id, each in risk.impact.items()
    ]
    lines = hit or [_("It makes no work longer yet.")]
    if risk.response:
        lines.append(_("What is done about it: {response}").format(response=risk.response))
    if risk.owner:
        lines.append(_("Watched by {name}").format(name=people.get(risk.owner, risk.owner)))
    return tuple(lines)


def impact_words(impact: Impact) -> str:
    """How much longer work takes: 5 working days longer; 1.5 times as long; of three points the range as well."""
    low, likely, high = map(_point, (impact.low, impact.likely, impact.high))
    if impact.low == impact.high:
        told = _("{likely} times as long") if impact.factor else _("{likely} longer")
        return told.format(likely=likely)
    if impact.factor:
        told = _("{low} to {high} times as long, most likely {likely} times")
    else:
        told = _("{low} to {high} longer, most likely {likely}")
    return told.format(low=low, likely=likely, high=high)


def _point(each: Duration | float) -> str:
    return length_words(each) if isinstance(each, Duration) else number(each, 2)


def shift_lines(plan: Plan, before: PlanRisk, after: PlanRisk) -> Iterator[Shift]:
    """What an edit does to the day of 8 of 10 runs, then to the chances of milestones and promises with a day."""
    old, new = before.finish.dates[1], after.finish.dates[1]
    days = days_after(old, new, plan_calendar(plan.programme))
    if days > 0:
        told = _("Ready by {p80} in 8 of 10 runs, {days} later")
        yield "act", told.format(p80=day(new), days=working_days(days))
    elif days < 0:
        told = _("Ready by {p80} in 8 of 10 runs, {days} earlier")
        yield "good", told.format(p80=day(new), days=working_days(-days))
    elif new == old:
        yield "wait", _("Ready by {p80} in 8 of 10 runs, as before").format(p80=day(new))
    else:
        yield "wait", _("Ready by {p80} in 8 of 10 runs instead of {before}").format(p80=day(new), before=day(old))
    titles = node_titles(plan, after.milestones)
    for id, each in after.milestones.items():
        yield from _chance(titles.get(id, id), before.milestones.get(id), each)
    for id, each in after.promises.items():
        yield from _chance(object_title(plan, ("commitment", "promises", id)), before.promises.get(id), each)


def _chance(title: str, before: Outcome | None, after: Outcome) -> Iterator[Shift]:
    was, now = before.on_time if before else None, after.on_time
    if was is None or now is None or abs(now - was) < TOLD_SHARE:
        return
    mood: Mood = "act" if now < was else "good"
    told = _("“{title}” in time in {now} of 100 runs instead of {was}")
    yield mood, told.format(title=title, now=chance(now, after.n), was=chance(was, after.n))
