"""What is worth the effort, as the rows of a table and the lines of a command."""

from collections.abc import Iterator, Sequence

from improvement.model.assessment import Impact
from improvement.model.plan import Plan
from improvement.view.format import number
from improvement.view.language import _

SMALL = 10


def impact_names() -> dict[Impact, str]:
    """How much it changes for a customer, in words."""
    return {
        "massive": _("massive (3)"),
        "high": _("high (2)"),
        "medium": _("medium (1)"),
        "low": _("low (0.5)"),
        "minimal": _("minimal (0.25)"),
    }


def worth_row(plan: Plan, id: str, confidence: float, score: float | None) -> dict[str, object]:
    """A finding with what was typed, and what follows from it."""
    finding = plan.assessment.findings[id]
    return {
        "id": id,
        "statement": finding.statement,
        "reach": finding.reach,
        "impact": impact_names()[finding.impact] if finding.impact else None,
        "effort": finding.effort,
        "confidence": number(confidence),
        "score": None if score is None else number(score, 1 if score < SMALL else 0),
    }


def worth_labels() -> dict[str, str]:
    """The headings."""
    return {
        "statement": _("Finding"),
        "reach": _("Customers it touches in a quarter"),
        "impact": _("What it changes for one of them"),
        "effort": _("Person-months"),
        "confidence": _("How sure the data are"),
        "score": _("Score"),
    }


def worth_lines(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """The findings that have a score, one a line."""
    scored = [row for row in rows if row["score"]]
    if scored:
        yield _("Worth the effort, by customers × change × sureness per person-month:")
    for row in scored:
        yield f"{row['score']} · {row['statement']}"
