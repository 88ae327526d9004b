"""May a promise go public? The six lines of its card."""

from dataclasses import dataclass
from typing import Literal

from improvement.commitment.verdicts import Feasibility
from improvement.errors import Fact
from improvement.model.commitment import Promise, Retold, Standard, Target
from improvement.model.plan import Plan
from improvement.model.values import Duration

ConditionId = Literal[
    "answers-a-finding", "has-measure-and-owner", "can-be-kept", "has-recovery", "retold-right", "staff-aim-tighter"
]
FEWEST_ASKED = 5
RIGHT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Condition:
    """One line: whether it is met, and if not, whether it blocks the way to the public or only warns."""

    id: ConditionId
    met: bool
    blocks: bool = False
    facts: tuple[tuple[str, Fact], ...] = ()


def may_go_public(plan: Plan, promise_id: str, found: Feasibility) -> tuple[Condition, ...]:
    """The conditions in the order of the card. Only an over-promise without a valid waiver and a missing measure block.

    Retold right: at least 5 customers asked, 8 of 10 of them right. Tighter aim: the same kind of target, stricter in
    time or share and looser in neither. A waiver of `over-promise` on the promise holds until its last day, inclusive.
    """
    promise = plan.commitment.promises[promise_id]
    standard = plan.commitment.standards.get(promise.standard, Standard())
    return (
        _answers(plan, standard),
        _measured(plan, standard),
        _kept(promise, found),
        _recovery(promise),
        _retold(promise.retold),
        _aim(standard, plan.programme.calendar.hours.length),
    )


def _answers(plan: Plan, standard: Standard) -> Condition:
    known = [plan.assessment.findings[each] for each in standard.answers if each in plan.assessment.findings]
    standing = [each for each in known if each.decision != "rejected"]
    return Condition("answers-a-finding", bool(standing), facts=(("findings", len(standing)),))


def _measured(plan: Plan, standard: Standard) -> Condition:
    measured = standard.measure in plan.guarantee.measures
    facts = (("measure", standard.measure or ""), ("owner", standard.owner or ""))
    return Condition("has-measure-and-owner", measured and bool(standard.owner), not measured, facts)


def _kept(promise: Promise, found: Feasibility) -> Condition:
    waiver = promise.waiver
    waived = waiver is not None and waiver.rule == "over-promise" and waiver.until >= found.data_date
    facts = (("verdict", found.verdict), *((("waived_until", str(waiver.until)),) if waiver and waived else ()))
    return Condition("can-be-kept", found.verdict == "safe", found.verdict == "over-promise" and not waived, facts)


def _recovery(promise: Promise) -> Condition:
    entitles = promise.recovery.entitles if promise.recovery else ""
    return Condition("has-recovery", bool(promise.recovery), facts=(("entitles", entitles),))


def _retold(retold: Retold | None) -> Condition:
    asked, right = (retold.asked, retold.right) if retold else (0, 0)
    met = asked >= FEWEST_ASKED and right >= RIGHT_SHARE * asked
    return Condition("retold-right", met, facts=(("asked", asked), ("right", right), ("needed", FEWEST_ASKED)))


def _aim(standard: Standard, hours_a_day: float) -> Condition:
    told, aim = standard.target, standard.internal_target
    margin = _margin(told, aim, hours_a_day) if told and aim else ()
    return Condition("staff-aim-tighter", bool(margin), facts=margin)


def _margin(told: Target, aim: Target, hours_a_day: float) -> tuple[tuple[str, Fact], ...]:
    """By how much the aim is tighter: `aim` and `margin` as lengths, shares or rates; empty where it is not."""
    if told.at_most and aim.at_most:
        tighter = aim.at_most.events * told.at_most.per < told.at_most.events * aim.at_most.per
        return (("aim", str(aim.at_most)),) if tighter else ()
    if told.share is None or aim.share is None or (told.within is None) != (aim.within is None):
        return ()
    shares = (("aim_share", aim.share), ("margin_share", round(aim.share - told.share, 10)))
    if told.within is None or aim.within is None:
        return shares if aim.share > told.share else ()
    hours = told.within.hours(hours_a_day) - aim.within.hours(hours_a_day)
    if told.within.elapsed != aim.within.elapsed or hours < 0 or aim.share < told.share:
        return ()
    in_days = told.within.unit != "h" and aim.within.unit != "h"
    size = Duration(1.0, "d", told.within.elapsed).hours(hours_a_day) if in_days else 1.0
    margin = Duration(round(hours / size, 2), "d" if in_days else "h", told.within.elapsed)
    times = (("aim", str(aim.within)), ("margin", str(margin)))
    return (*times, *shares) if hours > 0 or aim.share > told.share else ()
