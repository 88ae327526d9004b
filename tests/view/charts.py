"""What tests read from a chart's specification."""

from typing import Any

import altair as alt


def spec(chart: alt.LayerChart) -> dict[str, Any]:
    """The specification, validated by Altair against the Vega-Lite schema."""
    return chart.to_dict(validate=True)


def layers(chart: alt.LayerChart, mark: str) -> list[dict[str, Any]]:
    """All layers with this kind of mark."""
    return [layer for layer in spec(chart)["layer"] if layer["mark"]["type"] == mark]


def records(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of one layer."""
    return layer["data"]["values"]


def texts(chart: alt.LayerChart) -> list[str]:
    """Every text that the chart writes, in drawing order."""
    found = []
    for layer in layers(chart, "text"):
        field = layer["encoding"]["text"]["field"]
        found += [record[field] for record in records(layer)]
    return found


def marks(chart: alt.LayerChart, mark: str, **settings: Any) -> list[dict[str, Any]]:
    """The records drawn by all layers of this mark whose mark has these settings."""
    return [
        record
        for layer in layers(chart, mark)
        if all(layer["mark"].get(name) == value for name, value in settings.items())
        for record in records(layer)
    ]
