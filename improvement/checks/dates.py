"""Rules about dates: nothing ends before it starts, nothing has happened after the data date."""

from collections.abc import Iterator
from datetime import date

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import MILESTONES, TRAINING, WAIVERS, waivers, works
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Training

ACTUALS = ("realization.*.*.actual_start", "realization.*.*.actual_finish")
SESSIONS = "realization.training.*.sessions"
LEVELS_OF_EFFECT = ("reaction", "learning", "behaviour", "results")


@rule("finish-before-start", Severity.ERROR, reads=ACTUALS)
def finish_before_start(plan: Plan, _: Facts) -> Hits:
    """Work cannot be finished before it was started."""
    for path, work in works(plan):
        if work.actual_start and work.actual_finish and work.actual_finish < work.actual_start:
            yield hit((*path, "actual_finish"), finish=str(work.actual_finish), start=str(work.actual_start))


@rule("finish-without-start", Severity.ERROR, reads=ACTUALS)
def finish_without_start(plan: Plan, _: Facts) -> Hits:
    """What is finished was started some day."""
    for path, work in works(plan):
        if work.actual_finish and not work.actual_start:
            yield hit((*path, "actual_finish"), finish=str(work.actual_finish))


@rule("finished-with-remaining", Severity.ERROR, reads=(*ACTUALS, "realization.*.*.remaining"))
def finished_with_remaining(plan: Plan, _: Facts) -> Hits:
    """Finished work has nothing left to do."""
    for path, work in works(plan):
        if work.actual_finish and work.remaining and work.remaining.amount:
            yield hit((*path, "remaining"), remaining=str(work.remaining))


@rule("after-data-date", Severity.ERROR, reads=("programme.data_date", *ACTUALS, SESSIONS))
def after_data_date(plan: Plan, _: Facts) -> Hits:
    """What has happened, happened up to the data date; silent without one."""
    data_date = plan.programme.data_date
    for path, day in _happened(plan):
        if data_date and day > data_date:
            yield hit(path, date=str(day), data_date=str(data_date))


def _happened(plan: Plan) -> Iterator[tuple[Path, date]]:
    for path, work in works(plan):
        if work.actual_start:
            yield (*path, "actual_start"), work.actual_start
        if work.actual_finish:
            yield (*path, "actual_finish"), work.actual_finish
    for path, day, attended in _training_days(plan):
        if attended is not None:
            yield path, day


def _training_days(plan: Plan) -> Iterator[tuple[Path, date, int | None]]:
    for id, training in plan.realization.training.items():
        for name, each in training.sessions.items():
            yield (*TRAINING, id, "sessions", name, "date"), each.date, each.attended


@rule("before-programme", Severity.ERROR)
def before_programme(plan: Plan, _: Facts) -> Hits:
    """Nothing is planned for a day before the programme starts."""
    starts = plan.programme.starts
    for path, day in _planned(plan):
        if day < starts:
            yield hit(path, date=str(day), starts=str(starts))


def _planned(plan: Plan) -> Iterator[tuple[Path, date]]:
    if plan.programme.listen_again:
        yield ("programme", "listen_again"), plan.programme.listen_again
    for id, milestone in plan.realization.milestones.items():
        if milestone.due:
            yield (*MILESTONES, id, "due"), milestone.due
    for path, day, _ in _training_days(plan):
        yield path, day


@rule("session-outside-training", Severity.ERROR)
def session_outside_training(plan: Plan, _: Facts) -> Hits:
    """A training day lies between the actual start and the actual finish of its training."""
    for path, day, _attended in _training_days(plan):
        training = plan.realization.training[path[2]]
        first, last = training.actual_start or day, training.actual_finish or day
        if not first <= day <= last:
            yield hit(path, date=str(day), first=str(first), last=str(last))


@rule("session-outside-window", Severity.ADVICE)
def session_outside_window(plan: Plan, facts: Facts) -> Hits:
    """A training day lies inside the days that the schedule leaves for it; silent without a schedule."""
    for path, day, _attended in _training_days(plan):
        window = facts.windows.get(path[2])
        if window and not window.first <= day <= window.last:
            yield hit(path, date=str(day), first=str(window.first), last=str(window.last))


@rule("checked-too-early", Severity.ERROR)
def checked_too_early(plan: Plan, _: Facts) -> Hits:
    """The effect of a training is not looked at before the training has begun."""
    for id, training in plan.realization.training.items():
        first = _begins(training)
        for level in LEVELS_OF_EFFECT:
            day = getattr(training.checks, level, None)
            if first and day and day < first:
                yield hit((*TRAINING, id, "checks", level), date=str(day), first=str(first))


def _begins(training: Training) -> date | None:
    days = [each.date for each in training.sessions.values()]
    return min(days) if days else training.actual_start


@rule("waiver-ends-before-signed", Severity.ERROR, reads=WAIVERS)
def waiver_ends_before_signed(plan: Plan, _: Facts) -> Hits:
    """A waiver holds from the day it was signed."""
    for path, waiver in waivers(plan):
        if waiver.until < waiver.date:
            yield hit((*path, "until"), until=str(waiver.until), date=str(waiver.date))


@rule("decided-in-future", Severity.ERROR)
def decided_in_future(plan: Plan, facts: Facts) -> Hits:
    """A decision that was taken was taken by today; silent where today is not known."""
    for id, finding in plan.assessment.findings.items():
        if facts.today and finding.decided_on and finding.decided_on > facts.today:
            path = ("assessment", "findings", id, "decided_on")
            yield hit(path, date=str(finding.decided_on), today=str(facts.today))
