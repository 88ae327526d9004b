"""Importance against performance: what lies above the diagonal comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from improvement.view.charts.scales import expr, number_axis, pixels_y, text_width, tooltip
from improvement.view.charts.theme import Align, Ink, encoded, framed, rows_of
from improvement.view.language import _

LABELS = 10
SURE = 0.8
HEIGHT = 28
PAGE_WIDTH = 560
PHONE_WIDTH = 270
PHONE_UP_TO = 480
LABEL_SHARE = 0.42
AWAY = 0.8
ALIGNS: tuple[Align, ...] = ("left", "right")


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One item; `same_quadrant` (0..1) is the share of redraws in which it lies in the same quadrant."""

    label: str
    performance: float
    importance: float
    same_quadrant: float


@dataclass(frozen=True, slots=True)
class PriorityMap:
    """The points, in the order of the table, the ends of both axes and the lines that part the quadrants."""

    points: tuple[MapPoint, ...]
    performance_axis: tuple[float, float]
    importance_axis: tuple[float, float]
    performance_split: float
    importance_split: float
    stated: bool = False

    def above_diagonal(self, point: MapPoint) -> float:
        """How far a point lies above the diagonal (-1..1), both axes seen from 0 to 1."""
        (x0, x1), (y0, y1) = self.performance_axis, self.importance_axis
        return (point.importance - y0) / (y1 - y0) - (point.performance - x0) / (x1 - x0)


def priority_map(view: PriorityMap, ink: Ink) -> alt.LayerChart:
    """The area above the diagonal is tinted. A filled dot lies in its quadrant in at least 8 of 10 redraws.

    At most the ten points that lie highest above the diagonal are named; the others say their name when pointed at.
    """
    height = HEIGHT * ink.size
    importance = _("stated importance") if view.stated else _("importance, from how answers go together")
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=list(view.performance_axis), nice=False),
        axis=number_axis(*view.performance_axis, 6, title=_("performance")),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=list(view.importance_axis), nice=False),
        axis=number_axis(*view.importance_axis, 6, title=importance),
    )
    layers = [
        _above(view, x, y, ink),
        *_splits(view, x, y, ink),
        *_quadrant_words(view, height, ink),
        _points(view, x, y, ink),
    ]
    return framed([*layers, *_labels(view, x, height, ink)], ink, height)


def priority_map_alt(view: PriorityMap) -> str:
    """The items above the diagonal in words, the farthest first."""
    above = [point.label for point in _by_distance(view) if view.above_diagonal(point) > 0]
    if not above:
        return _("Nothing lies above the diagonal.")
    return _("Above the diagonal, the farthest first: {labels}.").format(labels=", ".join(above))


def _by_distance(view: PriorityMap) -> list[MapPoint]:
    return sorted(view.points, key=view.above_diagonal, reverse=True)


def _above(view: PriorityMap, x: alt.X, y: alt.Y, ink: Ink) -> alt.Chart:
    (x0, x1), (y0, y1) = view.performance_axis, view.importance_axis
    corners = rows_of({"x": x0, "y": y0, "top": y1}, {"x": x1, "y": y1, "top": y1})
    line = {"color": ink.muted, "strokeDash": [4, 3], "strokeWidth": 1.5}
    return encoded(alt.Chart(corners).mark_area(color=ink.red_pale, opacity=0.4, line=line), x=x, y=y, y2="top:Q")


