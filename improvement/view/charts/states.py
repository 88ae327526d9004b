"""Shares of three states as one bar a row: below, within, above."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from improvement.view import format
from improvement.view.charts.rows import KEY_LINE, RowFrame, RowText, key_line
from improvement.view.charts.scales import labelled, pixels_y
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _, ngettext

FEWEST_ANSWERS = 30
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class StateRow:
    """Shares (0..1, sum 1) of people below, within and above; with fewer than 30 answers they are not drawn."""

    label: str
    n: int
    below: float
    within: float
    above: float


def states(rows: Sequence[StateRow], names: tuple[str, str, str], ink: Ink) -> alt.LayerChart:
    """A bar of three parts a row, red, grey and green; `names` are the words for them, the shares in numbers beside."""
    frame = RowFrame(tuple(RowText(row.label, _words(row)) for row in rows), ink, head=(2.2 + 2 * KEY_LINE) * ink.size)
    scale = frame.scale((0.0, 1.0))
    axis = labelled(TICKS, [format.number(100 * each) for each in TICKS], title=_("of 100"))
    inks = (ink.red, ink.grey_pale, ink.green)
    parts = [
        {"from": start, "to": start + share, "y": frame.middle(place), "ink": colour}
        for place, row in enumerate(rows)
        if row.n >= FEWEST_ANSWERS
        for start, share, colour in _parts(row, inks)
    ]
    mark = alt.Chart(rows_of(*parts)).mark_rule(strokeWidth=0.9 * ink.size)
    bars = mark.encode(
        x=alt.X("from:Q", scale=scale, axis=axis), x2="to:Q", y=pixels_y("y:Q"), color=alt.Color("ink:N", scale=None)
    )
    # a line each: side by side they are wider than a phone
    entries = enumerate(zip(names, inks, strict=True))
    keys = [layer for line, (name, colour) in entries for layer in key_line([(name, colour, colour)], ink, line)]
    return framed([bars, *frame.texts(), *keys], ink, frame.height)


def states_alt(rows: Sequence[StateRow], names: tuple[str, str, str]) -> str:
    """The shares in words, one sentence a row."""
    told = _("{label}: {below}, {within}, {above}.")
    return " ".join(
        told.format(label=row.label, below=parts[0], within=parts[1], above=parts[2])
        if row.n >= FEWEST_ANSWERS
        else _("{label}: {range}.").format(label=row.label, range=_words(row))
        for row in rows
        for parts in [[f"{name} {format.of_100(each)}" for name, each in zip(names, _shares(row), strict=True)]]
    )


def _shares(row: StateRow) -> tuple[float, float, float]:
    return row.below, row.within, row.above


def _parts(row: StateRow, inks: tuple[str, str, str]) -> list[tuple[float, float, str]]:
    starts = (0.0, row.below, row.below + row.within)
    return [each for each in zip(starts, _shares(row), inks, strict=True) if each[1] > 0]


def _words(row: StateRow) -> str:
    if row.n < FEWEST_ANSWERS:
        return ngettext("too few answers ({count})", "too few answers ({count})", row.n).format(count=row.n)
    return " · ".join(format.number(100 * each, 0) for each in _shares(row))
