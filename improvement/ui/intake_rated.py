"""The table in which people give rated questions their words, roles, scales and attributes."""

import streamlit as st

from improvement.model.mapping import KANO_PAIR, ItemRole, Mapping
from improvement.ui.tables import height_of, names_first
from improvement.usecases.intake import Meant, attribute_id
from improvement.view.intake import RatedRow, element_names, factor_names, rated_rows
from improvement.view.language import _
from improvement.view.role_names import role_names


def rated_table(mapping: Mapping, key: str) -> dict[str, Meant]:
    """Words, role, factor and direction of every rated question, whom it rates and what it is about, in a table."""
    rows = rated_rows(mapping)
    if not rows:
        return {}
    factors, elements, uses = factor_names(), element_names(), role_names()
    column, scale, blank, text = _("Column"), _("Scale"), _("No answers"), _("In words")
    factor, low, rival = _("Factor"), _("Lowest is best"), _("Rates (empty: us)")
    role, of, element = _("Used as"), _("Attribute"), _("Customers meet")
    with st.expander(_("The questions in words, with their scales"), icon=":material/translate:", key=f"{key}.words"):
        st.caption(_("Words here become the words of findings and charts."))
        shown = [
            {
                column: row.column,
                scale: row.scale,
                blank: row.blank,
                text: row.text,
                role: uses[row.role],
                of: row.of,
                factor: factors.get(row.factor),
                low: row.low_is_good,
                rival: row.rival,
                element: elements.get(row.element),
            }
            for row in rows
        ]
        config = {
            factor: st.column_config.SelectboxColumn(factor, options=list(factors.values())),
            low: st.column_config.CheckboxColumn(low),
            role: st.column_config.SelectboxColumn(role, options=list(uses.values()), required=True),
            of: st.column_config.TextColumn(
                of,
                help=_(
                    "Questions about one attribute share it: ours and a rival's, expected and received, having it"
                    " and missing it."
                ),
            ),
            element: st.column_config.SelectboxColumn(element, options=list(elements.values())),
        }
        names, row_height = names_first(shown, column)
        edited = st.data_editor(
            shown,
            column_config=config | names,
            disabled=(column, scale, blank),
            hide_index=True,
            num_rows="fixed",
            width="stretch",
            height=height_of(shown),
            row_height=row_height,
            placeholder="",
            key=f"{key}.rated",
        )
        used = [_role(uses, new[role], row) for row, new in zip(rows, edited, strict=True)]
        like_is_low = _like_is_low(rows, used, mapping, key)
    return {
        row.id: Meant(
            text=_text(new[text]),
            factor=_key(factors, new[factor]),
            low_is_good=like_is_low if now in KANO_PAIR else bool(new[low]),
            rival=_text(new[rival]),
            of=attribute_id(_text(new[of])),
            element=_key(elements, new[element]),
            role=now,
        )
        for row, new, now in zip(rows, edited, used, strict=True)
    }


def _text(cell: object) -> str:
    return str(cell or "").strip()


def _key(names: dict[str, str], cell: object) -> str:
    return next((id for id, name in names.items() if name == cell), "")


def _role(uses: dict[ItemRole, str], cell: object, row: RatedRow) -> ItemRole:
    return next((role for role, name in uses.items() if name == cell), row.role)


def _like_is_low(rows: tuple[RatedRow, ...], used: list[ItemRole], mapping: Mapping, key: str) -> bool:
    """Which end of the answers to Kano's questions is "I like it"; asked only where there are such questions."""
    asked = [row for row, role in zip(rows, used, strict=True) if role in KANO_PAIR]
    if not asked:
        return True
    known = [row for row in asked if row.role in KANO_PAIR or mapping.items[row.id].labels]
    ends = {True: _("The lowest answer"), False: _("The highest answer")}
    start = 0 if all(row.low_is_good for row in known) else 1
    label = _("Which answer to the Kano questions is “I like it”?")
    return bool(st.radio(label, list(ends), start, format_func=ends.__getitem__, horizontal=True, key=f"{key}.kano"))
