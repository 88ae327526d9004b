"""Tables about how a survey was made: shares of customers, telephone keys, questions asked in two forms."""

from dataclasses import replace
from typing import Any

import streamlit as st

from improvement.evidence.recognise import Understanding
from improvement.model.mapping import Mapping
from improvement.ui.intake_answers import Settings, changed
from improvement.ui.tables import height_of, names_first
from improvement.usecases.intake import rated_questions
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.intake import item_names
from improvement.view.intake_survey import (
    KeypadRow,
    bridge_settings,
    keypad_rows,
    keypad_settings,
    not_whole,
    part_rows,
    part_settings,
    started_by_names,
)
from improvement.view.language import _


def population(found: Understanding, settings: Settings, key: str) -> Settings:
    """The known share of every part of the customers, and whether large weights are cut."""
    rows = part_rows(found, settings)
    if not rows:
        return {}
    with st.expander(_("Known shares of customers"), icon=":material/balance:", key=f"{key}.population"):
        st.caption(_("Answers are weighted to match them. Leave all of them empty to weight nothing."))
        part, percent = _("Part"), _("Of 100 customers")
        shown = [{part: f"{row.column}: {row.part}", percent: row.percent} for row in rows]
        config = {percent: st.column_config.NumberColumn(percent, min_value=0.0, max_value=100.0)}
        # other segments are other rows
        name = ".".join((key, "shares", *dict.fromkeys(row.item for row in rows)))
        edited = _edited(shown, part, config, name)
        percents = [None if row[percent] is None else float(row[percent]) for row in edited]
        for told in not_whole(rows, percents):
            st.warning(markdown(told), icon=":material/warning:")
        before = found.mapping.trim_weights
        label = _("Cut weights above so many times the middle one (empty: none)")
        times = st.number_input(label, 1.0, None, before, 1.0, key=f"{key}.trim")
    trimmed = changed("trim_weights", f"{times:g}" if times else "", f"{before:g}" if before else "")
    return part_settings(rows, percents) | trimmed


def keypads(mapping: Mapping, key: str) -> Settings:
    """How questions are asked by telephone keys."""
    rows = keypad_rows(mapping)
    if not rows:
        return {}
    with st.expander(_("Rated by telephone keys"), icon=":material/dialpad:", key=f"{key}.keypads"):
        st.caption(_("Fill in the questions that callers answer with keys; leave the others empty."))
        shown = [_keypad_cells(row) for row in rows]
        edited = _edited(shown, "question", _keypad_columns(), f"{key}.keypad-table", _("Question"))
    return keypad_settings(rows, [_keypad(row, cells) for row, cells in zip(rows, edited, strict=True)])


def _keypad_cells(row: KeypadRow) -> dict[str, Any]:
    return {
        "question": row.question,
        "read": row.read,
        "labels": row.labels,
        "pause": row.pause_seconds,
        "who": started_by_names().get(row.started_by or ""),
        "by_chance": row.by_chance,
        "offered": row.offered,
    }


def _keypad_columns() -> dict[str, Any]:
    text, amount = st.column_config.TextColumn, st.column_config.NumberColumn
    who = list(started_by_names().values())
    return {
        "read": text(_("Keys in the order read aloud"), help="1, 2, 3"),
        "labels": text(_("Said for each key"), help=_("1=satisfied; 2=average; 3=dissatisfied")),
        "pause": amount(_("Pause after each, s"), min_value=0.0),
        "who": st.column_config.SelectboxColumn(_("Who sends callers"), options=who),
        "by_chance": st.column_config.CheckboxColumn(_("Form chosen by chance")),
        "offered": amount(_("Callers who heard it"), min_value=1, step=1),
    }


def _keypad(row: KeypadRow, cells: dict[str, Any]) -> KeypadRow:
    """The row as it was edited; nothing and 0 are the same."""
    return replace(
        row,
        read=str(cells["read"] or "").strip(),
        labels=str(cells["labels"] or "").strip(),
        pause_seconds=float(cells["pause"]) if cells["pause"] else None,
        started_by=next((id for id, name in started_by_names().items() if name == cells["who"]), None),
        by_chance=bool(cells["by_chance"]),
        offered=int(cells["offered"]) if cells["offered"] else None,
    )


def bridges(mapping: Mapping, programme: Opened, key: str) -> Settings:
    """Questions asked otherwise than in the round before, and where both forms were asked side by side."""
    options, items = rated_questions(programme), item_names(mapping, rated=True)
    if not (options and items):
        return {}
    with st.expander(
        _("Asked otherwise than in the round before?"), icon=":material/compare_arrows:", key=f"{key}.bridges"
    ):
        told = _(
            "Rounds with another scale, other keys or another way of asking are not compared, unless both forms were"
            " asked side by side and chance chose who got which. Name these questions here."
        )
        st.caption(told)
        question, old, new = _("Question"), _("Asked as before"), _("Asked as now")
        known = mapping.bridges
        shown = [
            {question: name, old: known[id].old if id in known else None, new: known[id].new if id in known else None}
            for id, name in items.items()
        ]
        config = {name: st.column_config.SelectboxColumn(name, options=list(options)) for name in (old, new)}
        edited = _edited(shown, question, config, f"{key}.bridge-table")
    forms = [{id: str(row[name] or "") for id, row in zip(items, edited, strict=True)} for name in (old, new)]
    return bridge_settings(mapping, *forms)


def _edited(
    rows: list[dict[str, Any]], fixed: str, config: dict[str, Any], key: str, heading: str = ""
) -> list[dict[str, Any]]:
    names, row_height = names_first(rows, fixed, heading)
    found: list[dict[str, Any]] = st.data_editor(
        rows,
        column_config=config | names,
        disabled=(fixed,),
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height=height_of(rows),
        row_height=row_height,
        placeholder="",
        key=key,
    )
    return found
