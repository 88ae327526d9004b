"""The dates of a plan with limited people: who does what, when, and what no schedule can beat."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from math import inf

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.axis import TICKS
from improvement.schedule.cpm import passes
from improvement.schedule.crews import attainable
from improvement.schedule.dates import Status, not_kept
from improvement.schedule.dispatch import Dispatch, Interrupted, begins, dates_of, ends, in_order, latest_first
from improvement.schedule.dispatch_check import broken
from improvement.schedule.forward import Forward
from improvement.schedule.limited_project import Image
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.network import PlanNetwork, plan_network
from improvement.schedule.rcpsp.compiled import COMPILES
from improvement.schedule.rcpsp.solve import NoSchedule, Solved, solve
from improvement.schedule.risk_people import staff
from improvement.schedule.staff import NOBODY, People, everybody, holders

MOST_SEARCHED = 5_000 if COMPILES else 500
"""For so much open work shorter schedules are searched; for more a single order would take too long to be stopped."""
# for so much the search makes one schedule even when the deadline has passed: its bound is the better one
_SEARCHED_ANYWAY = 1_000
# between two reports so many times the time that one takes
_PAUSES = 5


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
    Of more open work than MOST_SEARCHED (warning search-left-out), or of more than a thousand when the deadline passes
    before the search, the dates are those of one order, by latest finish, and the bound is that of the longest path.
    Interrupted where it is stopped before there is any answer.
    Warnings: need-set-aside for a need of more heads than there are, need-not-together where they share no weekday or
    are needed twice: those who can do it do it, or nobody; day-not-kept as for dates.schedule. Stop, progress, seed,
    schedules, proof and reproducibility as for rcpsp.solve.solve; errors as for dates.schedule.
    """
    desk = _Desk(plan, plan_network(plan, data_date, shared), everybody(plan, shared), now, deadline, stopped)
    # dates in days come after the search: as long as the first ones took
    until = deadline - desk.cost
    if desk.open > MOST_SEARCHED or (desk.open > _SEARCHED_ANYWAY and now() >= until) or stopped():
        return desk.told(None)
    solved = solve(
        desk.image.project,
        now,
        until,
        stopped=stopped,
        progress=(lambda better: desk.tell(better, progress)) if progress else None,
        seed=seed,
        schedules=schedules,
        proof=proof,
    )
    desk.read(solved)
    return desk.told(solved)


def _set_aside(plan: Plan, found: PlanNetwork, people: People, met: Staff) -> Iterator[Issue]:
    heads = {node.id: [count for _, count in needs] for node, needs in zip(found.nodes, met.needs, strict=True)}
    there = cache(lambda need: sum(person.count for person in holders(need, people).values()))
    kinds: dict[str, Mapping[str, Work]] = {
        "activities": plan.realization.activities,
        "training": plan.realization.training,
    }
    for kind, works in kinds.items():
        for id, work in works.items():
            # settled work has no heads here: nothing is set aside
            for (need, wanted), able in zip(work.needs.items(), heads[id], strict=False):
                if able < wanted:
                    said = "need-set-aside" if able == there(need) else "need-not-together"
                    path = ("realization", kind, id, "needs", need)
                    yield advice(said, path, text=need, wanted=wanted, count=able)


