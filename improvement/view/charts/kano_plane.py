"""Kano's plane: how much it pleases to have something against how much it displeases to miss it."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from improvement.view.charts.plane import Plane, Spot
from improvement.view.charts.scales import labelled, round_values, tooltip
from improvement.view.charts.theme import Ink, encoded, framed, rows_of
from improvement.view.format import between_of_100, number
from improvement.view.language import _

HEIGHT = 26
MIDDLE = 0.5
AXIS = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class KanoDot:
    """One attribute: how much having it pleases and missing it displeases (shares 0..1), each with its range.

    `sure`: the class is told apart from the next one.
    """

    label: str
    pleases: float
    pleases_range: tuple[float, float]
    displeases: float
    displeases_range: tuple[float, float]
    sure: bool


def kano_plane(dots: Sequence[KanoDot], ink: Ink) -> alt.LayerChart:
    """A dot with two pale range bars each; filled where the class is sure. Both axes run from 0 to 1."""
    height = HEIGHT * ink.size
    x = alt.X("x:Q", scale=_scale(), axis=_axis(_("missing it displeases, of 100 people")))
    y = alt.Y("y:Q", scale=_scale(), axis=_axis(_("having it pleases, of 100 people")))
    plane = Plane(
        spots=tuple(Spot(dot.label, dot.displeases, dot.pleases) for dot in _by_weight(dots)),
        x_axis=AXIS,
        y_axis=AXIS,
        corners=(
            (_("Delights"), 0.0, ink.size),
            (_("The more the better"), 1.0, ink.size),
            (_("Hardly matters"), 0.0, height - ink.size),
            (_("Taken for granted"), 1.0, height - ink.size),
        ),
        height=height,
        ink=ink,
    )
    layers = [*_cross(x, y, ink), *_ranges(dots, x, y, ink), *plane.words(), _dots(dots, x, y, ink)]
    return framed([*layers, *plane.labels(x)], ink, height)


def kano_alt(dots: Sequence[KanoDot]) -> str:
    """The dots in words, one sentence each."""
    told = _("{label}: having it pleases {pleases}, missing it displeases {displeases}.")
    return " ".join(
        told.format(
            label=dot.label,
            pleases=between_of_100(*dot.pleases_range),
            displeases=between_of_100(*dot.displeases_range),
        )
        for dot in dots
    )


def _by_weight(dots: Sequence[KanoDot]) -> list[KanoDot]:
    return sorted(dots, key=lambda dot: -(dot.pleases + dot.displeases))


def _scale() -> alt.Scale:
    return alt.Scale(domain=list(AXIS), nice=False)


def _axis(title: str) -> alt.Axis:
    values = round_values(*AXIS, 5)
    return labelled(values, [number(100 * value, 0) for value in values], title=title)


def _cross(x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    upright = alt.Chart(rows_of({"x": MIDDLE})).mark_rule(color=ink.line, strokeWidth=1.5)
    level = alt.Chart(rows_of({"y": MIDDLE})).mark_rule(color=ink.line, strokeWidth=1.5)
    return [upright.encode(x=x), level.encode(y=y)]


def _ranges(dots: Sequence[KanoDot], x: alt.X, y: alt.Y, ink: Ink) -> list[alt.Chart]:
    level = ({"x": d.displeases_range[0], "x2": d.displeases_range[1], "y": d.pleases} for d in dots)
    upright = ({"x": d.displeases, "y": d.pleases_range[0], "y2": d.pleases_range[1]} for d in dots)
    return [
        _bars(rows_of(*level), ink).encode(x=x, x2="x2:Q", y=y),
        _bars(rows_of(*upright), ink).encode(x=x, y=y, y2="y2:Q"),
    ]


def _bars(records: alt.Data, ink: Ink) -> alt.Chart:
    mark: alt.Chart = alt.Chart(records).mark_rule(color=ink.teal_pale, strokeWidth=0.5 * ink.size, strokeCap="round")
    return mark


def _dots(dots: Sequence[KanoDot], x: alt.X, y: alt.Y, ink: Ink) -> alt.Chart:
    records = (
        {"x": d.displeases, "y": d.pleases, "label": d.label, "fill": ink.teal if d.sure else ink.background}
        for d in dots
    )
    mark = alt.Chart(rows_of(*records)).mark_point(
        size=8 * ink.size, stroke=ink.teal, strokeWidth=2, opacity=1, fillOpacity=1
    )
    return encoded(mark, x=x, y=y, fill=alt.Fill("fill:N", scale=None), tooltip=tooltip("label:N"))
