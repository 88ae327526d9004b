"""One measure over time: its usual range, the promise, signals and what went live."""

import altair as alt

from improvement.view import format
from improvement.view.charts.control_marks import LEFT, live, signals
from improvement.view.charts.control_view import ControlChart
from improvement.view.charts.end_labels import EndLabel, end_labels, room
from improvement.view.charts.scales import date_axis, expr, labelled, round_values, tooltip
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _

HEIGHT = 21


def control(view: ControlChart, ink: Ink) -> alt.LayerChart:
    """Line of values on the grey band of the usual range; dashed promise; diamonds at signals, with words.

    An upright line marks what went live; the band starts anew with each phase. The axis says where it does not
    start from 0. ValueError without points.
    """
    if not view.points:
        raise ValueError("a control chart needs points")
    lo, hi = _ends(view)
    height = HEIGHT * ink.size
    ends = _end_labels(view, (lo, hi), height, ink)
    kept_free = room(ends, ink)
    scale = alt.Scale(domain=list(view.days), range=[LEFT * ink.size, expr(f"width - {kept_free:.0f}")], nice=False)
    axis = date_axis(view.points[0].when, view.points[-1].when, ink, "bottom", labelBound=False)
    x = alt.X("day:Q", scale=scale, axis=axis)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[lo, hi], nice=False), axis=_value_axis(view, lo, hi))
    layers = [
        *_bands(view, x, y, ink),
        *live(view, x, ink),
        *_promise(view, x, y, ink),
        *_values(view, x, y, ink),
        *signals(view, x, y, (lo, hi), kept_free, ink),
        end_labels(ends, ink),
    ]
    return framed(layers, ink, height)


def _ends(view: ControlChart) -> tuple[float, float]:
    """Ends of the axis: from 0 where the values come near it, else a little below the lowest; shares end at 1."""
    known = [value for point in view.points for value in (point.value, point.lower, point.upper) if value is not None]
    known += [] if view.promise is None else [view.promise]
    lowest, highest = min(known), max(known)
    room = 0.15 * (highest - lowest or abs(highest) or 1.0)
    lo = 0.0 if 0 <= lowest < 0.4 * highest else lowest - room
    hi = highest + 2 * room
    return max(lo, 0.0) if lowest >= 0 else lo, min(hi, 1.0 + room) if view.unit == "share" else hi


def _value_axis(view: ControlChart, lo: float, hi: float) -> alt.Axis:
    factor = 100 if view.unit == "share" else 1
    most = min(hi, 1.0) if view.unit == "share" else hi
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
            "tip": f"{format.period(point.when, view.period)}: {view.write(point.value)}",
        }
        for point in view.points
    )
    base = alt.Chart(rows_of(*records)).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=3 * ink.size, color=ink.teal, opacity=1)
    return [base.mark_line(color=ink.teal, strokeWidth=2), dots.encode(tooltip=tooltip("tip:N"))]


def _promise(view: ControlChart, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    if view.promise is None:
        return []
    records = ({"day": day, "value": view.promise} for day in view.days)
    line = alt.Chart(rows_of(*records)).mark_line(color=ink.text, strokeDash=[6, 4], strokeWidth=1.5)
    return [line.encode(x=x, y=y)]


def _end_labels(view: ControlChart, ends: tuple[float, float], height: float, ink: Ink) -> list[EndLabel]:
    """Words at the end of the line, the promise and the band, each at its height."""
    last = view.points[-1]
    found = [(last.value, view.write(last.value), ink.teal)]
    if view.promise is not None:
        found.append((view.promise, _("promise") + "\n" + view.write(view.promise), ink.text))
    if last.lower is not None and last.upper is not None:
        found.append(((last.lower + last.upper) / 2, _("usual range"), ink.muted))
    return [EndLabel(height * (1 - (at - ends[0]) / (ends[1] - ends[0])), words, colour) for at, words, colour in found]