@dataclass
class _Desk:
    """A network, its people, and the best schedule so far. `cost`: the seconds that the first one took."""

    plan: Plan
    found: PlanNetwork
    people: People
    now: Callable[[], float]
    deadline: float
    stopped: Callable[[], bool]
    staff: Staff = field(init=False)
    early: Forward = field(init=False)
    best: Dispatch = field(init=False)
    cost: float = field(init=False)
    _told: float = -inf
    _seen: tuple[Dispatch, Mapping[str, Placed], tuple[Issue, ...]] | None = None

    def __post_init__(self) -> None:
        found = self.found
        self._go_on()
        works: dict[str, Work] = {**self.plan.realization.activities, **self.plan.realization.training}
        asked = staff(works, found.nodes, self.people, found.calendar)
        self._go_on()
        self.staff = attainable(asked, found.nodes, found.calendar)
        self._go_on()
        self.early, back = passes(found.nodes, found.links, found.calendar, found.start, found.data_date)
        begun = self.now()
        self.best = latest_first(self.early, back, self.staff, self._on)
        self._check(self.best)
        self.cost = self.now() - begun

    def _go_on(self) -> None:
        if self.stopped():
            raise Interrupted

    @cached_property
    def image(self) -> Image:
        """The project of the search."""
        return Image(self.early, self.best)

    @cached_property
    def open(self) -> int:
        """How much work is not settled."""
        return sum(not node.fixed for node in self.found.nodes)

    def tell(self, solved: Solved, progress: Callable[[LimitedSchedule], None]) -> None:
        """Reports a better order that the search has found, unless that would take up its time."""
        now = self.now()
        if now - self._told > _PAUSES * self.cost and now + 2 * self.cost < self.deadline:
            self.read(solved)
            progress(self.told(solved))
            self._told = self.now()

    def read(self, solved: Solved) -> None:
        """Keeps the order that the search found where it is better than the best so far, in dates."""
        keys = [0.0] * len(self.found.nodes)
        for i, start in zip(self.image.moving, solved.starts, strict=True):
            keys[i] = start
        try:
            made = in_order(self.early, keys, self.staff, self._on)
        except Interrupted:
            return
        if _end(made) < _end(self.best):
            self._check(made)
            self.best = made

    def _on(self) -> bool:
        return not self.stopped()

    def _check(self, made: Dispatch) -> None:
        if wrong := broken(made):
            raise NoSchedule(str(wrong))

    def told(self, solved: Solved | None) -> LimitedSchedule:
        """The best so far with its bound; that of the longest path where nothing was searched."""
        axis, best, start = self.best.axis, self.best, self.found.start
        bound = min(max(self.image.moment(solved.bound) if solved else 0, _end(self.early)), _end(best))
        first = axis.to_work(axis.start_of(start))
        placed, warnings = self._shown()
        free = max((dates_of(self.early, i)[1] for i in range(len(placed))), default=start)
        finish = max((each.finish for each in placed.values()), default=start)
        return LimitedSchedule(
            activities=placed,
            start=start,
            finish=finish,
            makespan=(axis.to_work(_end(best)) - first) / TICKS,
            bound=min(max(axis.day_until(bound), free), finish),
            least=(axis.to_work(bound) - first) / TICKS,
            schedules=solved.schedules if solved else 0,
            seconds=solved.seconds if solved else 0.0,
            warnings=warnings,
        )

    def _shown(self) -> tuple[Mapping[str, Placed], tuple[Issue, ...]]:
        """The dates of the best so far and what is said of them, once for each."""
        if self._seen is None or self._seen[0] is not self.best:
            placed = FrozenMap({node.id: self._placed(i) for i, node in enumerate(self.found.nodes)})
            self._seen = self.best, placed, tuple(self._warnings())
        return self._seen[1:]

    def _warnings(self) -> Iterator[Issue]:
        yield from self.found.warnings
        if self.open > MOST_SEARCHED:
            yield advice("search-left-out", ("realization",), count=self.open, limit=MOST_SEARCHED)
        yield from _set_aside(self.plan, self.found, self.people, self.staff)
        yield from not_kept(self.plan, self.best)

    def _placed(self, i: int) -> Placed:
        best, axis = self.best, self.best.axis
        start, finish = dates_of(best, i)
        people = tuple(self.staff.people[unit] for unit in best.crews.get(i, ()))
        waited = axis.to_work(begins(best, i)) - axis.to_work(best.ready[i]) if i in best.ready else 0
        return Placed(start, finish, people, waited / TICKS)


def _end(ahead: Forward) -> int:
    return max((ends(ahead, i) for i in range(len(ahead.net.nodes))), default=0)
