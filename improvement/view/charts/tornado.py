"""What the finish hangs on: a bar for each piece of work and risk."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from improvement.view import format
from improvement.view.charts.rows import RowFrame, RowText
from improvement.view.charts.scales import number_axis, pixels_y
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """One bar: its label, the rank correlation with the finish (-1..1), words at its end, whether it is a risk."""

    label: str
    correlation: float
    words: str
    is_risk: bool


def tornado(rows: Sequence[TornadoRow], ink: Ink) -> alt.LayerChart:
    """Bars from 0 to the correlation, rows as given; those of risks amber."""
    frame = RowFrame(tuple(RowText(row.label, row.words) for row in rows), ink)
    bars = [
        {
            "value": row.correlation,
            "y": frame.middle(index),
            "ink": ink.amber if row.is_risk else ink.teal,
            "label": f"{row.label}: {format.number(row.correlation, 2)}",
        }
        for index, row in enumerate(rows)
    ]
    low = min(0.0, *(row.correlation for row in rows))
    axis = number_axis(low, 1, 4, title=None)
    x = alt.X("value:Q", scale=frame.scale((low, 1)), axis=axis)
    layer = alt.Chart(rows_of(*bars)).mark_rule(strokeWidth=0.8 * ink.size)
    colour = alt.Color("ink:N", scale=None)
    drawn = layer.encode(
        x=x, x2=alt.datum(0), y=pixels_y("y:Q"), color=colour, tooltip=alt.Tooltip("label:N", title="")
    )
    return framed([drawn, *frame.texts()], ink, frame.height)


def tornado_key() -> str:
    """What the bars mean, in one line."""
    return _("Bars: how closely the finish follows it (rank correlation) · amber: a risk")


def tornado_alt(rows: Sequence[TornadoRow]) -> str:
    """The bars in words."""
    return " ".join(f"{row.label}: {format.number(row.correlation, 2)} ({row.words})." for row in rows)
