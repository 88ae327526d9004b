"""May a promise go public? Its six lines in words, and what they come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.commitment.public import Condition
from improvement.model.plan import Plan
from improvement.model.values import Duration, Rate
from improvement.view.case_words import joined
from improvement.view.format import day, number
from improvement.view.language import _, ngettext
from improvement.view.targets import length_short, percent, rate_words

LineMood = Literal["good", "look", "act"]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One condition: its mood and its words."""

    mood: LineMood
    words: str


@dataclass(frozen=True, slots=True)
class PublicList:
    """All lines, what they come to, and whether something blocks; `since`: it is public since that day."""

    lines: tuple[PublicLine, ...]
    summary: str
    blockers: int
    open: tuple[str, ...]
    since: date | None


def public_list(plan: Plan, promise_id: str, found: Iterable[Condition]) -> PublicList:
    """The list of a promise card."""
    conditions = tuple(found)
    lines = tuple(PublicLine(_mood(each), _words(each)) for each in conditions)
    blockers = sum(each.blocks for each in conditions)
    lacking = tuple(line.words for line in lines if line.mood != "good")
    over_promise = any(each.blocks and each.id == "can-be-kept" for each in conditions)
    since = plan.commitment.promises[promise_id].public_since
    return PublicList(lines, _summary(blockers, len(lacking), since, over_promise), blockers, lacking, since)


def _mood(found: Condition) -> LineMood:
    return "good" if found.met else "act" if found.blocks else "look"


def _summary(blockers: int, lacking: int, since: date | None, over_promise: bool) -> str:
    if since:
        return _("Customers have been told since {date}.").format(date=day(since))
    if blockers:
        told = ngettext("Blocked by {n}.", "Blocked by {n}.", blockers).format(n=blockers)
        waiver = _("A waiver needs a name, a reason and an end date.")
        return joined(told, waiver if over_promise else _("It needs a measure first."))
    if lacking:
        told = ngettext("Nothing blocks. {n} point is open.", "Nothing blocks. {n} points are open.", lacking)
        return told.format(n=lacking)
    return _("Nothing blocks, nothing is open.")


def _words(found: Condition) -> str:
    facts = dict(found.facts)
    match found.id:
        case "answers-a-finding":
            told = _("Answers a finding") if found.met else _("Answers no finding")
        case "has-measure-and-owner":
            told = _measured(bool(facts["measure"]), bool(facts["owner"]), found.met)
        case "can-be-kept":
            told = _kept(str(facts["verdict"]), str(facts.get("waived_until", "")))
        case "has-recovery":
            met = _("Recovery if it fails: {what}").format(what=facts["entitles"])
            told = met if found.met else _("No recovery if it fails")
        case "retold-right":
            told = _retold(int(facts["asked"]), int(facts["right"]), int(facts["needed"]), found.met)
        case "staff-aim-tighter":
            told = _aim({name: str(value) for name, value in found.facts})
    return told


def _measured(measure: bool, owner: bool, met: bool) -> str:
    if met:
        return _("Has a measure and an owner")
    if measure and not owner:
        return _("Has a measure, but no owner")
    return _("Has an owner, but no measure") if owner else _("Has no measure and no owner")


def _kept(verdict: str, waived_until: str) -> str:
    if waived_until and verdict != "safe":
        until = day(date.fromisoformat(waived_until))
        return _("Can it be kept? Signed for, until {date}").format(date=until)
    told = {
        "safe": _("Can be kept"),
        "plausible": _("Can be kept? Plausible, not proven"),
        "over-promise": _("Can be kept? No: over-promise"),
        "not-enough-cases": _("Can be kept? Not enough cases to tell"),
        "no-verdict": _("Can be kept? No verdict yet"),
    }
    return told[verdict]


def _retold(asked: int, right: int, needed: int, met: bool) -> str:
    facts = {"right": number(right, 0), "asked": number(asked, 0), "needed": number(needed, 0)}
    if met:
        told = ngettext(
            "{right} of {asked} customer retold it right", "{right} of {asked} customers retold it right", asked
        )
        return told.format(**facts)
    if asked < needed:
        told = ngettext(
            "{needed} customer retold it right ({asked} of {needed} asked)",
            "{needed} customers retold it right ({asked} of {needed} asked)",
            needed,
        )
        return told.format(**facts)
    told = ngettext(
        "Too few retold it right: {right} of {asked} customer",
        "Too few retold it right: {right} of {asked} customers",
        asked,
    )
    return told.format(**facts)


def _aim(facts: dict[str, str]) -> str:
    if not facts:
        return _("Staff have no tighter aim")
    if "margin" in facts:
        aim, margin = Duration.parse(facts["aim"]), Duration.parse(facts["margin"])
        if margin.amount > 0:
            told = _("Staff aim at {time}: margin {margin}")
            return told.format(time=length_short(aim), margin=length_short(margin))
    if "aim_share" in facts:
        share, extra = percent(float(facts["aim_share"])), percent(float(facts["margin_share"]))
        return _("Staff aim at {share} of 100: margin {margin}").format(share=share, margin=extra)
    return _("Staff aim at {rate}").format(rate=rate_words(Rate.parse(facts["aim"])))
