"""Cells typed into a table, by the id of their row: never by a place that another row may have taken meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

import streamlit as st


def grid_key(name: str, ids: Sequence[str]) -> str:
    """The key of a data_editor: a new one, with nothing typed, when its rows change and after each save."""
    turn = st.session_state.get(f"{name}.turn", 0)
    return f"{name}.{turn}.{crc32(','.join(ids).encode())}"


def forget(name: str) -> None:
    """What was typed is in the plan: the next run starts from there."""
    st.session_state[f"{name}.turn"] = st.session_state.get(f"{name}.turn", 0) + 1


def typed_cells(name: str, ids: Sequence[str]) -> Iterator[tuple[str, str, str | float | None]]:
    """(row id, column, value) of every cell that was changed since the last save."""
    rows: dict[int, dict[str, str | float | None]] = st.session_state[grid_key(name, ids)]["edited_rows"]
    for place, cells in rows.items():
        for column, value in cells.items():
            yield ids[place], column, value


def viewed(rows: Iterable[Mapping[str, object]], labels: Mapping[str, str]) -> None:
    """The same table for somebody who may not change it; `labels`: heading by column."""
    shown = [{label: row[name] for name, label in labels.items()} for row in rows]
    st.dataframe(shown, hide_index=True, placeholder="–", width="stretch")
