"""Dates with the people there are: an answer at once, better ones from a search beside the pages, even load."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from improvement.errors import KeptError, Severity, issue
from improvement.realization.load import load
from improvement.realization.progress import progress as progress_of
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.cpm import passes, solution
from improvement.schedule.limited_waits import Step, chain, follows
from improvement.schedule.network import plan_calendar, plan_network
from improvement.schedule.paths import NO_PATHS
from improvement.schedule.smoothed import SmoothedSchedule, smoothed
from improvement.usecases.dates import beyond_years
from improvement.usecases.jobs import Run, Work
from improvement.usecases.opened import Opened
from improvement.usecases.portfolio import dated
from improvement.usecases.work import Board, booked_here

if TYPE_CHECKING:
    from improvement.schedule.limited import LimitedSchedule

T = TypeVar("T")
Clock = Callable[[], float]
AT_ONCE = 0.05
QUICK = find_spec("numba") is not None
"""Whether the search runs compiled; otherwise it makes some hundred times fewer schedules in the same time."""
PROVES = find_spec("ortools") is not None
"""Whether there is a solver that proves; without it the bound is that of the longest path and of people's load."""


def at_once(programme: Opened, now: Clock) -> "LimitedSchedule":
    """What is found in 50 ms. Computed once; KeptError as for usecases.dates.schedule."""
    key = ("limited", programme.workspace.store.people().people)
    return programme.remember(key, lambda: _within_years(lambda: _searched(programme, now, AT_ONCE, proof=False)))


def in_time(programme: Opened, now: Clock, seconds: float, seed: int) -> "LimitedSchedule":
    """What search and proof reach in some seconds; sooner where it is proved. KeptError as for `at_once`."""
    return _within_years(lambda: _searched(programme, now, seconds, seed=seed, proof=PROVES))


def search(programme: Opened, now: Clock) -> "Work[LimitedSchedule]":
    """The search that goes on beside the pages; each round has other dice."""

    def work(run: "Run[LimitedSchedule]") -> None:
        def tell(found: "LimitedSchedule") -> None:
            run.tell(better(run.found, found) if run.found else found)

        from improvement.schedule.dispatch import Interrupted

        left = run.deadline - now()
        with suppress(Interrupted):
            tell(_searched(programme, now, left, stopped=run.stopped, progress=tell, seed=run.round, proof=PROVES))

    return work


def _searched(programme: Opened, now: Clock, seconds: float, **more: object) -> "LimitedSchedule":
    # the compiler takes its time to load
    from improvement.schedule.limited import limited
    from improvement.schedule.rcpsp.solve import NoSchedule

    plan, people = programme.plan, programme.workspace.store.people().people
    deadline, data_date = now() + seconds, plan.programme.data_date
    try:
        return limited(plan, now, deadline, data_date=data_date, shared=people, **more)  # type: ignore[arg-type]
    except NoSchedule as wrong:
        raise KeptError(issue("no-limited-schedule", Severity.ERROR, ("realization",), text=str(wrong))) from None


def searched(found: "LimitedSchedule") -> bool:
    """Whether a search is made for shorter schedules; plans beyond what people read have one order."""
    return all(each.id != "search-left-out" for each in found.warnings)


def question(programme: Opened) -> Hashable:
    """What a search is for: the same for all who have this plan on screen."""
    people = programme.workspace.store.people().people
    return (programme.workspace.folder, programme.id, programme.plan, people)


def group(programme: Opened) -> str:
    """The searches of one programme: a newer state ends those for older ones."""
    return str(programme.workspace.folder / programme.id)


def better(one: "LimitedSchedule", other: "LimitedSchedule") -> "LimitedSchedule":
    """The shorter schedule of two for the same plan, the first of equals, with the higher bound of both."""
    best = one if one.makespan <= other.makespan else other
    tight = max(one, other, key=lambda each: each.least)
    return replace(best, bound=min(tight.bound, best.finish), least=min(tight.least, best.makespan))


def plain_days(programme: Opened) -> float:
    """Working days from the programme's start to the finish where nobody is limited."""
    people = programme.workspace.store.people().people

    def compute() -> float:
        found = plan_network(programme.plan, programme.plan.programme.data_date, people)
        return solution(*passes(found.nodes, found.links, found.calendar, found.start, found.data_date)).makespan

    return programme.remember(("plain-days", people), lambda: _within_years(compute))


def deciding(board: Board, found: "LimitedSchedule") -> tuple[Step, ...]:
    """The chain of work and of waits for people that decides the finish, the first first."""
    return chain(found, _after(board), plan_calendar(board.plan.programme))


def evened(programme: Opened) -> SmoothedSchedule:
    """Dates with the same finish and an even load. Computed once."""
    people = programme.workspace.store.people().people
    data_date = programme.plan.programme.data_date
    return programme.remember(
        ("even", people), lambda: _within_years(lambda: smoothed(programme.plan, data_date, people))
    )


def with_people(programme: Opened, board: Board, found: "LimitedSchedule") -> Board:
    """The board with the dates of a schedule with limited people: what it has been late and loaded by them."""

    def compute() -> Board:
        after, calendar = _after(board), plan_calendar(board.plan.programme)
        days = {id: (each.start, each.finish) for id, each in found.activities.items()}
        deciders = {each.id for each in chain(found, after, calendar)}
        return _moved(programme, board, days, follows(found, after, calendar), deciders)

    return programme.remember(("board-limited", found, *_asked_elsewhere(programme)), compute)


def with_even_load(programme: Opened, board: Board, found: SmoothedSchedule) -> Board:
    """The board with the dates of a smoothed schedule."""
    critical = set(board.dates.critical)
    key = ("board-even", *_asked_elsewhere(programme))
    return programme.remember(key, lambda: _moved(programme, board, found.activities, {}, critical))


def _asked_elsewhere(programme: Opened) -> tuple[Hashable, ...]:
    """What the load of shared people hangs on beside this plan."""
    workspace = programme.workspace
    plans = tuple((id, plan) for id, (plan, _dates) in dated(workspace).items())
    return (workspace.store.people().people, plans, workspace.today)


def _moved(
    programme: Opened,
    board: Board,
    days: Mapping[str, tuple[date, date]],
    follows: Mapping[str, str],
    critical: set[str],
) -> Board:
    """The board with other days; what has moved has no float to tell of."""
    rows = {}
    for id, times in board.dates.activities.items():
        first, last = days[id]
        moved = times._replace(early_start=first, early_finish=last, late_start=first, late_finish=last)
        rows[id] = moved._replace(total_float=0, free_float=0, critical=id in critical, driver=follows.get(id, ""))
    finish = max((last for _, last in days.values()), default=board.dates.finish)
    dates = replace(board.dates, activities=rows, finish=finish, paths=NO_PATHS, near=())
    people = programme.workspace.store.people().people
    plans = dated(programme.workspace) | {programme.id: (board.plan, dates)}
    return replace(
        board,
        dates=dates,
        progress=progress_of(board.plan, dates, board.progress.data_date, board.baseline, people),
        load=booked_here(programme, load(plans, people).weeks),
    )


def _after(board: Board) -> dict[str, list[str]]:
    return {id: [link.predecessor for link in node.after] for id, node in board.nodes.items()}


def _within_years(compute: Callable[[], T]) -> T:
    try:
        return compute()
    except OutsideCalendar:
        raise KeptError(beyond_years()) from None
