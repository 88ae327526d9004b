"""The whole plan of one programme, and the files beside it."""

from improvement.model.assessment import Assessment
from improvement.model.base import FrozenMap, Model
from improvement.model.commitment import Commitment
from improvement.model.guarantee import Guarantee
from improvement.model.programme import Person, Programme
from improvement.model.realization import Realization
from improvement.model.values import Date, Id, PersonDays, Text


class Plan(Model):
    """One programme: charter and the four stages of the loop."""

    programme: Programme
    """The charter."""
    assessment: Assessment = Assessment()
    """Stage 1: where the service falls short."""
    commitment: Commitment = Commitment()
    """Stage 2: what is promised."""
    realization: Realization = Realization()
    """Stage 3: the plan of work."""
    guarantee: Guarantee = Guarantee()
    """Stage 4: proof that promises are kept."""


class SharedPeople(Model):
    """plans/people.yaml: persons and teams that programmes share."""

    people: FrozenMap[Id, Person] = FrozenMap()
    """Persons and teams."""


class BaselineDates(Model):
    """The approved dates of one activity, training or milestone."""

    start: Date
    """First day."""
    finish: Date
    """Last day, inclusive."""
    effort: PersonDays | None = None
    """Person-days that were planned for it."""


class Baseline(Model):
    """baselines/DATE.yaml: the approved dates, frozen, written by a machine."""

    finish: Date
    """Last day of the whole programme."""
    activities: FrozenMap[Id, BaselineDates] = FrozenMap()
    """Dates per activity, training and milestone."""
    sha256: Text | None = None
    """The seal: the hash of everything else in this file."""
