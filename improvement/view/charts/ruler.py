"""The promise ruler: which times could be promised, against every past case."""

from dataclasses import dataclass

import altair as alt
import numpy as np

from improvement.view import format
from improvement.view.charts.scales import align_within, expr, number_axis, pixels_y, text_width
from improvement.view.charts.theme import Ink, encoded, framed, rows_of
from improvement.view.language import _, ngettext

TICKS_UP_TO = 300
BINS = 48
ROOM_RIGHT = 1.28
LONGEST_SHOWN = 0.98


@dataclass(frozen=True, slots=True)
class Ruler:
    """What the ruler shows; all times in `unit`, all >= 0.

    Below `plausible_from` every time is an over-promise, from `safe_from` every time is safe, between them it is not
    proven. None: no time shown reaches that. `case_times` are the past cases, in any order.
    """

    promised: float
    plausible_from: float | None
    safe_from: float | None
    case_times: tuple[float, ...]
    unit: format.TimeUnit


@dataclass(frozen=True, slots=True)
class _Zone:
    """A part of the ruler; `free` is what the rule of the promise leaves for its word."""

    first: float
    last: float
    word: str
    pale: str
    ink: str
    promised: float

    @property
    def free(self) -> tuple[float, float]:
        if not self.first < self.promised < self.last:
            return self.first, self.last
        left = self.promised - self.first > self.last - self.promised
        return (self.first, self.promised) if left else (self.promised, self.last)


def ruler(view: Ruler, ink: Ink) -> alt.LayerChart:
    """Zones over-promise, not proven and safe; a thick rule at the promise, a dashed one at the shortest safe time.

    One tick a case, a histogram above 300 cases; the few longest cases that lie beyond the ruler are counted in words.
    """
    end = _end(view)
    line = ink.size
    scale = alt.Scale(domain=[0, end], nice=False)
    x = alt.X("at:Q", scale=scale, axis=number_axis(0, end, title=_axis_title(view.unit)))
    top, bottom = 2.4 * line, 4.3 * line
    layers = [
        *(layer for zone in _zones(view, end, ink) for layer in _zone_layers(zone, x, end, (top, bottom), ink)),
        _cases(view, x, end, (5.0 * line, 5.8 * line), ink),
        _note(view, end, 7.0 * line, ink),
        *_shortest_safe(view, x, end, (top, bottom), ink),
        *_promise(view, x, end, (top - 0.2 * line, bottom + 0.4 * line), ink),
    ]
    return framed(layers, ink, 7.6 * line)


def ruler_alt(view: Ruler) -> str:
    """The ruler in words."""
    promised = format.duration(view.promised, view.unit)
    if view.safe_from is None:
        return _("You promise {time}. No time on the ruler is proven safe.").format(time=promised)
    safe = format.duration(view.safe_from, view.unit, rounding="up")
    return _("You promise {time}. The shortest safe time is {safe}.").format(time=promised, safe=safe)


def _end(view: Ruler) -> float:
    marks = [view.promised, view.plausible_from or 0.0, view.safe_from or 0.0]
    longest = float(np.quantile(view.case_times, LONGEST_SHOWN)) if view.case_times else 0.0
    return max(ROOM_RIGHT * max(marks), 1.05 * longest) or 1.0


def _zones(view: Ruler, end: float, ink: Ink) -> list[_Zone]:
    safe = end if view.safe_from is None else view.safe_from
    plausible = min(safe, end if view.plausible_from is None else view.plausible_from)
    zones = [
        _Zone(0, plausible, "✕ " + _("Over-promise"), ink.red_pale, ink.red_text, view.promised),
        _Zone(plausible, safe, "?", ink.amber_pale, ink.amber_text, view.promised),
        _Zone(safe, end, "✓ " + _("Safe"), ink.green_pale, ink.green_text, view.promised),
    ]
    return [zone for zone in zones if zone.last > zone.first]


