"""A plane of points: words in its corners, labels beside the points that never touch, for a page and for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from improvement.view.charts.scales import expr, pixels_y, text_width
from improvement.view.charts.theme import Align, Ink, rows_of

LABELS = 10
PAGE_WIDTH = 560
PHONE_WIDTH = 270
PHONE_UP_TO = 480
LABEL_SHARE = 0.42
AWAY = 0.8
ALIGNS: tuple[Align, ...] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its label."""

    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plane:
    """The points, the most telling first, the ends of both axes, and the words of the corners.

    A corner is a word, the share of the width where it starts (1: where it ends), and its height in pixels.
    """

    spots: tuple[Spot, ...]
    x_axis: tuple[float, float]
    y_axis: tuple[float, float]
    corners: tuple[tuple[str, float, float], ...]
    height: float
    ink: Ink

    def words(self) -> list[alt.Chart]:
        """The words of the corners."""
        layers = []
        for word, share, y in self.corners:
            align: Align = "right" if share == 1 else "left"
            mark = alt.Chart(rows_of({"word": word})).mark_text(align=align, color=self.ink.muted, fontWeight=600, y=y)
            x = expr(f"width * {share} {'-' if share == 1 else '+'} 8")
            layers.append(mark.encode(x=alt.value(x), text="word:N"))
        return layers

    def labels(self, x: alt.X) -> list[alt.Chart]:
        """Two sets of labels, laid out for a page and for a phone; the width decides which is seen."""
        return [
            layer
            for usual, seen in ((PAGE_WIDTH, f"width >= {PHONE_UP_TO}"), (PHONE_WIDTH, f"width < {PHONE_UP_TO}"))
            for align in ALIGNS
            for layer in self._label_layers(self._placed(usual), x, align, seen)
        ]

    def _label_layers(self, placed: list[dict[str, Any]], x: alt.X, align: Align, seen: str) -> list[alt.Chart]:
        mine = [label for label in placed if label["align"] == align]
        away = AWAY * self.ink.size * (1 if align == "left" else -1)
        mark = alt.Chart(rows_of(*mine)).mark_text(
            align=align,
            dx=away,
            fontSize=self.ink.size - 1,
            limit=expr(f"width * {LABEL_SHARE}"),
            opacity=expr(f"{seen} ? 1 : 0"),
        )
        return [mark.encode(x=x, y=pixels_y("y:Q"), text="label:N")] if mine else []

    def _placed(self, usual: float) -> list[dict[str, Any]]:
        """Labels beside their points at a width of `usual` pixels, moved up or down until no two touch.

        A label that finds no place near its point is left out.
        """
        taken, size = self._taken(usual), self.ink.size
        labels: list[dict[str, Any]] = []
        for spot in self.spots[:LABELS]:
            x, level = self._pixels(spot, usual)
            align: Align = "left" if x < 0.55 * usual else "right"
            wide = min(text_width(spot.label, size), LABEL_SHARE * usual)
            left = x + AWAY * size if align == "left" else x - AWAY * size - wide
            moves = (step * sign * 0.55 * size for step in range(6) for sign in (1, -1))
            y = next(
                (
                    level + move
                    for move in moves
                    if self._is_inside(level + move) and _is_free(left, left + wide, level + move, taken, size)
                ),
                None,
            )
            if y is not None:
                taken.append((left, left + wide, y))
                labels.append({"x": spot.x, "y": y, "label": spot.label, "align": align})
        return labels

    def _is_inside(self, y: float) -> bool:
        return 0 <= y <= self.height

    def _taken(self, usual: float) -> list[tuple[float, float, float]]:
        """What labels may not cover: the points and the words of the corners, each (left, right, height)."""
        size = self.ink.size
        dots = [self._pixels(spot, usual) for spot in self.spots]
        taken = [(x - 0.5 * size, x + 0.5 * size, y) for x, y in dots]
        for word, share, y in self.corners:
            wide = text_width(word, size) + 8
            left = share * usual - (wide if share == 1 else 0)
            taken.append((left, left + wide, y))
        return taken

    def _pixels(self, spot: Spot, usual: float) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.x_axis, self.y_axis
        x = usual * (spot.x - x0) / (x1 - x0)
        return x, self.height * (1 - (spot.y - y0) / (y1 - y0))


def _is_free(left: float, right: float, y: float, taken: Sequence[tuple[float, float, float]], size: float) -> bool:
    return all(right < a or left > b or abs(y - other) > 1.2 * size for a, b, other in taken)
