"""The portfolio in words: one row a programme, why it needs the manager, who is booked beyond their time."""

from dataclasses import dataclass
from typing import get_args

from improvement.checks.standing import Portfolio, Standing
from improvement.errors import Issue
from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import StageName
from improvement.realization.load import WeekLoad
from improvement.view.charts.finish import FinishRow
from improvement.view.format import day, number
from improvement.view.language import _, ngettext
from improvement.view.names import object_title, people_names
from improvement.view.stage_cards import stage_name
from improvement.view.standing import finish_words
from improvement.view.wording import sentence


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme: `reasons` say why it needs the manager, none means it is fine."""

    id: str
    title: str
    sample: bool
    stage: str
    finish: str
    late: bool
    promises: str
    data: str
    reasons: tuple[str, ...]


def portfolio_title(found: Portfolio) -> str:
    """The page's answer."""
    count = len(found.programmes)
    if not found.needing:
        return ngettext("The one programme is fine", "All {n} programmes are fine", count).format(n=count)
    words = ngettext("{needing} of {n} needs you", "{needing} of {n} need you", found.needing)
    return words.format(needing=found.needing, n=count)


def programme_rows(found: Portfolio, people: SharedPeople) -> tuple[ProgrammeRow, ...]:
    """The rows in the order of need."""
    return tuple(_row(each, people) for each in found.programmes)


def _row(each: Standing, people: SharedPeople) -> ProgrammeRow:
    plan = each.plan
    return ProgrammeRow(
        id=each.id,
        title=plan.programme.title if plan else each.id,
        sample=bool(plan and plan.programme.sample),
        stage=_stage_words(each.stage),
        finish=finish_words(each) or _("no dates yet"),
        late=bool(each.progress and each.progress.days_late > 0),
        promises=_promise_words(each),
        data=_("data up to {date}").format(date=day(each.data_date)) if each.data_date else _("no data date"),
        reasons=tuple(reason_words(reason, plan, people) for reason in each.reasons),
    )


def _stage_words(stage: str) -> str:
    names = get_args(StageName)
    if stage not in names:
        return _("not readable")
    return _("stage {number} of 4: {name}").format(number=names.index(stage) + 1, name=stage_name(stage))


def _promise_words(each: Standing) -> str:
    if not each.public and not each.at_risk:
        return _("no public promise")
    parts = []
    if each.public:
        words = ngettext("{kept} of {n} promise kept", "{kept} of {n} promises kept", each.public)
        parts.append(words.format(kept=each.kept, n=each.public))
    if each.at_risk:
        parts.append(_("{n} at risk").format(n=len(each.at_risk)))
    return ", ".join(parts)


def reason_words(reason: Issue, plan: Plan | None, people: SharedPeople) -> str:
    """A reason as a sentence, with names instead of ids."""
    facts = dict(reason.facts)
    if plan and reason.where.path:
        facts["object"] = f"“{object_title(plan, reason.where.path)}”"
    if plan and "who" in facts:
        facts["who"] = who_words(str(facts["who"]), people_names(plan, people))
    told = sentence(Issue(reason.id, reason.severity, reason.where, tuple(facts.items())))
    return told[:1].upper() + told[1:]


def who_words(who: str, names: dict[str, str]) -> str:
    """A person or team by name; a group with a skill in words."""
    if who.startswith("skill:"):
        competency, _sign, level = who.removeprefix("skill:").partition(">=")
        return _("people with {competency} from level {level}").format(competency=competency, level=level)
    return names.get(who, who)


def finish_rows(found: Portfolio) -> tuple[FinishRow, ...]:
    """The forecast and approved finish of every programme that has work, in the order of the rows."""
    return tuple(
        FinishRow(
            each.plan.programme.title, each.progress.finish, each.progress.planned_finish, each.progress.days_late
        )
        for each in found.programmes
        if each.plan and each.progress
    )


def overbooked_rows(weeks: tuple[WeekLoad, ...], plans: dict[str, Plan], people: SharedPeople) -> list[dict[str, str]]:
    """Who is asked for more than they have, week by week."""
    names = {id: name for plan in plans.values() for id, name in people_names(plan, people).items()}
    return [
        {
            _("Who"): who_words(each.who, names),
            _("Week of"): day(each.monday),
            _("Booked"): _booked_words(each),
            _("For"): "; ".join(_work_words(part, work, plans) for part, work in each.works),
        }
        for each in sorted(weeks, key=lambda each: (each.monday, each.who))
    ]


def _booked_words(each: WeekLoad) -> str:
    return _("while away") if each.share is None else _("{percent} %").format(percent=number(100 * each.share, 0))


def _work_words(programme: str, work: str, plans: dict[str, Plan]) -> str:
    plan = plans.get(programme)
    if plan is None:
        return work
    section = "training" if work in plan.realization.training else "activities"
    return f"{object_title(plan, ('realization', section, work))} ({plan.programme.title})"
