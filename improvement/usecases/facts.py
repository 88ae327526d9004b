"""Results for the rules: only what errors need while saving, everything for a full check."""

from improvement.checks.facts import Facts, Kept, Verdict, WorkState
from improvement.errors import CyclicNetwork
from improvement.model.plan import Plan
from improvement.model.values import Span
from improvement.usecases.dates import schedule
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import Opened
from improvement.usecases.progress import progress
from improvement.usecases.promises import promise_feasibility
from improvement.usecases.proof import kept, series
from improvement.usecases.workspace import Workspace

WORK_STATES: dict[str, WorkState] = {
    "done": "done",
    "blocked": "on-time",
    "overdue": "late",
    "late": "late",
    "started": "on-time",
    "not-started": "not-started",
}


def error_facts(workspace: Workspace, plan_id: str, plan: Plan) -> Facts:
    """What a plan that is read or about to be saved needs: known items and people, verdicts of public promises."""
    programme = Opened(workspace, plan_id, plan)
    return Facts(
        verdicts=_verdicts(programme, public_only=True),
        items=_items(programme),
        shared_people=frozenset(workspace.store.people().people),
        today=workspace.today,
    )


def _verdicts(programme: Opened, public_only: bool) -> dict[str, Verdict]:
    commitment = programme.plan.commitment
    wanted = [
        id
        for id, promise in commitment.promises.items()
        if promise.standard in commitment.standards and (promise.public_since or not public_only)
    ]
    return {id: promise_feasibility(programme, id).verdict for id in wanted}


def _kept(programme: Opened) -> dict[str, Kept]:
    """Per public promise with a finished month: the months kept, of those judged."""
    found = {id: kept(programme, id) for id, each in programme.plan.commitment.promises.items() if each.public_since}
    return {id: Kept(each.kept, each.kept + each.missed) for id, each in found.items() if each.kept or each.missed}


def _items(programme: Opened) -> dict[str, frozenset[str]]:
    """Items and case times per source; a source whose mapping cannot be read is left out."""
    known = {id: mapping_of(programme, id) for id in programme.plan.assessment.sources}
    return {id: frozenset((*each.items, *each.cases)) for id, each in known.items() if each}


def facts(programme: Opened) -> Facts:
    """Everything that rules, stages and the golden thread can use."""
    return programme.remember(("facts", programme.workspace.store.people().people), lambda: _all_facts(programme))


def _all_facts(programme: Opened) -> Facts:
    try:
        dates, works = schedule(programme).activities, progress(programme).works
    except CyclicNetwork:
        dates, works = {}, {}
    return Facts(
        verdicts=_verdicts(programme, public_only=False),
        items=_items(programme),
        shared_people=frozenset(programme.workspace.store.people().people),
        today=programme.workspace.today,
        windows={id: Span(each.early_start, each.early_finish) for id, each in dates.items()},
        work_state={id: WORK_STATES[each.status] for id, each in works.items()},
        kept=_kept(programme),
        points={id: len(series(programme, id).points) for id in programme.plan.guarantee.measures},
        closed=frozenset(programme.plan.programme.closed),
    )
