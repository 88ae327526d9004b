"""Everything that a page puts on the screen: its elements, and every text in them."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest


def elements(app: AppTest) -> Iterator[Any]:
    """Every element and block, in the order of the page."""
    return _below(app._tree)


def _below(block: Any) -> Iterator[Any]:
    for each in block.children.values():
        yield each
        if hasattr(each, "children"):
            yield from _below(each)


def inputs(app: AppTest) -> Iterator[Any]:
    """Everything that answers to a person: widgets, forms, editable tables, custom components."""
    for each in elements(app):
        is_block = hasattr(each, "children")
        if each.type == "form" or (not is_block and getattr(each.proto, "id", "")):
            yield each


def texts(app: AppTest) -> Iterator[str]:
    """Every text of every element: labels, options, values, chart data, cells of tables."""
    for each in elements(app):
        if each.proto:
            yield from _strings(each.proto)


def _strings(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        for each in _items(field, value):
            if isinstance(each, str):
                yield each
            elif isinstance(each, bytes):
                yield from _cells(each)
            elif hasattr(each, "ListFields"):
                yield from _strings(each)


def _items(field: Any, value: Any) -> Iterator[Any]:
    if hasattr(value, "items"):
        yield from value.keys()
        yield from value.values()
    elif field.is_repeated:
        yield from value
    else:
        yield value


def _cells(content: bytes) -> Iterator[str]:
    try:
        table = pa.ipc.open_stream(content).read_all()
    except pa.ArrowInvalid:
        return
    yield from table.column_names
    for column in table.columns:
        yield from map(str, column.to_pylist())
