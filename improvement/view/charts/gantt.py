"""The Gantt chart: bars grouped by promise, with float, baseline and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import altair as alt

from improvement.view import format
from improvement.view.charts.scales import pixels_y, tooltip
from improvement.view.charts.theme import Filled, Ink, Records, encoded, framed, named
from improvement.view.charts.timeline import Timeline
from improvement.view.language import _, language, ngettext

MOST_ROWS, MOST_ON_DEMAND = 40, 150
ROW = 2.1
HEAD = 1.5

Kind = Literal["group", "activity", "milestone"]


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row, in the order shown. A group has only a label; a milestone stands on `finish`.

    All days are inclusive. `float_until` is the last day to which the activity may slip, `done` the share finished
    (0..1), `late_days` how many working days it is late (0: not late).
    """

    kind: Kind
    id: str
    label: str
    start: date | None = None
    finish: date | None = None
    critical: bool = False
    float_until: date | None = None
    baseline_start: date | None = None
    baseline_finish: date | None = None
    done: float = 0.0
    late_days: int = 0


def gantt(rows: Sequence[GanttRow], time: Timeline, ink: Ink, most: int = MOST_ROWS) -> Filled:
    """At most so many rows; a last line says how many are not shown. A click on a bar selects its `id` ("picked").

    Ink outline: critical. Pale tail: float. Thin line below: baseline. Diamond: milestone. Dashed: data date.
    """
    shown = list(rows[:most])
    records = [_record(row, _middle(place, ink), ink) for place, row in enumerate(shown)]
    labels = [{"label": row.label, "y": _middle(n, ink), "head": row.kind == "group"} for n, row in enumerate(shown)]
    if len(rows) > len(shown):
        more = ngettext("and {count} more", "and {count} more", len(rows) - len(shown)).format(
            count=len(rows) - len(shown)
        )
        labels.append({"label": more, "y": _middle(len(shown), ink), "head": False})
    filled = _by_layer(records) | time.label_records(labels)
    return Filled(_looks(time, ink, language()), (HEAD + ROW * len(labels)) * ink.size, filled)


@lru_cache(maxsize=64)
def _looks(time: Timeline, ink: Ink, _language: str) -> dict[str, Any]:
    layers = [
        *_float_and_baseline(time, ink),
        *_bars(time, ink),
        *_late(time, ink),
        _milestones(time, ink),
        *time.labels(ink),
        *time.data_date_layers(ink, named=True),
    ]
    return framed(layers, ink, 0).to_dict(validate=False)


def gantt_key() -> str:
    """What the marks of the Gantt mean, in one line."""
    return _("Outlined: decides the finish · pale tail: may wait · thin line: baseline · diamond: milestone")


def gantt_alt(rows: Sequence[GanttRow]) -> str:
    """How many activities there are, how many are late and by how much the latest."""
    activities = [row for row in rows if row.kind == "activity"]
    late = [row for row in rows if row.late_days > 0]
    count = ngettext("{count} activity.", "{count} activities.", len(activities)).format(count=len(activities))
    if not late:
        return count + " " + _("None is late.")
    worst = max(late, key=lambda row: row.late_days)
    sentence = ngettext("{count} is late; {label} by {days} d.", "{count} are late, most {label}: {days} d.", len(late))
    return count + " " + sentence.format(count=len(late), label=worst.label, days=worst.late_days)


def _middle(place: int, ink: Ink) -> float:
    return (HEAD + ROW * (place + 0.5)) * ink.size


def _number(day: date | None, after: int = 0) -> int | None:
    return None if day is None else day.toordinal() + after


def _record(row: GanttRow, y: float, ink: Ink) -> dict[str, Any]:
    start, end = _number(row.start), _number(row.finish, 1)
    done = None if start is None or end is None else start + (end - start) * row.done
    return {
        "kind": row.kind,
        "id": row.id,
        "tip": _tip(row),
        "start": start,
        "finish": end,
        "done": done,
        "float": _number(row.float_until, 1),
        "planned": _number(row.baseline_start),
        "planned_end": _number(row.baseline_finish, 1),
        "critical": row.critical,
        "late": row.late_days,
        "y": y,
        "top": y - 0.55 * ink.size,
        "bottom": y + 0.55 * ink.size,
        "below": y + 0.82 * ink.size,
    }


