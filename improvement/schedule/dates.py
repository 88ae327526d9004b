"""The dates of a plan: the critical path method on the network of its work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from improvement.errors import Issue
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.schedule.cpm import Times, solve
from improvement.schedule.network import plan_network
from improvement.schedule.staff import NOBODY, People

Status = Literal["optimal", "feasible"]
Dates = Times


@dataclass(frozen=True, slots=True)
class PlanSchedule:
    """Dates of every activity, training and milestone by id.

    `finish`: last day of all (inclusive); `bound`: no schedule of this network finishes earlier; `critical` by early
    start; `status` optimal where finish is the earliest possible.
    """

    activities: Mapping[str, Dates]
    start: date
    finish: date
    critical: tuple[str, ...]
    status: Status
    bound: date
    warnings: tuple[Issue, ...] = ()


def schedule(plan: Plan, data_date: date | None = None, shared: People = NOBODY, progress: bool = True) -> PlanSchedule:
    """The earliest dates without resource limits; due dates of milestones do not constrain them, they are compared.

    `data_date`: progress is complete up to this day (inclusive), unfinished work stands after it; None: no such day.
    `progress=False`: the plan as if no work had been done. `shared`: people of plans/people.yaml. CyclicNetwork for
    work that waits for itself, ValueError for a date outside the calendar's years.
    """
    network = plan_network(plan, data_date, shared, progress)
    solution = solve(network.nodes, network.links, network.calendar, network.start, network.data_date)
    return PlanSchedule(
        activities=FrozenMap(solution.times),
        start=solution.start,
        finish=solution.finish,
        critical=solution.critical,
        status="optimal",
        bound=solution.finish,
        warnings=network.warnings,
    )


def as_json(found: PlanSchedule) -> dict[str, object]:
    """The schedule for machines: dates in ISO form, floats in working days."""
    return {
        "status": found.status,
        "bound": str(found.bound),
        "finish": str(found.finish),
        "critical": list(found.critical),
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
