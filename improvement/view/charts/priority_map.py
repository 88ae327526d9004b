"""Importance against performance: what lies above the diagonal comes first."""

from dataclasses import dataclass

import altair as alt

from improvement.view.charts.plane import Plane, Spot
from improvement.view.charts.scales import number_axis, tooltip
from improvement.view.charts.theme import Ink, encoded, framed, rows_of
from improvement.view.language import _

SURE = 0.8
HEIGHT = 28


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
    plane = Plane(
        spots=tuple(Spot(point.label, point.performance, point.importance) for point in _by_distance(view)),
        x_axis=view.performance_axis,
        y_axis=view.importance_axis,
        corners=_corners(view, height, ink),
        height=height,
        ink=ink,
    )
    layers = [_above(view, x, y, ink), *_splits(view, x, y, ink), *plane.words(), _points(view, x, y, ink)]
    return framed([*layers, *plane.labels(x)], ink, height)


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


def _corners(view: PriorityMap, height: float, ink: Ink) -> tuple[tuple[str, float, float], ...]:
    """The words of the quadrants beside the diagonal."""
    y0, y1 = view.importance_axis
    split = height * (1 - (view.importance_split - y0) / (y1 - y0))
    return (
        (_("Improve first"), 0.0, ink.size),
        (_("Keep it up"), 1.0, split - ink.size),
        (_("Can wait"), 0.09, height - ink.size),
        (_("More than needed"), 1.0, height - ink.size),
    )


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
