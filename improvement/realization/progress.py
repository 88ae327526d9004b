"""How far the work is: status is computed from what happened and from the dates, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Literal

from improvement.model.base import FrozenMap
from improvement.model.plan import Baseline, Plan
from improvement.model.realization import Training, Work
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import PlanSchedule, schedule
from improvement.schedule.network import plan_network, started_on
from improvement.schedule.precedence import Node
from improvement.schedule.staff import NOBODY, People

WorkStatus = Literal["done", "blocked", "overdue", "late", "started", "not-started"]
MilestoneStatus = Literal["met", "missed", "ahead"]


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """One activity or training. `status` is the first that holds of done, blocked, overdue, late, started, not-started.

    `start`, `finish`: as they happened, else as forecast; `planned_finish`: the approved last day (None for work that
    the baseline does not know); `days_late`: working days after it, negative before it. `overdue`: it should have been
    finished by the data date; `late`: unfinished, and the forecast or the data date is past its day.
    """

    status: WorkStatus
    start: date
    finish: date
    planned_finish: date | None
    days_late: int | None
    overdue: bool
    late: bool
    blocked_by: str | None


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """One milestone: met (reached by its day), missed (reached later, or its day has passed), ahead.

    Its day is `due`, else the baseline's. `day`: reached, else as forecast; the days late are working days after `due`
    and after the baseline, None where there is no such day.
    """

    status: MilestoneStatus
    reached: bool
    day: date
    due: date | None
    baseline: date | None
    days_after_due: int | None
    days_after_baseline: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole programme.

    `share_done` counts works, `weight_done` weighs them by expected duration; 0..1, None where there is no work.
    `planned_finish`: the baseline's, else that of the plan without progress; `days_late` in working days.
    """

    works: Mapping[str, WorkProgress]
    milestones: Mapping[str, MilestoneProgress]
    data_date: date | None
    finish: date
    planned_finish: date
    days_late: int
    share_done: float | None
    weight_done: float | None

    @property
    def overdue(self) -> tuple[str, ...]:
        """Work that should have been finished by the data date and is not."""
        return tuple(id for id, work in self.works.items() if work.overdue)

    @property
    def late(self) -> tuple[str, ...]:
        """Unfinished work behind its approved day, overdue work included."""
        return tuple(id for id, work in self.works.items() if work.late)


def progress(
    plan: Plan,
    forecast: PlanSchedule,
    data_date: date | None,
    baseline: Baseline | None = None,
    shared: People = NOBODY,
) -> Progress:
    """Progress up to and including the data date (None: nothing is overdue or missed).

    `forecast`: the schedule with the progress in it. Work is compared with the baseline; without any baseline with the
    plan as if no work had been done; training with sessions always has their dates. Work that a baseline does not know
    is not late.
    """
    view = _View(plan, forecast, data_date, baseline, shared)
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    planned_finish = baseline.finish if baseline else view.planned.finish
    done = [id for id in works if view.nodes[id].done]
    weights = {id: view.working_days(id) for id in works}
    return Progress(
        works=FrozenMap({id: view.work(id, work) for id, work in works.items()}),
        milestones=FrozenMap({id: view.milestone(id, each.due) for id, each in plan.realization.milestones.items()}),
        data_date=data_date,
        finish=forecast.finish,
        planned_finish=planned_finish,
        days_late=days_after(planned_finish, forecast.finish, view.calendar),
        share_done=len(done) / len(works) if works else None,
        weight_done=sum(weights[id] for id in done) / total if (total := sum(weights.values())) else None,
    )


def days_after(approved: date, day: date, calendar: WorkCalendar) -> int:
    """Working days after the approved day up to and including the day; negative when it comes earlier."""
    return calendar.count(approved + timedelta(1), day + timedelta(1))


def promises_at_risk(plan: Plan, found: Progress) -> Mapping[str, tuple[str, ...]]:
    """Promises whose standard is served by late or blocked work, and that work, in the plan's order."""
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    bad = {id: works[id].serves for id, each in found.works.items() if each.late or each.blocked_by}
    at_risk = {
        id: tuple(work for work, serves in bad.items() if promise.standard in serves)
        for id, promise in plan.commitment.promises.items()
    }
    return FrozenMap({id: works for id, works in at_risk.items() if works})


def as_json(found: Progress) -> dict[str, object]:
    """Progress for machines: dates in ISO form, shares 0..1, null where there is none."""
    whole = _plain(found)
    works = {id: _plain(each) for id, each in found.works.items()}
    milestones = {id: _plain(each) for id, each in found.milestones.items()}
    return whole | {"works": works, "milestones": milestones, "overdue": list(found.overdue), "late": list(found.late)}


def _plain(each: Progress | WorkProgress | MilestoneProgress) -> dict[str, object]:
    values = {field.name: getattr(each, field.name) for field in fields(each)}
    return {name: str(value) if isinstance(value, date) else value for name, value in values.items()}


class _View:
    """What the status of each entry is computed from."""

    def __init__(
        self, plan: Plan, forecast: PlanSchedule, data_date: date | None, baseline: Baseline | None, shared: People
    ) -> None:
        network = plan_network(plan, data_date, shared)
        self.nodes: dict[str, Node] = {node.id: node for node in network.nodes}
        self.calendar, self.forecast, self.data_date, self.baseline = network.calendar, forecast, data_date, baseline
        self.planned = schedule(plan, None, shared, progress=False)

    def working_days(self, id: str) -> float:
        """Expected duration; calendar days count as the share of a week on which work is done."""
        node = self.nodes[id]
        return node.duration * (len(self.calendar.workdays) / 7 if node.elapsed else 1)

    def work(self, id: str, work: Work) -> WorkProgress:
        """One activity or training against its approved day."""
        times, approved = self.forecast.activities[id], self._approved(id, work)
        days_late = days_after(approved, times.early_finish, self.calendar) if approved else None
        done = self.nodes[id].done
        overdue = not done and self._passed(approved)
        late = not done and (overdue or (days_late or 0) > 0)
        steps: dict[WorkStatus, bool] = {
            "done": done,
            "blocked": bool(work.blocked_by),
            "overdue": overdue,
            "late": late,
            "started": started_on(work) is not None,
        }
        status: WorkStatus = next((step for step, holds in steps.items() if holds), "not-started")
        blocked_by = None if done else work.blocked_by
        return WorkProgress(
            status, times.early_start, times.early_finish, approved, days_late, overdue, late, blocked_by
        )

    def milestone(self, id: str, due: date | None) -> MilestoneProgress:
        """One milestone against its due day, else the approved one."""
        day, reached = self.forecast.activities[id].early_finish, self.nodes[id].done
        known = self.baseline.activities.get(id) if self.baseline else None
        baseline = known.finish if known else None
        limit = due or baseline
        missed = bool(limit and day > limit) if reached else self._passed(limit)
        status: MilestoneStatus = "missed" if missed else "met" if reached else "ahead"
        after_due = days_after(due, day, self.calendar) if due else None
        after_baseline = days_after(baseline, day, self.calendar) if baseline else None
        return MilestoneProgress(status, reached, day, due, baseline, after_due, after_baseline)

    def _approved(self, id: str, work: Work) -> date | None:
        if self.baseline and id in self.baseline.activities:
            return self.baseline.activities[id].finish
        appointed = isinstance(work, Training) and work.sessions
        return self.planned.activities[id].early_finish if appointed or not self.baseline else None

    def _passed(self, day: date | None) -> bool:
        return bool(day and self.data_date and day <= self.data_date)
