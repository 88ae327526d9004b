"""The last periods of each promise as squares: kept, missed, not proven, no data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from improvement.view.charts.scales import expr, pixels_x, pixels_y, tooltip
from improvement.view.charts.theme import Align, Ink, encoded, framed, rows_of
from improvement.view.language import _

SHOWN = 12
SQUARE = 1.9
SIDES: tuple[Align, ...] = ("left", "right")
SYMBOLS = {"kept": "✓", "missed": "✕", "not_proven": "?", "no_data": "–"}

State = Literal["kept", "missed", "not_proven", "no_data"]


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its name as it is read (Feb 2027) and what it showed."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One promise and its periods, the oldest first."""

    label: str
    periods: tuple[Period, ...]


def periods(rows: Sequence[PeriodRow], ink: Ink) -> alt.LayerChart:
    """Up to 12 squares a row, the newest at the right; a symbol in each, so that no colour has to be told apart."""
    side, line = SQUARE * ink.size, 1.7 * ink.size
    step = side + 2.6 * line
    squares = [
        _square(period, place * (side + 3), number * step + line, ink)
        for number, row in enumerate(rows)
        for place, period in enumerate(row.periods[-SHOWN:])
    ]
    labels = [{"label": row.label, "y": number * step + line / 2} for number, row in enumerate(rows)]
    ends = [
        {"name": period.name, "x": at, "y": number * step + 1.5 * line + side, "align": align}
        for number, row in enumerate(rows)
        for period, at, align in _ends(row, side)
    ]
    layers = [*_marks(squares, side), _labels(labels), *(_end_names(ends, align, ink) for align in SIDES)]
    return framed(layers, ink, max(1, len(rows)) * step)


def _square(period: Period, left: float, top: float, ink: Ink) -> dict[str, object]:
    side = SQUARE * ink.size
    pale = {"kept": ink.green_pale, "missed": ink.red_pale, "not_proven": ink.amber_pale, "no_data": ink.grey_pale}
    dark = {"kept": ink.green_text, "missed": ink.red_text, "not_proven": ink.amber_text, "no_data": ink.muted}
    return {
        "tip": f"{period.name}: {_state_words()[period.state]}",
        "symbol": SYMBOLS[period.state],
        "pale": pale[period.state],
        "dark": dark[period.state],
        "left": left,
        "right": left + side,
        "top": top,
        "bottom": top + side,
    }


def _marks(squares: list[dict[str, object]], side: float) -> tuple[alt.Chart, alt.Chart]:
    """The squares, and the symbol in the middle of each."""
    base = alt.Chart(rows_of(*squares))
    place = {"x": pixels_x("left:Q"), "y": pixels_y("top:Q"), "tooltip": tooltip("tip:N")}
    square, symbol = (alt.Color(each, scale=None) for each in ("pale:N", "dark:N"))
    return (
        encoded(base.mark_rect(cornerRadius=4, stroke=None), x2="right:Q", y2="bottom:Q", color=square, **place),
        encoded(base.mark_text(fontWeight=700, dx=side / 2, dy=side / 2), text="symbol:N", color=symbol, **place),
    )


def _labels(labels: list[dict[str, object]]) -> alt.Chart:
    mark = alt.Chart(rows_of(*labels)).mark_text(align="left", limit=expr("width"))
    return encoded(mark, x=alt.value(0), y=pixels_y("y:Q"), text="label:N", tooltip=tooltip("label:N"))


def periods_alt(rows: Sequence[PeriodRow]) -> str:
    """The periods in words, one sentence a row."""
    words = _state_words()
    return " ".join(
        _("{label}: {range}.").format(
            label=row.label, range=", ".join(f"{period.name} {words[period.state]}" for period in row.periods[-SHOWN:])
        )
        for row in rows
    )


def _ends(row: PeriodRow, side: float) -> list[tuple[Period, float, str]]:
    shown = row.periods[-SHOWN:]
    if len(shown) < 5:
        return [(shown[0], 0.0, "left")] if shown else []
    return [(shown[0], 0.0, "left"), (shown[-1], len(shown) * (side + 3) - 3, "right")]


def _end_names(ends: list[dict[str, object]], align: Align, ink: Ink) -> alt.Chart:
    mine = [end for end in ends if end["align"] == align]
    mark = alt.Chart(rows_of(*mine)).mark_text(align=align, color=ink.muted, fontSize=ink.size - 1)
    x, y = pixels_x("x:Q"), pixels_y("y:Q")
    return encoded(mark, x=x, y=y, text="name:N")


def _state_words() -> dict[State, str]:
    return {"kept": _("kept"), "missed": _("missed"), "not_proven": _("not proven yet"), "no_data": _("no data")}
