"""Rules about ids: what a plan names must exist, and only once."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from improvement.checks.facts import Facts
from improvement.checks.registry import RULES, Hits, hit, rule
from improvement.checks.walk import (
    FINDINGS,
    RISKS,
    WAIVERS,
    numbered,
    people,
    promises,
    standards,
    waiting,
    waivers,
    works,
)
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Training
from improvement.model.validation import suggestion
from improvement.model.values import skill_of

EXCEPTIONS = ("monitoring", "evaluation", "incentive")


READS = (
    *(f"programme.{field}" for field in ("owner", "sponsor", "access", "closed", "people", "segments", "touchpoints")),
    "assessment",
    "commitment",
    "guarantee",
    "realization.competencies",
    *(
        f"realization.*.*.{field}"
        for field in ("serves", "owner", "needs", "after", "competency", "audience", "waiver", "impact")
    ),
)


class Named(NamedTuple):
    """An id that some field names, and the ids that would be right there."""

    path: Path
    field: str
    id: str | None
    known: Collection[str]


@rule("unknown-reference", Severity.ERROR, reads=READS)
def unknown_reference(plan: Plan, facts: Facts) -> Hits:
    """An id that names nothing."""
    for each in _named(plan, facts):
        if each.id is not None and each.id not in each.known:
            guess = suggestion(each.id, each.known)
            yield hit(each.path, field=each.field, text=each.id, suggestion=guess)


def _named(plan: Plan, facts: Facts) -> Iterator[Named]:
    yield from _in_programme(plan, facts)
    yield from _in_assessment(plan, facts)
    yield from _in_commitment(plan, facts)
    yield from _in_realization(plan, facts)
    yield from _in_guarantee(plan)


def _in_programme(plan: Plan, facts: Facts) -> Iterator[Named]:
    programme, somebody = plan.programme, people(plan, facts)
    yield Named(("programme", "owner"), "owner", programme.owner, somebody)
    yield Named(("programme", "sponsor"), "sponsor", programme.sponsor, somebody)
    for id in programme.access:
        yield Named(("programme", "access", id), "access", id, somebody)
    for stage, closing in programme.closed.items():
        yield Named(("programme", "closed", stage, "by"), "by", closing.by, somebody)
    for id, person in programme.people.items():
        for skill in person.skills:
            path = ("programme", "people", id, "skills", skill)
            yield Named(path, "skills", skill, plan.realization.competencies)


def _in_assessment(plan: Plan, facts: Facts) -> Iterator[Named]:
    assessment = plan.assessment
    for id, finding in assessment.findings.items():
        path = (*FINDINGS, id)
        yield Named((*path, "touchpoint"), "touchpoint", finding.touchpoint, plan.programme.touchpoints)
        yield Named((*path, "decided_by"), "decided_by", finding.decided_by, people(plan, facts))
        yield from _each(path, "segments", finding.segments, plan.programme.segments)
        for place, reference in numbered((*path, "evidence"), finding.evidence):
            yield Named(place, "evidence", reference.partition("/")[0], assessment.sources)
    for day, votes in assessment.votes.items():
        for id in votes:
            yield Named(("assessment", "votes", str(day), id), "votes", id, assessment.findings)


def _in_commitment(plan: Plan, facts: Facts) -> Iterator[Named]:
    segments = plan.programme.segments
    for path, standard in standards(plan):
        yield from _each(path, "answers", standard.answers, plan.assessment.findings)
        yield from _each(path, "segments", standard.segments, segments)
        yield Named((*path, "measure"), "measure", standard.measure, plan.guarantee.measures)
        yield Named((*path, "owner"), "owner", standard.owner, people(plan, facts))
    for path, promise in promises(plan):
        yield Named((*path, "standard"), "standard", promise.standard, plan.commitment.standards)
        yield from _each(path, "segments", promise.segments, segments)


def _in_realization(plan: Plan, facts: Facts) -> Iterator[Named]:
    somebody, competencies = people(plan, facts), plan.realization.competencies
    served = plan.commitment.standards.keys() | plan.assessment.findings.keys()
    predecessors = {path[-1] for path, _ in waiting(plan)}
    for path, work in works(plan):
        yield from _each(path, "serves", work.serves, served)
        yield Named((*path, "owner"), "owner", work.owner, somebody)
        for need in work.needs:
            skill = skill_of(need)
            yield Named(
                (*path, "needs", need), "needs", skill[0] if skill else need, competencies if skill else somebody
            )
        if isinstance(work, Training):
            yield Named((*path, "competency"), "competency", work.competency, competencies)
            yield from _each(path, "audience", work.audience, somebody)
    for path, each in waiting(plan):
        for place, link in numbered((*path, "after"), each.after):
            yield Named(place, "after", link.predecessor, predecessors)
    delayed = {path[-1] for path, _ in works(plan)}
    for id, risk in plan.realization.risks.items():
        yield Named((*RISKS, id, "owner"), "owner", risk.owner, somebody)
        for work_id in risk.impact:
            yield Named((*RISKS, id, "impact", work_id), "impact", work_id, delayed)
    for path, waiver in waivers(plan):
        yield Named((*path, "by"), "by", waiver.by, somebody)


def _in_guarantee(plan: Plan) -> Iterator[Named]:
    guarantee, known = plan.guarantee, plan.commitment.standards
    for id, measure in guarantee.measures.items():
        yield Named(("guarantee", "measures", id, "source"), "source", measure.source, plan.assessment.sources)
    for id, audit in guarantee.audits.items():
        yield Named(("guarantee", "audits", id, "standard"), "standard", audit.standard, known)
    for id, incentive in guarantee.incentives.items():
        yield Named(("guarantee", "incentives", id, "standard"), "standard", incentive.standard, known)


def _each(path: Path, field: str, ids: tuple[str, ...], known: Collection[str]) -> Iterator[Named]:
    for place, id in numbered((*path, field), ids):
        yield Named(place, field, id, known)


@rule("unknown-item", Severity.ERROR)
def unknown_item(plan: Plan, facts: Facts) -> Hits:
    """An item that its source's mapping does not have; silent where the mapping was not read."""
    for path, source, item in _items(plan):
        known = (facts.items or {}).get(source)
        if known is not None and item not in known:
            yield hit(path, text=item, source=source, suggestion=suggestion(item, known))


