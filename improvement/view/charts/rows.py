"""Rows of a chart that also fit a phone: the label above its marks, words in a column of their own at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from improvement.view.charts.scales import expr, pixels_y, text_width, tooltip, widest
from improvement.view.charts.theme import Ink, rows_of

ROW_HEIGHT = 3.5
KEY_LINE = 1.5


@dataclass(frozen=True, slots=True)
class RowText:
    """What a row says: its label, the words at its right end and, before the label, the place it shares ("" = none)."""

    label: str
    words: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class RowFrame:
    """Where `rows` stand, in pixels: `head` free pixels on top, then one row after the other."""

    rows: tuple[RowText, ...]
    ink: Ink
    head: float = 0.0

    @property
    def height(self) -> float:
        """Height of all rows in pixels, without the axis."""
        return self.head + len(self.rows) * ROW_HEIGHT * self.ink.size

    def top(self, index: int) -> float:
        """The upper edge of a row."""
        return self.head + index * ROW_HEIGHT * self.ink.size

    def middle(self, index: int) -> float:
        """The height on which a row's marks stand."""
        return self.top(index) + 2.2 * self.ink.size

    def scale(self, domain: tuple[float, float]) -> alt.Scale:
        """A scale that leaves the column of words free at the right."""
        words = widest([row.words for row in self.rows], self.ink.size) + self.ink.size
        return alt.Scale(domain=list(domain), range=[self.ink.size * 0.6, expr(f"width - {words:.0f}")], nice=False)

    def texts(self) -> list[alt.Chart]:
        """Labels, places and words of all rows."""
        size = self.ink.size
        indent = (
            widest([row.place for row in self.rows], size) + size * 0.6 if any(row.place for row in self.rows) else 0
        )
        data = rows_of(
            *(
                {
                    "label": row.label,
                    "words": row.words,
                    "place": row.place,
                    "top": self.top(n),
                    "middle": self.middle(n),
                }
                for n, row in enumerate(self.rows)
            )
        )
        base = alt.Chart(data)
        above = pixels_y("top:Q")
        beside = pixels_y("middle:Q")
        label = base.mark_text(align="left", dy=0.9 * size, limit=expr(f"width - {indent:.0f}"))
        words = base.mark_text(align="right", color=self.ink.muted, fontSize=size - 0.5)
        layers = [
            label.encode(x=alt.value(indent), y=above, text="label:N", tooltip=tooltip("label:N")),
            words.encode(x=alt.value("width"), y=beside, text="words:N"),
        ]
        if indent:
            place = base.mark_text(align="left", dy=0.9 * size, fontWeight=700, color=self.ink.teal)
            layers.append(place.encode(x=alt.value(0), y=above, text="place:N"))
        return layers


def key_line(entries: Sequence[tuple[str, str, str]], ink: Ink, line: int = 0) -> list[alt.Chart]:
    """A line on top (0 is the first) that names the marks; an entry is (word, fill colour or "", stroke colour)."""
    layers: list[alt.Chart] = []
    x = 0.6 * ink.size
    y = (0.8 + KEY_LINE * line) * ink.size
    for word, fill, stroke in entries:
        data = rows_of({"word": word})
        dot = alt.Chart(data).mark_point(
            shape="circle",
            size=ink.size * 6,
            filled=False,
            fill=fill or ink.background,
            stroke=stroke,
            strokeWidth=2,
            opacity=1,
            y=y,
        )
        start = x + 0.8 * ink.size
        # a word that is cut does not push the picture together
        name = alt.Chart(data).mark_text(
            align="left", color=ink.muted, fontSize=ink.size - 1, y=y, limit=expr(f"max(40, width - {start:.0f})")
        )
        layers += [
            dot.encode(x=alt.value(x)),
            name.encode(x=alt.value(start), text="word:N", tooltip=tooltip("word:N")),
        ]
        x += 2.8 * ink.size + text_width(word, ink.size - 1)
    return layers
