"""The programme's charter: title, people, calendar, segments, touchpoints, assumptions."""

from typing import Annotated, Literal

from improvement.model.base import FrozenMap, Model
from improvement.model.values import (
    Count,
    Date,
    Days,
    Flag,
    Grade,
    Hours,
    Id,
    LocalText,
    Number,
    OpeningHours,
    Percent,
    Rank,
    Region,
    Text,
    words_of,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Role = Literal["viewer", "member", "owner"]
Phase = Literal["pre-sale", "in-sale", "after-sale"]
ThreePoints = Literal["pert", "triangular"]
SharedLuck = Literal["owner", "department"]
OutOfOrder = Literal["retained", "override"]
StageName = Literal["assessment", "commitment", "realization", "guarantee"]
Workday = Annotated[Weekday, words_of(Weekday)]


class Calendar(Model):
    """Working days and hours; a promise in working hours counts only inside them."""

    workdays: tuple[Workday, ...] = ("mon", "tue", "wed", "thu", "fri")
    """Days of the week on which work is done."""
    hours: OpeningHours = Hours.parse("09:00-17:00")
    """Opening hours of a working day."""
    holidays: Region | None = None
    """Country, or country and region, whose public holidays are free: ES or ES-MD."""
    closed: tuple[Days, ...] = ()
    """Further days on which nobody works."""


class Person(Model):
    """A person, or a team if `count` is above 1."""

    name: Text
    """The name that is shown."""
    role: Text | None = None
    """What the person does, such as account manager."""
    account: Text | None = None
    """The sign-in name by which the company's sign-in knows the person, such as an e-mail address."""
    count: Count = 1
    """How many people stand behind this entry."""
    availability: Percent = 1.0
    """Share of working time that this programme may use."""
    away: tuple[Days, ...] = ()
    """Days on which the person cannot work."""
    workdays: tuple[Workday, ...] = ()
    """Days of the week on which the person works; empty: those of the programme."""
    holidays: Region | None = None
    """Country or region whose public holidays are the person's, instead of the programme's."""
    skills: FrozenMap[Id, Count] = FrozenMap()
    """Level held per competency, from 0."""


class Segment(Model):
    """A group of customers that is treated alike."""

    title: Text
    """The name that is shown."""
    value_class: Text | None = None
    """Class of value to the company, such as A."""


class Touchpoint(Model):
    """Where a customer and the service meet."""

    title: Text
    """The name that is shown."""
    phase: Annotated[Phase, words_of(Phase)] | None = None
    """Before, during or after the sale."""
    moment_of_truth: Flag = False
    """True where this touchpoint decides the judgement."""


class Assumption(Model):
    """A number that is believed, not measured."""

    value: Number
    """The number."""
    grade: Grade
    """How well it is proved: A (measured here) to E (folklore)."""
    source: Text
    """Where it comes from."""


class Correlation(Model):
    """Work of the same people goes well or badly together."""

    by: Annotated[SharedLuck, words_of(SharedLuck)]
    """Who has the same luck: work of one owner, or of one department."""
    strength: Percent = 0.3
    """Correlation of their durations: 0% each its own luck, 100% all the same."""


class Closing(Model):
    """A stage closed by a person; a condition that fails later opens it again."""

    by: Id
    """Who closed it."""
    date: Date
    """When."""


class Programme(Model):
    """What the programme is, who takes part and when."""

    title: Text
    """The programme's name."""
    owner: Id | None = None
    """The person who answers for it."""
    sponsor: Id | None = None
    """The person who pays for it."""
    sample: Text | None = None
    """Set in made-up sample programmes: says so to the reader."""
    slogan: LocalText | None = None
    """What the programme wants, in a few words."""
    cycle: Count = 1
    """How often the loop has been walked, from 1."""
    priority: Rank | None = None
    """Which programme has shared people first, from 1; those without one come after, by start."""
    starts: Date
    """First day on which work may be done."""
    data_date: Date | None = None
    """Progress is complete up to and including this day."""
    listen_again: Date | None = None
    """When customers are asked again; no cycle closes without it."""
    baseline: Date | None = None
    """The approved dates in baselines/DATE.yaml."""
    estimates: Annotated[ThreePoints, words_of(ThreePoints)] = "pert"
    """How three-point estimates are read."""
    correlation: Correlation | None = None
    """Whose durations hang together; empty: every piece of work has its own luck."""
    progress: Annotated[OutOfOrder, words_of(OutOfOrder)] = "retained"
    """Whether work that started too early still waits for what comes before it, or goes on without."""
    calendar: Calendar = Calendar()
    """Working days and hours."""
    people: FrozenMap[Id, Person] = FrozenMap()
    """Persons and teams."""
    segments: FrozenMap[Id, Segment] = FrozenMap()
    """Groups of customers."""
    touchpoints: FrozenMap[Id, Touchpoint] = FrozenMap()
    """Where customers and the service meet."""
    assumptions: FrozenMap[Id, Assumption] = FrozenMap()
    """Numbers that are believed, not measured."""
    closed: FrozenMap[Annotated[StageName, words_of(StageName)], Closing] = FrozenMap()
    """Stages that were closed."""
    access: FrozenMap[Id, Annotated[Role, words_of(Role)]] = FrozenMap()
    """What each person may do, once signed in by their `account`."""
