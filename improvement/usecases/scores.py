"""What the evidence of a programme says: scores, what matters, candidates for findings."""

from improvement.assessment.candidates import CONTACT_COST
from improvement.assessment.results import Assessed
from improvement.assessment.scores import assess
from improvement.model.base import FrozenMap
from improvement.model.mapping import Mapping
from improvement.usecases.evidence import Evidence, evidence
from improvement.usecases.opened import Opened


def assessed(programme: Opened) -> Assessed:
    """Scores of every source whose mapping and table can be read, and ranked candidates; computed once."""
    # nothing else of the plan matters to it, so that an edit elsewhere does not compute it again
    withheld = programme.workspace.withheld(programme.id)
    handling = programme.plan.programme.assumptions.get(CONTACT_COST)
    key = ("assessed", programme.id, programme.plan.assessment.sources, programme.fingerprint, withheld, handling)
    return programme.workspace.remember(key, lambda: _assessed(programme))


def _assessed(programme: Opened) -> Assessed:
    read = {id: evidence(programme, id) for id in programme.plan.assessment.sources}
    staff = programme.workspace.withheld(programme.id)
    return assess(programme.plan, {id: (_without(staff, each), each.table) for id, each in read.items() if each})


def _without(staff: frozenset[str], found: Evidence) -> Mapping:
    """The meaning of a table in which columns that tell staff apart are ignored."""
    if not staff:
        return found.mapping
    items = {
        id: each.model_copy(update={"role": "ignore"})
        if each.role == "segment" and id in found.table and staff & set(found.table[id])
        else each
        for id, each in found.mapping.items.items()
    }
    return found.mapping.model_copy(update={"items": FrozenMap(items)})
