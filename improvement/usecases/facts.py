"""Results for the rules: only what errors need while saving, everything for a full check."""

from datetime import timedelta

from improvement.checks.facts import Facts, Kept, Verdict, WorkState
from improvement.errors import KeptError
from improvement.model.plan import Plan
from improvement.model.values import Span
from improvement.realization.load import load
from improvement.schedule.dates import PlanSchedule
from improvement.usecases.coverage import covered
from improvement.usecases.dates import schedule
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import Opened
from improvement.usecases.progress import progress
from improvement.usecases.promises import promise_feasibility
from improvement.usecases.proof import kept, series
from improvement.usecases.workspace import Workspace

LAST_DAY = timedelta(days=6)
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
        asked=frozenset(each.topic for each in covered(programme) if each.questions),
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


def _overloaded(programme: Opened, dates: PlanSchedule) -> frozenset[str]:
    """Who is asked for more than they have in a week that is not over on the data date."""
    booked = load({programme.id: (programme.plan, dates)}, programme.workspace.store.people().people)
    return frozenset(each.who for each in booked.over if each.monday + LAST_DAY >= programme.data_date)


def _items(programme: Opened) -> dict[str, frozenset[str]]:
    """Items and case times per source; a source whose mapping cannot be read is left out."""
    known = {id: mapping_of(programme, id) for id in programme.plan.assessment.sources}
    return {id: frozenset((*each.items, *each.cases)) for id, each in known.items() if each}


def facts(programme: Opened) -> Facts:
    """Everything that rules, stages and the golden thread can use."""
    workspace = programme.workspace
    what = ("facts", workspace.store.people().people, workspace.today)
    return programme.remember(what, lambda: _all_facts(programme))


def _all_facts(programme: Opened) -> Facts:
    shared = programme.workspace.store.people().people
    try:
        found, works = schedule(programme), progress(programme).works
    except KeptError:
        found, works = None, {}
    windows = found.activities if found else {}
    return Facts(
        verdicts=_verdicts(programme, public_only=False),
        items=_items(programme),
        shared_people=frozenset(shared),
        shared=shared,
        today=programme.workspace.today,
        windows={id: Span(each.early_start, each.early_finish) for id, each in windows.items()},
        overloaded=_overloaded(programme, found) if found else frozenset(),
        work_state={id: WORK_STATES[each.status] for id, each in works.items()},
        kept=_kept(programme),
        points={id: len(series(programme, id).points) for id in programme.plan.guarantee.measures},
        closed=frozenset(programme.plan.programme.closed),
    )
