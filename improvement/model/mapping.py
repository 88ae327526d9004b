"""What the columns of an evidence file mean: written by the app, corrected by people, used again next time."""

from typing import Annotated, Literal

from improvement.model.base import FrozenMap, Model
from improvement.model.values import Count, Date, Flag, Id, Number, Percent, Reference, Text, one_of, words_of

ItemRole = Literal[
    "overall",
    "recommend",
    "repurchase",
    "driver",
    "expectation",
    "adequate",
    "perception",
    "importance",
    "effort",
    "versus-expectation",
    "versus-ideal",
    "benefit",
    "cost",
    "kano-functional",
    "kano-dysfunctional",
    "weight",
    "segment",
    "respondent",
    "date",
    "time",
    "text",
    "personal",
    "ignore",
]
KANO_PAIR: tuple[ItemRole, ItemRole] = ("kano-functional", "kano-dysfunctional")
Good = Literal["high", "low"]
StartedBy = Literal["system", "staff"]
DateOrder = Literal["ymd", "dmy", "mdy", "dmy-be", "serial-1904"]
RowChoice = Literal["all", "real", "finished"]
Respondents = Literal["customers", "staff"]
Element = Literal["people", "rules", "means", "others"]


class Reading(Model):
    """How the bytes of the file become a table."""

    encoding: Text = "utf-8"
    """Character encoding."""
    delimiter: Text | None = None
    """What separates the cells of a text file: one of , ; | tab."""
    header_rows: Count = 1
    """How many rows stand above the data."""
    decimal: Annotated[str, one_of(".", ",")] = "."
    """The decimal mark."""
    dates: Annotated[DateOrder, words_of(DateOrder)] = "ymd"
    """The order of year, month and day; dmy-be: years of two digits are Buddhist; serial-1904: days since 1904."""
    rows: Annotated[RowChoice, words_of(RowChoice)] = "all"
    """Which rows count: all, those that are no tests or previews, of these only the finished ones."""
    sheet: Text | None = None
    """The sheet of a workbook."""


class Scale(Model):
    """The answers a question allows."""

    id: Id
    """Name of the scale; items are compared only on the same scale."""
    low: Number
    """The lowest answer."""
    high: Number
    """The highest answer."""
    good: Annotated[Good, words_of(Good)] = "high"
    """Which end is good for the customer."""


class Keypad(Model):
    """How a rating by telephone keys is asked; the scale says which key is best."""

    labels: FrozenMap[Text, Text] = FrozenMap()
    """What is said for each key."""
    read: tuple[Count, ...] = ()
    """The keys in the order in which they are read aloud."""
    pause_seconds: Number = 0.0
    """Silence after each choice."""
    started_by: Annotated[StartedBy, words_of(StartedBy)] = "system"
    """Who sends a caller to the question: the system, or the staff who are rated."""
    by_chance: Flag = False
    """True where chance decides which of two forms with the keys turned round a caller hears."""
    offered: Count | None = None
    """How many callers heard the question; who gave no answer hung up."""


class Item(Model):
    """One column and what it means."""

    column: Text
    """The heading as it stands in the file."""
    text: Text | None = None
    """The question in words."""
    role: Annotated[ItemRole, words_of(ItemRole)]
    """What the column is used for; adequate: the least that is acceptable, beside it expectation is what is desired."""
    of: Id | None = None
    """The attribute: expectation and perception of one attribute share it, our rating and a rival's, how important it
    is and how it is rated (or the id of the rated question), having it and missing it (Kano)."""
    rival: Text | None = None
    """The rival whom the question rates; none: it rates us."""
    factor: Text | None = None
    """Product, price, channel or competition."""
    element: Annotated[Element, words_of(Element)] | None = None
    """What customers meet in it: people, rules, means (rooms, devices, forms) or other customers (others)."""
    scale: Scale | None = None
    """The answers it allows."""
    keypad: Keypad | None = None
    """For a rating by telephone keys: how it is asked."""
    not_answers: FrozenMap[Text, Text] = FrozenMap()
    """Codes that are no answers, and what they mean."""
    labels: FrozenMap[Text, Number] = FrozenMap()
    """Answers given in words, and the number that each counts as."""
    values: FrozenMap[Text, Id] = FrozenMap()
    """For a segment: which value in the file is which segment of the plan."""


class CaseTime(Model):
    """A time between two moments of a case."""

    start: Id
    """The item that starts the clock."""
    stop: Id
    """The item that stops the clock."""


class Bridge(Model):
    """Where one question was asked in two forms side by side, and chance chose who got which."""

    old: Reference
    """The question as the round before asked it."""
    new: Reference
    """The question as this round asks it."""


class Mapping(Model):
    """What one evidence file means."""

    tool: Text = "plain-csv"
    """The program that wrote the file."""
    read: Reading = Reading()
    """How the bytes become a table."""
    file_sha256: Text | None = None
    """Hash of the stored table; results name it."""
    wave: Text | None = None
    """The survey round."""
    mode: Text | None = None
    """How people were asked: phone, e-mail, on site."""
    collected: Date | None = None
    """Last day of data collection; cases still open on this day are censored there."""
    respondents: Annotated[Respondents, words_of(Respondents)] = "customers"
    """Who answered; what staff think of the service never enters the customers' scores."""
    rival: Text | None = None
    """The rival whom all questions of the file rate, as in a survey of its customers."""
    items: FrozenMap[Id, Item] = FrozenMap()
    """The columns."""
    population: FrozenMap[Id, FrozenMap[Text, Percent]] = FrozenMap()
    """For segments: the share of every part in all customers; answers are weighted to match."""
    trim_weights: Number | None = None
    """Weights above so many times the middle one are cut to that; without it none is."""
    bridges: FrozenMap[Id, Bridge] = FrozenMap()
    """For questions asked otherwise than in the round before: where both forms were asked."""
    cases: FrozenMap[Id, CaseTime] = FrozenMap()
    """For case files: which times make the measures."""
