"""The value map: relative quality against relative price, the line of fair value between better and worse."""

from dataclasses import dataclass

import altair as alt

from improvement.statistics.value_map import fair_price
from improvement.view.charts.plane import Plane, Spot
from improvement.view.charts.scales import number_axis, tooltip
from improvement.view.charts.theme import Ink, encoded, framed, rows_of
from improvement.view.format import between
from improvement.view.language import _

HEIGHT = 24
ROOM = 0.15


@dataclass(frozen=True, slots=True)
class ValueView:
    """Our quality and price as multiples of a rival's, each with its range, and the slope of the line of fair value.

    `sure`: the range of the judgement lies on one side of the line.
    """

    us: str
    rival: str
    quality: float
    quality_range: tuple[float, float]
    price: float
    price_range: tuple[float, float]
    slope: float
    sure: bool

    @property
    def quality_axis(self) -> tuple[float, float]:
        """The ends of the axis of quality; 1 and the whole range are inside."""
        return _axis(self.quality_range)

    @property
    def price_axis(self) -> tuple[float, float]:
        """The ends of the axis of price; 1 and the whole range are inside."""
        return _axis(self.price_range)


def value_map(view: ValueView, ink: Ink) -> alt.LayerChart:
    """The rival hollow at (1, 1), we with two pale range bars, filled where the judgement is sure; worse is tinted."""
    height = HEIGHT * ink.size
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=list(view.quality_axis), nice=False),
        axis=number_axis(*view.quality_axis, 6, title=_("quality, times the rival's")),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=list(view.price_axis), nice=False),
        axis=number_axis(*view.price_axis, 6, title=_("price, times the rival's")),
    )
    plane = Plane(
        spots=(Spot(view.us, view.quality, view.price), Spot(view.rival, 1.0, 1.0)),
        x_axis=view.quality_axis,
        y_axis=view.price_axis,
        corners=((_("Worse value"), 0.0, ink.size), (_("Better value"), 1.0, height - ink.size)),
        height=height,
        ink=ink,
    )
    layers = [*_worse(view, x, y, ink), *_ranges(view, x, y, ink), *plane.words(), _dots(view, x, y, ink)]
    return framed([*layers, *plane.labels(x)], ink, height)


def value_map_alt(view: ValueView) -> str:
    """Where we stand, in words."""
    told = _("Quality {quality} times that of {rival}, price {price} times.")
    quality, price = between(*view.quality_range, 2), between(*view.price_range, 2)
    return told.format(quality=quality, rival=view.rival, price=price)


def _axis(found: tuple[float, float]) -> tuple[float, float]:
    low, high = min(1.0, found[0]), max(1.0, found[1])
    room = max(ROOM * (high - low), 0.05)
    return max(0.0, low - room), high + room


def _worse(view: ValueView, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    """The area above the line of fair value, and the line as far as it lies in the picture."""
    (x0, x1), (y0, y1) = view.quality_axis, view.price_axis
    first, last = sorted(min(x1, max(x0, 1 + (level - 1) / view.slope)) for level in (y0, y1))
    line = [{"x": at, "y": fair_price(at, view.slope)} for at in (first, last)]
    area = rows_of(*({"x": at["x"], "y": at["y"], "top": y1} for at in ({"x": x0, "y": line[0]["y"]}, *line)))
    tinted = alt.Chart(area).mark_area(color=ink.red_pale, opacity=0.4)
    dashed = alt.Chart(rows_of(*line)).mark_line(color=ink.muted, strokeDash=[4, 3], strokeWidth=1.5)
    return [encoded(tinted, x=x, y=y, y2="top:Q"), encoded(dashed, x=x, y=y)]


def _ranges(view: ValueView, x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    (q0, q1), (r0, r1) = view.quality_range, view.price_range
    level = _bar({"x": q0, "x2": q1, "y": view.price}, ink)
    upright = _bar({"x": view.quality, "y": r0, "y2": r1}, ink)
    return [level.encode(x=x, x2="x2:Q", y=y), upright.encode(x=x, y=y, y2="y2:Q")]


def _bar(record: dict[str, float], ink: Ink) -> alt.Chart:
    bar: alt.Chart = alt.Chart(rows_of(record)).mark_rule(
        strokeWidth=0.6 * ink.size, color=ink.teal_pale, strokeCap="round"
    )
    return bar


def _dots(view: ValueView, x: alt.X, y: alt.Y, ink: Ink) -> alt.Chart:
    us = {"x": view.quality, "y": view.price, "label": view.us, "ink": ink.teal}
    rival = {"x": 1.0, "y": 1.0, "label": view.rival, "ink": ink.muted, "fill": ink.background}
    records = rows_of({**us, "fill": ink.teal if view.sure else ink.background}, rival)
    mark = alt.Chart(records).mark_point(size=9 * ink.size, strokeWidth=2, opacity=1, fillOpacity=1)
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("ink:N", scale=None)
    return encoded(mark, x=x, y=y, fill=fill, stroke=stroke, tooltip=tooltip("label:N"))
