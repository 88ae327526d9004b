"""Targets in words: lengths of time, shares, rates; and what was typed back in the form of the plan."""

from improvement.model.change import PlanForm
from improvement.model.commitment import Target
from improvement.model.values import Duration, Rate, write_number, write_percent
from improvement.view.format import TimeUnit, duration, number
from improvement.view.language import _, ngettext

# what a person may choose: a unit with its clock, in the plan's own words
UNITS = ("h", "d", "w", "elapsed h", "elapsed d", "elapsed w")
_UNIT_NAMES: dict[str, TimeUnit] = {
    "h": "working hours",
    "d": "working days",
    "w": "weeks",
    "elapsed h": "hours",
    "elapsed d": "days",
    "elapsed w": "weeks",
}


def unit_of(length: Duration) -> str:
    """The unit and clock of a length, one of UNITS."""
    return ("elapsed " if length.elapsed else "") + length.unit


def chart_unit(length: Duration) -> TimeUnit:
    """The unit as charts name it."""
    return _UNIT_NAMES[unit_of(length)]


def unit_words(unit: str) -> str:
    """A unit to choose from."""
    names = {
        "h": _("working hours"),
        "d": _("working days"),
        "w": _("working weeks"),
        "elapsed h": _("hours by the clock"),
        "elapsed d": _("calendar days"),
        "elapsed w": _("calendar weeks"),
    }
    return names[unit]


def length_words(length: Duration) -> str:
    """A length with its clock: 8 working hours, 48 hours, 10 working days."""
    forms = {
        "h": ngettext("{n} working hour", "{n} working hours", _plural(length)),
        "d": ngettext("{n} working day", "{n} working days", _plural(length)),
        "w": ngettext("{n} working week", "{n} working weeks", _plural(length)),
        "elapsed h": ngettext("{n} hour", "{n} hours", _plural(length)),
        "elapsed d": ngettext("{n} day", "{n} days", _plural(length)),
        "elapsed w": ngettext("{n} week", "{n} weeks", _plural(length)),
    }
    return forms[unit_of(length)].format(n=number(length.amount, 2))


def length_plain(length: Duration) -> str:
    """A length where its clock is known: 11 hours, 3.5 days."""
    return length_words(Duration(length.amount, length.unit, True))


def length_short(length: Duration) -> str:
    """A length with its short unit: 8 h, 10 d."""
    return duration(length.amount, chart_unit(length))


def _plural(length: Duration) -> int:
    # half an hour is no whole number: languages with several plurals use the form of two
    return int(length.amount) if length.amount == int(length.amount) else 2


def percent(share: float) -> str:
    """A share (0..1) of 100 without needless decimals: 95, 99.5."""
    return number(round(100 * share, 9), 2)


def share_words(share: float) -> str:
    """A promised share as a count of 100."""
    return _("{count} of 100").format(count=percent(share))


def rate_words(rate: Rate) -> str:
    """2 per 1,000."""
    return _("{events} per {per}").format(events=number(rate.events, 2), per=number(rate.per, 0))


def target_words(target: Target) -> str:
    """A target as part of a sentence."""
    if target.at_most:
        return _("at most {rate}").format(rate=rate_words(target.at_most))
    share = share_words(target.share or 0.0)
    if target.within:
        return _("within {time} for {share}").format(time=length_words(target.within), share=share)
    return share


def target_form(target: Target) -> dict[str, PlanForm]:
    """A target as it stands in the plan."""
    parts = {
        "within": str(target.within) if target.within else None,
        "share": write_percent(target.share) if target.share is not None else None,
        "at_most": str(target.at_most) if target.at_most else None,
    }
    return {name: text for name, text in parts.items() if text}


def typed_target(
    amount: float | None = None,
    unit: str = "h",
    of_100: float | None = None,
    events: float | None = None,
    per: float | None = None,
) -> Target | None:
    """The target that inputs say: a time for a share, a share, or a rate; None while something is missing or zero."""
    if events is not None and per:
        return Target(at_most=Rate.parse(f"{write_number(round(events, 2))} per {int(per)}"))
    if not of_100:
        return None
    share = round(of_100 / 100, 6)
    if amount is None:
        return Target(share=share)
    if amount <= 0:
        return None
    clock, _space, size = unit.rpartition(" ")
    return Target(
        within=Duration.parse(f"{clock + ' ' if clock else ''}{write_number(round(amount, 2))}{size}"), share=share
    )
