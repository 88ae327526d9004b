"""Rules about standards and promises: promise only what can be kept, and measure it."""

from typing import Literal

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import promises, standards
from improvement.errors import Severity
from improvement.model.commitment import Target
from improvement.model.plan import Plan

SLOGAN_CHARACTERS = 60


@rule("over-promise", Severity.ERROR, waivable=True)
def over_promise(plan: Plan, facts: Facts) -> Hits:
    """A public promise that past cases refute; silent without its verdict."""
    for path, promise in promises(plan):
        if promise.public_since and facts.verdicts.get(path[-1]) == "over-promise":
            yield hit((*path, "public_since"), standard=promise.standard)


@rule("public-without-measure", Severity.ERROR)
def public_without_measure(plan: Plan, _: Facts) -> Hits:
    """A promise goes public only when somebody can see whether it is kept."""
    for path, promise in promises(plan):
        standard = plan.commitment.standards.get(promise.standard)
        if promise.public_since and standard and not standard.measure:
            yield hit((*path, "public_since"), standard=promise.standard)


@rule("looser-internal-target", Severity.ERROR)
def looser_internal_target(plan: Plan, _: Facts) -> Hits:
    """Staff aim at least as high as the customer is told."""
    for path, standard, outcome in _compared(plan):
        if outcome == "looser":
            yield hit((*path, "internal_target"), standard=standard)


@rule("unlike-targets", Severity.ERROR)
def unlike_targets(plan: Plan, _: Facts) -> Hits:
    """The internal target is of the same kind as the target: same shape, same clock."""
    for path, standard, outcome in _compared(plan):
        if outcome == "unlike":
            yield hit((*path, "internal_target"), standard=standard)


Comparison = Literal["looser", "unlike", "fine"]


def _compared(plan: Plan) -> list[tuple[tuple[str, ...], str, Comparison]]:
    hours = plan.programme.calendar.hours.length
    return [
        (path, path[-1], _compare(standard.internal_target, standard.target, hours))
        for path, standard in standards(plan)
        if standard.internal_target and standard.target
    ]


def _compare(internal: Target, told: Target, hours: float) -> Comparison:
    if internal.at_most and told.at_most:
        return (
            "looser"
            if internal.at_most.events * told.at_most.per > told.at_most.events * internal.at_most.per
            else "fine"
        )
    if internal.share is None or told.share is None or (internal.within is None) != (told.within is None):
        return "unlike"
    if internal.within and told.within:
        if internal.within.elapsed != told.within.elapsed:
            return "unlike"
        if internal.within.hours(hours) > told.within.hours(hours):
            return "looser"
    return "looser" if internal.share < told.share else "fine"


@rule("more-right-than-asked", Severity.ERROR)
def more_right_than_asked(plan: Plan, _: Facts) -> Hits:
    """Of those who were asked, not more than all were right."""
    for path, promise in promises(plan):
        if promise.retold and promise.retold.right > promise.retold.asked:
            yield hit((*path, "retold", "right"), right=promise.retold.right, asked=promise.retold.asked)


@rule("slogan-too-long", Severity.ADVICE)
def slogan_too_long(plan: Plan, _: Facts) -> Hits:
    """A slogan that nobody remembers."""
    for path, promise in promises(plan):
        texts = promise.slogan.texts if promise.slogan else {}
        for language, text in texts.items():
            if len(text) > SLOGAN_CHARACTERS:
                place = (*path, "slogan", *([language] if language else []))
                yield hit(place, length=len(text), limit=SLOGAN_CHARACTERS)


@rule("promise-not-retold", Severity.ADVICE)
def promise_not_retold(plan: Plan, _: Facts) -> Hits:
    """A promise that no customer was asked to say in their own words."""
    for path, promise in promises(plan):
        if not promise.retold:
            yield hit(path)


@rule("promise-without-recovery", Severity.ADVICE)
def promise_without_recovery(plan: Plan, _: Facts) -> Hits:
    """Nothing is agreed for the day the promise is broken."""
    for path, promise in promises(plan):
        if not promise.recovery:
            yield hit(path)


@rule("promise-beyond-segments", Severity.ADVICE)
def promise_beyond_segments(plan: Plan, _: Facts) -> Hits:
    """The promise is made to customers whom its standard does not serve."""
    for path, promise in promises(plan):
        standard = plan.commitment.standards.get(promise.standard)
        served = set(standard.segments) if standard else set()
        for position, segment in enumerate(promise.segments):
            if served and segment not in served:
                yield hit((*path, "segments", str(position)), text=segment, standard=promise.standard)


@rule("no-margin", Severity.ADVICE)
def no_margin(plan: Plan, _: Facts) -> Hits:
    """Staff aim at exactly what the customer is told."""
    for path, standard in standards(plan):
        if standard.target and not standard.internal_target:
            yield hit(path)


@rule("target-unlike-measure", Severity.ADVICE)
def target_unlike_measure(plan: Plan, _: Facts) -> Hits:
    """A target with a time needs a measure of times, and only that one does."""
    for path, standard in standards(plan):
        measure = plan.guarantee.measures.get(standard.measure or "")
        if measure and standard.target and (measure.kind == "time") != bool(standard.target.within):
            yield hit((*path, "target"), measure=str(standard.measure), kind=measure.kind)
