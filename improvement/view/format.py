"""Dates and numbers as people of the run's language write them; shares, ranges and places in words.

Files stay ISO; nothing here is parsed again. Month names and separators come from CLDR (babel); the order of day, month
and year stands here, because CLDR adds words that no table has room for (Russian "г.", Thai without its own year).
"""

from contextvars import ContextVar
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal

from improvement.model.guarantee import Period
from improvement.view.language import _, language

Era = Literal["buddhist", "common"]
Rounding = Literal["nearest", "down", "up"]
TimeUnit = Literal["seconds", "minutes", "hours", "working hours", "days", "working days", "weeks"]

thai_era: ContextVar[Era] = ContextVar("thai_era", default="buddhist")

_BUDDHIST_OFFSET = 543
_MINUS = "\u2212"
_DAY = {"zh": "{year}年M月d日"}
_SHORT_DAY = {"zh": "M月d日"}
_MONTH = {"zh": "{year}年M月"}
_ROUNDING = {"nearest": ROUND_HALF_EVEN, "down": ROUND_FLOOR, "up": ROUND_CEILING}


def day(when: date) -> str:
    """A full date: 15 Feb 2027, 15 feb 2027, 2027年2月15日, 15 ก.พ. 2570 (`thai_era`), 15 февр. 2027."""
    return _date(when, _DAY.get(language(), "d MMM {year}"))


def short_day(when: date) -> str:
    """A date whose year is known from its surroundings: 15 Feb."""
    return _date(when, _SHORT_DAY.get(language(), "d MMM"))


def month(when: date) -> str:
    """The month of a date with its year: Feb 2027."""
    return _date(when, _MONTH.get(language(), f"{_month_pattern()} {{year}}"))


def period(first: date, kind: Period) -> str:
    """A month or week by its first day: Feb 2027; week of 15 Feb 2027."""
    return month(first) if kind == "month" else _("week of {date}").format(date=day(first))


def month_name(when: date) -> str:
    """The month of a date, short and without its year: Feb."""
    return _date(when, _month_pattern())


def _month_pattern() -> str:
    # only Russian has a form of its own for a month that stands alone; babel takes Thai's from another language
    return "LLL" if language() == "ru" else "MMM"


def year(when: date) -> str:
    """The year of a date in the reader's era: 2027, in Thai 2570."""
    buddhist = language() == "th" and thai_era.get() == "buddhist"
    return str(when.year + (_BUDDHIST_OFFSET if buddhist else 0))


def _date(when: date, pattern: str) -> str:
    return _written(when, pattern.replace("{year}", f"'{year(when)}'"), language())


@lru_cache(maxsize=4096)
def _written(when: date, pattern: str, locale: str) -> str:
    # a table of a hundred rows holds two hundred dates, and every page that is drawn writes them again
    return format_date(when, pattern, locale=locale)


def number(value: float, decimals: int = 1, *, rounding: Rounding = "nearest", sign: bool = False) -> str:
    """A number with at most `decimals` places, no trailing zeros and a true minus sign: 1,204.5, 1.204,5, 1 204,5.

    `sign` shows a plus sign too (gaps, points); zero never has a sign. ValueError when the value is not finite.
    """
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be written as a number")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=_ROUNDING[rounding])
    mark = _MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return mark + _grouped(abs(rounded), pattern, language())


@lru_cache(maxsize=4096)
def _grouped(value: Decimal, pattern: str, locale: str) -> str:
    # for the same reason as `_written`
    return format_decimal(value, format=pattern, locale=locale)


def between(lo: float, hi: float, decimals: int = 1) -> str:
    """A range in words: between 37 and 42. Both ends in the same unit, with at most `decimals` places."""
    return _("between {lo} and {hi}").format(lo=number(lo, decimals), hi=number(hi, decimals))


def of_100(share: float, rounding: Rounding = "nearest") -> str:
    """A share (0..1) as a count of 100 cases: 95 of 100. A share that must be safe is rounded down."""
    return _("{count} of 100").format(count=number(_percent(share), 0, rounding=rounding))


def _percent(share: float) -> float:
    # 100 * 0.29 is 28.999999999999996, which would be rounded down to 28
    return round(100 * share, 9)


def observed_of_100(share: float, *limits: float | None) -> str:
    """A share of 100, with as many decimals as it takes to stay on its own side of the limits and below 100."""
    for decimals in (0, 1, 2):
        shown = round(100 * share, decimals)
        sides = [(share < limit) == (shown < 100 * limit - 1e-9) for limit in (*limits, 1.0) if limit is not None]
        if all(sides):
            break
    return number(100 * share, decimals)


def between_of_100(lo: float, hi: float) -> str:
    """A range of shares (0..1), both ends counted of 100 cases, the low end rounded down and the high end up."""
    low, high = number(_percent(lo), 0, rounding="down"), number(_percent(hi), 0, rounding="up")
    return _("between {lo} and {hi} of 100").format(lo=low, hi=high)


def in_10(share: float) -> str:
    """A chance (0..1) in tenths, rounded to the nearest: 8 in 10."""
    return _("{count} in 10").format(count=number(10 * share, 0))


def points(score: float) -> str:
    """A net promoter score (-1..1) in points, -100..100, with its sign: +12, −5, 0."""
    return number(100 * score, 0, sign=True)


def place(first: int, last: int) -> str:
    """The place (from 1) that rows share which cannot be told apart: "1-3"; "2" when it stands alone."""
    return str(first) if first == last else f"{first}-{last}"


def duration(amount: float, unit: TimeUnit, *, rounding: Rounding = "nearest") -> str:
    """A length of time with its short unit: 8 h, 20 s, 3 d. A time that must be safe is rounded up."""
    short = {
        "seconds": _("{amount} s"),
        "minutes": _("{amount} min"),
        "hours": _("{amount} h"),
        "working hours": _("{amount} h"),
        "days": _("{amount} d"),
        "working days": _("{amount} d"),
        "weeks": _("{amount} wk"),
    }
    return short[unit].format(amount=number(amount, rounding=rounding))
