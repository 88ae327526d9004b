"""Every kind of value in a plan: its grammar, how it is read from text, how it is written.

Scalars arrive as text, whatever YAML would make of them: the schema decides what they are.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

from improvement.model.base import Composed, FrozenMap, Grammar, Points

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_LENGTH = 64
RATE_PATTERN = r"(\d{1,9}(?:\.\d{1,9})?) per (\d{1,9})"
YAML_WORDS = frozenset(["on", "off", "yes", "no", "y", "n", "null", "true", "false"])
LANGUAGES = ("en", "es", "zh", "th", "ru")


def match(pattern: str, text: str) -> re.Match[str]:
    """The whole text against a pattern; ValueError where it does not fit."""
    if found := re.fullmatch(pattern, text, re.ASCII):
        return found
    raise ValueError(text)


def parse_id(text: str) -> str:
    """An id: lower-case words joined by hyphens, at most 64 characters, nothing that YAML reads as something else."""
    match(ID_PATTERN, text)
    if len(text) > ID_LENGTH or text in YAML_WORDS or re.fullmatch(r"\d+|\d+e\d+|0x[0-9a-f]+|\d{4}-\d\d?-\d\d?", text):
        raise ValueError(text)
    return text


def parse_date(text: str) -> date:
    """An ISO day, 2027-02-15."""
    match(r"\d{4}-\d\d-\d\d", text)
    return date.fromisoformat(text)


def parse_number(text: str) -> float:
    """A decimal number; no underscores, no exponent, no infinity."""
    match(r"-?\d{1,15}(\.\d{1,15})?", text)
    return float(text)


def write_number(value: float) -> str:
    """A number without needless decimals, and without an exponent, so that it can be read back."""
    return str(int(value)) if value == int(value) else f"{Decimal(repr(float(value))):f}"


def parse_count(text: str) -> int:
    """A whole number from 0."""
    match(r"\d{1,9}", text)
    return int(text)


def parse_rank(text: str) -> int:
    """A whole number from 1."""
    return int(match(r"[1-9]\d{0,8}", text)[0])


def parse_percent(text: str) -> float:
    """95% as the proportion 0.95; 0 to 100."""
    match(r"\d{1,3}(\.\d{1,6})?%", text)
    if float(text[:-1]) > 100:
        raise ValueError(text)
    return round(float(text[:-1]) / 100, 10)


def write_percent(value: float) -> str:
    """The proportion 0.95 as 95%."""
    return write_number(round(value * 100, 8)) + "%"


def parse_flag(text: str) -> bool:
    """true or false, nothing else."""
    match("true|false", text)
    return text == "true"


def parse_text(text: str) -> str:
    """Any text that is not blank."""
    if not text.strip():
        raise ValueError(text)
    return text


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time: working days, weeks (of five working days) or working hours; `elapsed` counts the calendar."""

    amount: float
    unit: Literal["d", "w", "h"]
    elapsed: bool = False

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read `3d`, `2w`, `4h` or `elapsed 10d`."""
        found = match(r"(elapsed )?(\d{1,5}(?:\.\d{1,2})?)([dwh])", text)
        return cls(float(found[2]), found[3], bool(found[1]))  # type: ignore[arg-type]  # the pattern allows d, w, h

    def __str__(self) -> str:
        return ("elapsed " if self.elapsed else "") + write_number(self.amount) + self.unit

    def hours(self, hours_a_day: float) -> float:
        """The length in hours of its own clock: working hours, or hours by the clock if elapsed."""
        a_day = 24.0 if self.elapsed else hours_a_day
        a_week = 7 if self.elapsed else 5
        return self.amount * {"h": 1.0, "d": a_day, "w": a_week * a_day}[self.unit]

    def days(self, hours_a_day: float) -> float:
        """The length in days of its own clock: working days, or calendar days if elapsed."""
        return self.hours(hours_a_day) / (24.0 if self.elapsed else hours_a_day)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last, both inclusive; one day is a span of its own."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read `2027-02-22..2027-02-26` or one day."""
        first, _, last = text.partition("..")
        span = cls(parse_date(first), parse_date(last or first))
        if span.last < span.first or text.endswith(".."):
            raise ValueError(text)
        return span

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of a day: from `opens` inclusive to `closes` exclusive."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Read `09:00-17:00`."""
        found = match(r"(\d\d:\d\d)-(\d\d:\d\d)", text)
        hours = cls(time.fromisoformat(found[1]), time.fromisoformat(found[2]))
        if hours.closes <= hours.opens:
            raise ValueError(text)
        return hours

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @property
    def length(self) -> float:
        """Hours in one working day."""
        return (self.closes.hour - self.opens.hour) + (self.closes.minute - self.opens.minute) / 60