def _items(plan: Plan) -> Iterator[tuple[Path, str, str]]:
    for id, finding in plan.assessment.findings.items():
        for place, reference in numbered((*FINDINGS, id, "evidence"), finding.evidence):
            source, _, item = reference.partition("/")
            yield place, source, item
    for id, measure in plan.guarantee.measures.items():
        for field in ("start", "stop", "item", "date"):
            if named := getattr(measure, field):
                yield ("guarantee", "measures", id, field), measure.source, named


# the id is no field of an entry: only adding, removing and moving an entry concerns it
@rule("clashing-id", Severity.ERROR, reads=("realization.*.*.id",))
def clashing_id(plan: Plan, _: Facts) -> Hits:
    """Activities, training and milestones share one namespace, because `after` may name any of them."""
    first: dict[str, Path] = {}
    for path in (path for path, _ in waiting(plan)):
        if path[-1] in first:
            yield hit(path, text=path[-1], other=first[path[-1]][1])
        first.setdefault(path[-1], path)


@rule("unknown-exception", Severity.ERROR)
def unknown_exception(plan: Plan, _: Facts) -> Hits:
    """A standard can do without monitoring, evaluation or incentive, nothing else."""
    for path, standard in standards(plan):
        for word in standard.exceptions:
            if word not in EXCEPTIONS:
                guess = suggestion(word, EXCEPTIONS)
                yield hit((*path, "exceptions", word), text=word, allowed=", ".join(EXCEPTIONS), suggestion=guess)


@rule("unknown-rule", Severity.ERROR, reads=WAIVERS)
def unknown_rule(plan: Plan, _: Facts) -> Hits:
    """A waiver names a rule."""
    for path, waiver in waivers(plan):
        if waiver.rule not in RULES:
            guess = suggestion(waiver.rule, [each.id for each in RULES.values() if each.waivable])
            yield hit((*path, "rule"), text=waiver.rule, suggestion=guess)


@rule("not-waivable", Severity.ERROR, reads=WAIVERS)
def not_waivable(plan: Plan, _: Facts) -> Hits:
    """Some rules cannot be set aside by anybody."""
    for path, waiver in waivers(plan):
        if waiver.rule in RULES and not RULES[waiver.rule].waivable:
            yield hit((*path, "rule"), text=waiver.rule)
