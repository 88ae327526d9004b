"""How the programme knows whether its promises are kept: measures, audits, incentives, reviews."""

from typing import Annotated, Literal

from improvement.model.base import FrozenMap, Model
from improvement.model.values import Date, Id, Number, Percent, Text, words_of

MeasureKind = Literal["time", "share", "count", "mean"]
Period = Literal["week", "month"]
Rota = Literal["weekly", "monthly", "quarterly"]


class Measure(Model):
    """A number followed over time."""

    title: Text | None = None
    """The name that is shown."""
    source: Id
    """The evidence it is computed from (assessment.sources)."""
    kind: Annotated[MeasureKind, words_of(MeasureKind)]
    """time: between two moments of a case; share: cases that meet a code; count: cases; mean: of an item."""
    start: Id | None = None
    """The item that starts the clock (kind time)."""
    stop: Id | None = None
    """The item that stops the clock (kind time); empty in a case means still open."""
    item: Id | None = None
    """The item that is counted or averaged (kinds share and mean)."""
    at_least: Number | None = None
    """Kind share: a case meets it with this value or more."""
    date: Id | None = None
    """The item that dates a case (kinds share, count, mean)."""
    period: Annotated[Period, words_of(Period)] = "month"
    """Length of one point of the chart."""
    baseline_until: Date | None = None
    """Last day of the points from which the usual range is computed."""
    measured_since: Date | None = None
    """The last change of the process: a promise is judged on cases since then."""


class Audit(Model):
    """Announced and surprise checks of a standard."""

    standard: Id
    """What is checked."""
    rota: Annotated[Rota, words_of(Rota)]
    """How often it is announced."""
    surprise_share: Percent = 0.0
    """Share of the checks that is not announced."""


class Incentive(Model):
    """What people gain when a standard is met."""

    standard: Id
    """What is rewarded."""
    rule: Text
    """Who gets what, when."""


class Review(Model):
    """A meeting that looked at the results."""

    held_on: Date
    """When."""
    decisions: tuple[Text, ...] = ()
    """What was decided."""


class Guarantee(Model):
    """Stage 4: proof that promises are kept."""

    measures: FrozenMap[Id, Measure] = FrozenMap()
    """Numbers followed over time."""
    audits: FrozenMap[Id, Audit] = FrozenMap()
    """Announced and surprise checks."""
    incentives: FrozenMap[Id, Incentive] = FrozenMap()
    """What people gain."""
    reviews: FrozenMap[Id, Review] = FrozenMap()
    """Meetings that looked at the results."""
