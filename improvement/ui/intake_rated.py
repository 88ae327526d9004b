"""The table in which people give rated questions their words, roles, scales and attributes."""

from typing import Any, TypeVar

import streamlit as st

from improvement.model.mapping import KANO_PAIR, ItemRole, Mapping
from improvement.ui.tables import height_of, row_height
from improvement.usecases.intake import Meant, attribute_id
from improvement.view.intake import RatedRow, element_names, factor_names, rated_rows
from improvement.view.language import _
from improvement.view.role_names import role_names

Cells = dict[str, object]
Id = TypeVar("Id", bound=str)
# a phone keeps a pinned column in sight only where it takes less than 0.6 of the table
COLUMN_WIDTH = 170


def rated_table(mapping: Mapping, key: str) -> dict[str, Meant]:
    """Words, role, factor and direction of every rated question, whom it rates and what it is about, in a table."""
    rows = rated_rows(mapping)
    if not rows:
        return {}
    with st.expander(_("The questions in words, with their scales"), icon=":material/translate:", key=f"{key}.words"):
        st.caption(_("Words here become the words of findings and charts."))
        edited = _edited(rows, f"{key}.rated")
        used = [_id_of(role_names(), cells["role"]) or row.role for row, cells in zip(rows, edited, strict=True)]
        ends = _kano_ends(rows, used, mapping, key)
    return {
        row.id: _meant(cells, role, ends.get(row.id, bool(cells["low_is_good"])))
        for row, cells, role in zip(rows, edited, used, strict=True)
    }


def _edited(rows: tuple[RatedRow, ...], key: str) -> list[Cells]:
    shown = [_cells(row) for row in rows]
    return st.data_editor(
        shown,
        column_config=_columns(),
        disabled=("column", "scale", "blank"),
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height=height_of(shown),
        row_height=row_height(shown, "column", COLUMN_WIDTH),
        placeholder="",
        key=key,
    )


def _cells(row: RatedRow) -> Cells:
    """A row as it is edited: choices stand in their words."""
    return {
        "column": row.column,
        "text": row.text,
        "role": role_names()[row.role],
        "of": row.of,
        "factor": factor_names().get(row.factor),
        "low_is_good": row.low_is_good,
        "rival": row.rival,
        "element": element_names().get(row.element),
        "scale": row.scale,
        "blank": row.blank,
    }


def _columns() -> dict[str, Any]:
    """The heading of every column and what may stand in it."""
    told = _(
        "Questions about one attribute share it: ours and a rival's, expected and received, having it and missing it."
    )
    return {
        "column": st.column_config.TextColumn(_("Column"), width=COLUMN_WIDTH, pinned=True),
        "text": _("In words"),
        "role": _choice(_("Used as"), role_names(), required=True),
        "of": st.column_config.TextColumn(_("Attribute"), help=told),
        "factor": _choice(_("Factor"), factor_names()),
        "low_is_good": st.column_config.CheckboxColumn(_("Lowest is best")),
        "rival": _("Rates (empty: us)"),
        "element": _choice(_("Customers meet"), element_names()),
        "scale": _("Scale"),
        "blank": _("No answers"),
    }


def _choice(label: str, names: dict[Any, str], *, required: bool = False) -> Any:
    return st.column_config.SelectboxColumn(label, options=list(names.values()), required=required)


def _meant(cells: Cells, role: ItemRole, low_is_good: bool | None) -> Meant:
    return Meant(
        text=_text(cells["text"]),
        factor=_id_of(factor_names(), cells["factor"]) or "",
        low_is_good=low_is_good,
        rival=_text(cells["rival"]),
        of=attribute_id(_text(cells["of"])),
        element=_id_of(element_names(), cells["element"]) or "",
        role=role,
    )


def _text(cell: object) -> str:
    return str(cell or "").strip()


def _id_of(names: dict[Id, str], cell: object) -> Id | None:
    return next((id for id, name in names.items() if name == cell), None)


def _kano_ends(rows: tuple[RatedRow, ...], used: list[ItemRole], mapping: Mapping, key: str) -> dict[str, bool | None]:
    """Whether the lowest answer is "I like it", by id of Kano's questions without words; None leaves what it was.

    Answers in words say it themselves. Where the questions differ, nothing is chosen and each keeps its own.
    """
    pairs = zip(rows, used, strict=True)
    asked = [row for row, role in pairs if role in KANO_PAIR and not mapping.items[row.id].labels]
    if not asked:
        return {}
    known = {row.low_is_good for row in asked if row.role in KANO_PAIR}
    ends = {True: _("The lowest answer"), False: _("The highest answer")}
    start = None if len(known) > 1 else int(known == {False})
    label = _("Which answer to the Kano questions is “I like it”?")
    chosen = st.radio(label, list(ends), start, format_func=ends.__getitem__, horizontal=True, key=f"{key}.kano")
    return dict.fromkeys((row.id for row in asked), chosen)
