"""Numbers, days and times of day in text cells, in the ways that people and programs write them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from improvement.model.mapping import DateOrder

# \d matches the digits of every script here, and int() and float() read them: Thai and full-width digits are meant
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
GROUPED = {".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"), ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")}
CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([AaPp])\.?\s?[Mm]\.?)?"
DAY = r"(\d{1,4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,4})日?"
MOMENT = re.compile(rf"{DAY}(?:(?:[T ]|,\s?)\s*{CLOCK}(?:\s?(?:Z|UTC|GMT)?(?:[+-]\d\d?:?\d{{0,2}})?)?)?")
TIME_OF_DAY = re.compile(CLOCK)
FIRST_BUDDHIST_YEAR = 2400
BUDDHIST_ERA = 543
SPREADSHEET_EPOCHS = (1899, 1900, 1904)
ENOUGH = 0.9


def parse_cell(text: str, decimal: str) -> float | None:
    """The number in a cell, None where there is none; thousands marks and a closing percent sign are passed over."""
    plain = text.strip().removesuffix("%").rstrip()
    if GROUPED[decimal].fullmatch(plain):
        plain = plain.replace("," if decimal == "." else ".", "")
    plain = plain.replace(",", ".") if decimal == "," else plain
    return float(plain) if PLAIN.fullmatch(plain) else None


def parse_clock(text: str) -> time | None:
    """The time of day in a cell: 9:30, 09:30:00, 9:30 AM; also a spreadsheet's time with its day of origin."""
    stripped = text.strip()
    found = TIME_OF_DAY.fullmatch(stripped)
    if found:
        return _clock(*found.groups())
    moment = parse_moment_cell(stripped, "mdy") or parse_moment_cell(stripped, "dmy")
    return moment.time() if moment and moment.year in SPREADSHEET_EPOCHS else None


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> time | None:
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half in "Pp" else 0)
    try:
        return time(hours, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def parse_moment_cell(text: str, order: DateOrder) -> datetime | None:
    """The day, with its time if there is one, in a cell; None where there is none. A zone is passed over.

    A year of four digits in front decides for year-month-day whatever `order` says; years from 2400 are Buddhist;
    years of two digits are 1970..2069.
    """
    found = MOMENT.fullmatch(text.strip())
    if not found:
        return None
    first, second, third = found.group(1, 2, 3)
    kind = "ymd" if len(first) == 4 else order
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[
        kind
    ]
    clock = _clock(*found.group(4, 5, 6, 7))
    try:
        return None if clock is None else datetime.combine(date(_year(year), int(month), int(day)), clock)
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) <= 2:
        return year + (2000 if year < 70 else 1900)
    return year - BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else year


@dataclass(frozen=True, slots=True)
class TimeGuess:
    """What a column of days or times holds: days, moments or times of day; the order; is the order a guess?"""

    kind: Literal["date", "moment", "time"]
    order: DateOrder = "ymd"
    ambiguous: bool = False
    buddhist: bool = False


def guess_times(counts: Mapping[str, int]) -> TimeGuess | None:
    """What nine in ten of the cells agree on; None where they hold neither days nor times."""
    needed = ENOUGH * sum(counts.values())
    if not counts:
        return None
    if sum(n for text, n in counts.items() if parse_clock(text)) >= needed:
        return TimeGuess("time")
    days = {text: found for text in counts if (found := MOMENT.fullmatch(text.strip()))}
    if sum(counts[text] for text in days) < needed:
        return None
    order, ambiguous = _order([(found[1], found[2]) for found in days.values()])
    read = {text for text in days if parse_moment_cell(text, order)}
    if sum(counts[text] for text in read) < needed:
        return None
    return TimeGuess(
        "moment" if any(found[4] for found in days.values()) else "date",
        order,
        ambiguous,
        any(int(part) >= FIRST_BUDDHIST_YEAR for found in days.values() for part in found.group(1, 3)),
    )


def _order(parts: Iterable[tuple[str, str]]) -> tuple[DateOrder, bool]:
    pairs = list(parts)
    if all(len(first) == 4 for first, _ in pairs):
        return "ymd", False
    firsts = any(int(first) > 12 for first, _ in pairs if len(first) < 3)
    seconds = any(int(second) > 12 for _, second in pairs)
    return ("mdy" if seconds and not firsts else "dmy"), firsts == seconds
