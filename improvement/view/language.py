"""The language of one run: gettext with one translation object per run, English where nothing is translated."""

import gettext as catalogues
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("en", "es", "zh", "th", "ru")
DOMAIN = "kept"

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


@cache
def _catalogue(chosen: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALE, [chosen], fallback=True)
