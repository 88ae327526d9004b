"""The work of one programme: everything its page shows, and what some edits would change before they are saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from improvement.checks.facts import Facts
from improvement.checks.rules import check
from improvement.errors import KeptError, Severity
from improvement.model.change import Edit
from improvement.model.plan import Baseline, Plan
from improvement.model.realization import Milestone, Work
from improvement.model.validation import validate
from improvement.realization.effect import Effect
from improvement.realization.effect import effect as effect_of
from improvement.realization.load import WeekLoad
from improvement.realization.progress import Progress
from improvement.realization.skills import SkillGap, TrainingState, skill_gaps, training_states
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.staff import People, everybody
from improvement.store.edits import CannotEdit, edited
from improvement.usecases.dates import baseline, schedule
from improvement.usecases.opened import Opened
from improvement.usecases.portfolio import all_load
from improvement.usecases.progress import progress


@dataclass(frozen=True)
class Board:
    """Plan, dates, progress, people and their load.

    `load`: weeks of everybody whom this programme needs, those of a shared person summed over all programmes; `plans`:
    the programmes named in them; `people`: those of the plan and those that programmes share.
    """

    plan: Plan
    dates: PlanSchedule
    progress: Progress
    baseline: Baseline | None
    people: People
    load: tuple[WeekLoad, ...]
    plans: Mapping[str, Plan]
    gaps: tuple[SkillGap, ...]
    training: tuple[TrainingState, ...]

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Activities and training by id."""
        return {**self.plan.realization.activities, **self.plan.realization.training}

    @cached_property
    def nodes(self) -> Mapping[str, Work | Milestone]:
        """Activities, training and milestones by id."""
        return {**self.works, **self.plan.realization.milestones}


def board(programme: Opened) -> Board:
    """Everything about the work. Raises CyclicNetwork."""
    plan, workspace = programme.plan, programme.workspace
    shared = workspace.store.people().people
    load = booked_here(programme, all_load(workspace).weeks)
    named = {part for week in load for part, _work in week.works}
    plans = {id: found for id in named if (found := workspace.store.snapshot(id).plan)}
    return Board(
        plan=plan,
        dates=schedule(programme),
        progress=progress(programme),
        baseline=baseline(programme),
        people=everybody(plan, shared),
        load=load,
        plans=plans,
        gaps=skill_gaps(plan, shared),
        training=training_states(plan, plan.programme.data_date, shared),
    )


def booked_here(programme: Opened, weeks: Iterable[WeekLoad]) -> tuple[WeekLoad, ...]:
    """Weeks of everybody whom a programme needs; of a shared person the sums over all programmes."""
    weeks = tuple(weeks)
    mine = {each.who for each in weeks if each.programme == programme.id}
    summed = {each.who for each in weeks if not each.programme}
    return tuple(
        each for each in weeks if each.who in mine and each.programme == ("" if each.who in summed else programme.id)
    )


def trial(programme: Opened, edits: Iterable[Edit]) -> Opened:
    """The programme as it would be after some edits; nothing is saved. KeptError with all that stands in the way."""
    store = programme.workspace.store
    data = store.snapshot(programme.id).data
    try:
        tree = edited(data if isinstance(data, dict) else {}, edits)
    except CannotEdit as wrong:
        raise KeptError(wrong.problem) from None
    plan, issues = validate(Plan, tree)
    if plan:
        known = Facts(shared_people=frozenset(store.people().people), today=programme.workspace.today)
        issues = check(plan, known, (Severity.ERROR,))
    if plan is None or issues:
        raise KeptError(*issues)
    return Opened(programme.workspace, programme.id, plan)


def effect(programme: Opened, edits: Iterable[Edit]) -> Effect:
    """What edits would change. KeptError as for `trial`."""
    tried = trial(programme, edits)
    return effect_of(programme.plan, progress(programme), tried.plan, progress(tried))
