"""When each programme will finish, against what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt

from improvement.view import format
from improvement.view.charts.rows import RowFrame, RowText
from improvement.view.charts.scales import date_axis, pixels_y
from improvement.view.charts.theme import Ink, framed, rows_of
from improvement.view.language import _


@dataclass(frozen=True, slots=True)
class FinishRow:
    """One programme: the forecast last day and the approved one (None: there is none), working days in between."""

    label: str
    forecast: date | None
    baseline: date | None
    days_late: int = 0


def finish(rows: Sequence[FinishRow], ink: Ink) -> alt.LayerChart:
    """Dot: forecast; pale bar: from the approved day to it; upright tick: approved. Rows as given."""
    frame = RowFrame(tuple(RowText(row.label, _words(row)) for row in rows), ink)
    drawn = [
        {
            "label": row.label,
            "forecast": row.forecast.toordinal(),
            "approved": (row.baseline or row.forecast).toordinal(),
            "ink": ink.red if row.days_late > 0 else ink.teal,
            "y": frame.middle(index),
        }
        for index, row in enumerate(rows)
        if row.forecast
    ]
    ticks = [
        {"baseline": row.baseline.toordinal(), "y": frame.middle(index)}
        for index, row in enumerate(rows)
        if row.baseline
    ]
    first, last = _days(rows)
    scale = frame.scale((first.toordinal(), last.toordinal()))
    x = alt.X("forecast:Q", scale=scale, axis=date_axis(first, last, ink, "bottom"))
    planned = alt.X("baseline:Q", scale=scale)
    y = pixels_y("y:Q")
    base = alt.Chart(rows_of(*drawn))
    layers = [
        base.mark_rule(strokeWidth=0.8 * ink.size, color=ink.teal_pale, strokeCap="round").encode(
            x=x, x2="approved:Q", y=y
        ),
        alt.Chart(rows_of(*ticks))
        .mark_tick(orient="vertical", size=1.5 * ink.size, thickness=2, color=ink.text)
        .encode(x=planned, y=y),
        base.mark_point(size=ink.size * 8, filled=True, opacity=1).encode(
            x=x, y=y, color=alt.Color("ink:N", scale=None)
        ),
    ]
    return framed([*layers, *frame.texts()], ink, frame.height)


def finish_key() -> str:
    """What the marks mean, in one line."""
    return _("Dot: forecast · upright line: approved")


def finish_alt(rows: Sequence[FinishRow]) -> str:
    """The finish of each programme in words."""
    return " ".join(_("{label}: {range}.").format(label=row.label, range=_words(row)) for row in rows)


def _words(row: FinishRow) -> str:
    if row.forecast is None:
        return _("no date yet")
    if row.days_late > 0:
        return _("{date}, {days} d late").format(date=format.short_day(row.forecast), days=row.days_late)
    if row.baseline is None:
        return format.short_day(row.forecast)
    return _("{date}, in time").format(date=format.short_day(row.forecast))


def _days(rows: Sequence[FinishRow]) -> tuple[date, date]:
    known = [day for row in rows for day in (row.forecast, row.baseline) if day]
    if not known:
        return date(2000, 1, 1), date(2000, 12, 31)
    margin = timedelta(days=max(7, (max(known) - min(known)).days // 12))
    return min(known) - margin, max(known) + margin
