"""What tests read from a chart's specification."""

from typing import Any

import altair as alt

from improvement.view.charts.theme import Filled

Chart = alt.LayerChart | Filled


_LAST: list[tuple[Chart, dict[str, Any]]] = []


def spec(chart: Chart) -> dict[str, Any]:
    """The specification, validated by Altair against the Vega-Lite schema: once where the same chart is asked again."""
    if not _LAST or _LAST[0][0] is not chart:
        _LAST[:] = [(chart, chart.to_dict(validate=True))]
    return _LAST[0][1]


def layers(chart: Chart, mark: str) -> list[dict[str, Any]]:
    """All layers with this kind of mark, each with its own data."""
    whole = spec(chart)
    named = whole.get("datasets", {})
    found = [layer for layer in whole["layer"] if layer["mark"]["type"] == mark]
    return [
        {**layer, "data": {"values": named[layer["data"]["name"]]}} if "name" in layer["data"] else layer
        for layer in found
    ]


def records(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of one layer."""
    return layer["data"]["values"]


def texts(chart: Chart) -> list[str]:
    """Every text that the chart writes, in drawing order."""
    found = []
    for layer in layers(chart, "text"):
        field = layer["encoding"]["text"]["field"]
        found += [record[field] for record in records(layer)]
    return found


def marks(chart: Chart, mark: str, **settings: Any) -> list[dict[str, Any]]:
    """The records drawn by all layers of this mark whose mark has these settings."""
    return [
        record
        for layer in layers(chart, mark)
        if all(layer["mark"].get(name) == value for name, value in settings.items())
        for record in records(layer)
    ]
