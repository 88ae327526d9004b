"""The dates of a plan: the critical path method on the network of its work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.errors import Issue, advice
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.schedule.cpm import Times, passes, solution
from improvement.schedule.forward import Forward
from improvement.schedule.missed import Missed, missed
from improvement.schedule.network import plan_network
from improvement.schedule.paths import NO_PATHS, CriticalPaths, critical_paths, near_critical
from improvement.schedule.staff import NOBODY, People

Status = Literal["optimal", "feasible"]
Dates = Times


@dataclass(frozen=True, slots=True)
class PlanSchedule:
    """Dates of every activity, training and milestone by id.

    `finish`: last day of all (inclusive); `bound`: no schedule of this network finishes earlier; `critical` by early
    start, `paths` the chains that they make; `near`: what would be critical within a working week; `status` optimal
    where finish is the earliest possible. Days that bind and are not kept are warnings (`day-not-kept`).
    """

    activities: Mapping[str, Dates]
    start: date
    finish: date
    critical: tuple[str, ...]
    status: Status
    bound: date
    paths: CriticalPaths = NO_PATHS
    near: tuple[str, ...] = ()
    warnings: tuple[Issue, ...] = ()


def schedule(plan: Plan, data_date: date | None = None, shared: People = NOBODY, progress: bool = True) -> PlanSchedule:
    """The earliest dates without resource limits; due dates of milestones do not constrain them, they are compared.

    `data_date`: progress is complete up to this day (inclusive), unfinished work stands after it; None: no such day.
    `progress=False`: the plan as if no work had been done. `shared`: people of plans/people.yaml. CyclicNetwork for
    work that waits for itself, ValueError for a date outside the calendar's years.
    """
    network = plan_network(plan, data_date, shared, progress)
    ahead, back = passes(network.nodes, network.links, network.calendar, network.start, network.data_date)
    found = solution(ahead, back)
    return PlanSchedule(
        activities=FrozenMap(found.times),
        start=found.start,
        finish=found.finish,
        critical=found.critical,
        status="optimal",
        bound=found.finish,
        paths=critical_paths(ahead, back),
        near=near_critical(found.times),
        warnings=(*network.warnings, *not_kept(plan, ahead)),
    )


def not_kept(plan: Plan, ahead: Forward) -> tuple[Issue, ...]:
    """A warning day-not-kept for every day that binds unfinished work and is not kept."""
    return tuple(_not_kept(plan, each) for each in missed(ahead))


def _not_kept(plan: Plan, each: Missed) -> Issue:
    work = plan.realization.activities.get(each.id) or plan.realization.training[each.id]
    section = "activities" if each.id in plan.realization.activities else "training"
    field = {"start": "must_start", "appointment": "sessions"}.get(each.bound, "must_finish")
    if each.bound == "finish" and each.day != work.must_finish:
        field = "not_after"
    facts: dict[str, str | float] = {"day": str(each.day), "days": each.days, "chain": " -> ".join(each.chain)}
    return advice("day-not-kept", ("realization", section, each.id, field), what=field, **facts)


def as_json(found: PlanSchedule) -> dict[str, object]:
    """The schedule for machines: dates in ISO form, floats in working days."""
    return {
        "status": found.status,
        "bound": str(found.bound),
        "finish": str(found.finish),
        "critical": list(found.critical),
        "critical_paths": [list(each) for each in found.paths.shown],
        "critical_path_count": found.paths.count,
        "near_critical": list(found.near),
        "activities": {id: _row(times) for id, times in found.activities.items()},
    }


def _row(times: Dates) -> dict[str, object]:
    return {
        "early_start": str(times.early_start),
        "early_finish": str(times.early_finish),
        "late_start": str(times.late_start),
        "late_finish": str(times.late_finish),
        "total_float": times.total_float,
        "free_float": times.free_float,
    }
