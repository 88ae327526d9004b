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
    pale = {"kept": ink.green_pale, "missed": ink.red_pale, "not_proven": ink.amber_pale, "no_data": ink.grey_pale}
    dark = {"kept": ink.green_text, "missed": ink.red_text, "not_proven": ink.amber_text, "no_data": ink.muted}
    words = _state_words()
    squares = [
        {
            "tip": f"{period.name}: {words[period.state]}",
            "symbol": SYMBOLS[period.state],
            "pale": pale[period.state],
            "dark": dark[period.state],
            "left": place * (side + 3),
            "right": place * (side + 3) + side,
            "top": number * step + line,
            "bottom": number * step + line + side,
        }
        for number, row in enumerate(rows)
        for place, period in enumerate(row.periods[-SHOWN:])
    ]
    labels = [{"label": row.label, "y": number * step + line / 2} for number, row in enumerate(rows)]
    ends = [
        {"name": period.name, "x": at, "y": number * step + 1.5 * line + side, "align": align}
        for number, row in enumerate(rows)
        for period, at, align in _ends(row, side)
    ]
    base = alt.Chart(rows_of(*squares))
    left = pixels_x("left:Q")
    top = pixels_y("top:Q")
    pointed = tooltip("tip:N")
    label = alt.Chart(rows_of(*labels)).mark_text(align="left", limit=expr("width"))
    layers = [
        base.mark_rect(cornerRadius=4, stroke=None).encode(
            x=left, x2="right:Q", y=top, y2="bottom:Q", color=alt.Color("pale:N", scale=None), tooltip=pointed
        ),
        base.mark_text(fontWeight=700, dx=side / 2, dy=side / 2).encode(
            x=left, y=top, text="symbol:N", color=alt.Color("dark:N", scale=None), tooltip=pointed
        ),
        label.encode(
            x=alt.value(0),
            y=pixels_y("y:Q"),
            text="label:N",
            tooltip=tooltip("label:N"),
        ),
        *(_end_names(ends, align, ink) for align in SIDES),
    ]
    return framed(layers, ink, max(1, len(rows)) * step)


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
