"""Milestones that have been reached: nobody types it, what they waited for has happened."""

import math
from collections.abc import Mapping
from datetime import date, timedelta

from improvement.model.realization import Milestone
from improvement.model.values import Dependency, Duration
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.precedence import Node


def reached_milestones(
    milestones: Mapping[str, Milestone],
    works: Mapping[str, Node],
    calendar: WorkCalendar,
    hours_a_day: float,
    data_date: date | None,
) -> dict[str, Node]:
    """Milestones with a predecessor, all of whose predecessors have happened, up to and including the data date."""
    reached: dict[str, Node] = {}
    while True:
        # milestones may wait for milestones: each round may reach more of them
        known = {**works, **reached}
        fresh = {
            id: day
            for id, milestone in milestones.items()
            if id not in reached and (day := _day(milestone, known, calendar, hours_a_day))
        }
        due = {id: day for id, day in fresh.items() if data_date is None or day <= data_date}
        if not due:
            return reached
        reached |= {id: Node(id, 0, fixed_finish=day, done=True) for id, day in due.items()}


def lag_of(link: Dependency, hours_a_day: float) -> tuple[float, bool]:
    """The lag in days, negative for a lead, and whether they are calendar days."""
    lag = link.lag or Duration(0, "d")
    return (-1 if link.lead else 1) * lag.days(hours_a_day), lag.elapsed


def _day(milestone: Milestone, known: Mapping[str, Node], calendar: WorkCalendar, hours_a_day: float) -> date | None:
    days = []
    for link in milestone.after:
        node = known.get(link.predecessor)
        happened = _happened(node, link.kind) if node else None
        if happened is None:
            return None
        days.append(_later(happened, *lag_of(link, hours_a_day), calendar))
    return max(days, default=None)


def _happened(node: Node, kind: str) -> date | None:
    if kind[0] == "F":
        return node.fixed_finish if node.done else None
    return (node.fixed_start or node.fixed_finish) if node.done or node.started else None


def _later(day: date, lag: float, elapsed: bool, calendar: WorkCalendar) -> date:
    if not lag:
        return day
    return day + timedelta(math.ceil(lag)) if elapsed else calendar.add(day, math.ceil(lag))
