"""What a plan comes to, so that two can be set side by side: dates, people, promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.realization.effect import Effect
from improvement.realization.load import WeekLoad
from improvement.realization.progress import Progress, promises_at_risk

WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PromiseOutlook:
    """A promise: when the last work that serves its standard ends (None without any), which of it is late or blocked.

    `verdict`: what the evidence says of its target (safe, plausible, over-promise ...).
    """

    ready: date | None
    late: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """One plan. `finish` of all on the plain path; `limited`: as few people can do it; `p80`: in 8 of 10 runs of those.

    `is_best`: it is proved that no order of the work ends before `limited`. `p80` is None where there is no work.
    `over`: weeks from the data date on in which somebody is asked for more than there is time for.
    """

    plan: Plan
    progress: Progress
    limited: date
    is_best: bool
    p80: date | None
    over: tuple[WeekLoad, ...]
    promises: Mapping[str, PromiseOutlook]

    @property
    def finish(self) -> date:
        """The last day of all work on the plain path."""
        return self.progress.finish

    @property
    def at_risk(self) -> tuple[str, ...]:
        """Promises that late or blocked work serves."""
        return tuple(id for id, each in self.promises.items() if each.late)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plan as it is, and as a scenario has it."""

    before: Outlook
    after: Outlook
    effect: Effect


def promise_outlooks(plan: Plan, found: Progress, verdicts: Mapping[str, str]) -> Mapping[str, PromiseOutlook]:
    """Every promise of a plan; one without a verdict has an empty one."""
    works = {**plan.realization.activities, **plan.realization.training}
    late = promises_at_risk(plan, found)
    return FrozenMap(
        {
            id: PromiseOutlook(
                max((found.works[work].finish for work, each in works.items() if promise.standard in each.serves),
                    default=None),
                late.get(id, ()),
                verdicts.get(id, ""),
            )
            for id, promise in plan.commitment.promises.items()
        }
    )  # fmt: skip


def weeks_ahead(weeks: Iterable[WeekLoad], data_date: date) -> tuple[WeekLoad, ...]:
    """The weeks in which more is asked than there is time for, and that are not over on the data date."""
    return tuple(each for each in weeks if each.over and each.monday + WEEK >= data_date)
