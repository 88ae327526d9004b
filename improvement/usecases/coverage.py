"""What the assessment of a programme looks at, and what it leaves out on purpose."""

from typing import Any

from improvement.assessment.coverage import Coverage, coverage
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import Opened


def covered(programme: Opened) -> tuple[Coverage, ...]:
    """Factors and contact elements with what is asked and found about each."""
    known = {id: mapping_of(programme, id) for id in programme.plan.assessment.sources}
    return coverage(programme.plan, {id: meaning for id, meaning in known.items() if meaning})


def coverage_json(found: tuple[Coverage, ...]) -> dict[str, Any]:
    """The coverage by topic, for machines."""
    return {
        each.topic: {
            "questions": list(each.questions),
            "findings": list(each.findings),
            "left_out": each.reason or None,
            "settled": each.settled,
        }
        for each in found
    }
