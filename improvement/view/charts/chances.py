"""When all work ends, over many runs: how many end on each day, and how many have ended by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import altair as alt

from improvement.view import format
from improvement.view.charts.scales import date_axis, expr, labelled, pixels_y, text_width
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _

MOST_BARS = 60
HEIGHT, LINE, GAP = 12.0, 1.5, 5


@dataclass(frozen=True, slots=True)
class Chances:
    """Runs that end on each date, dates rising; days to mark, each with its word and the share of runs (0..1) by then.

    `planned`: the day that the plain path says.
    """

    counts: tuple[tuple[date, int], ...]
    marks: tuple[tuple[date, str, float], ...]
    planned: date


def chances(view: Chances, ink: Ink) -> alt.LayerChart:
    """Bars of the runs, a curve of those that have ended, upright lines at the marks with their words above."""
    first, last = _days(view)
    head = (len(view.marks) + 1) * LINE * ink.size
    floor = head + HEIGHT * ink.size
    x = alt.X(
        "day:Q",
        scale=alt.Scale(domain=[first.toordinal(), last.toordinal()], nice=False),
        axis=date_axis(first, last, ink, "bottom"),
    )
    shares = [0, *(round(100 * share) for _day, _word, share in view.marks)]
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 100], range=[floor, head], nice=False),
        axis=labelled(shares, [format.number(each, 0) for each in shares], title=_("of 100 runs have ended")),
    )
    layers = [_bars(view, x, floor, ink), _curve(view, x, y, ink)]
    marks = [*((day, word, ink.teal) for day, word, _share in view.marks), (view.planned, _planned(view), ink.grey)]
    # words stand at the left of their line, the earlier the lower: no line runs through the words of another
    for place, (when, word, colour) in enumerate(sorted(marks, key=lambda mark: mark[0], reverse=True)):
        layers += _mark(when, word, colour, x, (place * LINE * ink.size, floor), (first, last), ink)
    return framed(layers, ink, floor)


def chances_alt(view: Chances) -> str:
    """The marks in words."""
    told = [f"{word}." for _day, word, _share in view.marks]
    return " ".join([*told, f"{_planned(view)}."])


def _planned(view: Chances) -> str:
    return _("plain: {date}").format(date=format.short_day(view.planned))


def _days(view: Chances) -> tuple[date, date]:
    known = [view.counts[0][0], view.counts[-1][0], view.planned]
    margin = timedelta(days=max(3, (max(known) - min(known)).days // 20))
    return min(known) - margin, max(known) + margin


def _bars(view: Chances, x: alt.X, floor: float, ink: Ink) -> alt.Chart:
    width = max(1, -(-(view.counts[-1][0] - view.counts[0][0]).days // MOST_BARS))
    origin = view.counts[0][0].toordinal()
    bins: dict[int, int] = {}
    for day, count in view.counts:
        at = origin + (day.toordinal() - origin) // width * width
        bins[at] = bins.get(at, 0) + count
    tallest = max(bins.values())
    high = 0.9 * HEIGHT * ink.size
    bars = [
        {"day": at, "until": at + width, "top": floor - high * count / tallest, "floor": floor}
        for at, count in bins.items()
    ]
    mark = alt.Chart(rows_of(*bars)).mark_rect(color=ink.teal_pale, stroke=ink.background, strokeWidth=0.5)
    return mark.encode(x=x, x2="until:Q", y=pixels_y("top:Q"), y2="floor:Q")  # type: ignore[no-any-return]


def _curve(view: Chances, x: alt.X, y: alt.Y, ink: Ink) -> alt.Chart:
    n = sum(count for _day, count in view.counts)
    ended = accumulate(count for _day, count in view.counts)
    points = [{"day": view.counts[0][0].toordinal(), "share": 0.0}]
    points += [
        {"day": day.toordinal() + 1, "share": 100 * count / n}
        for (day, _count), count in zip(view.counts, ended, strict=True)
    ]
    mark = alt.Chart(rows_of(*points)).mark_line(color=ink.teal, strokeWidth=2, interpolate="monotone")
    return mark.encode(x=x, y=y)  # type: ignore[no-any-return]


def _mark(
    when: date, word: str, colour: str, x: alt.X, heights: tuple[float, float], days: tuple[date, date], ink: Ink
) -> Sequence[alt.Chart]:
    """An upright line at the end of a day, its word on a line of its own above."""
    top, floor = heights
    at = when.toordinal() + 1
    data = rows_of({"day": at, "top": top + 0.2 * ink.size, "floor": floor, "word": word, "y": top + 0.6 * ink.size})
    share, width = (at - days[0].toordinal()) / (days[1] - days[0]).days, text_width(word, ink.size) + GAP
    # beside the axis there is room as well
    room = f"width * {share:.4f} + {3.5 * ink.size:.0f} > {width:.0f}"
    rule = alt.Chart(data).mark_rule(color=colour, strokeWidth=1.5)
    text = alt.Chart(data).mark_text(
        align=expr(f"{room} ? 'right' : 'left'"),
        dx=expr(f"{room} ? -{GAP} : {GAP}"),
        color=ink.text if colour == ink.teal else ink.muted,
    )
    return [
        rule.encode(x=x, y=pixels_y("top:Q"), y2="floor:Q"),
        text.encode(x=x, y=pixels_y("y:Q"), text="word:N"),
    ]
