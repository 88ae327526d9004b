"""The ways through a plan that several rules share; every step carries its path."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from improvement.checks.facts import Facts
from improvement.model.change import Path
from improvement.model.commitment import Promise, Standard, Waiver
from improvement.model.plan import Plan
from improvement.model.realization import Milestone, Work
from improvement.model.values import Id

T = TypeVar("T")
ACTIVITIES: Path = ("realization", "activities")
TRAINING: Path = ("realization", "training")
MILESTONES: Path = ("realization", "milestones")
RISKS: Path = ("realization", "risks")
FINDINGS: Path = ("assessment", "findings")
STANDARDS: Path = ("commitment", "standards")
PROMISES: Path = ("commitment", "promises")
# where rules about waivers read
WAIVERS = ("realization.*.*.waiver", "commitment.*.*.waiver")


def numbered(path: Path, values: Sequence[T]) -> Iterator[tuple[Path, T]]:
    """The entries of a list with their paths."""
    for position, value in enumerate(values):
        yield (*path, str(position)), value


def works(plan: Plan) -> Iterator[tuple[Path, Work]]:
    """Activities, then training."""
    for id, activity in plan.realization.activities.items():
        yield (*ACTIVITIES, id), activity
    for id, training in plan.realization.training.items():
        yield (*TRAINING, id), training


def waiting(plan: Plan) -> Iterator[tuple[Path, Work | Milestone]]:
    """Everything that `after` may name: activities, training, milestones."""
    yield from works(plan)
    for id, milestone in plan.realization.milestones.items():
        yield (*MILESTONES, id), milestone


def standards(plan: Plan) -> Iterator[tuple[Path, Standard]]:
    """The service standards."""
    for id, standard in plan.commitment.standards.items():
        yield (*STANDARDS, id), standard


def promises(plan: Plan) -> Iterator[tuple[Path, Promise]]:
    """The service promises."""
    for id, promise in plan.commitment.promises.items():
        yield (*PROMISES, id), promise


def waivable_objects(plan: Plan) -> Iterator[tuple[Path, Standard | Promise | Work]]:
    """Everything that may carry a waiver."""
    yield from standards(plan)
    yield from promises(plan)
    yield from works(plan)


def waivers(plan: Plan) -> Iterator[tuple[Path, Waiver]]:
    """The waivers that were signed."""
    for path, each in waivable_objects(plan):
        if each.waiver:
            yield (*path, "waiver"), each.waiver


def people(plan: Plan, facts: Facts) -> Collection[Id]:
    """Persons and teams of the plan and those that programmes share."""
    return plan.programme.people.keys() | facts.shared_people
