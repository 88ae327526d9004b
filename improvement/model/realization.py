"""The work: activities, milestones, competencies, training."""

from typing import Annotated, Literal

from improvement.model.base import FrozenMap, Model
from improvement.model.commitment import Waiver
from improvement.model.risks import Risk
from improvement.model.values import Count, Date, Estimate, Id, Length, Link, Need, Percent, PersonDays, Text, words_of

Rollout = Literal["plan-explanation", "on-site-guidance", "remote-monitoring"]


class Work(Model):
    """What activities and training have in common."""

    title: Text
    """What is done."""
    serves: tuple[Id, ...] = ()
    """The standards (or findings) it serves."""
    owner: Id | None = None
    """Who answers for it."""
    estimate: Estimate | None = None
    """How long it takes: one value, or optimistic, most likely, pessimistic."""
    after: tuple[Link, ...] = ()
    """What it waits for."""
    needs: FrozenMap[Need, Count] = FrozenMap()
    """How many of which people, teams or skills it needs."""
    not_before: Date | None = None
    """First day on which it may start."""
    not_after: Date | None = None
    """Last day on which it may be finished."""
    must_start: Date | None = None
    """The day on which it must start."""
    must_finish: Date | None = None
    """The day on which it must be finished."""
    actual_start: Date | None = None
    """The day on which it started."""
    actual_finish: Date | None = None
    """The day on which it was finished."""
    remaining: Length | None = None
    """How long it still takes from the data date."""
    percent_complete: Percent | None = None
    """Share of the work that is done."""
    actual_effort: PersonDays | None = None
    """Person-days that were spent on it up to the data date."""
    blocked_by: Text | None = None
    """What stops it."""
    playbook: Id | None = None
    """The playbook intervention it was drafted from."""
    waiver: Waiver | None = None
    """A rule set aside for this work."""


class Activity(Work):
    """A piece of work."""

    department: Text | None = None
    """The department responsible."""
    effort: PersonDays | None = None
    """Work in person-days, instead of an estimate; needs say by how many people."""
    rollout: Annotated[Rollout, words_of(Rollout)] | None = None
    """The step of the rollout: explain, guide on site, monitor remotely."""


class Milestone(Model):
    """A point in time that matters; reached when all it waits for is finished."""

    title: Text
    """What is reached."""
    after: tuple[Link, ...] = ()
    """What it waits for."""
    due: Date | None = None
    """The day by which it should be reached."""


class Competency(Model):
    """Something people can learn to do, in levels from 0."""

    title: Text
    """The name that is shown."""
    levels: Count = 4
    """The highest level."""


class TrainingSession(Model):
    """One training day at one place."""

    date: Date
    """The day."""
    place: Text | None = None
    """Where."""
    seats: Count | None = None
    """How many can take part."""
    attended: Count | None = None
    """How many took part; empty before it was held."""


class Checks(Model):
    """When the four levels of a training's effect are looked at."""

    reaction: Date | None = None
    """Did they like it?"""
    learning: Date | None = None
    """Do they know it?"""
    behaviour: Date | None = None
    """Do they do it, 60 to 90 days later?"""
    results: Date | None = None
    """Does the customer feel it?"""


class Training(Work):
    """A course that closes a gap of competency; with training sessions it takes its dates from them."""

    competency: Id | None = None
    """What is learned."""
    audience: tuple[Id, ...] = ()
    """The persons and teams who learn it."""
    to_level: Count | None = None
    """The level required afterwards."""
    sessions: FrozenMap[Id, TrainingSession] = FrozenMap()
    """Training days."""
    checks: Checks | None = None
    """When its effect is looked at."""


class Realization(Model):
    """Stage 3: the plan of work."""

    activities: FrozenMap[Id, Activity] = FrozenMap()
    """Pieces of work."""
    milestones: FrozenMap[Id, Milestone] = FrozenMap()
    """Points in time that matter."""
    competencies: FrozenMap[Id, Competency] = FrozenMap()
    """What people can learn to do."""
    training: FrozenMap[Id, Training] = FrozenMap()
    """Courses."""
    risks: FrozenMap[Id, Risk] = FrozenMap()
    """What may happen and then makes work take longer."""
