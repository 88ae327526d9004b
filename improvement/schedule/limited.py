"""The dates of a plan with limited people: who does what, when, and what no schedule can beat."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.axis import TICKS
from improvement.schedule.cpm import passes
from improvement.schedule.crews import attainable
from improvement.schedule.dates import Status, not_kept
from improvement.schedule.dispatch import Dispatch, begins, dates_of, ends, ranked
from improvement.schedule.dispatch_check import broken
from improvement.schedule.forward import Forward
from improvement.schedule.limited_project import Image
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.network import PlanNetwork, plan_network
from improvement.schedule.precedence import Network, network
from improvement.schedule.rcpsp.solve import NoSchedule, Solved, solve
from improvement.schedule.risk_people import staff
from improvement.schedule.staff import NOBODY, People, everybody, holders


@dataclass(frozen=True, slots=True)
class Placed:
    """One activity, training or milestone: first and last day, the people who do it, working days waited for them."""

    start: date
    finish: date
    people: tuple[str, ...]
    waited: float


@dataclass(frozen=True, slots=True)
class LimitedSchedule:
    """Dates with limited people. No schedule finishes before the day `bound`; optimal where `finish` is that day.

    `makespan` and `least` (that of the bound) in working days from the programme's start; `gap` = makespan / least - 1,
    0 where optimal. `schedules` and `seconds`: what the search took.
    """

    activities: Mapping[str, Placed]
    start: date
    finish: date
    makespan: float
    bound: date
    least: float
    schedules: int = 0
    seconds: float = 0.0
    warnings: tuple[Issue, ...] = ()

    @property
    def status(self) -> Status:
        """Whether it is proved that nothing finishes on an earlier day."""
        return "optimal" if self.finish <= self.bound else "feasible"

    @property
    def gap(self) -> float:
        """How far the finish may at most be above the best one, as a proportion."""
        return self.makespan / self.least - 1 if self.status == "feasible" and self.least else 0.0


def limited(
    plan: Plan,
    now: Callable[[], float],
    deadline: float,
    *,
    data_date: date | None = None,
    shared: People = NOBODY,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[LimitedSchedule], None] | None = None,
    seed: int = 0,
    schedules: int = 1 << 60,
    proof: bool = True,
) -> LimitedSchedule:
    """The shortest schedule found until `deadline` of the clock `now` (seconds); nobody does two things at once.

    Needs are met by heads: a person counts one, a team its count; availability is in the estimates, owners are not
    counted. Who works stays to the end; work pauses while one of its people is away. Started work goes on first.
    Warnings: need-set-aside for a need of more heads than there are, need-not-together where they share no weekday or
    are needed twice: those who can do it do it, or nobody; day-not-kept as for dates.schedule. Stop, progress, seed,
    schedules, proof and reproducibility as for rcpsp.solve.solve; errors as for dates.schedule.
    """
    found = plan_network(plan, data_date, shared)
    people = everybody(plan, shared)
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    asked = staff(works, found.nodes, people, found.calendar)
    met = attainable(asked, found.nodes, found.calendar)
    warnings = tuple(_set_aside(plan, found, people, met))
    desk = _Desk(plan, found, network(found.nodes, found.links), met, warnings)
    project = desk.image.project
    solved = solve(
        project,
        now,
        deadline,
        stopped=stopped,
        progress=(lambda better: progress(desk.read(better))) if progress else None,
        seed=seed,
        schedules=schedules,
        proof=proof,
    )
    return desk.read(solved)


def _set_aside(plan: Plan, found: PlanNetwork, people: People, met: Staff) -> Iterator[Issue]:
    heads = {node.id: [count for _, count in needs] for node, needs in zip(found.nodes, met.needs, strict=True)}
    kinds: dict[str, Mapping[str, Work]] = {
        "activities": plan.realization.activities,
        "training": plan.realization.training,
    }
    for kind, works in kinds.items():
        for id, work in works.items():
            # settled work has no heads here: nothing is set aside
            for (need, wanted), able in zip(work.needs.items(), heads[id], strict=False):
                there = sum(person.count for person in holders(need, people).values())
                if able < wanted:
                    said = "need-set-aside" if able == there else "need-not-together"
                    path = ("realization", kind, id, "needs", need)
                    yield advice(said, path, text=need, wanted=wanted, count=able)


@dataclass
class _Desk:
    """A network, its people, and the best schedule so far."""

    plan: Plan
    found: PlanNetwork
    net: Network
    staff: Staff
    warnings: tuple[Issue, ...]
    best: Dispatch = field(init=False)
    early: Forward = field(init=False)
    image: Image = field(init=False)

    def __post_init__(self) -> None:
        early, back = passes(
            self.found.nodes, self.found.links, self.found.calendar, self.found.start, self.found.data_date
        )
        self.early = early
        # what must be finished first goes first: no search is needed for this one
        self.best = self.dispatch([early.own_axis(i).closing(late) for i, late in enumerate(back.late)])
        self.image = Image(self.early, self.best)

    def dispatch(self, keys: Sequence[float]) -> Dispatch:
        """People take the work in the order of these keys."""
        early = self.early
        return Dispatch(
            early.net, early.axis, early.start, early.data_start, staff=self.staff, ranked=ranked(early.net, keys)
        )

    def read(self, solved: Solved) -> LimitedSchedule:
        """The better of the order that the search found and the best so far, in dates."""
        keys = [0.0] * len(self.net.nodes)
        for i, start in zip(self.image.moving, solved.starts, strict=True):
            keys[i] = start
        self.best = min(self.best, self.dispatch(keys), key=_end)
        if broken(self.best):
            raise NoSchedule(str(broken(self.best)))
        bound = max(self.image.moment(solved.bound), _end(self.early))
        return self._dates(min(bound, _end(self.best)), solved)

    def _dates(self, bound: int, solved: Solved) -> LimitedSchedule:
        axis, best = self.best.axis, self.best
        first = axis.to_work(axis.start_of(self.found.start))
        placed = {node.id: self._placed(i) for i, node in enumerate(self.net.nodes)}
        free = max((dates_of(self.early, i)[1] for i in range(len(placed))), default=self.found.start)
        finish = max((each.finish for each in placed.values()), default=self.found.start)
        return LimitedSchedule(
            activities=FrozenMap(placed),
            start=self.found.start,
            finish=finish,
            makespan=(axis.to_work(_end(best)) - first) / TICKS,
            bound=min(max(axis.day_until(bound), free), finish),
            least=(axis.to_work(bound) - first) / TICKS,
            schedules=solved.schedules,
            seconds=solved.seconds,
            warnings=(*self.found.warnings, *self.warnings, *not_kept(self.plan, best)),
        )

    def _placed(self, i: int) -> Placed:
        best, axis = self.best, self.best.axis
        start, finish = dates_of(best, i)
        people = tuple(self.staff.people[unit] for unit in best.crews.get(i, ()))
        waited = axis.to_work(begins(best, i)) - axis.to_work(best.ready[i]) if i in best.ready else 0
        return Placed(start, finish, people, waited / TICKS)


def _end(ahead: Forward) -> int:
    return max((ends(ahead, i) for i in range(len(ahead.net.nodes))), default=0)
