"""What is worth the effort: findings by what the team expects of them and how sure the data are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from improvement.assessment.results import Candidate, Confidence
from improvement.model.assessment import Finding, Impact
from improvement.model.plan import Plan
from improvement.statistics.rice import rice
from improvement.usecases.findings import finding_of

IMPACTS: dict[Impact, float] = {"massive": 3, "high": 2, "medium": 1, "low": 0.5, "minimal": 0.25}
# without data it is a guess
GUESSED = 0.5
CONFIDENCES = {Confidence.CLEAR: 1.0, Confidence.NOT_PROVEN: 0.8, Confidence.TOO_FEW: GUESSED}
DROPPED = ("rejected", "parked")


@dataclass(frozen=True, slots=True)
class Worth:
    """A finding that may be acted on: its confidence 0..1 from the data, its score, None where something is missing."""

    finding: str
    confidence: float
    score: float | None


def worth(plan: Plan, candidates: Sequence[Candidate]) -> tuple[Worth, ...]:
    """Open and accepted findings, the highest score first, then those without one, in the plan's order."""
    sure = {id: CONFIDENCES[each.confidence] for each in reversed(candidates) if (id := finding_of(plan, each))}
    findings = plan.assessment.findings.items()
    found = [
        Worth(id, sure.get(id, GUESSED), _score(each, sure.get(id, GUESSED)))
        for id, each in findings
        if each.decision not in DROPPED
    ]
    return tuple(sorted(found, key=lambda each: (each.score is None, -(each.score or 0.0))))


def _score(finding: Finding, confidence: float) -> float | None:
    if finding.reach is None or finding.impact is None or not finding.effort or finding.effort < 0:
        return None
    return rice(finding.reach, IMPACTS[finding.impact], confidence, finding.effort)


def worth_json(plan: Plan, candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """The findings in this order with what the score rests on, for machines."""
    return [_json(each, plan.assessment.findings[each.finding]) for each in worth(plan, candidates)]


def _json(found: Worth, finding: Finding) -> dict[str, Any]:
    return {
        "finding": found.finding,
        "reach": finding.reach,
        "impact": finding.impact,
        "confidence": found.confidence,
        "effort": finding.effort,
        "score": found.score,
    }
