"""What a dropped file was understood to be, as questions, choices and sentences."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from improvement.errors import Issue
from improvement.evidence.recognise import Understanding
from improvement.model.mapping import Item, ItemRole, Mapping
from improvement.view.candidate_lines import capital
from improvement.view.format import number
from improvement.view.language import _, ngettext
from improvement.view.wording import hint, sentence

Control = Literal[
    "codes", "top", "counted", "dates", "overall", "weight", "reading", "rows", "good", "words", "kano", "none"
]
CONTROLS: dict[str, Control] = {
    "codes-not-answers": "codes",
    "blank-or-top": "top",
    "counted-from-one": "counted",
    "date-order": "dates",
    "short-buddhist-years": "dates",
    "serial-days": "dates",
    "rows-to-count": "rows",
    "key-order": "good",
    "words-as-numbers": "words",
    "codes-as-numbers": "words",
    "kano-questions": "kano",
    "several-overall": "overall",
    "weight-or-not": "weight",
    "encoding-guessed": "reading",
    "one-column": "reading",
    "heading-is-data": "reading",
    "sheet-chosen": "reading",
}
DATE_CHOICES = {
    "date-order": ("ymd", "dmy", "mdy"),
    "short-buddhist-years": ("dmy-be", "dmy"),
    "serial-days": ("ymd", "serial-1904"),
}
ROW_CHOICES = {
    "tests": ("all", "real"),
    "unfinished": ("all", "finished"),
    "tests-and-unfinished": ("all", "real", "finished"),
}
ROLES = get_args(ItemRole)
ELEVEN = "11"
FEW_COLUMNS = 6
LONG_HEADING = 50
NOT_STORED = ("personal", "ignore")
# asked column by column elsewhere: dropping is a tick, not a question
ASKED_ELSEWHERE = ("personal-column",)


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt: its words, which control answers it, the items it is about and the codes it asks about."""

    control: Control
    text: str
    hint: str
    items: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatedRow:
    """One rated question as a row of the table in which people give it words."""

    id: str
    column: str
    scale: str
    blank: str
    role: ItemRole
    text: str
    factor: str
    low_is_good: bool
    rival: str
    of: str
    element: str


def questions(found: Understanding) -> tuple[Question, ...]:
    """The doubts that a person can answer, then those that are only told."""
    asked = [_question(each, found.mapping) for each in found.doubts if each.id not in ASKED_ELSEWHERE]
    return tuple(sorted(asked, key=lambda each: each.control == "none"))


def _question(doubt: Issue, mapping: Mapping) -> Question:
    control = CONTROLS.get(doubt.id, "none")
    facts = dict(doubt.facts)
    headings = str(facts.get("columns") or facts.get("column", ""))
    codes = tuple(str(facts.get("codes", "")).split(", ")) if control == "codes" else (ELEVEN,)
    codes = DATE_CHOICES.get(doubt.id, codes)
    codes = ROW_CHOICES[str(facts["kind"])] if control == "rows" else codes
    if control == "overall":
        headings += f", {facts['others']}"
    items = tuple(
        id
        for id, item in mapping.items.items()
        if f", {item.column}, " in f", {headings}, " and (control != "codes" or set(codes) <= set(item.not_answers))
    )
    return Question(control, capital(_shortened(doubt, control, mapping)), hint(doubt), items, codes)


def _shortened(doubt: Issue, control: Control, mapping: Mapping) -> str:
    """The sentence; a long list of columns is cut, because the table below names them all."""
    doubt = brief(doubt, mapping)
    facts = dict(doubt.facts)
    columns = str(facts.get("columns", "")).split(", ")
    if control not in ("codes", "words", "kano") or len(columns) <= FEW_COLUMNS:
        return sentence(doubt)
    rest = len(columns) - FEW_COLUMNS
    more = ngettext("{columns} and {n} more", "{columns} and {n} more", rest)
    facts["columns"] = more.format(columns=", ".join(columns[:FEW_COLUMNS]), n=rest)
    return sentence(Issue(doubt.id, doubt.severity, doubt.where, tuple(facts.items())))


def brief(told: Issue, mapping: Mapping) -> Issue:
    """The issue with short names for columns whose heading is a whole question."""
    facts = dict(told.facts)
    for item in mapping.items.values():
        for name in ("column", "columns", "others"):
            if len(item.column) > LONG_HEADING and item.column in str(facts.get(name, "")):
                facts[name] = str(facts[name]).replace(item.column, _short_name(item))
    return Issue(told.id, told.severity, told.where, tuple(facts.items()))


