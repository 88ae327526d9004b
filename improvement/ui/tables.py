"""A table whose rows begin with long names: they take several lines, so that a phone shows numbers beside them."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from improvement.view.charts.scales import widest

NAME_WIDTH, LETTER = 200, 14.0
# a phone leaves no room for a number beside longer ones
ONE_LINE = 230
# Streamlit breaks lines only in rows higher than 64 pixels: three lines, or four and more
LOW, HIGH, FULL = 66, 88, 2.4
# more of them scroll
ROWS = 10


def named_table(rows: Sequence[dict[str, str]], key: str, name: str = "") -> None:
    """Draw the rows; `name` is the column of the names, by default the first."""
    column = name or next(iter(rows[0]), "")
    longest = widest([row[column] for row in rows], LETTER)
    if longest <= ONE_LINE:
        st.dataframe(rows, hide_index=True, width="stretch", key=key)
        return
    config = {column: st.column_config.TextColumn(column, width=NAME_WIDTH)}
    height = LOW if longest <= FULL * NAME_WIDTH else HIGH
    tall: Literal["content", "auto"] = "content" if len(rows) <= ROWS else "auto"
    st.dataframe(rows, hide_index=True, width="stretch", height=tall, key=key, column_config=config, row_height=height)
