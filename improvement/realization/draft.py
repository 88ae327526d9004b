"""From a finding to work: interventions of the playbook that fit, and the edits that take them into the plan."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Edit
from improvement.model.plan import Plan
from improvement.model.playbook import Playbook
from improvement.model.validation import suggestion
from improvement.realization.drafting import Drafting
from improvement.realization.matching import Suggestion, suggestions
from improvement.schedule.staff import NOBODY, People, everybody

T = TypeVar("T")


def suggest(plan: Plan, finding_id: str, playbook: Playbook) -> tuple[Suggestion, ...]:
    """Interventions whose words stand in the finding (statement, causes, touchpoint), best first.

    Ordered by the number of matched words, then those of the finding's factor, then as in the playbook. Where no word
    matches: those of the factor, with score 0. KeptError (unknown-reference) for a finding that the plan does not have.
    """
    finding = _known(finding_id, plan.assessment.findings, "finding")
    touchpoint = plan.programme.touchpoints.get(finding.touchpoint or "")
    texts = (finding.statement, *finding.causes, touchpoint.title if touchpoint else "")
    return suggestions(texts, finding.factor, playbook.interventions)


def draft(
    plan: Plan,
    finding_ids: Sequence[str],
    intervention_ids: Sequence[str] | None,
    playbook: Playbook,
    shared: People = NOBODY,
) -> tuple[Edit, ...]:
    """The edits that draft interventions for findings: standards, competencies, activities, training; one entry each.

    `intervention_ids` None: for each finding its best suggestion that the plan does not hold yet. The work serves the
    standards that answer the findings; where there is none, a standard proposed by the playbook; else the finding. Ids
    in use get a number, `after` follows. Owners: a person who has the role, else the programme's owner. `shared`:
    people of plans/people.yaml. KeptError (unknown-reference) for an unknown finding or intervention.
    """
    drafting = Drafting(plan, everybody(plan, shared))
    for id, findings in _chosen(plan, finding_ids, intervention_ids, playbook).items():
        drafting.take(id, _known(id, playbook.interventions, "intervention"), findings)
    return drafting.edits


def _chosen(
    plan: Plan, finding_ids: Sequence[str], intervention_ids: Sequence[str] | None, playbook: Playbook
) -> dict[str, tuple[str, ...]]:
    """Intervention -> the findings it is drafted for."""
    chosen: dict[str, tuple[str, ...]] = {}
    held = {work.playbook for work in (*plan.realization.activities.values(), *plan.realization.training.values())}
    for finding in dict.fromkeys(finding_ids):
        ranked = [each.intervention for each in suggest(plan, finding, playbook) if each.intervention not in held]
        for id in ranked[:1] if intervention_ids is None else dict.fromkeys(intervention_ids):
            chosen[id] = (*chosen.get(id, ()), finding)
    return chosen


def _known(id: str, known: Mapping[str, T], field: str) -> T:
    if id not in known:
        guess = suggestion(id, known)
        raise KeptError(issue("unknown-reference", Severity.ERROR, (), field=field, text=id, suggestion=guess))
    return known[id]
