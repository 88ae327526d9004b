"""The approved dates: what is frozen, under which seal, and what became of them since."""

import hashlib
import json
from collections.abc import Iterator

from improvement.errors import Issue, Severity, issue
from improvement.model.base import FrozenMap, plain
from improvement.model.plan import Baseline, BaselineDates, Plan
from improvement.model.realization import Activity, Work
from improvement.model.values import Effort
from improvement.schedule.dates import PlanSchedule
from improvement.schedule.network import expected_days
from improvement.schedule.staff import NOBODY, People, availability, everybody

PLACE = ("programme", "baseline")


def person_days(work: Work, plan: Plan, people: People) -> float | None:
    """What a piece of work is meant to cost in person-days; None where neither effort nor people are named.

    Its effort; else its expected working days x the sum of (needed x availability). Time through days off costs nobody.
    """
    if isinstance(work, Activity) and work.effort:
        return work.effort.person_days
    days, elapsed = expected_days(work, plan.programme, people)
    if elapsed or not work.needs:
        return None
    return days * sum(count * availability(need, people) for need, count in work.needs.items())


def approved(plan: Plan, dates: PlanSchedule, shared: People = NOBODY) -> Baseline:
    """Dates and person-days of all work as they are now, sealed; person-days to a hundredth."""
    people, entries = everybody(plan, shared), {}
    works: dict[str, Work] = {**plan.realization.activities, **plan.realization.training}
    for id, times in dates.activities.items():
        cost = person_days(works[id], plan, people) if id in works else None
        entry = BaselineDates(start=times.early_start, finish=times.early_finish)
        effort = Effort(round(cost, 2)) if cost is not None else None
        entries[id] = BaselineDates(start=entry.start, finish=entry.finish, effort=effort) if effort else entry
    return sealed(Baseline(finish=dates.finish, activities=FrozenMap(entries)))


def sealed(baseline: Baseline) -> Baseline:
    """The same with its seal."""
    return baseline.model_copy(update={"sha256": seal(baseline)})


def seal(baseline: Baseline) -> str:
    """SHA-256 of everything but the seal, in a form that does not depend on order or layout of the file."""
    content = {name: value for name, value in plain(baseline).items() if name != "sha256"}
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def baseline_issues(plan: Plan, baseline: Baseline | None) -> Iterator[Issue]:
    """What is wrong with the approved dates that a plan names; nothing where it names none."""
    day = plan.programme.baseline
    if not day:
        return
    if baseline is None:
        yield issue("baseline-missing", Severity.ERROR, PLACE, day=str(day))
    elif baseline.sha256 is None:
        yield issue("baseline-unsealed", Severity.ERROR, PLACE, day=str(day))
    elif baseline.sha256 != seal(baseline):
        yield issue("baseline-changed", Severity.ERROR, PLACE, day=str(day))
