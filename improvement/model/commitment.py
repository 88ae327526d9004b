"""What staff must meet (standards) and what customers are told (promises)."""

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from improvement.model.base import FrozenMap, Model
from improvement.model.values import Count, Date, File, Id, Length, LocalText, PerCases, Percent, Text


class Target(Model):
    """One of: within a time for a share of cases; a share of cases; at most so many per so many."""

    within: Length | None = None
    """The time: `8h` counts working hours, `elapsed 48h` the clock."""
    share: Percent | None = None
    """The share of cases that must meet it."""
    at_most: PerCases | None = None
    """The most that may happen."""

    @model_validator(mode="after")
    def _one_shape(self) -> "Target":
        shapes = [bool(self.share), bool(self.at_most)]
        if sum(shapes) != 1 or (self.within and not self.share):
            raise PydanticCustomError("target-shape", "one of three shapes")
        return self


class Waiver(Model):
    """A rule set aside by a named person, with a reason, until a day."""

    rule: Id
    """The rule that is set aside."""
    by: Id
    """Who signs."""
    date: Date
    """When it was signed."""
    reason: Text
    """Why, in one sentence."""
    until: Date
    """The last day on which it holds."""


class Standard(Model):
    """A service standard: the measurable level that staff must meet."""

    title: Text | None = None
    """The name that is shown."""
    answers: tuple[Id, ...] = ()
    """The findings it answers."""
    segments: tuple[Id, ...] = ()
    """Whom it serves; none means everybody."""
    need: Text | None = None
    """What the customer needs."""
    measure: Id | None = None
    """How it is measured (guarantee.measures)."""
    target: Target | None = None
    """The level that is promised."""
    internal_target: Target | None = None
    """The tighter level that staff aim at."""
    owner: Id | None = None
    """Who answers for it."""
    exceptions: FrozenMap[Id, Text] = FrozenMap()
    """What it does without (monitoring, evaluation, incentive), and why."""
    waiver: Waiver | None = None
    """A rule set aside for this standard."""


class Recovery(Model):
    """What a customer gets when the promise is broken."""

    entitles: Text
    """What the customer is entitled to."""
    authority: Text | None = None
    """Who may grant it."""
    within: Length | None = None
    """How soon."""


class Retold(Model):
    """The retelling test: customers asked to say the promise in their own words."""

    asked: Count
    """How many were asked."""
    right: Count
    """How many said it right."""


class Promise(Model):
    """A service promise: what the customer is told."""

    standard: Id
    """The standard behind it."""
    segments: tuple[Id, ...] = ()
    """To whom it is made; none means everybody."""
    text: LocalText
    """The wording."""
    slogan: LocalText | None = None
    """The same in a few words."""
    picture: File | None = None
    """A picture of it, inside the programme's folder."""
    recovery: Recovery | None = None
    """What happens when it is broken."""
    retold: Retold | None = None
    """How well customers understood it."""
    public_since: Date | None = None
    """First day on which customers were told; empty until it may go live."""
    waiver: Waiver | None = None
    """A rule set aside for this promise."""


class Commitment(Model):
    """Stage 2: what is promised, never beyond what can be kept."""

    standards: FrozenMap[Id, Standard] = FrozenMap()
    """What staff must meet."""
    promises: FrozenMap[Id, Promise] = FrozenMap()
    """What customers are told."""
