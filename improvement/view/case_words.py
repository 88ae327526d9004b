"""How many cases a proof still needs, and how long they take to come."""

import math

from improvement.commitment.verdicts import Feasibility
from improvement.view.format import number
from improvement.view.language import _, ngettext

WEEKS_TOLD = 13
MONTHS_TOLD = 104
FULL_WIDTH = ("。", "！", "？")


def joined(*parts: str) -> str:
    """Sentences one after another, with a space except after a full-width mark; empty ones are left out."""
    told = ""
    for part in parts:
        told += part if not told or not part or told.endswith(FULL_WIDTH) else f" {part}"
    return told


def bold(text: str) -> str:
    """Markdown in bold."""
    return f"**{text}**"


def count(n: float) -> str:
    """A number of cases in bold."""
    return bold(number(n, 0))


def more_to_prove(found: Feasibility) -> str:
    """For a plausible promise: how many more cases at the same rate would prove it."""
    if not found.more_cases:
        return _("If it stays so, more cases will not prove it.")
    about = round_up(found.more_cases)
    told = ngettext(
        "If it stays so, about {n} more case would prove it.",
        "If it stays so, about {n} more cases would prove it.",
        about,
    )
    return joined(told.format(n=count(about)), _pace(found.weeks))


def needed(found: Feasibility, target: str) -> str:
    """How many good cases the target needs at best."""
    if not found.cases_needed:
        return _("No number of cases can prove {target}.").format(target=target)
    told = ngettext("{target} needs at least {n} case.", "{target} needs at least {n} cases.", found.cases_needed)
    return told.format(target=target, n=count(found.cases_needed))


def missing(found: Feasibility) -> str:
    """How many of them are still to come."""
    if not found.more_cases:
        return ""
    told = ngettext("{n} more is missing.", "{n} more are missing.", found.more_cases)
    return joined(told.format(n=count(found.more_cases)), _pace(found.weeks))


def _pace(weeks: int | None) -> str:
    return _("At this pace that takes {time}.").format(time=time_to_wait(weeks)) if weeks else ""


def time_to_wait(weeks: int) -> str:
    """Weeks in the unit that people plan in."""
    if weeks <= WEEKS_TOLD:
        return ngettext("about {n} week", "about {n} weeks", weeks).format(n=number(weeks, 0))
    if weeks <= MONTHS_TOLD:
        months = math.ceil(weeks * 12 / 52)
        return ngettext("about {n} month", "about {n} months", months).format(n=number(months, 0))
    years = math.ceil(weeks / 52)
    return ngettext("about {n} year", "about {n} years", years).format(n=number(years, 0))


def round_up(cases: int) -> int:
    """A number of cases as it is said: its first two digits, rounded up."""
    step = int(10 ** max(0, len(str(cases)) - 2))
    return math.ceil(cases / step) * step
