"""What a browser sends for a widget that nobody touched: the value that the server drew it with."""

from collections.abc import Callable
from typing import Any

from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState


def _text(shown: Any) -> dict[str, Any]:
    if shown.set_value:
        return {"string_value": shown.value} if shown.HasField("value") else {}
    return {"string_value": shown.default} if shown.HasField("default") else {}


def _selectbox(shown: Any) -> dict[str, Any]:
    if shown.set_value:
        return {"string_value": shown.raw_value} if shown.HasField("raw_value") else {}
    return {"string_value": shown.options[shown.default]} if shown.HasField("default") and shown.options else {}


def _multiselect(shown: Any) -> dict[str, Any]:
    chosen = shown.raw_values if shown.set_value else [shown.options[place] for place in shown.default]
    return {"string_array_value": StringArray(data=chosen)}


def _day(shown: Any) -> dict[str, Any]:
    return {"string_array_value": StringArray(data=shown.value if shown.set_value else shown.default)}


def _checkbox(shown: Any) -> dict[str, Any]:
    return {"bool_value": shown.value if shown.set_value else shown.default}


VALUES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "text_input": _text,
    "text_area": _text,
    "selectbox": _selectbox,
    "multiselect": _multiselect,
    "date_input": _day,
    "checkbox": _checkbox,
}


def first_state(kind: str, shown: Any) -> WidgetState | None:
    """The state of a widget as drawn; None for elements that send none by themselves."""
    return WidgetState(id=shown.id, **VALUES[kind](shown)) if kind in VALUES else None


def sets_value(kind: str, shown: Any) -> bool:
    """Whether the server wants its value to replace what the browser holds."""
    return kind in VALUES and bool(shown.set_value)
