"""One measure over time: its usual range, the promise, signals and what went live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from improvement.view import format
from improvement.view.charts.end_labels import EndLabel, end_labels, room
from improvement.view.charts.scales import (
    align_within,
    date_axis,
    expr,
    labelled,
    round_values,
    text_width,
    tooltip,
)
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _

HEIGHT = 21


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One period: its first day, its value and the usual range then; `phase` rises by one at each new range.

    Values are shares (0..1) or amounts in the unit of the chart; `lower` and `upper` None: no usual range yet.
    """

    when: date
    value: float
    lower: float | None = None
    upper: float | None = None
    phase: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with words: a signal ("8 months in a row below") or an activity that went live."""

    when: date
    words: str


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points by time; `promise` in the same unit; `unit` None for shares; signals stand on days of points."""

    points: tuple[ControlPoint, ...]
    promise: float | None = None
    signals: tuple[Mark, ...] = ()
    live: tuple[Mark, ...] = ()
    unit: format.TimeUnit | None = None

    def write(self, value: float) -> str:
        """A value of this chart as it is read: 95 of 100, 8 h."""
        return format.of_100(value) if self.unit is None else format.duration(value, self.unit)


def control(view: ControlChart, ink: Ink) -> alt.LayerChart:
    """Line of values on the grey band of the usual range; dashed promise; diamonds at signals, with words.

    An upright line marks what went live; the band starts anew with each phase. The axis says where it does not
    start from 0. ValueError without points.
    """
    if not view.points:
        raise ValueError("a control chart needs points")
    lo, hi = _ends(view)
    height = HEIGHT * ink.size
    first, last = view.points[0].when, view.points[-1].when
    ends = _end_labels(view, (lo, hi), height, ink)
    scale = alt.Scale(
        domain=[first.toordinal(), last.toordinal()],
        range=[0.6 * ink.size, expr(f"width - {room(ends, ink):.0f}")],
        nice=False,
    )
    x = alt.X("day:Q", scale=scale, axis=date_axis(first, last, ink, "bottom", labelBound=False))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[lo, hi], nice=False), axis=_value_axis(view, lo, hi))
    layers = [
        *_bands(view, x, y, ink),
        *_live(view, x, ink),
        *_promise(view, x, y, ink),
        *_values(view, x, y, ink),
        *_signals(view, x, y, (lo, hi), ink),
        end_labels(ends, ink),
    ]
    return framed(layers, ink, height)


def control_alt(view: ControlChart) -> str:
    """The last value, the promise and the signals in words."""
    last = view.points[-1]
    sentences = [_("{date}: {value}.").format(date=format.month(last.when), value=view.write(last.value))]
    if view.promise is not None:
        sentences.append(_("Promised: {value}.").format(value=view.write(view.promise)))
    sentences += [f"{format.month(mark.when)}: {mark.words}." for mark in (*view.signals, *view.live)]
    return " ".join(sentences)


def _ends(view: ControlChart) -> tuple[float, float]:
    """Ends of the axis: from 0 where the values come near it, else a little below the lowest; shares end at 1."""
    known = [value for point in view.points for value in (point.value, point.lower, point.upper) if value is not None]
    known += [] if view.promise is None else [view.promise]
    lowest, highest = min(known), max(known)
    room = 0.15 * (highest - lowest or abs(highest) or 1.0)
    lo = 0.0 if 0 <= lowest < 0.4 * highest else lowest - room
    hi = highest + 2 * room
    return max(lo, 0.0) if lowest >= 0 else lo, min(hi, 1.0 + room) if view.unit is None else hi


def _value_axis(view: ControlChart, lo: float, hi: float) -> alt.Axis:
    factor = 100 if view.unit is None else 1
    most = min(hi, 1.0) if view.unit is None else hi
    values = [value / factor for value in round_values(factor * lo, factor * most, 4)]
    title = None if lo == 0 else _("the axis does not start from 0")
    return labelled(values, [format.number(factor * value, 2) for value in values], title=title)


