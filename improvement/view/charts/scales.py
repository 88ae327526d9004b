"""Axes whose labels are written by view/format.py, and positions that follow the width of the place.

Dates are drawn as day numbers (`date.toordinal`), never as times: a browser west of Greenwich would show them a day
early, and no time format of the browser knows the Buddhist year.
"""

import json
import math
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from improvement.view import format
from improvement.view.charts.theme import Ink

WEEKS_UP_TO_DAYS = 70
ROOM_FOR_A_LABEL = 0.06
MONTHS_UP_TO_DAYS = 750
# as many as a round number has
DECIMALS = 9
WIDE = 1.0
NARROW = 0.57


def expr(formula: str) -> alt.ExprRef:
    """A value that the chart computes when it is drawn; `width` is the width of the plot in pixels."""
    return alt.ExprRef(expr=formula)


def pixels_x(field: str) -> alt.X:
    """A horizontal position that a record gives in pixels."""
    return alt.X(field, scale=None, axis=None)


def pixels_y(field: str) -> alt.Y:
    """A vertical position that a record gives in pixels from the top."""
    return alt.Y(field, scale=None, axis=None)


def align_within(share: float, pixels: float) -> alt.ExprRef:
    """The alignment of a text of so many pixels, centred at a share (0..1) of the width, that keeps it inside."""
    half = pixels / 2
    return expr(
        f"width * {share:.4f} < {half:.0f} ? 'left' : width * {1 - share:.4f} < {half:.0f} ? 'right' : 'center'"
    )


def tooltip(field: str) -> alt.Tooltip:
    """The text shown when a mark is pointed at."""
    return alt.Tooltip(field, title="")


def text_width(text: str, size: float) -> float:
    """About how many pixels a text takes: full-width signs 1, others 0.57 of the size, combining marks nothing."""
    units = (
        0.0
        if unicodedata.category(sign) in {"Mn", "Me", "Cf"}
        else WIDE
        if unicodedata.east_asian_width(sign) in "WF"
        else NARROW
        for sign in text
    )
    return size * sum(units)


def widest(texts: Sequence[str], size: float) -> float:
    """The width in pixels of the longest text; 0 without texts."""
    return max((text_width(text, size) for text in texts), default=0.0)


def round_values(lo: float, hi: float, most: int = 8) -> tuple[float, ...]:
    """The multiples of 1, 2 or 5 times a power of ten from lo to hi (both inclusive), at most `most` + 1 of them."""
    if hi <= lo:
        return (lo,)
    power = 10.0 ** math.floor(math.log10((hi - lo) / most))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if (hi - lo) / (power * factor) <= most)
    return tuple(round(step * k, 10) for k in range(math.ceil(lo / step - 1e-9), math.floor(hi / step + 1e-9) + 1))


def labelled(values: Sequence[float], words: Sequence[str | list[str]], **settings: Any) -> alt.Axis:
    """An axis with exactly these values and labels; labels that would touch are left out."""
    listed = json.dumps(list(words), ensure_ascii=False)
    where = f"indexof({json.dumps(list(values))}, datum.value)"
    return alt.Axis(values=list(values), labelExpr=f"{listed}[{where}]", **settings)


def number_axis(lo: float, hi: float, most: int = 8, **settings: Any) -> alt.Axis:
    """An axis with round numbers in the reader's way of writing them."""
    values = round_values(lo, hi, most)
    return labelled(values, [format.number(value, DECIMALS) for value in values], **settings)


def date_axis(first: date, last: date, ink: Ink, orient: str = "top", **settings: Any) -> alt.Axis:
    """Mondays or months between two days, the year once beside the first label and each January.

    On top the labels stand at the right of their day, like the head of a calendar; at the bottom below it.
    """
    marks, name = _date_marks(first, last)
    if orient == "top" and (marks[0] - first).days > ROOM_FOR_A_LABEL * (last - first).days:
        marks.insert(0, first)
    labels: list[str | list[str]] = []
    for number, mark in enumerate(marks):
        year = format.year(mark) if number == 0 or mark.month < marks[number - 1].month else ""
        labels.append([year, name(mark)] if orient == "top" else [name(mark), year])
    return labelled(
        [mark.toordinal() for mark in marks],
        labels,
        orient=orient,
        title=None,
        labelAlign="left" if orient == "top" else "center",
        labelOffset=ink.size * 0.3 if orient == "top" else 0,
        labelPadding=ink.size * (1.5 if orient == "top" else 0.5),
        **settings,
    )


def _date_marks(first: date, last: date) -> tuple[list[date], Any]:
    days = (last - first).days
    if days <= WEEKS_UP_TO_DAYS:
        monday = first + timedelta(days=-first.weekday() % 7)
        return [monday + timedelta(weeks=week) for week in range(((last - monday).days // 7) + 1)], format.short_day
    step = 1 if days <= MONTHS_UP_TO_DAYS else 3
    months = [date(first.year + k // 12, k % 12 + 1, 1) for k in range(first.month - 1, first.month + days // 28, step)]
    return [month for month in months if first <= month <= last], format.month_name
