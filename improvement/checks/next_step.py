"""The one most useful next thing to do in a programme."""

from collections.abc import Iterator

from improvement.checks.facts import Facts
from improvement.checks.links import accepted
from improvement.checks.registry import Hits, hit
from improvement.checks.walk import FINDINGS, promises, standards, works
from improvement.errors import Issue, advice
from improvement.model.assessment import Finding
from improvement.model.plan import Plan
from improvement.schedule.network import finished_on

Step = tuple[str, Hits]


def next_step(plan: Plan, facts: Facts | None = None) -> Issue:
    """The first thing, walking the loop, that is missing or wrong; `next-nothing` where all is done."""
    for id, hits in _steps(plan, facts or Facts()):
        for path, told in hits:
            return advice(id, path, **told)
    return advice("next-nothing", ("programme",))


def _steps(plan: Plan, facts: Facts) -> Iterator[Step]:
    yield "next-mend-promise", _over_promised(plan, facts)
    yield "next-add-source", _without_any_data(plan)
    yield "next-propose", _without_findings(plan)
    yield "next-answer", _unanswered(plan)
    yield "next-decide", _open_findings(plan)
    yield "next-set-target", (hit(path) for path, each in standards(plan) if not each.target)
    yield "next-measure", (hit(path) for path, each in standards(plan) if not each.measure)
    yield "next-own", (hit(path) for path, each in standards(plan) if not each.owner)
    yield "next-promise", _unpromised(plan)
    yield "next-plan-work", _without_work(plan)
    yield "next-own", (hit(path) for path, each in works(plan) if not each.owner)
    yield "next-mend-late", (hit(path) for path, _ in works(plan) if facts.work_state.get(path[-1]) == "late")
    yield "next-publish", _safe_and_not_public(plan, facts)
    yield "next-listen", (hit(("programme",)) for _ in range(1) if not plan.programme.listen_again)
    yield "next-finish", (hit(path, title=each.title) for path, each in works(plan) if not finished_on(each))
    yield "next-review", (hit(("guarantee", "reviews")) for _ in range(1) if not plan.guarantee.reviews)


def _over_promised(plan: Plan, facts: Facts) -> Hits:
    for path, promise in promises(plan):
        if facts.verdicts.get(path[-1]) == "over-promise" and not promise.waiver:
            yield hit(path)


def _without_any_data(plan: Plan) -> Hits:
    if not plan.assessment.sources and not plan.assessment.findings:
        yield hit(("assessment",))


def _without_findings(plan: Plan) -> Hits:
    if not plan.assessment.findings:
        yield hit(FINDINGS)


def _unanswered(plan: Plan) -> Hits:
    """Accepted findings that wait for an answer, the longest wait first."""
    answered = {id for _, each in standards(plan) for id in each.answers} | {
        id for _, each in works(plan) for id in each.serves
    }
    waiting = [(id, finding) for id, finding in accepted(plan) if id not in answered]
    waiting.sort(key=lambda each: (each[1].decided_on is None, each[1].decided_on))
    for id, finding in waiting:
        yield hit((*FINDINGS, id), statement=finding.statement, **_decision(plan, finding))


def _decision(plan: Plan, finding: Finding) -> dict[str, str]:
    if not (finding.decided_by and finding.decided_on):
        return {"state": "undated"}
    person = plan.programme.people.get(finding.decided_by)
    return {"date": str(finding.decided_on), "by": person.name if person else finding.decided_by}


def _open_findings(plan: Plan) -> Hits:
    waiting = [id for id, finding in plan.assessment.findings.items() if finding.decision == "open"]
    if waiting:
        yield hit((*FINDINGS, waiting[0]), n=len(waiting), statement=plan.assessment.findings[waiting[0]].statement)


def _unpromised(plan: Plan) -> Hits:
    promised = {each.standard for _, each in promises(plan)}
    return (hit(path) for path, _ in standards(plan) if path[-1] not in promised)


def _without_work(plan: Plan) -> Hits:
    served = {id for _, each in works(plan) for id in each.serves}
    return (hit(path) for path, each in standards(plan) if not served.intersection((path[-1], *each.answers)))


def _safe_and_not_public(plan: Plan, facts: Facts) -> Hits:
    for path, promise in promises(plan):
        if facts.verdicts.get(path[-1]) == "safe" and not promise.public_since:
            yield hit(path)
