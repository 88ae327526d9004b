"""What is worth the effort: the team types reach, impact and effort of each finding; the score orders them."""

from typing import Any

import streamlit as st

from improvement.model.change import Edit, lookup
from improvement.model.snapshot import Snapshot
from improvement.model.values import write_number
from improvement.ui import rights
from improvement.ui.grid_edits import Value, grid, viewed
from improvement.usecases.findings import FINDINGS
from improvement.usecases.opened import Opened
from improvement.usecases.scores import assessed
from improvement.usecases.worth import worth
from improvement.view.escape import markdown
from improvement.view.format import number
from improvement.view.language import _
from improvement.view.worth import impact_names, worth_labels, worth_lines, worth_row

GRID = "worth-editor"
TYPED = ("reach", "impact", "effort")


def worth_the_effort(programme: Opened, snapshot: Snapshot) -> None:
    """A table of the findings that may be acted on; nothing where there is none."""
    found = worth(programme.plan, assessed(programme).candidates)
    if not found:
        return
    rows = {each.finding: worth_row(programme.plan, each.finding, each.confidence, each.score) for each in found}
    with st.expander(_("What is worth the effort?"), icon=":material/balance:", key="worth"):
        if rights.may_edit():
            # typed numbers must not move the rows under the cell in which somebody types
            _grid(snapshot, [rows[id] for id in programme.plan.assessment.findings if id in rows])
        else:
            viewed(rows.values(), worth_labels())
        for line in worth_lines(list(rows.values())):
            st.markdown(markdown(line))
        st.caption(_("Score: customers × change × sureness, per person-month; half a month at least."))
        told = _("Sureness comes from the data: clear {clear}, not proven yet {unproven}, few answers or none {few}.")
        st.caption(told.format(clear=number(1.0), unproven=number(0.8), few=number(0.5)))


def _grid(snapshot: Snapshot, rows: list[dict[str, object]]) -> None:
    labels, names = worth_labels(), impact_names()
    columns: dict[str, Any] = {
        name: st.column_config.Column(label, disabled=name not in TYPED) for name, label in labels.items()
    }
    columns["statement"] = st.column_config.TextColumn(labels["statement"], disabled=True, width="medium")
    columns["reach"] = st.column_config.NumberColumn(labels["reach"], min_value=0, step=1)
    columns["impact"] = st.column_config.SelectboxColumn(labels["impact"], options=list(names.values()))
    columns["effort"] = st.column_config.NumberColumn(labels["effort"], min_value=0.1, step=0.1)
    ids = {name: id for id, name in names.items()}

    def edit_of(id: str, column: str, value: Value) -> Edit | None:
        path = (*FINDINGS, id, column)
        new = _written(column, ids.get(str(value), value))
        old = lookup(snapshot.data, path)
        return Edit("set", path, old, new) if new != old else None

    grid(GRID, snapshot, rows, columns, edit_of)


def _written(column: str, value: Value) -> str | None:
    if isinstance(value, int | float):
        return str(round(value)) if column == "reach" else write_number(value)
    return value
