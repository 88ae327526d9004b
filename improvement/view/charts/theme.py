"""The colours, the font and the frame that every chart shares; the only place where colours stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import altair as alt

FONT = "'Noto Sans', 'Noto Sans Thai', 'Noto Sans CJK SC', 'Source Sans', sans-serif"
Align = Literal["left", "center", "right"]
Records = list[dict[str, Any]]

TEXT_SIZE = 13
PRESENT_TEXT_SIZE = 22
PRINT_TEXT_SIZE = 10
# Streamlit adds 20 pixels below a chart whose padding does not name its bottom
PADDING = {"left": 2, "right": 2, "top": 2, "bottom": 4}
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")


@dataclass(frozen=True, slots=True)
class Ink:
    """One palette. `x` draws marks, `x_pale` fills areas behind text, `x_text` is readable as text on both.

    Green good, amber look, red act, grey waiting, teal chosen or linked. `size` is the text size in pixels, from which
    heights and distances follow.
    """

    background: str
    text: str
    muted: str
    line: str
    teal: str
    teal_pale: str
    green: str
    green_pale: str
    green_text: str
    amber: str
    amber_pale: str
    amber_text: str
    red: str
    red_pale: str
    red_text: str
    grey: str
    grey_pale: str
    size: int = TEXT_SIZE

    def large(self) -> "Ink":
        """The same palette with text for a projector."""
        return replace(self, size=PRESENT_TEXT_SIZE)


LIGHT = Ink(
    background="#FFFFFF",
    text="#16242E",
    muted="#5C6B75",
    line="#DDE5EA",
    teal="#0F5C6E",
    teal_pale="#D5E6EA",
    green="#2E8B57",
    green_pale="#CFEBDA",
    green_text="#1B6B3F",
    amber="#D98324",
    amber_pale="#FAE3C6",
    amber_text="#9A5708",
    red="#C8413B",
    red_pale="#F7D6D4",
    red_text="#96211C",
    grey="#7B8A95",
    grey_pale="#EAEFF2",
)
DARK = Ink(
    background="#0E171D",
    text="#E8EFF3",
    muted="#9DADB7",
    line="#2A3A44",
    teal="#4FB3C8",
    teal_pale="#1B4552",
    green="#63BE8B",
    green_pale="#1D4430",
    green_text="#8AD6AB",
    amber="#F0A24B",
    amber_pale="#4D391D",
    amber_text="#F5B973",
    red="#E8716B",
    red_pale="#512A2B",
    red_text="#F5A19C",
    grey="#7F909B",
    grey_pale="#22313A",
)

# for a sheet of paper, whatever the screen looks like
PAPER = replace(LIGHT, size=PRINT_TEXT_SIZE)


def framed(layers: Sequence[alt.Chart], ink: Ink, height: float) -> alt.LayerChart:
    """The finished chart, the last layer on top: as wide as its place, `height` pixels high, no frame and no grid."""
    chart: alt.LayerChart = (
        alt.LayerChart(layer=list(layers))
        .properties(width="container", height=height, autosize=FIT, padding=PADDING)
        .configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            grid=False,
            domain=False,
            ticks=False,
            labelColor=ink.muted,
            labelFontSize=ink.size - 1,
            labelPadding=ink.size * 0.5,
            labelOverlap="greedy",
            labelSeparation=0.4 * ink.size,
            labelLineHeight=1.25 * ink.size,
            titleColor=ink.muted,
            titleFontSize=ink.size - 1,
            titleFontWeight="normal",
            titlePadding=ink.size * 0.8,
        )
        .configure_text(color=ink.text, fontSize=ink.size, font=FONT)
    )
    return chart


@dataclass(frozen=True, slots=True)
class Filled:
    """A chart whose looks were made once (Altair takes a tenth of a second) and the records that its layers name."""

    looks: Mapping[str, Any]
    height: float
    records: Mapping[str, Records]

    def to_dict(self, validate: bool = True) -> dict[str, Any]:
        """The whole chart for Vega-Lite, as Altair's charts give it; `validate` compares it with the schema."""
        whole = {**self.looks, "height": self.height, "datasets": dict(self.records)}
        return alt.LayerChart.from_dict(whole).to_dict() if validate else whole


def named(name: str) -> alt.NamedData:
    """The data of a layer that are filled in later, under this name."""
    return alt.NamedData(name=name)


def rows_of(*records: dict[str, Any]) -> alt.Data:
    """Records as the inline data of a layer."""
    return alt.Data(values=list(records))  # type: ignore[no-untyped-call]  # altair annotates no data class


def encoded(mark: alt.Chart, **channels: Any) -> alt.Chart:
    """A mark with its channels, as the chart that it is (altair's own `encode` has no type)."""
    chart: alt.Chart = mark.encode(**channels)
    return chart
