"""Words at the right end of lines, instead of a legend, moved apart where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from improvement.view.charts.scales import pixels_y, widest
from improvement.view.charts.theme import Ink, encoded, rows_of

LINE = 1.25


@dataclass(frozen=True, slots=True)
class EndLabel:
    """One label: the height of its line in pixels, its words (lines parted by a line break), its colour."""

    y: float
    words: str
    colour: str

    @property
    def breaks(self) -> int:
        """How many lines follow the first."""
        return self.words.count("\n")


def room(labels: Sequence[EndLabel], ink: Ink) -> float:
    """How many pixels the labels need at the right of the lines."""
    return widest([line for label in labels for line in label.words.split("\n")], ink.size - 1) + 1.2 * ink.size


def end_labels(labels: Sequence[EndLabel], ink: Ink) -> alt.Chart:
    """The labels, right-aligned at the edge of the plot."""
    records = [
        {"y": y - 0.5 * LINE * ink.size * label.breaks, "words": label.words, "ink": label.colour}
        for y, label in zip(_apart(labels, LINE * ink.size), labels, strict=True)
    ]
    mark = alt.Chart(rows_of(*records)).mark_text(align="right", fontSize=ink.size - 1, lineBreak="\n")
    colour = alt.Color("ink:N", scale=None)
    return encoded(mark, x=alt.value("width"), y=pixels_y("y:Q"), text="words:N", color=colour)


def _apart(labels: Sequence[EndLabel], line: float) -> list[float]:
    order = sorted(range(len(labels)), key=lambda place: labels[place].y)
    moved = [label.y for label in labels]
    for above, below in pairwise(order):
        lines = 2 + labels[above].breaks + labels[below].breaks
        moved[below] = max(moved[below], moved[above] + line * lines / 2)
    shift = sum(moved) / len(moved) - sum(label.y for label in labels) / len(labels)
    return [y - shift for y in moved]
