"""Rows of dots with their ranges: gaps between expected and received, weights, scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from improvement.view import format
from improvement.view.charts.rows import KEY_LINE, RowFrame, RowText, key_line
from improvement.view.charts.scales import labelled, number_axis, pixels_y, round_values, text_width
from improvement.view.charts.theme import Ink, encoded, framed, rows_of
from improvement.view.language import _, ngettext

FEWEST_ANSWERS = 30
# so many have room on a phone
TICKS = 6
# a phone's chart, less the dots of the key
NARROW = 240

Measure = Literal["score", "share", "points"]


@dataclass(frozen=True, slots=True)
class GapRow:
    """Expected and received (or theirs and ours) on the survey's scale; `lo`..`hi`: range of received - expected.

    `n` is the number of answers; below 30 the numbers are not drawn and may be None. Without `proven` the bar is grey,
    whatever its range: one of many rows may stand out by chance.
    """

    label: str
    n: int
    expected: float | None = None
    received: float | None = None
    lo: float | None = None
    hi: float | None = None
    proven: bool = True


@dataclass(frozen=True, slots=True)
class DotRow:
    """One estimate with its range, in the measure of the chart (score: as asked; share: 0..1; points: -1..1).

    `first` and `last` are the places it shares with rows it cannot be told apart from; None where rows are not ranked.
    `n` is the number of answers; below 30 the numbers are not drawn and may be None.
    """

    label: str
    n: int
    estimate: float | None = None
    lo: float | None = None
    hi: float | None = None
    first: int | None = None
    last: int | None = None


def gaps(
    rows: Sequence[GapRow], domain: tuple[float, float], ink: Ink, names: tuple[str, str] = ("", "")
) -> alt.LayerChart:
    """Hollow dot expected, filled dot received, a bar between them, the range of the difference in words.

    The bar is red only where the whole range lies below 0, green only where it lies above. `names`: other words for the
    hollow and the filled dot.
    """
    sides = (names[0] or _("expected"), "", ink.muted), (names[1] or _("received"), ink.teal, ink.teal)
    # side by side long names are wider than a phone
    lines = [[each] for each in sides] if sum(text_width(each[0], ink.size) for each in sides) > NARROW else [sides]
    head = (2.2 + KEY_LINE * (len(lines) - 1)) * ink.size
    frame = RowFrame(tuple(RowText(row.label, _gap_words(row)) for row in rows), ink, head=head)
    drawn = [
        {
            "label": row.label,
            "expected": row.expected,
            "received": row.received,
            "y": frame.middle(place),
            "ink": _gap_ink(row, ink),
        }
        for place, row in enumerate(rows)
        if row.n >= FEWEST_ANSWERS
    ]
    scale = frame.scale(domain)
    base = alt.Chart(rows_of(*drawn))
    y = pixels_y("y:Q")
    x = alt.X("expected:Q", scale=scale)
    received = alt.X("received:Q", scale=scale)
    layers = [
        _tracks(frame, scale, number_axis(*domain, TICKS, title=None)),
        base.mark_rule(strokeWidth=0.4 * ink.size, opacity=0.55).encode(
            x=x, x2="received:Q", y=y, color=alt.Color("ink:N", scale=None)
        ),
        base.mark_point(
            size=ink.size * 9, filled=False, fill=ink.background, stroke=ink.muted, strokeWidth=2, opacity=1
        ).encode(x=x, y=y),
        base.mark_point(size=ink.size * 10, filled=True, fill=ink.teal, opacity=1).encode(x=received, y=y),
    ]
    key = [layer for line, entries in enumerate(lines) for layer in key_line(entries, ink, line)]
    return framed([*layers, *frame.texts(), *key], ink, frame.height)


def _gap_ink(row: GapRow, ink: Ink) -> str:
    if not row.proven:
        return ink.grey
    return ink.red if (row.hi or 0) < 0 else ink.green if (row.lo or 0) > 0 else ink.grey


def gaps_alt(rows: Sequence[GapRow]) -> str:
    """The gaps in words, one sentence a row."""
    return " ".join(_("{label}: {range}.").format(label=row.label, range=_gap_words(row)) for row in rows)


def weights(rows: Sequence[DotRow], ink: Ink) -> alt.LayerChart:
    """How much each row weighs (shares, axis from 0): a dot on a pale range bar; ties share a place and a band."""
    return _dots(rows, _domain_from_zero(rows), "share", ink)


def scores(rows: Sequence[DotRow], domain: tuple[float, float], measure: Measure, ink: Ink) -> alt.LayerChart:
    """A dot on a pale range bar for each row, on the whole `domain` of the measure."""
    return _dots(rows, domain, measure, ink)


def dots_alt(rows: Sequence[DotRow], measure: Measure) -> str:
    """Weights or scores in words, one sentence a row."""
    words = ((f"{_place(row)} " if _place(row) else "") + row.label for row in rows)
    pairs = zip(words, rows, strict=True)
    return " ".join(_("{label}: {range}.").format(label=label, range=_words(row, measure)) for label, row in pairs)


def _dots(rows: Sequence[DotRow], domain: tuple[float, float], measure: Measure, ink: Ink) -> alt.LayerChart:
    frame = RowFrame(tuple(RowText(row.label, _words(row, measure), _place(row)) for row in rows), ink)
    drawn = [
        {"label": row.label, "at": row.estimate, "lo": row.lo, "hi": row.hi, "y": frame.middle(place)}
        for place, row in enumerate(rows)
        if row.n >= FEWEST_ANSWERS
    ]
    scale = frame.scale(domain)
    base = alt.Chart(rows_of(*drawn))
    y = pixels_y("y:Q")
    layers = [
        *_tie_bands(rows, frame),
        _tracks(frame, scale, _measure_axis(domain, measure)),
        base.mark_rule(strokeWidth=0.8 * ink.size, color=ink.teal_pale, strokeCap="round").encode(
            x=alt.X("lo:Q", scale=scale), x2="hi:Q", y=y
        ),
        base.mark_point(size=ink.size * 8, filled=True, fill=ink.teal, opacity=1).encode(
            x=alt.X("at:Q", scale=scale), y=y
        ),
    ]
    return framed([*layers, *frame.texts()], ink, frame.height)


def _tracks(frame: RowFrame, scale: alt.Scale, axis: alt.Axis) -> alt.Chart:
    first, last = scale.to_dict()["domain"]
    tracks = rows_of(*({"from": first, "to": last, "y": frame.middle(place)} for place in range(len(frame.rows))))
    mark = alt.Chart(tracks).mark_rule(color=frame.ink.line, strokeWidth=1)
    return encoded(mark, x=alt.X("from:Q", scale=scale, axis=axis), x2="to:Q", y=pixels_y("y:Q"))


def _tie_bands(rows: Sequence[DotRow], frame: RowFrame) -> list[alt.Chart]:
    groups: dict[tuple[int | None, int | None], list[int]] = {}
    for index, row in enumerate(rows):
        if row.first is not None and row.first != row.last:
            groups.setdefault((row.first, row.last), []).append(index)
    bands: list[dict[str, Any]] = [
        {"top": frame.top(members[0]), "bottom": frame.top(members[-1] + 1)} for members in groups.values()
    ]
    if not bands:
        return []
    mark = alt.Chart(rows_of(*bands)).mark_rect(color=frame.ink.grey_pale, opacity=0.6, stroke=None)
    top = pixels_y("top:Q")
    return [mark.encode(x=alt.value(-2), x2=alt.value("width"), y=top, y2="bottom:Q")]


def _domain_from_zero(rows: Sequence[DotRow]) -> tuple[float, float]:
    return 0.0, 1.08 * max((row.hi or 0.0 for row in rows if row.n >= FEWEST_ANSWERS), default=1.0)


def _measure_axis(domain: tuple[float, float], measure: Measure) -> alt.Axis:
    if measure == "score":
        return number_axis(*domain, TICKS, title=None)
    values = [value / 100 for value in round_values(100 * domain[0], 100 * domain[1], 6)]
    if measure == "share":
        return labelled(values, [format.number(100 * value) for value in values], title=_("of 100"))
    return labelled(values, [format.points(value) for value in values], title=None)


def _place(row: DotRow) -> str:
    return "" if row.first is None or row.last is None else format.place(row.first, row.last)


def _gap_words(row: GapRow) -> str:
    if row.n < FEWEST_ANSWERS or row.lo is None or row.hi is None:
        return _too_few(row.n)
    # a limit that is not 0 is never shown as 0: on which side it lies is what counts
    return format.between(row.lo, row.hi, 2 if 0 in (round(row.lo, 1), round(row.hi, 1)) else 1)


def _words(row: DotRow, measure: Measure) -> str:
    if row.n < FEWEST_ANSWERS or row.lo is None or row.hi is None:
        return _too_few(row.n)
    if measure == "score":
        return format.between(row.lo, row.hi, 2 if round(row.lo, 1) == round(row.hi, 1) else 1)
    if measure == "share":
        return format.between(100 * row.lo, 100 * row.hi, 0)
    return _("between {lo} and {hi}").format(lo=format.points(row.lo), hi=format.points(row.hi))


def _too_few(n: int) -> str:
    return ngettext("too few answers ({count})", "too few answers ({count})", n).format(count=n)
