"""Numbers, days and times of day in text cells, in the ways that people and programs write them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import inf, isfinite
from typing import Literal

from improvement.model.mapping import DateOrder

# \d matches the digits of every script here, and int() and float() read them: Thai and full-width digits are meant
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
GROUPED = {".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"), ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")}
CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([AaPp](?=\.?\s?[Mm])|上午|下午)(?:\.?\s?[Mm]\.?)?)?"
DAY = r"(\d{1,4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,4})日?"
MOMENT = re.compile(rf"{DAY}(?:(?:[T ]|,\s?)\s*{CLOCK}(?:\s?(?:Z|UTC|GMT)?(?:[+-]\d\d?:?\d{{0,2}})?)?)?")
TIME_OF_DAY = re.compile(CLOCK)
NAMED_MONTH = re.compile(
    r"(?:(\d{1,2})[-/. ]+)?([^\W\d]{3,10})\.?(?:[-/., ]+(\d{1,2}))?[-/., ]+(\d{4}|\d\d)(?=$|[ ,T])(.*)"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan ene янв", "feb фев", "mar mär мар", "apr abr апр", "may mai май мая", "jun июн", "jul июл", "aug ago авг",
         "sep сен", "oct okt окт", "nov ноя", "dec dic dez дек"), start=1)
    for name in names.split()
}  # fmt: skip
SERIAL = re.compile(r"(\d{5})(\.\d+)?")
SERIAL_DAYS = (20_000, 65_000)
EPOCHS = {"1900": datetime(1899, 12, 30), "1904": datetime(1904, 1, 1)}  # noqa: DTZ001 - cells have no zone
FIRST_BUDDHIST_YEAR = 2400
SHORT_BUDDHIST_YEARS = range(60, 80)
BUDDHIST_CENTURY = 2500
BUDDHIST_ERA = 543
SPREADSHEET_EPOCHS = (1899, 1900, 1904)
EPOCH_YEAR = re.compile("|".join(map(str, SPREADSHEET_EPOCHS)))
ENOUGH = 0.9
FIRST_YEAR_OF_1900 = 70
ORDERS: Mapping[DateOrder, DateOrder] = {
    "ymd": "ymd", "dmy": "dmy", "mdy": "mdy", "dmy-be": "dmy", "serial-1904": "ymd",
}  # fmt: skip


def parse_cell(text: str, decimal: str) -> float | None:
    """The number in a cell, None where there is none; thousands marks and a closing percent sign are passed over.

    A number too large for a double is none.
    """
    plain = text.strip().removesuffix("%").rstrip()
    if GROUPED[decimal].fullmatch(plain):
        plain = plain.replace("," if decimal == "." else ".", "")
    plain = plain.replace(",", ".") if decimal == "," else plain
    number = float(plain) if PLAIN.fullmatch(plain) else inf
    return number if isfinite(number) else None


def parse_clock(text: str) -> time | None:
    """The time of day in a cell: 9:30, 09:30:00, 9:30 AM; also a spreadsheet's time with its day of origin."""
    stripped = text.strip()
    found = TIME_OF_DAY.fullmatch(stripped)
    if found:
        return _clock(*found.groups())
    if not EPOCH_YEAR.search(stripped):
        return None
    moment = parse_moment_cell(stripped, "mdy") or parse_moment_cell(stripped, "dmy")
    return moment.time() if moment and moment.year in SPREADSHEET_EPOCHS else None


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> time | None:
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half in "Pp下午" else 0)
    try:
        return time(hours, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def parse_moment_cell(text: str, order: DateOrder) -> datetime | None:
    """The day, with its time if there is one, in a cell; None where there is none. A zone is passed over.

    A year of four digits in front decides for year-month-day whatever `order` says; years from 2400 are Buddhist;
    years of two digits are 1970..2069, with `dmy-be` 2500..2599 of the Buddhist era. Months may be named. A number of
    five digits counts days as spreadsheets do, from 1900 or with `serial-1904` from 1904.
    """
    stripped = text.strip()
    found = MOMENT.fullmatch(stripped) or MOMENT.fullmatch(numeric_month(stripped))
    if not found:
        return _serial(stripped, order)
    first, second, third = found.group(1, 2, 3)
    kind = "ymd" if len(first) == 4 else ORDERS[order]
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[
        kind
    ]
    clock = _clock(*found.group(4, 5, 6, 7))
    try:
        known = _year(year, order == "dmy-be")
        return None if clock is None else datetime.combine(date(known, int(month), int(day)), clock)
    except ValueError:
        return None


def numeric_month(text: str) -> str:
    """`13/May/24 3:31 PM` and `May 13, 2024` with the year in front and the month as a number; other text as it is."""
    found = NAMED_MONTH.fullmatch(text) if text[:1].isdigit() or text[:3].lower() in MONTHS else None
    month = MONTHS.get(found[2][:3].lower()) if found else None
    if not found or month is None or (found[1] is None) == (found[3] is None):
        return text
    return f"{_year(found[4])}-{month}-{found[1] or found[3]}{found[5]}"


def _serial(text: str, order: DateOrder) -> datetime | None:
    found = SERIAL.fullmatch(text)
    if not found or not SERIAL_DAYS[0] <= int(found[1]) <= SERIAL_DAYS[1]:
        return None
    moment = EPOCHS["1904" if order == "serial-1904" else "1900"] + timedelta(days=float(text))
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _year(text: str, short_buddhist: bool = False) -> int:
    year = int(text)
    if len(text) <= 2 and short_buddhist:
        return year + BUDDHIST_CENTURY - BUDDHIST_ERA
    if len(text) <= 2:
        return year + (2000 if year < FIRST_YEAR_OF_1900 else 1900)
    return year - BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else year


@dataclass(frozen=True, slots=True)
class TimeGuess:
    """What a column of days or times holds: days, moments or times of day; the order; is the order a guess?

    `short_buddhist`: years of two digits that may be Buddhist; `serial`: days counted as spreadsheets do.
    """

    kind: Literal["date", "moment", "time"]
    order: DateOrder = "ymd"
    ambiguous: bool = False
    buddhist: bool = False
    short_buddhist: bool = False
    serial: bool = False


def guess_times(counts: Mapping[str, int]) -> TimeGuess | None:
    """What nine in ten of the cells agree on; None where they hold neither days nor times."""
    needed = ENOUGH * sum(counts.values())
    if not counts:
        return None
    if _are_clocks(counts, needed):
        return TimeGuess("time")
    days = _days(counts, needed)
    if days is None:
        return None
    order, ambiguous = _order([(found[1], found[2]) for found in days.values()])
    years = {int(found[3]) for found in days.values() if len(found[3]) <= 2}
    short = order == "dmy" and bool(years) and years <= set(SHORT_BUDDHIST_YEARS)
    # years that would otherwise lie in the sixties of this century
    order = "dmy-be" if short and max(years) < FIRST_YEAR_OF_1900 else order
    read = {text for text in days if parse_moment_cell(text, order)}
    if sum(counts[text] for text in read) < needed:
        return None
    return TimeGuess(
        "moment" if any(found[4] for found in days.values()) else "date",
        order,
        ambiguous,
        any(int(part) >= FIRST_BUDDHIST_YEAR for found in days.values() for part in found.group(1, 3)),
        short,
    )


def _are_clocks(counts: Mapping[str, int], needed: float) -> bool:
    """Whether enough cells are times of day; ends as soon as too many are not."""
    left = sum(counts.values())
    return all(parse_clock(text) or (left := left - count) >= needed for text, count in counts.items())


def guess_serial_days(counts: Mapping[str, int]) -> TimeGuess | None:
    """Days counted by a spreadsheet; only for a column whose heading speaks of a day: other numbers look alike."""
    if not counts or not all(_serial(text.strip(), "ymd") for text in counts):
        return None
    return TimeGuess("moment" if any("." in text for text in counts) else "date", serial=True)


def _days(counts: Mapping[str, int], needed: float) -> dict[str, re.Match[str]] | None:
    """The cells that look like days; None as soon as too many do not."""
    found, left = {}, sum(counts.values())
    for text, count in counts.items():
        match = MOMENT.fullmatch(text.strip()) or MOMENT.fullmatch(numeric_month(text.strip()))
        if match:
            found[text] = match
        elif (left := left - count) < needed:
            return None
    return found


def _order(parts: Iterable[tuple[str, str]]) -> tuple[DateOrder, bool]:
    pairs = list(parts)
    if all(len(first) == 4 for first, _ in pairs):
        return "ymd", False
    firsts = any(int(first) > 12 for first, _ in pairs if len(first) < 3)
    seconds = any(int(second) > 12 for _, second in pairs)
    return ("mdy" if seconds and not firsts else "dmy"), firsts == seconds