def _zone_layers(zone: _Zone, x: alt.X, end: float, band: tuple[float, float], ink: Ink) -> list[alt.Chart]:
    data = rows_of({"at": zone.first, "to": zone.last, "middle": sum(zone.free) / 2, "word": zone.word})
    share, needed = (zone.free[1] - zone.free[0]) / end, text_width(zone.word, ink.size) + 4
    area = alt.Chart(data).mark_rect(color=zone.pale, y=band[0], y2=band[1]).encode(x=x, x2="to:Q")
    word = alt.Chart(data).mark_text(
        color=zone.ink,
        fontWeight=600,
        y=sum(band) / 2,
        opacity=expr(f"width * {share:.4f} > {needed:.0f} ? 1 : 0"),
    )
    return [area, word.encode(x="middle:Q", text="word:N")]


def _cases(view: Ruler, x: alt.X, end: float, band: tuple[float, float], ink: Ink) -> alt.Chart:
    shown = [time for time in view.case_times if time <= end]
    if len(view.case_times) <= TICKS_UP_TO:
        data = rows_of(*({"at": time} for time in shown))
        return encoded(alt.Chart(data).mark_rule(color=ink.text, opacity=0.6, y=band[0], y2=band[1]), x=x)
    counts, edges = np.histogram(shown, bins=BINS, range=(0, end))
    step = (band[1] - band[0] + 0.6 * ink.size) / max(int(counts.max()), 1)
    bars = [
        {"at": float(lo), "to": float(hi), "floor": band[1], "top": band[1] - step * int(count)}
        for count, lo, hi in zip(counts, edges[:-1], edges[1:], strict=True)
        if count
    ]
    mark = alt.Chart(rows_of(*bars)).mark_rect(color=ink.muted, stroke=None)
    return encoded(mark, x=x, x2="to:Q", y=pixels_y("top:Q"), y2="floor:Q")


def _note(view: Ruler, end: float, y: float, ink: Ink) -> alt.Chart:
    many = len(view.case_times) > TICKS_UP_TO
    note = _("height = number of past cases") if many else _("one line = one past case")
    longer = sum(time > end for time in view.case_times)
    if longer:
        note += " · " + ngettext("{count} took longer", "{count} took longer", longer).format(count=longer)
    mark = alt.Chart(rows_of({"note": note})).mark_text(color=ink.muted, fontSize=ink.size - 1, align="right", y=y)
    return encoded(mark, x=alt.value("width"), text="note:N")


def _shortest_safe(view: Ruler, x: alt.X, end: float, band: tuple[float, float], ink: Ink) -> list[alt.Chart]:
    if view.safe_from is None:
        return []
    time = format.duration(view.safe_from, view.unit, rounding="up")
    word = _("Shortest safe: {time}").format(time=time)
    data = rows_of({"at": view.safe_from, "word": word})
    rule = alt.Chart(data).mark_rule(
        color=ink.green_text, strokeDash=[4, 3], strokeWidth=2, y=band[0] - 0.2 * ink.size, y2=band[1] + 0.2 * ink.size
    )
    room, needed = 1 - view.safe_from / end, text_width(word, ink.size)
    align = expr(f"width * {room:.4f} > {needed:.0f} ? 'left' : 'right'")
    name = alt.Chart(data).mark_text(color=ink.green_text, align=align, y=1.65 * ink.size)
    return [rule.encode(x=x), name.encode(x=x, text="word:N")]


def _promise(view: Ruler, x: alt.X, end: float, band: tuple[float, float], ink: Ink) -> list[alt.Chart]:
    time = format.duration(view.promised, view.unit)
    word = _("You promise {time}").format(time=time)
    data = rows_of({"at": view.promised, "word": word})
    align = align_within(view.promised / end, text_width(word, 1.1 * ink.size))
    rule = alt.Chart(data).mark_rule(color=ink.text, strokeWidth=4, y=band[0], y2=band[1])
    name = alt.Chart(data).mark_text(fontWeight=700, align=align, y=0.5 * ink.size)
    return [rule.encode(x=x), name.encode(x=x, text="word:N")]


def _axis_title(unit: format.TimeUnit) -> str:
    titles = {
        "seconds": _("time promised to the customer, in seconds"),
        "minutes": _("time promised to the customer, in minutes"),
        "hours": _("time promised to the customer, in hours"),
        "working hours": _("time promised to the customer, in working hours"),
        "days": _("time promised to the customer, in days"),
        "working days": _("time promised to the customer, in working days"),
        "weeks": _("time promised to the customer, in weeks"),
    }
    return titles[unit]
