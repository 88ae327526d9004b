"""What must be there before a stage can be closed: the conditions of the four stages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from improvement.checks.facts import Facts, StageName
from improvement.checks.links import accepted
from improvement.checks.walk import FINDINGS, TRAINING, promises, standards, works
from improvement.model.assessment import Factor
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.schedule.network import finished_on, started_on

FEWEST_POINTS = 12
RETOLD_RIGHT = 0.8

Lack = Callable[[Plan, Facts], Iterator[Path]]


@dataclass(frozen=True, slots=True)
class Needed:
    """One condition: it is met when `lacks` yields nothing and no rule of `rules` finds anything."""

    stage: StageName
    id: str
    lacks: Lack
    rules: tuple[str, ...] = ()


def _no_listening_date(plan: Plan, _: Facts) -> Iterator[Path]:
    if not plan.programme.listen_again:
        yield ("programme",)


def _nothing(_plan: Plan, _facts: Facts) -> Iterator[Path]:
    return iter(())


def _no_source(plan: Plan, _: Facts) -> Iterator[Path]:
    if not plan.assessment.sources:
        yield ("assessment", "sources")


def _factors_missing(plan: Plan, facts: Facts) -> Iterator[Path]:
    found = {finding.factor for finding in plan.assessment.findings.values()}
    if not (found | facts.asked | set(plan.assessment.left_out)).issuperset(get_args(Factor)):
        yield FINDINGS


def _undecided(plan: Plan, _: Facts) -> Iterator[Path]:
    if not plan.assessment.findings:
        yield FINDINGS
    for id, finding in plan.assessment.findings.items():
        if finding.decision == "open":
            yield (*FINDINGS, id)


def _none_accepted(plan: Plan, _: Facts) -> Iterator[Path]:
    if not any(accepted(plan)):
        yield FINDINGS


def _no_skills(plan: Plan, _: Facts) -> Iterator[Path]:
    if not any(person.skills for person in plan.programme.people.values()):
        yield ("programme", "people")


def _no_standard(plan: Plan, _: Facts) -> Iterator[Path]:
    if not plan.commitment.standards:
        yield ("commitment", "standards")


def _no_promise(plan: Plan, _: Facts) -> Iterator[Path]:
    if not plan.commitment.promises:
        yield ("commitment", "promises")


def _no_verdict(plan: Plan, facts: Facts) -> Iterator[Path]:
    yield from _no_promise(plan, facts)
    for path, _ in promises(plan):
        if facts.verdicts.get(path[-1], "no-verdict") == "no-verdict":
            yield path


def _not_retold_right(plan: Plan, facts: Facts) -> Iterator[Path]:
    yield from _no_promise(plan, facts)
    for path, promise in promises(plan):
        told = promise.retold
        if not (promise.slogan and told and told.asked and told.right >= RETOLD_RIGHT * told.asked):
            yield path


def _no_work(plan: Plan, _: Facts) -> Iterator[Path]:
    if not any(works(plan)):
        yield ("realization", "activities")


def _overloaded(_: Plan, facts: Facts) -> Iterator[Path]:
    for id in sorted(facts.overloaded):
        yield ("programme", "people", id)


def _progress_behind(plan: Plan, facts: Facts) -> Iterator[Path]:
    data_date = plan.programme.data_date
    if not data_date:
        yield ("programme",)
        return
    for path, work in works(plan):
        window = facts.windows.get(path[-1])
        if window and window.first < data_date and not started_on(work):
            yield path


def _unfinished(plan: Plan, facts: Facts) -> Iterator[Path]:
    yield from _no_work(plan, facts)
    for path, work in works(plan):
        if not finished_on(work):
            yield path


def _behaviour_unseen(plan: Plan, _: Facts) -> Iterator[Path]:
    data_date = plan.programme.data_date
    for id, training in plan.realization.training.items():
        seen = training.checks.behaviour if training.checks else None
        if not (seen and data_date and seen <= data_date):
            yield (*TRAINING, id)


def _few_points(plan: Plan, facts: Facts) -> Iterator[Path]:
    yield from _no_standard(plan, facts)
    for path, standard in standards(plan):
        if facts.points.get(standard.measure or "", 0) < FEWEST_POINTS:
            yield path


def _no_review(plan: Plan, facts: Facts) -> Iterator[Path]:
    until = plan.programme.data_date or facts.today
    if not any(until is None or review.held_on <= until for review in plan.guarantee.reviews.values()):
        yield ("guarantee", "reviews")


def _unproven(plan: Plan, facts: Facts) -> Iterator[Path]:
    public = [path for path, promise in promises(plan) if promise.public_since]
    if not public:
        yield ("commitment", "promises")
    for path in public:
        if path[-1] not in facts.kept or not facts.kept[path[-1]].periods:
            yield path


COMPLETE = tuple(f"standard-without-{field}" for field in ("finding", "measure", "target", "owner"))
GUARDED = ("standard-without-measure", "not-monitored", "not-evaluated", "not-rewarded")

CONDITIONS = (
    Needed("assessment", "source-confirmed", _no_source),
    Needed("assessment", "factors-covered", _factors_missing),
    Needed("assessment", "candidates-decided", _undecided),
    Needed("assessment", "evidence-and-cause", _none_accepted, ("finding-without-evidence", "finding-without-cause")),
    Needed("assessment", "capabilities-recorded", _no_skills),
    Needed("assessment", "listening-date-set", _no_listening_date),
    Needed("commitment", "findings-answered", _none_accepted, ("finding-unanswered",)),
    Needed("commitment", "standards-complete", _no_standard, COMPLETE),
    Needed("commitment", "verdicts-computed", _no_verdict),
    Needed("commitment", "no-public-over-promise", _nothing, ("over-promise", "public-without-measure")),
    Needed("commitment", "recovery-agreed", _no_promise, ("promise-without-recovery",)),
    Needed("commitment", "retold-right", _not_retold_right),
    Needed("realization", "work-serves", _no_work, ("serves-nothing",)),
    Needed("realization", "work-owned-and-estimated", _no_work, ("work-without-owner", "work-without-estimate")),
    Needed("realization", "people-suffice", _overloaded, ("more-needed-than-there",)),
    Needed("realization", "progress-current", _progress_behind),
    Needed("realization", "training-closes-gaps", _nothing, ("training-without-gap",)),
    Needed("realization", "work-finished", _unfinished),
    Needed("realization", "behaviour-seen", _behaviour_unseen, ("behaviour-not-in-window",)),
    Needed("guarantee", "standards-guarded", _no_standard, GUARDED),
    Needed("guarantee", "enough-points", _few_points),
    Needed("guarantee", "review-held", _no_review),
    Needed("guarantee", "promises-proven", _unproven),
    Needed("guarantee", "listening-date-set", _no_listening_date),
)