def _bands(view: ControlChart, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    records = (
        {"day": point.when.toordinal(), "value": point.lower, "upper": point.upper, "phase": point.phase}
        for point in view.points
        if point.lower is not None and point.upper is not None
    )
    mark = alt.Chart(rows_of(*records)).mark_area(color=ink.grey_pale, interpolate="monotone")
    return [mark.encode(x=x, y=y, y2="upper:Q", detail="phase:N")]


def _values(view: ControlChart, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    records = (
        {
            "day": point.when.toordinal(),
            "value": point.value,
            "tip": f"{format.month(point.when)}: {view.write(point.value)}",
        }
        for point in view.points
    )
    base = alt.Chart(rows_of(*records)).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=3 * ink.size, color=ink.teal, opacity=1)
    return [base.mark_line(color=ink.teal, strokeWidth=2), dots.encode(tooltip=tooltip("tip:N"))]


def _promise(view: ControlChart, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    if view.promise is None:
        return []
    days = [view.points[0].when.toordinal(), view.points[-1].when.toordinal()]
    records = ({"day": day, "value": view.promise} for day in days)
    line = alt.Chart(rows_of(*records)).mark_line(color=ink.text, strokeDash=[6, 4], strokeWidth=1.5)
    return [line.encode(x=x, y=y)]


def _signals(view: ControlChart, x: alt.X, y: alt.Y, ends: tuple[float, float], ink: Ink) -> list[alt.Chart]:
    values = {point.when: point.value for point in view.points}
    days = (view.points[0].when.toordinal(), view.points[-1].when.toordinal())
    layers = []
    for mark in view.signals:
        share = (mark.when.toordinal() - days[0]) / max(1, days[1] - days[0])
        data = rows_of({"day": mark.when.toordinal(), "value": values[mark.when], "words": mark.words})
        below = _dips(view.points, mark.when) or values[mark.when] > ends[1] - 0.1 * (ends[1] - ends[0])
        inside = align_within(0.8 * share, text_width(mark.words, 1.1 * ink.size))
        align = expr("'left'") if _follows(mark, view.live, days) else inside
        diamond = alt.Chart(data).mark_point(
            shape="diamond", size=12 * ink.size, filled=True, fill=ink.amber, stroke=ink.background, opacity=1
        )
        words = alt.Chart(data).mark_text(
            align=align,
            dy=(1.5 if below else -1.5) * ink.size,
            color=ink.amber_text,
            fontWeight=600,
            limit=expr("width * 0.6"),
        )
        layers += [diamond.encode(x=x, y=y), words.encode(x=x, y=y, text="words:N")]
    return layers


def _follows(signal: Mark, live: Sequence[Mark], days: tuple[int, int]) -> bool:
    """Whether an upright line stands so close before the signal that centred words would cross it."""
    gaps = (signal.when.toordinal() - mark.when.toordinal() for mark in live)
    return any(0 <= gap < 0.15 * (days[1] - days[0]) for gap in gaps)


def _dips(points: Sequence[ControlPoint], when: date) -> bool:
    """Whether the point of that day lies below the mean of its neighbours, so that there is room under it."""
    place = next(index for index, point in enumerate(points) if point.when == when)
    near = [point.value for point in (*points[max(0, place - 1) : place], *points[place + 1 : place + 2])]
    return bool(near) and points[place].value < sum(near) / len(near)


def _live(view: ControlChart, x: alt.X, ink: Ink) -> list[alt.Chart]:
    days = (view.points[0].when.toordinal(), view.points[-1].when.toordinal())
    layers = []
    for place, mark in enumerate(view.live):
        data = rows_of({"day": mark.when.toordinal(), "words": mark.words})
        late = (mark.when.toordinal() - days[0]) / max(1, days[1] - days[0]) > 0.55
        rule = alt.Chart(data).mark_rule(color=ink.muted, strokeWidth=1.5)
        words = alt.Chart(data).mark_text(
            align="right" if late else "left",
            dx=-5 if late else 5,
            y=(0.6 + 1.3 * (place % 2)) * ink.size,
            color=ink.muted,
            fontSize=ink.size - 1,
            limit=expr("width * 0.5"),
        )
        layers += [rule.encode(x=x), words.encode(x=x, text="words:N")]
    return layers


def _end_labels(view: ControlChart, ends: tuple[float, float], height: float, ink: Ink) -> list[EndLabel]:
    """Words at the end of the line, the promise and the band, each at its height."""
    last = view.points[-1]
    found = [(last.value, view.write(last.value), ink.teal)]
    if view.promise is not None:
        found.append((view.promise, _("promise") + "\n" + view.write(view.promise), ink.text))
    if last.lower is not None and last.upper is not None:
        found.append(((last.lower + last.upper) / 2, _("usual range"), ink.muted))
    return [EndLabel(height * (1 - (at - ends[0]) / (ends[1] - ends[0])), words, colour) for at, words, colour in found]