def _tip(row: GanttRow) -> str:
    if row.finish is None:
        return row.label
    days = [format.day(day) for day in (row.start, row.finish) if day]
    return f"{row.label}: {' – '.join(days)}"


def _by_layer(records: Records) -> dict[str, Records]:
    """The records of each layer, under the name that it looks for."""
    bars = [each for each in records if each["kind"] == "activity" and each["start"] is not None]
    return {
        "bars": bars,
        "done": [each for each in bars if each["done"] > each["start"]],
        "critical": [each for each in bars if each["critical"]],
        "tails": [each for each in bars if each["float"] is not None and each["float"] > each["finish"]],
        "planned": [each for each in bars if each["planned"] is not None and each["planned_end"] is not None],
        "late": [_late_record(each) for each in records if each["late"] > 0 and each["finish"] is not None],
        "stones": [each for each in records if each["kind"] == "milestone" and each["finish"] is not None],
    }


def _late_record(record: dict[str, Any]) -> dict[str, Any]:
    end = max(record["finish"], record["float"] or 0)
    return record | {"words": _("{days} d late").format(days=record["late"]), "end": end}


def _bars(time: Timeline, ink: Ink) -> list[alt.Chart]:
    x = time.x("start", ink)
    top, pointed = pixels_y("top:Q"), tooltip("tip:N")
    whole = alt.Chart(named("bars")).mark_rect(
        color=ink.teal, opacity=0.35, cornerRadius=3, stroke=None, cursor="pointer"
    )
    done = alt.Chart(named("done")).mark_rect(color=ink.teal, cornerRadius=3, stroke=None)
    outlined = alt.Chart(named("critical"))
    outline = outlined.mark_rect(filled=False, stroke=ink.text, strokeWidth=1.8, cornerRadius=3)
    return [
        whole.encode(x=x, x2="finish:Q", y=top, y2="bottom:Q", tooltip=pointed).add_params(
            alt.selection_point(name="picked", fields=["id"])
        ),
        done.encode(x=x, x2="done:Q", y=top, y2="bottom:Q", tooltip=pointed),
        outline.encode(x=x, x2="finish:Q", y=top, y2="bottom:Q", tooltip=pointed),
    ]


def _float_and_baseline(time: Timeline, ink: Ink) -> list[alt.Chart]:
    tail = alt.Chart(named("tails")).mark_rule(color=ink.grey_pale, strokeWidth=0.55 * ink.size)
    line = alt.Chart(named("planned")).mark_rule(color=ink.grey, strokeWidth=2)
    middle, below = pixels_y("y:Q"), pixels_y("below:Q")
    return [
        tail.encode(x=time.x("finish", ink), x2="float:Q", y=middle),
        line.encode(x=time.x("planned", ink), x2="planned_end:Q", y=below),
    ]


def _late(time: Timeline, ink: Ink) -> list[alt.Chart]:
    top, middle = pixels_y("top:Q"), pixels_y("y:Q")
    base = alt.Chart(named("late"))
    edge = base.mark_rule(color=ink.red, strokeWidth=3)
    words = base.mark_text(align="left", dx=0.5 * ink.size, color=ink.red_text, fontWeight=600, fontSize=ink.size - 1)
    return [
        edge.encode(x=time.x("finish", ink), y=top, y2="bottom:Q"),
        words.encode(x=time.x("end", ink), y=middle, text="words:N"),
    ]


def _milestones(time: Timeline, ink: Ink) -> alt.Chart:
    mark = alt.Chart(named("stones")).mark_point(
        shape="diamond", size=11 * ink.size, filled=True, color=ink.text, opacity=1
    )
    y, pointed = pixels_y("y:Q"), tooltip("tip:N")
    return encoded(mark, x=time.x("finish", ink), y=y, tooltip=pointed)