LinkKind = Literal["FS", "SS", "FF", "SF"]


@dataclass(frozen=True, slots=True)
class Dependency:
    """What an activity waits for: finish-to-start unless said otherwise, with a lag (or lead, if negative)."""

    predecessor: str
    kind: LinkKind = "FS"
    lag: Duration | None = None
    lead: bool = False

    @classmethod
    def parse(cls, text: str) -> "Dependency":
        """Read `name-owner`, `train-owners FS+2d`, `pilot SS`, `pilot FF-1d`, `pilot FS+elapsed 3d`."""
        found = match(rf"({ID_PATTERN})(?: (FS|SS|FF|SF)(?:([+-])((?:elapsed )?[\d.]+[dwh]))?)?", text)
        name, kind, sign, lag = found[1], found[3], found[4], found[5]
        return cls(parse_id(name), kind or "FS", Duration.parse(lag) if lag else None, sign == "-")  # type: ignore[arg-type]  # the pattern allows the four kinds

    def __str__(self) -> str:
        if self.kind == "FS" and self.lag is None:
            return self.predecessor
        return f"{self.predecessor} {self.kind}" + (f"{'-' if self.lead else '+'}{self.lag}" if self.lag else "")


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many per so many: `2 per 1000`."""

    events: float
    per: float

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read `2 per 1000`."""
        events, per = match(RATE_PATTERN, text).groups()
        if not float(per):
            raise ValueError(text)
        return cls(float(events), float(per))

    def __str__(self) -> str:
        return f"{write_number(self.events)} per {write_number(self.per)}"


@dataclass(frozen=True, slots=True)
class Effort:
    """Work in person-days: `6pd`."""

    person_days: float

    @classmethod
    def parse(cls, text: str) -> "Effort":
        """Read `6pd`."""
        return cls(float(match(r"(\d{1,5}(?:\.\d{1,2})?)pd", text)[1]))

    def __str__(self) -> str:
        return write_number(self.person_days) + "pd"


DURATION_PATTERN = r"^(elapsed )?\d{1,5}(\.\d{1,2})?[dwh]$"


@dataclass(frozen=True, slots=True)
class Estimate(Points):
    """A duration as one value or three points: optimistic, most likely, pessimistic, in rising order."""

    KIND, EXAMPLE, PATTERN = "estimate", "10d or [2d, 3d, 6d]", DURATION_PATTERN

    optimistic: Duration
    most_likely: Duration
    pessimistic: Duration

    @classmethod
    def parse(cls, value: object) -> "Estimate":
        """Read `10d` or [2d, 3d, 6d]; ValueError where a point is no duration or the order falls."""
        points = [Duration.parse(text) for text in cls.texts(value)]
        lengths = [point.hours(8) for point in points]
        if lengths != sorted(lengths) or len({point.elapsed for point in points}) > 1:
            raise ValueError(value)
        return cls(*points)

    @property
    def is_one_point(self) -> bool:
        """True where only one value was given."""
        return self.optimistic == self.pessimistic

    def plan_form(self) -> str | list[str]:
        """As it stands in the plan file."""
        return self.form([str(self.optimistic), str(self.most_likely), str(self.pessimistic)])

    def __str__(self) -> str:
        return str(self.most_likely)


