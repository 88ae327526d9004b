"""What the evidence of a programme says: scores, what matters, candidates for findings."""

from improvement.assessment.results import Assessed
from improvement.assessment.scores import assess
from improvement.usecases.evidence import evidence
from improvement.usecases.opened import Opened


def assessed(programme: Opened) -> Assessed:
    """Scores of every source whose mapping and table can be read, and ranked candidates; computed once."""
    # nothing else of the plan matters to it, so that an edit elsewhere does not compute it again
    key = ("assessed", programme.id, programme.plan.assessment.sources, programme.fingerprint)
    return programme.workspace.remember(key, lambda: _assessed(programme))


def _assessed(programme: Opened) -> Assessed:
    read = {id: evidence(programme, id) for id in programme.plan.assessment.sources}
    return assess(programme.plan, {id: (each.mapping, each.table) for id, each in read.items() if each})
