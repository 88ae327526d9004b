"""A chart on a page: as wide as its place, its own colours, its words for those who do not see it."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pyarrow as pa
import streamlit as st

from improvement.view.language import language

Spec = dict[str, Any]
# a large Gantt takes a quarter of a megabyte; thirty people look at few different charts
KEPT = 100


def drawn(make: Callable[..., Any], *args: Any) -> Spec:
    """A chart of improvement/view/charts, made once for the same arguments and language: Altair takes its time."""
    return _spec(language(), make, *(tuple(each) if isinstance(each, list) else each for each in args))


@lru_cache(maxsize=KEPT)
def _spec(_language: str, make: Callable[..., Any], *args: Any) -> Spec:
    # what our own functions make need not be compared with Vega-Lite's schema each time
    spec: Spec = make(*args).to_dict(validate=False)
    data = {name: _arrow(records) for name, records in spec.get("datasets", {}).items()}
    return {**spec, "datasets": data} if data else spec


def _arrow(records: list[dict[str, Any]]) -> bytes:
    """Records in the form in which Streamlit sends them to the browser."""
    table, sink = pa.Table.from_pylist(records), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def show(spec: Spec, alt: str, key: str | None = None, on_select: Any = "ignore") -> Any:
    """Draw a chart; `alt` says in words what it shows."""
    return st.vega_lite_chart(spec, width="stretch", theme=None, key=key, alt=alt, on_select=on_select)
