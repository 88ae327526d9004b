"""All programmes, ordered by who needs the manager."""

from improvement.checks.facts import Facts
from improvement.checks.stages import current_stage, stages
from improvement.checks.standing import Portfolio, Standing, reasons
from improvement.checks.walk import waivers
from improvement.errors import KeptError, advice
from improvement.model.plan import Plan
from improvement.realization.load import PersonLoad, WeekLoad, load
from improvement.realization.progress import Progress, promises_at_risk
from improvement.schedule.dates import PlanSchedule
from improvement.usecases.dates import schedule
from improvement.usecases.facts import facts
from improvement.usecases.opened import Opened
from improvement.usecases.progress import progress
from improvement.usecases.workspace import Workspace


def portfolio(workspace: Workspace) -> Portfolio:
    """Every programme of the folder."""
    booked = all_load(workspace)
    shared = workspace.store.people().people
    found = [standing(workspace, plan_id) for plan_id in workspace.store.plans()]
    # a shared person's week counts once, as the sum over the programmes
    over = tuple(each for each in booked.over if not each.programme or each.who not in shared)
    return Portfolio(tuple(sorted(found, key=lambda each: each.urgency)), over)


def all_load(workspace: Workspace) -> PersonLoad:
    """How much of their time people are booked for, in each programme and across those that share people."""
    plans = dated(workspace)
    people = workspace.store.people().people
    key = ("load", people, tuple((plan_id, plan) for plan_id, (plan, _dates) in plans.items()), workspace.today)
    return workspace.remember(key, lambda: load(plans, people))


def dated(workspace: Workspace) -> dict[str, tuple[Plan, PlanSchedule]]:
    """The programmes that can be read and have dates, each with them."""
    plans = {}
    for plan_id in workspace.store.plans():
        plan = workspace.store.snapshot(plan_id).plan
        if plan is None:
            continue
        try:
            plans[plan_id] = (plan, schedule(Opened(workspace, plan_id, plan)))
        except KeptError:
            continue
    return plans


def standing(workspace: Workspace, plan_id: str) -> Standing:
    """One programme's row. Raises UnknownPlan."""
    snapshot = workspace.store.snapshot(plan_id)
    plan = snapshot.plan
    if plan is None:
        return Standing(plan_id, None, "", None, (), 0, 0, 0, (advice("need-mend-file", n=len(snapshot.issues)),))
    programme = Opened(workspace, plan_id, plan)
    known, done = facts(programme), _progress(programme)
    public = [id for id, each in plan.commitment.promises.items() if each.public_since]
    withheld = workspace.withheld(plan_id)
    over = tuple(each for each in all_load(workspace).over if _concerns(each, plan_id) and each.who not in withheld)
    return Standing(
        id=plan_id,
        plan=plan,
        stage=current_stage(stages(plan, known)),
        progress=done,
        at_risk=tuple(promises_at_risk(plan, done)) if done else (),
        kept=sum(_is_kept(known, id) for id in public),
        public=len(public),
        waivers=len(list(waivers(plan))),
        reasons=reasons(plan, known, done, over, len(snapshot.issues), workspace.today),
    )


def _progress(programme: Opened) -> Progress | None:
    works = programme.plan.realization
    try:
        return progress(programme) if works.activities or works.training else None
    except KeptError:
        return None


def _concerns(week: WeekLoad, plan_id: str) -> bool:
    """A week of this programme, or one across programmes in which it has a part."""
    return week.programme == plan_id or (not week.programme and any(part == plan_id for part, _work in week.works))


def _is_kept(known: Facts, promise_id: str) -> bool:
    kept = known.kept.get(promise_id)
    return kept is not None and kept.kept == kept.periods
