"""Shared people levelled across the programmes of a folder: computed, and kept as one change of each programme."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date

from improvement.errors import Issue, KeptError, Severity, advice, issue
from improvement.model.change import Applied, Edit, Outcome
from improvement.model.snapshot import Snapshot
from improvement.realization.effect import Effect, effect
from improvement.realization.levelling import levelled
from improvement.realization.levelling_results import Levelled
from improvement.schedule.calendar import OutsideCalendar
from improvement.store.visitors import EDITORS
from improvement.usecases.dates import beyond_years
from improvement.usecases.editing import change, set_to
from improvement.usecases.opened import Opened
from improvement.usecases.portfolio import dated
from improvement.usecases.progress import progress
from improvement.usecases.work_edits import path_of
from improvement.usecases.workspace import Workspace


def levelling(workspace: Workspace) -> Levelled:
    """The programmes levelled by priority. Computed once.

    Raises KeptError where people.yaml has mistakes (who is shared is not known), or work would leave the calendars'
    years.
    """
    if wrong := [each for each in workspace.store.people_issues() if each.severity is Severity.ERROR]:
        raise KeptError(*wrong)
    plans, people = dated(workspace), workspace.store.people().people
    key = ("levelled", people, tuple((id, plan) for id, (plan, _dates) in plans.items()))
    try:
        return workspace.remember(key, lambda: levelled(plans, people))
    except OutsideCalendar:
        raise KeptError(beyond_years()) from None


def left_out(workspace: Workspace) -> tuple[Issue, ...]:
    """The programmes that have no dates: what they ask of shared people is not known."""
    known = dated(workspace)
    return tuple(advice("level-no-dates", programme=id) for id in workspace.store.plans() if id not in known)


def state(workspace: Workspace) -> Hashable:
    """What a levelling is computed from: the shared people, and the programmes with their revisions."""
    store = workspace.store
    return store.people().people, tuple((id, store.snapshot(id).revision) for id in store.plans())


def effects(workspace: Workspace, found: Levelled) -> dict[str, Effect]:
    """What keeping the dates would change in each programme that moves: its finish, promises, milestones."""

    def compute() -> dict[str, Effect]:
        plans = {id: plan for id, (plan, _dates) in dated(workspace).items()}
        both = ((id, Opened(workspace, id, plans[id]), Opened(workspace, id, kept)) for id, kept in found.plans.items())
        return {id: effect(now.plan, progress(now), then.plan, progress(then)) for id, now, then in both}

    return workspace.remember(("levelled-effects", state(workspace)), compute)


def kept_dates(workspace: Workspace, found: Levelled) -> tuple[tuple[Snapshot, tuple[Edit, ...]], ...]:
    """For each programme that moves: what the person saw, and the first days of the work that waits.

    Raises KeptError where levelling would give something else by now: the dates of one programme rest on all of them.
    """
    seen = [(each, workspace.store.snapshot(each.id)) for each in found.moving]
    # after the snapshots: what changes from here on is a conflict with them
    if levelling(workspace) != found:
        raise KeptError(issue("level-changed", Severity.ERROR))
    return tuple((snapshot, _first_days(snapshot, each.not_before)) for each, snapshot in seen)


def _first_days(snapshot: Snapshot, not_before: Mapping[str, date]) -> tuple[Edit, ...]:
    paths = {id: (*path_of(snapshot, id), "not_before") for id in not_before}
    return tuple(set_to(snapshot, paths[id], str(day)) for id, day in not_before.items())


def not_allowed(workspace: Workspace, ids: Iterable[str]) -> tuple[str, ...]:
    """Those of some programmes that this visitor may not change."""
    return tuple(id for id in ids if workspace.store.role(id) not in EDITORS)


def keep(workspace: Workspace, found: Levelled, who: str) -> Iterator[Outcome]:
    """Save the levelled dates, one change of each programme that moves, in their order; what became of each.

    The first that is not saved is the last: later programmes rest on it. Raises KeptError as kept_dates.
    """
    for snapshot, edits in kept_dates(workspace, found):
        outcome = workspace.store.apply(snapshot.id, change(snapshot, who, workspace.now(), *edits, why="level"))
        yield outcome
        if not isinstance(outcome, Applied):
            return
