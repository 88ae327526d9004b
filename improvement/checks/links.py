"""Rules about the golden thread: finding, standard, work, measure, and what holds them in place."""

from collections.abc import Iterator

from improvement.checks.facts import Facts
from improvement.checks.registry import Finder, Hits, hit, rule
from improvement.checks.walk import FINDINGS, TRAINING, people, standards, works
from improvement.errors import Severity
from improvement.model.assessment import Finding
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Training


@rule("finding-unanswered", Severity.GATE)
def finding_unanswered(plan: Plan, _: Facts) -> Hits:
    """An accepted finding that no standard answers and no work serves."""
    answered = {id for _, standard in standards(plan) for id in standard.answers}
    served = {id for _, work in works(plan) for id in work.serves}
    for id, _finding in accepted(plan):
        if id not in answered | served:
            yield hit((*FINDINGS, id))


def accepted(plan: Plan) -> Iterator[tuple[str, Finding]]:
    """Findings that were accepted."""
    return ((id, finding) for id, finding in plan.assessment.findings.items() if finding.decision == "accepted")


def _standard_without(field: str) -> Finder:
    def find(plan: Plan, _: Facts) -> Hits:
        return (hit(path) for path, standard in standards(plan) if not getattr(standard, field))

    return find


for _id, _field in {
    "standard-without-finding": "answers",
    "standard-without-measure": "measure",
    "standard-without-target": "target",
    "standard-without-owner": "owner",
}.items():
    rule(_id, Severity.GATE)(_standard_without(_field))


@rule("serves-nothing", Severity.GATE)
def serves_nothing(plan: Plan, _: Facts) -> Hits:
    """Work without a standard or finding behind it."""
    for path, work in works(plan):
        if not work.serves:
            yield hit(path)


@rule("training-without-gap", Severity.GATE)
def training_without_gap(plan: Plan, facts: Facts) -> Hits:
    """Training that closes no gap of competency: nobody of its audience is below its level."""
    for id, training in plan.realization.training.items():
        if not _closes_a_gap(plan, facts, training):
            yield hit((*TRAINING, id))


def _closes_a_gap(plan: Plan, facts: Facts, training: Training) -> bool:
    if not (training.competency and training.to_level and training.audience):
        return False
    known = plan.programme.people
    if any(id not in known and id in people(plan, facts) for id in training.audience):
        return True  # the skills of shared people are not in the plan: no verdict on them
    held = [known[id].skills.get(training.competency, 0) for id in training.audience if id in known]
    return not held or min(held) < training.to_level


@rule("not-monitored", Severity.GATE)
def not_monitored(plan: Plan, _: Facts) -> Hits:
    """A standard that no audit looks at, announced or by surprise."""
    audited = {audit.standard for audit in plan.guarantee.audits.values()}
    return _lacking(plan, "monitoring", audited)


@rule("not-evaluated", Severity.GATE)
def not_evaluated(plan: Plan, _: Facts) -> Hits:
    """A standard whose measure is followed over time in no evidence; one without any measure is another rule's."""
    measured = {
        path[-1] for path, standard in standards(plan) if not standard.measure or _followed(plan, standard.measure)
    }
    return _lacking(plan, "evaluation", measured)


def _followed(plan: Plan, measure: str) -> bool:
    """Whether the measure says what is counted, so that a chart can be drawn from its source."""
    known = plan.guarantee.measures.get(measure)
    if known is None:
        return True
    return {
        "time": bool(known.start and known.stop),
        "share": bool(known.item),
        "mean": bool(known.item),
        "count": True,
    }[known.kind]


@rule("not-rewarded", Severity.GATE)
def not_rewarded(plan: Plan, _: Facts) -> Hits:
    """A standard whose keeping nobody gains from."""
    rewarded = {incentive.standard for incentive in plan.guarantee.incentives.values()}
    return _lacking(plan, "incentive", rewarded)


def _lacking(plan: Plan, exception: str, covered: set[str]) -> Hits:
    for path, standard in standards(plan):
        if path[-1] not in covered and exception not in standard.exceptions:
            yield hit(path)


@rule("no-listening-date", Severity.GATE, waivable=False)
def no_listening_date(plan: Plan, _: Facts) -> Hits:
    """No cycle closes without a day on which customers are asked again."""
    if not plan.programme.listen_again:
        yield hit(("programme",))


def _accepted_without(field: str) -> Finder:
    def find(plan: Plan, _: Facts) -> Hits:
        return (hit(_finding(id)) for id, finding in accepted(plan) if not getattr(finding, field))

    return find


def _finding(id: str) -> Path:
    return (*FINDINGS, id)


for _id, _field in {
    "finding-without-evidence": "evidence",
    "finding-without-cause": "causes",
    "accepted-by-nobody": "decided_by",
    "decision-without-reason": "reason",
}.items():
    rule(_id, Severity.ADVICE)(_accepted_without(_field))


@rule("decided-but-open", Severity.ADVICE)
def decided_but_open(plan: Plan, _: Facts) -> Hits:
    """Somebody decided about a finding that still counts as open."""
    for id, finding in plan.assessment.findings.items():
        if finding.decision == "open" and (finding.decided_by or finding.decided_on):
            yield hit(_finding(id))
