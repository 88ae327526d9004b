"""All work in one table with quick edits, milestones, and the approval of dates."""

from typing import Any

import streamlit as st

from improvement.model.change import Applied, Edit, lookup
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood_text
from improvement.ui.grid_edits import Value, grid, viewed
from improvement.usecases.dates import freeze
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.usecases.work_edits import listed
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.milestones import milestone_rows, milestone_title
from improvement.view.wording import full
from improvement.view.work import node_path
from improvement.view.work_gantt import shown
from improvement.view.work_rows import Row, work_columns, work_rows

GRID = "work-editor"


def milestones(board: Board) -> None:
    """Milestones met, missed and ahead."""
    rows = milestone_rows(board.plan, board.progress)
    if rows:
        with st.container(border=True, key="milestones"):
            st.subheader(milestone_title(board.progress), anchor=False)
            st.markdown("\n".join(f"- {mood_text(each.mood, each.title)}: {markdown(each.words)}" for each in rows))


def table(snapshot: Snapshot, board: Board, owner: str) -> None:
    """Every activity and training; owner and estimate are edited in place, each cell saved at once."""
    # a title with a number would close the fold whenever somebody adds work
    fold = st.expander(_("All work in one table"), icon=":material/table_rows:", key="work-table", on_change="rerun")
    if not fold.open:
        return
    rows = work_rows(board.plan, board.dates, board.progress, shown(board.plan, board.progress, "all", owner))
    with fold:
        names = {id: person.name for id, person in board.people.items()}
        if rights.may_edit():
            _grid(snapshot, board, rows, names)
        else:
            viewed([{**row, "owner": names.get(row["owner"] or "", row["owner"])} for row in rows], work_columns())


def _grid(snapshot: Snapshot, board: Board, rows: list[Row], names: dict[str, str]) -> None:
    labels = work_columns()
    columns: dict[str, Any] = {key: st.column_config.Column(label, disabled=True) for key, label in labels.items()}
    columns["status"] = st.column_config.TextColumn(labels["status"], disabled=True, width="medium")
    columns["owner"] = st.column_config.SelectboxColumn(
        labels["owner"], options=list(names), format_func=lambda id: names.get(str(id), str(id))
    )
    columns["estimate"] = st.column_config.TextColumn(labels["estimate"], help="10d / 2d, 3d, 6d")

    def edit_of(id: str, field: str, value: Value) -> Edit | None:
        path = (*node_path(board.plan, id), field)
        text, old = str(value or ""), lookup(snapshot.data, path)
        new = listed(text) if field == "estimate" else text or None
        return Edit("set", path, old, new) if new != old else None

    grid(GRID, snapshot, rows, columns, edit_of)
    st.caption(_("Owner and estimate can be changed here; the rest is computed."))


def approve(programme: Opened, board: Board, others_shown: bool = False) -> None:
    """Freeze the dates of today as the baseline; `others_shown`: the chart shows other dates than these."""
    approved = programme.plan.programme.baseline
    with st.container(horizontal=True, vertical_alignment="center", key="approve"):
        sure = _sure(programme, board, others_shown)
        words = (
            _("Approved dates: those of {date}").format(date=day(approved))
            if approved
            else _("No dates are approved yet")
        )
        st.caption(markdown(words))
    if sure:
        _approve(programme)


@rights.editors_only
def _sure(programme: Opened, board: Board, others_shown: bool) -> bool:
    """Ask whether the dates of today shall be the approved ones."""
    again = programme.plan.programme.baseline == programme.workspace.today
    with st.popover(_("Approve these dates"), icon=":material/verified:", key="approve-dates"):
        st.markdown(_("From then on, late means later than the dates of today. The old dates stay in the folder."))
        st.caption(markdown(_("Finish of all: {date}").format(date=day(board.progress.finish))))
        if others_shown:
            st.caption(_("The earliest dates, with nobody limited, are approved: not those that the chart shows."))
        sure = st.button(_("Approve"), key="approve-sure", disabled=again)
        if again:
            st.caption(_("Dates were approved today already; they can be approved again tomorrow."))
    return sure


def _approve(programme: Opened) -> None:
    outcome = freeze(programme, session.recorded_as())
    if isinstance(outcome, Applied):
        session.leave_note(_("Dates approved"))
        st.rerun()
    for each in getattr(outcome, "issues", ()):
        st.error(markdown(full(each)), icon=":material/block:")
