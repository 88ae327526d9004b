"""The language of one run: gettext with one translation object per run, English where nothing is translated."""

import gettext as catalogues
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("en", "es", "zh", "th", "ru")
DOMAIN = "kept"
BUDDHIST_YEARS = 543
DAY_PATTERNS = {"zh": "y年M月d日"}

# marks a text for the catalogues where it stands in a table; it is looked up when it is shown
N_ = str

_chosen: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Choose the language of this run: en es zh th ru; English for any other."""
    _chosen.set(language if language in LANGUAGES else "en")


def language() -> str:
    """The language of this run."""
    return _chosen.get()


def _(message: str) -> str:
    """The message in the language of this run."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message for n things, in the language of this run."""
    return _catalogue(language()).ngettext(one, many, n)


def day(value: date) -> str:
    """A day as people write it: 15 Feb 2027, 15 feb 2027, 2027年2月15日, 15 ก.พ. 2570 (Buddhist era), 15 февр. 2027."""
    if language() == "th":
        return f"{format_date(value, 'd MMM', locale='th')} {value.year + BUDDHIST_YEARS}"
    return format_date(value, DAY_PATTERNS.get(language(), "d MMM y"), locale=language()).removesuffix(" г.")


@cache
def _catalogue(chosen: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALE, [chosen], fallback=True)
