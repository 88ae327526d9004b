"""What cannot be kept, what became of the approved dates, and what the work has earned."""

import streamlit as st

from improvement.errors import KeptError
from improvement.ui.cards import mood
from improvement.usecases.dates import date_issues
from improvement.usecases.earned import earned
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.view.drift import drift_rows, drift_title, drifts
from improvement.view.earned import earned_how, earned_rows, earned_title
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.wording import full
from improvement.view.work import with_titles


def warnings(programme: Opened, board: Board) -> None:
    """Days that bind and cannot be kept, and what is wrong with the approved dates."""
    for each in date_issues(programme):
        mood("act", full(with_titles(board.plan, each)))


def drift(board: Board) -> None:
    """Everything that has moved since the dates were approved."""
    if board.baseline is None:
        return
    title = markdown(drift_title(board.progress))
    with st.expander(title, icon=":material/compare_arrows:", key="drift"):
        if drifts(board.progress):
            rows = drift_rows(board.plan, board.progress, board.baseline)
            st.dataframe(rows, hide_index=True, width="stretch", key="drift-table")
        else:
            st.caption(_("Nothing has moved."))


def earned_part(programme: Opened) -> None:
    """Earned value: computed only while it is open."""
    box = st.expander(_("Earned value"), icon=":material/savings:", key="earned", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            found = earned(programme)
        except KeptError as wrong:
            for each in wrong.issues:
                st.error(markdown(full(each)), icon=":material/block:")
            return
        if found is None:
            st.caption(_("No work has effort or people: there is nothing to count in person-days."))
            return
        told = _("{title}, {date}").format(title=earned_title(found), date=day(programme.data_date))
        st.markdown(f"**{markdown(told)}**")
        for warning in found.warnings:
            mood("wait", full(warning))
        columns = (_("Figure"), _("Value"), _("What it says"))
        rows = [dict(zip(columns, (row.name, row.value, row.says), strict=True)) for row in earned_rows(found)]
        st.dataframe(rows, hide_index=True, width="stretch", key="earned-table")
        st.caption(markdown(earned_how(found)))
