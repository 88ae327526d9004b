"""What the evidence of a programme says: scores, what matters, candidates for findings."""

from collections.abc import Hashable

import numpy as np

from improvement.assessment.candidates import CONTACT_COST
from improvement.assessment.order import reweighed
from improvement.assessment.results import Assessed
from improvement.assessment.scores import assess
from improvement.evidence.engines import Engine, Tell, quiet
from improvement.evidence.moments import columns_of, values_of
from improvement.model.base import FrozenMap
from improvement.model.mapping import Mapping
from improvement.usecases.evidence import Evidence, evidence
from improvement.usecases.opened import Opened
from improvement.view.customer_safe import spelled

SEED = 1


def assessed(programme: Opened, engine: Engine | None = None, tell: Tell = quiet) -> Assessed:
    """Scores of every source whose mapping and table can be read, and ranked candidates; computed once.

    `tell` hears how much is done. `engine`: another than the one that suits each table. KeptError where it is missing.
    """
    key = ("assessed", programme.id, _used(programme), engine)
    return programme.workspace.remember(key, lambda: _assessed(programme, engine, tell))


def _used(programme: Opened) -> tuple[Hashable, ...]:
    """Nothing else of the plan matters to it, so that an edit elsewhere does not compute it again."""
    withheld = programme.workspace.withheld(programme.id)
    handling = programme.plan.programme.assumptions.get(CONTACT_COST)
    return (programme.plan.assessment.sources, programme.fingerprint, withheld, handling)


def assessed_by(
    programme: Opened, weights: FrozenMap[str, float], engine: Engine | None = None, tell: Tell = quiet
) -> Assessed:
    """As `assessed`, with the candidates ranked by a team's own weights of the criteria.

    KeptError where only criteria have a weight that no data fill.
    """
    found = assessed(programme, engine, tell)
    key = ("assessed-by", programme.id, _used(programme), engine, tuple(weights.items()))
    return programme.workspace.remember(key, lambda: reweighed(found, weights, np.random.default_rng(SEED)))


def _assessed(programme: Opened, engine: Engine | None, tell: Tell) -> Assessed:
    read = {id: evidence(programme, id, engine) for id in programme.plan.assessment.sources}
    staff = programme.workspace.withheld(programme.id)
    tables = {id: (_without(staff, each), each.table) for id, each in read.items() if each}
    return assess(programme.plan, tables, tell=tell)


def _without(staff: frozenset[str], found: Evidence) -> Mapping:
    """The meaning of a table in which columns that tell staff apart are ignored."""
    if not staff:
        return found.mapping
    stored, names = columns_of(found.table), set(map(spelled, staff))
    items = {
        id: each.model_copy(update={"role": "ignore"})
        if each.role == "segment" and id in stored and names & set(map(spelled, values_of(found.table, id)))
        else each
        for id, each in found.mapping.items.items()
    }
    return found.mapping.model_copy(update={"items": FrozenMap(items)})
