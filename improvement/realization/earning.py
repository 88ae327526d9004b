"""What a programme was meant to have earned by its data date, what it has, and what that cost: in person-days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from improvement.errors import Issue, advice
from improvement.model.plan import Baseline, Plan
from improvement.model.realization import Training, Work
from improvement.realization.approved import approved
from improvement.realization.earned_value import EarnedValue, earned_schedule
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import schedule
from improvement.schedule.network import finished_on, plan_calendar, started_on
from improvement.schedule.staff import NOBODY, People

BEGUN = 0.5


@dataclass(frozen=True, slots=True)
class Earning:
    """`value` in person-days; `elapsed`: working days from the approved start to the data date
    or to the end of the work; `earned_days`: working
    days by which the approved plan would have earned as much (earned schedule); `counted` works of `works` have a
    budget. `curve`: planned value at the end of each working day, from 0.
    """

    value: EarnedValue
    elapsed: int
    earned_days: float
    counted: int
    works: int
    curve: tuple[float, ...]
    warnings: tuple[Issue, ...] = ()

    @property
    def time_index(self) -> float | None:
        """SPI(t) = ES / AT; unlike SPI it stays below 1 when the work ends late. None before the first day is over."""
        return self.earned_days / self.elapsed if self.elapsed > 0 else None


def earning(plan: Plan, data_date: date, baseline: Baseline | None = None, shared: People = NOBODY) -> Earning | None:
    """Earned value up to and including the data date; None where no work has effort or names people.

    Budget: person-days as approved, else of the plan as if no work had been done. Planned value runs evenly over the
    approved days. Earned: 0 before the start, half once begun, all once finished; of training the share of its days
    that were held. What was typed as percentage is an opinion and earns nothing. Actual cost: the sum of
    `actual_effort`, None while begun work has none (warning actual-effort-missing).
    """
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    if baseline is None or not any(each.effort for each in baseline.activities.values()):
        baseline = approved(plan, schedule(plan, None, shared, progress=False), shared)
    budgets = {id: each.effort.person_days for id, each in baseline.activities.items() if each.effort and id in works}
    if not sum(budgets.values()):
        return None
    earned = sum(budget * share_earned(works[id]) for id, budget in budgets.items())
    calendar = plan_calendar(plan.programme)
    curve = _curve(baseline, budgets, calendar)
    first = min(baseline.activities[id].start for id in budgets)
    # the clock of a programme stops when its work is done
    until = min(data_date, _done_on([works[id] for id in budgets]) or data_date)
    elapsed = max(0, calendar.count(first, date.fromordinal(until.toordinal() + 1)))
    spent, warnings = _spent({id: works[id] for id in budgets})
    value = EarnedValue(float(curve[min(elapsed, len(curve) - 1)]), earned, spent, float(sum(budgets.values())))
    told = tuple(curve.tolist())
    return Earning(value, elapsed, earned_schedule(told, earned), len(budgets), len(works), told, tuple(warnings))


def share_earned(work: Work) -> float:
    """0, one half or 1 by what has happened; of training with days the share of them that were held."""
    if finished_on(work):
        return 1.0
    if isinstance(work, Training) and work.sessions:
        return sum(each.attended is not None for each in work.sessions.values()) / len(work.sessions)
    return BEGUN if started_on(work) else 0.0


def _done_on(works: Iterable[Work]) -> date | None:
    """The day on which the last of them was finished; None while one is not."""
    days = [finished_on(each) for each in works]
    done = [each for each in days if each]
    return max(done) if done and len(done) == len(days) else None


def _curve(baseline: Baseline, budgets: Mapping[str, float], calendar: WorkCalendar) -> npt.NDArray[np.float64]:
    """Planned value at the end of working day 0, 1, 2 ... of the approved plan; the first entry is 0."""
    dates = {id: baseline.activities[id] for id in budgets}
    first = min(calendar.index_of(each.start) for each in dates.values())
    last = max(calendar.index_of(each.finish) for each in dates.values())
    daily = np.zeros(last - first + 2)
    for id, each in dates.items():
        begin = calendar.index_of(each.start) - first
        # work on days off alone is planned for the working day after it
        days = max(1, calendar.count(each.start, date.fromordinal(each.finish.toordinal() + 1)))
        daily[begin + 1 : begin + 1 + days] += budgets[id] / days
    return np.minimum(np.cumsum(daily), sum(budgets.values()))


def _spent(works: Mapping[str, Work]) -> tuple[float | None, Iterator[Issue]]:
    begun = {id: work for id, work in works.items() if share_earned(work) or work.actual_effort}
    silent = [id for id, work in begun.items() if work.actual_effort is None]
    if silent:
        return None, iter([advice("actual-effort-missing", ("realization",), n=len(silent), first=silent[0])])
    return sum(work.actual_effort.person_days for work in begun.values() if work.actual_effort), iter(())
