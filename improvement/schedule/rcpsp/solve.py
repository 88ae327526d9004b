"""A schedule with limited people: found by the search, proved or bounded by the solver, checked before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from improvement.schedule.rcpsp.bounds import ends, lower_bound
from improvement.schedule.rcpsp.checker import breaches, finishes_of
from improvement.schedule.rcpsp.project import Project
from improvement.schedule.rcpsp.prove import prove
from improvement.schedule.rcpsp.search import Search

Status = Literal["optimal", "feasible"]

# the search's share of the time while it goes on finding; the rest belongs to the proof
_FINDING = 0.7
# the search is thought to be at its end after so many times the schedules that its last gain took,
_PATIENCE = 2.5
# and no sooner than after so many for each activity
_LEAST = 10_000


class NoSchedule(RuntimeError):
    """The checker found a broken rule in what the search made: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Starts and finishes (exclusive) in slots. No schedule ends before `bound`; optimal where `makespan` is the bound.

    `schedules` were made by the search; `seconds` by the clock that was given.
    """

    starts: tuple[int, ...]
    finishes: tuple[int, ...]
    makespan: int
    bound: int
    schedules: int
    seconds: float

    @property
    def status(self) -> Status:
        """Whether it is proved that nothing shorter exists."""
        return "optimal" if self.makespan <= self.bound else "feasible"

    @property
    def gap(self) -> float:
        """makespan / bound - 1, as a proportion; 0 where optimal."""
        return self.makespan / self.bound - 1 if self.bound else 0.0


def solve(
    project: Project,
    now: Callable[[], float],
    deadline: float,
    *,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[Solved], None] | None = None,
    seed: int = 0,
    schedules: int = 1 << 60,
    proof: bool = True,
) -> Solved:
    """The shortest schedule found until `deadline` of the clock `now` (seconds), or until `stopped`, seen within 0.2 s.

    There is an answer even when the deadline has passed. Equal seeds and equal `schedules` (at most so many by the
    search) give equal answers with proof=False and time enough. `progress` hears of every better schedule.
    """
    if not project.count:
        return Solved((), (), 0, 0, 0, 0.0)
    reached = ends(project)
    run = _Run(project, Search(project, reached.tails, seed), now, progress)
    run.search.run(1, 0, lambda: True, now)
    run.bound = lower_bound(project, reached)
    run.tell()
    share = run.begun + _FINDING * (deadline - run.begun) if proof else deadline
    run.search.run(
        schedules, run.bound, lambda: now() < share and not stopped() and not (proof and run.stands_still()), now
    )
    run.tell()
    if proof and run.search.length > run.bound and now() < deadline and not stopped():
        found = prove(project, run.search.starts, run.bound, seed, lambda: now() < deadline and not stopped())
        run.bound = found.bound
        if found.starts is not None:
            run.search.offer(found.starts)
    return run.answer()


@dataclass
class _Run:
    project: Project
    search: Search
    now: Callable[[], float]
    progress: Callable[[Solved], None] | None
    bound: int = 0
    begun: float = field(init=False)
    _told: int = 1 << 60
    _gained: int = 0
    # length, starts and finishes of the schedule that was checked
    _checked: tuple[int, tuple[int, ...], tuple[int, ...]] = (-1, (), ())

    def __post_init__(self) -> None:
        self.begun = self.now()

    def answer(self) -> Solved:
        """The best schedule, checked once."""
        if self._checked[0] != self.search.length:
            starts = self.search.starts
            if found := breaches(self.project, starts):
                raise NoSchedule(str(found[:3]))
            finishes = tuple(finishes_of(self.project, starts).tolist())
            self._checked = self.search.length, tuple(starts.tolist()), finishes
        _, begins, finishes = self._checked
        return Solved(begins, finishes, max(finishes), self.bound, self.search.made, self.now() - self.begun)

    def tell(self) -> None:
        """Reports a schedule that is better than the last one reported."""
        if self.search.length < self._told:
            self._told, self._gained = self.search.length, self.search.made
            if self.progress:
                self.progress(self.answer())

    def stands_still(self) -> bool:
        """Whether the search has found nothing for long."""
        self.tell()
        waited = self.search.made - self._gained
        return waited > max(_PATIENCE * self._gained, _LEAST * self.project.count)