def understood(found: Understanding) -> tuple[str, ...]:
    """What was understood, one sentence each."""
    return tuple(capital(sentence(brief(each, found.mapping))) for each in found.understood)


def recognised(found: Understanding) -> str:
    """Which program the file seems to be from, in one sentence; '' for a plain table."""
    told = [sentence(each) for each in found.understood if each.id == "tool-recognised"]
    return capital(told[0]) if told else ""


def _short_name(item: Item) -> str:
    """The question's own words where they are short; else begin and end of the heading, where its option stands."""
    if item.text and len(item.text) <= LONG_HEADING:
        return item.text
    return f"{item.column[:30].rstrip()} … {item.column[-18:].lstrip()}"


def item_names(mapping: Mapping, rated: bool | None = None) -> dict[str, str]:
    """Items by id with the heading of their column; only those with a scale (True), only those without (False)."""
    return {
        id: item.text or item.column
        for id, item in mapping.items.items()
        if rated is None or (item.scale is not None) == rated
    }


def with_role(mapping: Mapping, role: ItemRole) -> tuple[str, ...]:
    """The items of one role, in the order of the file."""
    return tuple(id for id, item in mapping.items.items() if item.role == role)


def rated_rows(mapping: Mapping) -> tuple[RatedRow, ...]:
    """Every rated question that is kept."""
    return tuple(
        RatedRow(
            id=id,
            column=item.column,
            scale=_scale(item),
            blank=", ".join(item.not_answers),
            role=item.role,
            text=item.text or "",
            factor=item.factor or "",
            low_is_good=item.scale.good == "low",
            rival=item.rival or "",
            of=item.of or "",
            element=item.element or "",
        )
        for id, item in mapping.items.items()
        if item.scale is not None and item.role not in NOT_STORED
    )


def _scale(item: Item) -> str:
    if item.scale is None:
        return ""
    return _("{low} to {high}").format(low=number(item.scale.low), high=number(item.scale.high))


def preview(found: Understanding) -> list[dict[str, str]]:
    """The first rows: only the columns that will be stored, those with the most important roles first."""
    kept = {item.column: item for item in found.mapping.items.values() if item.role not in NOT_STORED}
    roles = {column: item.role for column, item in kept.items()}
    names = {column: _short_name(item) if len(column) > LONG_HEADING else column for column, item in kept.items()}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    names = {column: column if name in twice else name for column, name in names.items()}
    place = {each.column: number for number, each in enumerate(found.columns)}
    shown = sorted((name for name in place if name in roles), key=lambda name: ROLES.index(roles[name]))
    return [{names[column]: row[place[column]] for column in shown} for row in found.preview]


def stored_as(rows: int, mapping: Mapping) -> str:
    """What will be stored and where, in one sentence."""
    kept = sum(item.role not in NOT_STORED for item in mapping.items.values())
    told = _("Stored are {rows} rows and {kept} of {all} columns, in this programme's folder on this machine.")
    return told.format(rows=number(rows), kept=kept, all=len(mapping.items))


def delimiter_names() -> dict[str, str]:
    """What may stand between cells, as the mapping writes it."""
    return {",": _("comma"), ";": _("semicolon"), "tab": _("tab"), "|": _("upright line")}


def date_orders() -> dict[str, str]:
    """How days may be written."""
    return {
        "ymd": _("year, month, day"),
        "dmy": _("day, month, year"),
        "mdy": _("month, day, year"),
        "dmy-be": _("day, month, year of the Buddhist era"),
        "serial-1904": _("days counted from 1904"),
    }


def row_choices() -> dict[str, str]:
    """Which rows of an export may count."""
    return {
        "all": _("All rows"),
        "real": _("All but tests and previews"),
        "finished": _("Only finished answers"),
    }


def factor_names() -> dict[str, str]:
    """The four factors by id."""
    return {
        "product": _("Product"),
        "price": _("Price"),
        "channel": _("Channel"),
        "competition": _("Competition"),
    }


def element_names() -> dict[str, str]:
    """The four things that customers meet."""
    return {
        "people": _("People who serve"),
        "rules": _("Rules and systems"),
        "means": _("Rooms, devices, forms"),
        "others": _("Other customers"),
    }


def respondent_names() -> dict[str, str]:
    """Who may have answered."""
    return {"customers": _("Customers"), "staff": _("Our own staff")}
