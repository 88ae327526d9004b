"""What Gantt and load share, so that a week stands at the same place in both: labels, days, room for words."""

from dataclasses import dataclass
from datetime import date

import altair as alt

from improvement.view import format
from improvement.view.charts.scales import date_axis, expr, pixels_y, tooltip
from improvement.view.charts.theme import Ink, Records, named, rows_of

LABELS = "min({most:.0f}, width * 0.36)"
INDENT = 0.9
WORDS = 7.5


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days shown (both inclusive) and the day up to which progress is known (None: not shown)."""

    first: date
    last: date
    data_date: date | None = None

    def scale(self, ink: Ink) -> alt.Scale:
        """Days between the labels at the left and the words at the right."""
        days = [self.first.toordinal(), self.last.toordinal() + 1]
        left = f"{self._labels(ink)} + {ink.size * 0.6:.0f}"
        return alt.Scale(domain=days, range=[expr(left), expr(f"width - {WORDS * ink.size:.0f}")], nice=False)

    def x(self, field: str, ink: Ink) -> alt.X:
        """The position of a field of day numbers, the names of the months on top."""
        grid = {"grid": True, "gridColor": ink.line, "gridWidth": 1}
        axis = date_axis(self.first, self.last, ink, "top", **grid)
        return alt.X(f"{field}:Q", scale=self.scale(ink), axis=axis)

    def labels(self, ink: Ink) -> list[alt.Chart]:
        """Labels of rows, filled in by label_records."""
        layers = []
        for head in (True, False):
            indent = 0.0 if head else INDENT * ink.size
            mark = alt.Chart(named(_labels_name(head))).mark_text(
                align="left",
                fontWeight=600 if head else 400,
                limit=expr(f"{self._labels(ink)} - {indent:.0f}"),
            )
            at = pixels_y("y:Q")
            pointed = tooltip("label:N")
            layers.append(mark.encode(x=alt.value(indent), y=at, text="label:N", tooltip=pointed))
        return layers

    def data_date_layers(self, ink: Ink, *, named: bool) -> list[alt.Chart]:
        """The dashed rule of the data date and, if `named`, the date beside it."""
        if self.data_date is None:
            return []
        data = rows_of({"day": self.data_date.toordinal() + 1, "word": format.short_day(self.data_date)})
        x = alt.X("day:Q", scale=self.scale(ink))
        rule = alt.Chart(data).mark_rule(color=ink.teal, strokeDash=[4, 3], strokeWidth=1.5).encode(x=x)
        if not named:
            return [rule]
        late = (self.data_date - self.first) > 0.8 * (self.last - self.first)
        word = alt.Chart(data).mark_text(
            color=ink.teal,
            fontSize=ink.size - 1,
            align="right" if late else "left",
            dx=-4 if late else 4,
            y=0.7 * ink.size,
        )
        return [rule, word.encode(x=x, text="word:N")]

    @staticmethod
    def label_records(records: Records) -> dict[str, Records]:
        """What fills the labels in; a record has label, y (pixels), head (bold, not indented)."""
        return {_labels_name(head): [each for each in records if each["head"] is head] for head in (True, False)}

    @staticmethod
    def _labels(ink: Ink) -> str:
        return LABELS.format(most=23 * ink.size)


def _labels_name(head: bool) -> str:
    return "heads" if head else "labels"
