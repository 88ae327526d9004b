"""The four stage cards and the next step, in words."""

from dataclasses import dataclass
from typing import Literal

from improvement.checks.stages import Stage
from improvement.errors import Issue
from improvement.model.plan import Plan
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.names import object_title
from improvement.view.threads import target_of
from improvement.view.wording import sentence, words

Mood = Literal["good", "look", "act", "wait"]
MOODS: dict[str, Mood] = {"closed": "good", "ready": "good", "open": "look", "blocked": "act"}


# next steps that are done on another page than their object's
DONE_ON = {"next-answer": "commitment", "next-plan-work": "realization"}


@dataclass(frozen=True, slots=True)
class StageCard:
    """One card: `headline` says how the stage stands, `worst` what is missing first, `count` how far it is."""

    title: str
    mood: Mood
    headline: str
    worst: str
    count: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: the state of things, the button's words, and where it is done (`page/id`)."""

    text: str
    action: str
    target: str


def stage_name(stage: str) -> str:
    """The stage's name in the language of the run."""
    names = {
        "assessment": _("Assessment"),
        "commitment": _("Commitment"),
        "realization": _("Realization"),
        "guarantee": _("Guarantee"),
    }
    return names[stage]


def stage_cards(plan: Plan, found: tuple[Stage, ...]) -> tuple[StageCard, ...]:
    """The cards in the order of the loop."""
    return tuple(_card(plan, number, stage) for number, stage in enumerate(found, 1))


def _card(plan: Plan, number: int, stage: Stage) -> StageCard:
    lacking = [each for each in stage.conditions if not each.passed]
    worst = _("Missing: {condition}").format(condition=words(lacking[0].id)) if lacking else ""
    count = _("{passed} of {all} conditions").format(passed=stage.passed, all=len(stage.conditions))
    title = f"{number} {stage_name(stage.name)}"
    return StageCard(title, MOODS[stage.state], _headline(plan, stage, len(lacking)), worst, count)


def _headline(plan: Plan, stage: Stage, lacking: int) -> str:
    closing = plan.programme.closed.get(stage.name)
    if stage.state == "closed" and closing:
        return _("Closed on {date}").format(date=day(closing.date))
    if stage.state == "ready":
        return _("Ready to be closed")
    if closing:
        return ngettext("Reopened: {n} thing is open", "Reopened: {n} things are open", lacking).format(n=lacking)
    if stage.state == "blocked":
        return ngettext("{n} thing blocks", "{n} things block", lacking).format(n=lacking)
    return ngettext("{n} thing is open", "{n} things are open", lacking).format(n=lacking)


def next_words(plan: Plan, step: Issue) -> NextStep:
    """The next step as a sentence, with its object by name, and the button's words."""
    path = step.where.path
    whose = object_title(plan, path)
    shown = Issue(step.id, step.severity, step.where, (*step.facts, ("object", f"“{whose}”"))) if whose else step
    told = sentence(shown)
    told = told[:1].upper() + told[1:]
    target = target_of(path)
    if page := DONE_ON.get(step.id):
        target = f"{page}/{target.partition('/')[2]}"
    return NextStep(told if told.endswith(".") else told + ".", _actions().get(step.id, _("Open")), target)


def _actions() -> dict[str, str]:
    return {
        "next-mend-promise": _("Mend the promise"),
        "next-add-source": _("Add data"),
        "next-propose": _("Choose findings"),
        "next-answer": _("Write the promise"),
        "next-decide": _("Decide"),
        "next-set-target": _("Set the target"),
        "next-measure": _("Link a measure"),
        "next-own": _("Name an owner"),
        "next-promise": _("Write the promise"),
        "next-plan-work": _("Draft activities"),
        "next-mend-late": _("Report progress"),
        "next-publish": _("Publish it"),
        "next-listen": _("Set the date"),
        "next-finish": _("Report progress"),
        "next-review": _("Hold the review"),
    }
