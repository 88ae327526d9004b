"""Cells typed into a table: each is saved by itself as soon as it is left, by the id of its row, never by its place.

What a cell was before is what the table showed. Rows that others add wait until the person takes note of them, and
those that others remove stay so long: a table that gets other rows would lose the cell in which somebody is typing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal
from zlib import crc32

import pandas as pd
import streamlit as st

from improvement.model.change import Edit, Outcome, Refused
from improvement.model.snapshot import Snapshot
from improvement.ui import live, session
from improvement.ui.commit import attempt, show_failure, show_refusal
from improvement.view.language import _

Value = str | float | None
Cell = tuple[str, str]
Answer = Outcome | OSError | Literal["gone"] | None
EditOf = Callable[[str, str, Value], Edit | None]
Row = Mapping[str, Any]


def grid(name: str, snapshot: Snapshot, rows: Sequence[Row], columns: Mapping[str, Any], edit_of: EditOf) -> None:
    """Draw rows (with their `id`) as a table; `columns`: settings by column, in order.

    `edit_of` makes a row's id, a column and a typed value into the edit that saves it; None where nothing differs.
    """
    rows = _steady(name, snapshot, rows)
    ids = [str(row["id"]) for row in rows]
    key = f"{name}.{session.forms_round()}.{crc32(','.join(ids).encode())}"
    st.data_editor(
        # made column by column, of plain objects: a fifth of the time, and every page that is drawn makes it again
        pd.DataFrame(
            {name: [row[name] for row in rows] for name in columns},
            pd.Index(ids, dtype=object, name="id"),
            dtype=object,
        ),
        column_order=list(columns),
        column_config={**columns, "_index": None},
        num_rows="fixed",
        placeholder="–",
        width="stretch",
        key=key,
        on_change=_save,
        args=(key, snapshot, ids, edit_of),
    )
    for cell, (value, outcome) in _handled(key).items():
        if _typed(key, ids).get(cell) == value:
            _show(outcome)


def viewed(rows: Iterable[Row], labels: Mapping[str, str]) -> None:
    """The same table for somebody who may not change it; `labels`: heading by column."""
    shown = [{label: row[name] for name, label in labels.items()} for row in rows]
    st.dataframe(shown, hide_index=True, placeholder="–", width="stretch")


def _steady(name: str, snapshot: Snapshot, rows: Sequence[Row]) -> list[Row]:
    """The rows with those that others added left out, and those that others removed left in, until a refresh."""
    added, removed = ({path[-1] for path in paths} for paths in live.waiting(snapshot))
    before: list[Row] = st.session_state.get(f"{name}.rows", [])
    shown = list(rows)
    if added or removed:
        now = {str(row["id"]): row for row in rows if row["id"] not in added}
        kept = [now.pop(str(row["id"]), row) for row in before if row["id"] in now or row["id"] in removed]
        shown = [*kept, *now.values()]
    st.session_state[f"{name}.rows"] = shown
    return shown


def _save(key: str, snapshot: Snapshot, ids: Sequence[str], edit_of: EditOf) -> None:
    """Save every cell that was typed since the last time; `snapshot` is the state that the table showed."""
    handled, typed = _handled(key), _typed(key, ids)
    gone = {path[-1] for path in live.waiting(snapshot)[1]}
    for cell in [each for each in handled if each not in typed]:
        del handled[cell]
    for (id, column), value in typed.items():
        if (id, column) in handled and handled[id, column][0] == value:
            continue
        if id in gone:
            handled[id, column] = value, "gone"
        elif edit := edit_of(id, column, value):
            handled[id, column] = value, attempt(snapshot, edit, why=_("Saved: {id}").format(id=id))
        else:
            handled[id, column] = value, None


def _handled(key: str) -> dict[Cell, tuple[Value, Answer]]:
    """The typed cells that were dealt with, and what came of them."""
    found: dict[Cell, tuple[Value, Answer]] = st.session_state.setdefault(f"{key}.handled", {})
    return found


def _typed(key: str, ids: Sequence[str]) -> dict[Cell, Value]:
    """The cells that differ from what the browser was given."""
    rows: dict[int, dict[str, Value]] = st.session_state[key]["edited_rows"]
    return {(ids[place], column): value for place, cells in rows.items() for column, value in cells.items()}


def _show(outcome: Answer) -> None:
    if isinstance(outcome, Refused):
        show_refusal(outcome)
    if isinstance(outcome, OSError):
        show_failure(outcome)
    if outcome == "gone":
        st.error(_("Somebody else removed this row, so nothing was saved."), icon=":material/block:")