def _splits(view: PriorityMap, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    upright = alt.Chart(rows_of({"x": view.performance_split})).mark_rule(color=ink.line, strokeWidth=1.5)
    level = alt.Chart(rows_of({"y": view.importance_split})).mark_rule(color=ink.line, strokeWidth=1.5)
    return [upright.encode(x=x), level.encode(y=y)]


def _quadrant_words(view: PriorityMap, height: float, ink: Ink) -> list[alt.Chart]:
    layers = []
    for word, share, y in _corners(view, height, ink):
        align: Align = "right" if share == 1 else "left"
        mark = alt.Chart(rows_of({"word": word})).mark_text(align=align, color=ink.muted, fontWeight=600, y=y)
        x = expr(f"width * {share} {'-' if share == 1 else '+'} 8")
        layers.append(mark.encode(x=alt.value(x), text="word:N"))
    return layers


def _corners(view: PriorityMap, height: float, ink: Ink) -> list[tuple[str, float, float]]:
    """The words of the quadrants beside the diagonal: word, share of the width where it starts (1: ends), height."""
    y0, y1 = view.importance_axis
    split = height * (1 - (view.importance_split - y0) / (y1 - y0))
    return [
        (_("Improve first"), 0.0, ink.size),
        (_("Keep it up"), 1.0, split - ink.size),
        (_("Can wait"), 0.09, height - ink.size),
        (_("More than needed"), 1.0, height - ink.size),
    ]


def _points(view: PriorityMap, x: alt.X, y: alt.Y, ink: Ink) -> alt.Chart:
    records = (
        {
            "x": point.performance,
            "y": point.importance,
            "label": point.label,
            "fill": ink.teal if point.same_quadrant >= SURE else ink.background,
        }
        for point in view.points
    )
    mark = alt.Chart(rows_of(*records)).mark_point(
        size=8 * ink.size, stroke=ink.teal, strokeWidth=2, opacity=1, fillOpacity=1
    )
    return encoded(mark, x=x, y=y, fill=alt.Fill("fill:N", scale=None), tooltip=tooltip("label:N"))


def _labels(view: PriorityMap, x: alt.X, height: float, ink: Ink) -> list[alt.Chart]:
    """Two sets of labels, laid out for a page and for a phone; the width decides which is seen."""
    return [
        layer
        for usual, seen in ((PAGE_WIDTH, f"width >= {PHONE_UP_TO}"), (PHONE_WIDTH, f"width < {PHONE_UP_TO}"))
        for align in ALIGNS
        for layer in _label_layers(_placed(view, height, ink, usual), x, align, seen, ink)
    ]


def _label_layers(placed: list[dict[str, Any]], x: alt.X, align: Align, seen: str, ink: Ink) -> list[alt.Chart]:
    mine = [label for label in placed if label["align"] == align]
    away = AWAY * ink.size * (1 if align == "left" else -1)
    mark = alt.Chart(rows_of(*mine)).mark_text(
        align=align,
        dx=away,
        fontSize=ink.size - 1,
        limit=expr(f"width * {LABEL_SHARE}"),
        opacity=expr(f"{seen} ? 1 : 0"),
    )
    return [mark.encode(x=x, y=pixels_y("y:Q"), text="label:N")] if mine else []


def _placed(view: PriorityMap, height: float, ink: Ink, usual: float) -> list[dict[str, Any]]:
    """Labels beside their points at a width of `usual` pixels, moved up or down until no two touch.

    A label that finds no place near its point is left out.
    """
    taken = _taken(view, height, ink, usual)
    labels: list[dict[str, Any]] = []
    for point in _by_distance(view)[:LABELS]:
        x, level = _pixels(view, point, height, usual)
        align: Align = "left" if x < 0.55 * usual else "right"
        wide = min(text_width(point.label, ink.size), LABEL_SHARE * usual)
        left = x + AWAY * ink.size if align == "left" else x - AWAY * ink.size - wide
        moves = (step * sign * 0.55 * ink.size for step in range(4) for sign in (1, -1))
        y = next((level + move for move in moves if _is_free(left, left + wide, level + move, taken, ink)), None)
        if y is not None:
            taken.append((left, left + wide, y))
            labels.append({"x": point.performance, "y": y, "label": point.label, "align": align})
    return labels


def _taken(view: PriorityMap, height: float, ink: Ink, usual: float) -> list[tuple[float, float, float]]:
    """What labels may not cover: the points and the words of the quadrants, each (left, right, height)."""
    dots = [_pixels(view, point, height, usual) for point in view.points]
    taken = [(x - 0.5 * ink.size, x + 0.5 * ink.size, y) for x, y in dots]
    for word, share, y in _corners(view, height, ink):
        wide = text_width(word, ink.size) + 8
        left = share * usual - (wide if share == 1 else 0)
        taken.append((left, left + wide, y))
    return taken


def _pixels(view: PriorityMap, point: MapPoint, height: float, usual: float) -> tuple[float, float]:
    (x0, x1), (y0, y1) = view.performance_axis, view.importance_axis
    x = usual * (point.performance - x0) / (x1 - x0)
    return x, height * (1 - (point.importance - y0) / (y1 - y0))


def _is_free(left: float, right: float, y: float, taken: Sequence[tuple[float, float, float]], ink: Ink) -> bool:
    return all(right < a or left > b or abs(y - other) > 1.2 * ink.size for a, b, other in taken)
