"""What is unusual in a chart, told as episodes: consecutive points beyond the usual range are one, not many."""

from dataclasses import dataclass, replace
from datetime import date

from improvement.guarantee.charting import MeasureChart, PeriodSignal
from improvement.model.guarantee import Period
from improvement.statistics.control import Rule
from improvement.view.format import day, month
from improvement.view.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode: `last` its last point, `at` the one farthest from the middle; its words for the chart, for a title,
    and with its dates.

    `drawn` is false where another episode with the same end is drawn; `newest`: nothing unusual ended later.
    """

    last: date
    at: date
    short: str
    long: str
    sentence: str
    drawn: bool
    newest: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    last: int
    rule: Rule
    below: bool


def episodes(made: MeasureChart, period: Period) -> tuple[Episode, ...]:
    """The episodes of a chart, the newest first; those beyond the usual range before the runs with the same end."""
    beyond = _beyond(made)
    ends = {each.last for each in beyond}
    told = [_episode(made, period, each, drawn=True) for each in beyond]
    told += [_episode(made, period, each, drawn=each.last not in ends) for each in _runs(made)]
    newest = max((each.last for each in told), default=None)
    ordered = sorted(told, key=lambda each: each.last, reverse=True)
    return tuple(replace(each, newest=each.last == newest) for each in ordered)


def _places(made: MeasureChart, rule: Rule) -> list[tuple[int, PeriodSignal]]:
    places = {each: index for index, each in enumerate(made.points)}
    return [(places[each.point], each) for each in made.signals if each.rule is rule]


def _beyond(made: MeasureChart) -> list[_Stretch]:
    found: list[_Stretch] = []
    for index, each in _places(made, Rule.BEYOND_LIMITS):
        first = index
        if found and found[-1].last == index - 1 and found[-1].below == each.below:
            first = found.pop().first
        found.append(_Stretch(first, index, Rule.BEYOND_LIMITS, each.below))
    return found


def _runs(made: MeasureChart) -> list[_Stretch]:
    return [
        _Stretch(index - each.length + 1, index, Rule.RUN_OF_EIGHT, each.below)
        for index, each in _places(made, Rule.RUN_OF_EIGHT)
    ]


def _episode(made: MeasureChart, period: Period, each: _Stretch, drawn: bool) -> Episode:
    first, last = made.points[each.first].start, made.points[each.last].start
    short, long = _words(each, period)
    name = month if period == "month" else day
    if each.first == each.last:
        told = _("{when}: {what}.").format(when=name(first), what=long)
    else:
        told = _("{first} to {last}: {what}.").format(first=name(first), last=name(last), what=long)
    return Episode(last, made.points[_farthest(made, each)].start, short, long, told, drawn)


def _farthest(made: MeasureChart, each: _Stretch) -> int:
    sign = -1 if each.below else 1
    return max(range(each.first, each.last + 1), key=lambda index: sign * made.chart.points[index])


def _words(each: _Stretch, period: Period) -> tuple[str, str]:
    """On the chart, and below it."""
    n = each.last - each.first + 1
    if period == "month":
        length = ngettext("{n} month", "{n} months", n).format(n=n)
    else:
        length = ngettext("{n} week", "{n} weeks", n).format(n=n)
    if each.rule is Rule.RUN_OF_EIGHT:
        short = _("{length} in a row below") if each.below else _("{length} in a row above")
        long = (
            _("{length} in a row below the middle of the usual range")
            if each.below
            else _("{length} in a row above the middle of the usual range")
        )
    elif n == 1:
        short = long = _("unusually low") if each.below else _("unusually high")
    else:
        short = _("{length} below") if each.below else _("{length} above")
        long = _("{length} below the usual range") if each.below else _("{length} above the usual range")
    return short.format(length=length), long.format(length=length)
