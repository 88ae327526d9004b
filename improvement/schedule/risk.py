"""How sure the dates of a plan are: the results of its Monte Carlo runs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

import numpy as np

from improvement.errors import Issue
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.realization import Work
from improvement.schedule.axis import axis_of
from improvement.schedule.forward import Forward
from improvement.schedule.large import forward
from improvement.schedule.monte_carlo import Ends, simulate
from improvement.schedule.monte_carlo_limited import simulate_limited
from improvement.schedule.monte_carlo_rank import rank_correlations
from improvement.schedule.network import plan_network
from improvement.schedule.precedence import network
from improvement.schedule.risk_bias import MergeBias, merge_bias
from improvement.schedule.risk_events import dice_of
from improvement.schedule.risk_order import other_order
from improvement.schedule.risk_people import staff
from improvement.schedule.samples import Dice, Floats
from improvement.schedule.staff import NOBODY, People, everybody

RUNS, SEED = 10_000, 1
SHARES = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Outcome:
    """When something ends, over all runs.

    `days`: P50, P80 and P95 in working days from the programme's start, a share of exactly that many runs or more ends
    by then; `counts`: runs that end on a date, dates rising; `due`: the day by which it should, if there is one.
    """

    days: tuple[float, float, float]
    counts: tuple[tuple[date, int], ...]
    due: date | None = None

    @property
    def n(self) -> int:
        """How many runs."""
        return sum(count for _, count in self.counts)

    @property
    def dates(self) -> tuple[date, date, date]:
        """P50, P80 and P95 as dates."""
        p50, p80, p95 = (self.date_for(share) for share in SHARES)
        return p50, p80, p95

    def probability(self, day: date) -> float:
        """Share of the runs (0..1) that end on or before a day."""
        return sum(count for when, count in self.counts if when <= day) / self.n

    def date_for(self, share: float) -> date:
        """The first date by which at least this share (0..1) of the runs ends."""
        ended = accumulate(count for _, count in self.counts)
        needed = share * self.n - 1e-9
        return next(when for (when, _), count in zip(self.counts, ended, strict=True) if count >= needed)

    @property
    def on_time(self) -> float | None:
        """Share of the runs that end by the due day."""
        return self.probability(self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class Driver:
    """Work (or a risk of the plan) and how closely the finish follows it: Spearman's rank correlation, -1..1."""

    id: str
    is_risk: bool
    correlation: float


@dataclass(frozen=True, slots=True)
class PlanRisk:
    """`n` runs with dice of `seed`; `limited`: people were limited in every run.

    `finish`, `milestones`, `promises` (the last work that serves a promise's standard); `critical`: share of the runs
    in which unfinished work was critical; `drivers`: what the finish hangs on, the closest first.
    """

    n: int
    seed: int
    limited: bool
    finish: Outcome
    milestones: Mapping[str, Outcome]
    promises: Mapping[str, Outcome]
    critical: Mapping[str, float]
    drivers: tuple[Driver, ...]
    bias: MergeBias
    warnings: tuple[Issue, ...] = ()


def risk(
    plan: Plan,
    n: int = RUNS,
    seed: int = SEED,
    data_date: date | None = None,
    shared: People = NOBODY,
    limited: bool = False,
) -> PlanRisk | None:
    """Runs of a plan in which durations and risks are drawn; None where there is no work.

    Progress up to `data_date` (inclusive) stands, only what remains is drawn. `limited`: people are limited in every
    run (see simulate_limited; for its warning see other_order). Equal plans, seeds and numbers of runs give equal
    results; what one plan has more than another changes no other draw. ValueError unless n >= 1 and seed >= 0;
    CyclicNetwork; OutsideCalendar where a run leaves the calendar's years.
    """
    if n < 1 or seed < 0:
        raise ValueError(f"runs are counted from 1 and seeds from 0, not {n}, {seed}")
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    if not works:
        return None
    found = plan_network(plan, data_date, shared)
    opens = data_date + timedelta(1) if data_date else None
    ahead = forward(network(found.nodes, found.links), axis_of(found.calendar), found.start, opens)
    dice, groups = dice_of(plan, works, ahead, seed), _groups(plan, works, ahead)
    warnings: tuple[Issue, ...] = ()
    free = held = simulate(ahead, dice, n, list(groups.values()))
    if limited:
        who = staff(works, found.nodes, everybody(plan, shared), found.calendar)
        held = simulate_limited(ahead, dice, n, list(groups.values()), who)
        warnings = other_order(found, ahead, dice, who)
    ends = dict(zip(groups, map(_outcome, held.ends), strict=True))
    stones = plan.realization.milestones
    unfinished = {node.id: i for i, node in enumerate(found.nodes) if node.id in works and not node.done}
    return PlanRisk(
        n=n,
        seed=seed,
        limited=limited,
        finish=ends["finish", ""],
        milestones=FrozenMap({id: replace(ends["milestone", id], due=each.due) for id, each in stones.items()}),
        promises=FrozenMap({id: each for (kind, id), each in ends.items() if kind == "promise"}),
        critical=FrozenMap({id: float(held.critical[i]) for id, i in unfinished.items()}),
        drivers=_drivers(dice, held.ends[0].days),
        bias=merge_bias(plan, works, ahead, dice, n, free),
        warnings=warnings,
    )


def _groups(plan: Plan, works: Mapping[str, Work], ahead: Forward) -> dict[tuple[str, str], list[int]]:
    """What is watched, as positions: everything, each milestone, the work that serves each promise's standard."""
    position = {node.id: i for i, node in enumerate(ahead.net.nodes)}
    groups = {("finish", ""): [*position.values()]}
    groups |= {("milestone", id): [position[id]] for id in plan.realization.milestones}
    for id, promise in plan.commitment.promises.items():
        if serving := [position[work] for work, each in works.items() if promise.standard in each.serves]:
            groups["promise", id] = serving
    return groups


def _outcome(ends: Ends) -> Outcome:
    p50, p80, p95 = np.quantile(ends.days, SHARES, method="inverted_cdf").tolist()
    days, counts = np.unique(ends.dates, return_counts=True)
    dates = map(date.fromordinal, days.tolist())
    return Outcome((p50, p80, p95), tuple(zip(dates, counts.tolist(), strict=True)))


def _drivers(dice: Dice, days: Floats) -> tuple[Driver, ...]:
    works, events = rank_correlations(dice, days)
    found = [Driver(each.id, False, float(rho)) for each, rho in zip(dice.drawn, works, strict=True)]
    found += [Driver(each.id, True, float(rho)) for each, rho in zip(dice.events, events, strict=True)]
    return tuple(sorted(found, key=lambda each: -abs(each.correlation)))