@dataclass(frozen=True, slots=True)
class LocalText(Composed):
    """A text that customers read: one string for every language, or one per language."""

    KIND, EXAMPLE = "text", "a sentence, or a map of en es zh th ru"

    texts: FrozenMap[str, str]

    @classmethod
    def parse(cls, value: object) -> "LocalText":
        """Read a string, or a map of en es zh th ru; ValueError for anything else or a blank text."""
        texts = {"": value} if isinstance(value, str) else value
        if not isinstance(texts, dict | FrozenMap) or not texts or set(texts) - {"", *LANGUAGES}:
            raise ValueError(value)
        if not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise ValueError(value)
        return cls(FrozenMap(texts))

    def show(self, language: str) -> str:
        """The text in a language; else the one for all, else English, else the first."""
        return self.texts.get(language) or self.texts.get("") or self.texts.get("en") or next(iter(self.texts.values()))

    def plan_form(self) -> str | dict[str, str]:
        """As it stands in the plan file."""
        return self.texts[""] if "" in self.texts else dict(self.texts)

    @classmethod
    def shown(cls, value: object) -> str:
        """What was refused: of a map its keys."""
        return ", ".join(map(str, value)) if isinstance(value, dict) else str(value)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": ["string", "number", "boolean"]}
        local = {"type": "object", "properties": dict.fromkeys(LANGUAGES, text), "additionalProperties": False}
        return {"anyOf": [text, local]}


def parse_need(text: str) -> str:
    """Who is needed: the id of a person or team, or `skill:ID>=LEVEL`."""
    match(rf"{ID_PATTERN}|skill:{ID_PATTERN}>=\d", text)
    return text


def skill_of(need: str) -> tuple[str, int] | None:
    """Competency and level of a need `skill:ID>=LEVEL`; None where it names a person or team."""
    competency, separator, level = need.removeprefix("skill:").partition(">=")
    return (competency, int(level)) if separator else None


def parse_reference(text: str) -> str:
    """A reference to data: `SOURCE/ITEM`."""
    match(rf"{ID_PATTERN}/{ID_PATTERN}", text)
    return text


def parse_file(text: str) -> str:
    """A file inside the programme's folder: a relative path of plain names."""
    match(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", text)
    return text


def one_of(*words: str) -> Grammar[Any]:
    """The grammar of a closed list of words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Grammar("one of", parse, str, ", ".join(words), words=words)


def words_of(alternatives: Any) -> Grammar[Any]:
    """The grammar of a Literal."""
    return one_of(*get_args(alternatives))


Id = Annotated[str, Grammar("id", parse_id, str, "first-answer", f"^{ID_PATTERN}$")]
Text = Annotated[str, Grammar("text", parse_text, str, "a short text")]
Date = Annotated[date, Grammar("date", parse_date, str, "2027-02-15", r"^\d{4}-\d\d-\d\d$")]
Number = Annotated[float, Grammar("number", parse_number, write_number, "4")]
Count = Annotated[int, Grammar("whole number", parse_count, str, "3")]
Rank = Annotated[int, Grammar("whole number from 1", parse_rank, str, "1", r"^[1-9]\d{0,8}$")]
Percent = Annotated[float, Grammar("percentage", parse_percent, write_percent, "95%", r"^\d{1,3}(\.\d{1,6})?%$")]
Flag = Annotated[bool, Grammar("true or false", parse_flag, lambda flag: str(flag).lower(), "true")]
Length = Annotated[Duration, Grammar("duration", Duration.parse, str, "3d, 2w, 4h or elapsed 10d", DURATION_PATTERN)]
Days = Annotated[Span, Grammar("span of days", Span.parse, str, "2027-02-22..2027-02-26")]
OpeningHours = Annotated[Hours, Grammar("opening hours", Hours.parse, str, "09:00-17:00", r"^\d\d:\d\d-\d\d:\d\d$")]
Link = Annotated[Dependency, Grammar("dependency", Dependency.parse, str, "train-owners FS+2d")]
PerCases = Annotated[Rate, Grammar("rate", Rate.parse, str, "2 per 1000", f"^{RATE_PATTERN}$")]
PersonDays = Annotated[Effort, Grammar("effort", Effort.parse, str, "6pd", r"^\d{1,5}(\.\d{1,2})?pd$")]
Need = Annotated[str, Grammar("need", parse_need, str, "trainers or skill:complaint-ownership>=2")]
Reference = Annotated[str, Grammar("reference", parse_reference, str, "survey-2026/q07")]
File = Annotated[str, Grammar("file", parse_file, str, "evidence/survey-2026.csv")]
Grade = Annotated[str, one_of("A", "B", "C", "D", "E")]
Region = Annotated[str, Grammar("region", lambda text: match(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", text)[0], str, "ES-MD")]
