"""How much each person is asked for, week by week, against what they have; on the days of the Gantt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt

from improvement.view import format
from improvement.view.charts.scales import pixels_y, tooltip
from improvement.view.charts.theme import Filled, Ink, Records, framed, named
from improvement.view.charts.timeline import WORDS, Timeline
from improvement.view.language import _, language, ngettext

ROW = 2.7
FULL = 1.15
HIGHEST = 1.8
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """The week that starts on `monday`: work asked for / time available; 1 = 100 %."""

    monday: date
    load: float


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person, as named to the reader, and their weeks."""

    name: str
    weeks: tuple[LoadWeek, ...]

    @property
    def weeks_over(self) -> int:
        """In how many weeks more than 100 % is asked for."""
        return sum(week.load > 1 for week in self.weeks)


def load(people: Sequence[PersonLoad], time: Timeline, ink: Ink) -> Filled:
    """A bar a week and person; the line is 100 %. What is above it stands out over the line, outlined, and in words."""
    step = ROW * ink.size
    bars: Records = []
    over: Records = []
    for place, person in enumerate(people):
        floor = (place + 1) * step
        for week in person.weeks:
            bar = _bar(week, floor, time, ink) | {"tip": _tip(person, week)}
            bars.append(bar)
            if week.load > 1:
                over.append(bar | {"full": floor - FULL * ink.size})
    ends = {"start": time.first.toordinal(), "end": time.last.toordinal() + 1}
    floors = [(place + 1) * step for place in range(len(people))]
    lines = [{"y": floor - FULL * ink.size, "floor": floor} | ends for floor in floors]
    labels = [{"label": each.name, "y": (n + 1) * step - 0.6 * ink.size, "head": True} for n, each in enumerate(people)]
    filled = {"bars": bars, "over": over, "lines": lines, **_words(people, step, ink), **time.label_records(labels)}
    return Filled(_looks(time, ink, language()), len(people) * step + 0.3 * ink.size, filled)


@lru_cache(maxsize=64)
def _looks(time: Timeline, ink: Ink, _language: str) -> dict[str, Any]:
    x, top = time.x("start", ink), pixels_y("top:Q")
    pointed = tooltip("tip:N")
    excess = alt.Chart(named("over")).mark_rect(color=ink.red_pale, stroke=ink.red, strokeWidth=1.5)
    layers = [
        alt.Chart(named("bars"))
        .mark_rect(color=ink.teal, opacity=0.35, stroke=None)
        .encode(x=x, x2="end:Q", y=pixels_y("low:Q"), y2="floor:Q", tooltip=pointed),
        excess.encode(x=x, x2="end:Q", y=top, y2="full:Q", tooltip=pointed),
        *_full_lines(time, ink),
        *time.labels(ink),
        *_word_layers(ink),
        *time.data_date_layers(ink, named=False),
    ]
    return framed(layers, ink, 0).to_dict(validate=False)


def load_alt(people: Sequence[PersonLoad]) -> str:
    """Who is asked for more than 100 %, and in how many weeks."""
    over = [person for person in people if person.weeks_over]
    if not over:
        return _("Nobody is asked for more than 100 %.")
    return " ".join(f"{person.name}: {_over_words(person)}." for person in over)


def _bar(week: LoadWeek, floor: float, time: Timeline, ink: Ink) -> dict[str, object]:
    first = max(week.monday.toordinal(), time.first.toordinal())
    last = min(week.monday.toordinal() + WEEK_DAYS, time.last.toordinal() + 1)
    height = FULL * ink.size
    return {
        "start": first + 0.4,
        "end": last - 0.4,
        "low": floor - min(week.load, 1.0) * height,
        "top": floor - min(week.load, HIGHEST) * height,
        "floor": floor,
    }


def _tip(person: PersonLoad, week: LoadWeek) -> str:
    share = _("{count} %").format(count=format.number(100 * week.load, 0))
    return f"{person.name}, {format.short_day(week.monday)}: {share}"


def _full_lines(time: Timeline, ink: Ink) -> list[alt.Chart]:
    base = alt.Chart(named("lines"))
    x = time.x("start", ink)
    full = base.mark_rule(color=ink.muted, strokeWidth=1).encode(x=x, x2="end:Q", y=pixels_y("y:Q"))
    floor = base.mark_rule(color=ink.line).encode(x=x, x2="end:Q", y=pixels_y("floor:Q"))
    return [floor, full]


def _words(people: Sequence[PersonLoad], step: float, ink: Ink) -> dict[str, Records]:
    records = [
        {
            "words": _over_words(person),
            "y": (place + 1) * step - 0.6 * ink.size,
            "full": (place + 1) * step - FULL * ink.size,
        }
        for place, person in enumerate(people)
    ]
    rows = list(zip(records, people, strict=True))
    return {
        "too-much": [record for record, person in rows if person.weeks_over],
        "free": [record | {"words": "100 %"} for record, person in rows if not person.weeks_over],
    }


def _word_layers(ink: Ink) -> list[alt.Chart]:
    mark = alt.Chart(named("too-much")).mark_text(
        align="right", color=ink.red_text, fontWeight=600, fontSize=ink.size - 1, limit=WORDS * ink.size
    )
    full = alt.Chart(named("free")).mark_text(align="right", color=ink.muted, fontSize=ink.size - 2)
    return [
        layer.encode(x=alt.value("width"), y=pixels_y(f"{field}:Q"), text="words:N")
        for layer, field in ((mark, "y"), (full, "full"))
    ]


def _over_words(person: PersonLoad) -> str:
    count = person.weeks_over
    return ngettext("{count} week over", "{count} weeks over", count).format(count=count)
