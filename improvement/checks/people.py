"""Rules about people, skills and the work they are needed for."""

from collections.abc import Iterator

from improvement.checks.facts import Facts
from improvement.checks.registry import Hits, hit, rule
from improvement.checks.walk import ACTIVITIES, TRAINING, works
from improvement.errors import Severity
from improvement.model.change import Path
from improvement.model.plan import Plan
from improvement.model.realization import Training
from improvement.model.values import skill_of
from improvement.schedule.staff import everybody, holders

EFFORT = "realization.activities.*.effort"
LEVELS = (
    "programme.people",
    "realization.competencies",
    "realization.*.*.needs",
    "realization.training.*.competency",
    "realization.training.*.to_level",
)
BEHAVIOUR_DAYS = (60, 90)


@rule("empty-team", Severity.ERROR)
def empty_team(plan: Plan, _: Facts) -> Hits:
    """A team has at least one member."""
    for id, person in plan.programme.people.items():
        if person.count == 0:
            yield hit(("programme", "people", id, "count"))


@rule("level-out-of-range", Severity.ERROR, reads=LEVELS)
def level_out_of_range(plan: Plan, _: Facts) -> Hits:
    """A level of a competency lies between 0 and its highest level."""
    for path, competency, level in _levels(plan):
        known = plan.realization.competencies.get(competency)
        if known and level > known.levels:
            yield hit(path, level=level, competency=competency, levels=known.levels)


def _levels(plan: Plan) -> Iterator[tuple[Path, str, int]]:
    for id, person in plan.programme.people.items():
        for competency, level in person.skills.items():
            yield ("programme", "people", id, "skills", competency), competency, level
    for path, work in works(plan):
        for need in work.needs:
            if skill := skill_of(need):
                yield (*path, "needs", need), *skill
        if isinstance(work, Training) and work.competency and work.to_level is not None:
            yield (*path, "to_level"), work.competency, work.to_level


@rule("estimate-and-effort", Severity.ERROR, reads=("realization.activities.*.estimate", EFFORT))
def estimate_and_effort(plan: Plan, _: Facts) -> Hits:
    """An activity has an estimate, or effort and needs; not both."""
    for id, activity in plan.realization.activities.items():
        if activity.estimate and activity.effort:
            yield hit((*ACTIVITIES, id, "effort"), effort=str(activity.effort), estimate=str(activity.estimate))


@rule("effort-without-needs", Severity.ERROR, reads=("realization.activities.*.needs", EFFORT))
def effort_without_needs(plan: Plan, _: Facts) -> Hits:
    """Effort takes as long as the people who do it need: it asks for them."""
    for id, activity in plan.realization.activities.items():
        if activity.effort and not activity.needs:
            yield hit((*ACTIVITIES, id, "effort"), effort=str(activity.effort))


@rule("more-needed-than-there", Severity.ADVICE)
def more_needed_than_there(plan: Plan, facts: Facts) -> Hits:
    """More people are needed than the team has, or than have the skill; silent where nobody has it."""
    people = everybody(plan, facts.shared)
    for path, work in works(plan):
        for need, wanted in work.needs.items():
            count = sum(each.count for each in holders(need, people).values())
            if wanted > count > 0:
                yield hit((*path, "needs", need), text=need, wanted=wanted, count=count)


@rule("work-without-owner", Severity.ADVICE)
def work_without_owner(plan: Plan, _: Facts) -> Hits:
    """Work that nobody answers for."""
    for path, work in works(plan):
        if not work.owner:
            yield hit(path)


@rule("work-without-estimate", Severity.ADVICE)
def work_without_estimate(plan: Plan, _: Facts) -> Hits:
    """Work whose length nobody has estimated: no estimate, no effort, no training sessions."""
    for path, work in works(plan):
        if not (work.estimate or getattr(work, "effort", None) or getattr(work, "sessions", None)):
            yield hit(path)


@rule("one-point-estimate", Severity.ADVICE)
def one_point_estimate(plan: Plan, _: Facts) -> Hits:
    """One value hides how sure it is; silent for finished work and for training with sessions."""
    for path, work in works(plan):
        settled = work.actual_finish or getattr(work, "sessions", None)
        if work.estimate and work.estimate.is_one_point and not settled:
            yield hit((*path, "estimate"), estimate=str(work.estimate))


@rule("progress-without-start", Severity.ADVICE)
def progress_without_start(plan: Plan, _: Facts) -> Hits:
    """Work that is partly done has started some day."""
    for path, work in works(plan):
        if work.percent_complete and not work.actual_start:
            yield hit((*path, "percent_complete"), share=work.percent_complete)


@rule("finished-incomplete", Severity.ADVICE)
def finished_incomplete(plan: Plan, _: Facts) -> Hits:
    """Finished work is wholly done."""
    for path, work in works(plan):
        if work.actual_finish and work.percent_complete is not None and work.percent_complete < 1:
            yield hit((*path, "percent_complete"), share=work.percent_complete, finish=str(work.actual_finish))


@rule("more-attended-than-seats", Severity.ADVICE)
def more_attended_than_seats(plan: Plan, _: Facts) -> Hits:
    """More people took part than there were seats."""
    for id, training in plan.realization.training.items():
        for name, each in training.sessions.items():
            if each.seats is not None and each.attended is not None and each.attended > each.seats:
                path = (*TRAINING, id, "sessions", name, "attended")
                yield hit(path, attended=each.attended, seats=each.seats)


@rule("behaviour-not-in-window", Severity.ADVICE)
def behaviour_not_in_window(plan: Plan, _: Facts) -> Hits:
    """Whether people do what they learned shows 60 to 90 days after the last session."""
    least, most = BEHAVIOUR_DAYS
    for id, training in plan.realization.training.items():
        if training.sessions and training.checks and training.checks.behaviour:
            last = max(each.date for each in training.sessions.values())
            days = (training.checks.behaviour - last).days
            if not least <= days <= most:
                yield hit((*TRAINING, id, "checks", "behaviour"), days=days, least=least, most=most)
