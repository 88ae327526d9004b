"""A table whose rows begin with long names: they take several lines, so that a phone shows numbers beside them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from improvement.view.charts.scales import widest

Records = Sequence[Mapping[str, Any]]
NAME_WIDTH, LETTER = 200, 14.0
# a name may be so much wider than its column: a phone leaves no room for a number beside longer ones
SHORT = 1.15
# Streamlit breaks lines only in rows higher than 64 pixels: three lines, or four and more
LOW, HIGH, FULL = 66, 88, 2.4
# more of them scroll
ROWS = 10


def named_table(rows: Records, key: str, name: str = "") -> None:
    """Draw the rows; `name` is the column of the names, by default the first."""
    config, row_height = names_first(rows, name or next(iter(rows[0]), ""))
    st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=height_of(rows),
        key=key,
        column_config=config,
        row_height=row_height,
    )


def names_first(rows: Records, column: str, label: str = "") -> tuple[dict[str, Any], int | None]:
    """The settings of the column that holds the names, its heading among them, and the height of a row."""
    high = row_height(rows, column)
    return {column: st.column_config.TextColumn(label or column, width=NAME_WIDTH if high else None)}, high


def row_height(rows: Records, column: str, width: int = NAME_WIDTH) -> int | None:
    """So high is a row in which the names of a column of that width break into lines; None where all are short."""
    longest = widest([str(row[column]) for row in rows], LETTER)
    if longest <= width * SHORT:
        return None
    return LOW if longest <= FULL * width else HIGH


def height_of(rows: Records) -> Literal["content", "auto"]:
    """A short table is seen whole, however high its rows are; a long one scrolls."""
    return "content" if len(rows) <= ROWS else "auto"
