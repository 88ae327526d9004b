"""What if: a plan as it is beside the same plan with a scenario over it: dates, people, promises."""

from improvement.realization.effect import effect
from improvement.realization.load import WeekLoad, load
from improvement.realization.what_if import Comparison, Outlook, promise_outlooks, weeks_ahead
from improvement.usecases.dates import schedule
from improvement.usecases.limited import Clock, at_once
from improvement.usecases.opened import Opened
from improvement.usecases.portfolio import dated
from improvement.usecases.progress import progress
from improvement.usecases.promises import promise_feasibility
from improvement.usecases.risk import how_sure
from improvement.usecases.scenarios import ScenarioFile, laid_over, texts_of
from improvement.usecases.work import booked_here


def compared(programme: Opened, found: ScenarioFile, now: Clock) -> Comparison:
    """The plan as it is beside the scenario. Computed once; KeptError as for `laid_over`, and for too late dates."""
    store = programme.workspace.store
    others = tuple((id, store.revision(id)) for id in store.plans())
    key = ("what-if", texts_of(programme, found), store.people().people, others)
    return programme.remember(key, lambda: _compared(programme, found, now))


def _compared(programme: Opened, found: ScenarioFile, now: Clock) -> Comparison:
    then = laid_over(programme, found)
    moved = effect(programme.plan, progress(programme), then.plan, progress(then))
    return Comparison(outlook(programme, now), outlook(then, now, programme), moved)


def outlook(programme: Opened, now: Clock, today: Opened | None = None) -> Outlook:
    """What a plan comes to; `today`: the plan as it is, whose verdicts hold where nothing that they hang on changed."""
    found, plan = progress(programme), programme.plan
    sure = how_sure(programme, limited=True)
    placed = at_once(programme, now)
    verdicts = _verdicts(today if today and _judged_alike(today, programme) else programme)
    return Outlook(
        plan=plan,
        progress=found,
        limited=placed.finish,
        is_best=placed.status == "optimal",
        p80=sure.finish.dates[1] if sure else None,
        over=_overbooked(programme),
        promises=promise_outlooks(plan, found, verdicts),
    )


def _overbooked(programme: Opened) -> tuple[WeekLoad, ...]:
    """Weeks ahead in which those whom the programme needs are asked for too much, in all programmes together."""
    workspace = programme.workspace
    plans = dated(workspace) | {programme.id: (programme.plan, schedule(programme))}
    people = workspace.store.people().people
    key = ("what-if load", people, tuple((id, plan) for id, (plan, _dates) in plans.items()))
    weeks = programme.remember(key, lambda: booked_here(programme, load(plans, people).weeks))
    hidden = workspace.withheld(programme.id)
    return weeks_ahead((each for each in weeks if each.who not in hidden), programme.data_date)


def _verdicts(programme: Opened) -> dict[str, str]:
    commitment = programme.plan.commitment
    known = [id for id, each in commitment.promises.items() if each.standard in commitment.standards]
    return {id: promise_feasibility(programme, id).verdict for id in known}


def _judged_alike(one: Opened, other: Opened) -> bool:
    """Whether two plans say the same about promises, measures, sources and the hours that count."""
    a, b = (
        (each.commitment, each.guarantee, each.assessment, each.programme.calendar, each.programme.data_date)
        for each in (one.plan, other.plan)
    )
    return a == b and one.plan.programme.segments == other.plan.programme.segments
