"""The part of the Realization page that asks how sure the dates are: it computes only while it is open."""

import streamlit as st

from improvement.errors import KeptError
from improvement.schedule.risk import PlanRisk
from improvement.ui import session
from improvement.ui.chart import drawn, show
from improvement.ui.style import ink
from improvement.usecases.opened import Opened
from improvement.usecases.risk import how_sure
from improvement.usecases.work import Board
from improvement.view.charts.chances import chances, chances_alt
from improvement.view.charts.tornado import tornado, tornado_alt, tornado_key
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.risk import (
    bias_parts,
    bias_words,
    chance_columns,
    chance_rows,
    chance_words,
    date_words,
    finish_chances,
    finish_words,
    method_words,
    tornado_rows,
)
from improvement.view.wording import full


def how_sure_part(programme: Opened, board: Board) -> None:
    """Chances of the finish, of milestones and promises; why the plain path is early; what the finish hangs on."""
    box = st.expander(_("How sure are these dates?"), icon=":material/casino:", key="how-sure", on_change="rerun")
    if not box.open:
        return
    with box:
        limited = bool(board.people) and st.toggle(
            _("People do one thing at a time, in the order of the list"), key="see-risk.limited"
        )
        try:
            with st.spinner(_("Ten thousand runs …")):
                found = how_sure(programme, limited=limited)
        except KeptError as wrong:
            for each in wrong.issues:
                st.error(markdown(full(each)), icon=":material/block:")
            return
        if found:
            _answer(programme, board, found)
        else:
            st.caption(_("No work is planned: there are no dates to be sure of."))


def _answer(programme: Opened, board: Board, found: PlanRisk) -> None:
    plan = programme.plan
    st.subheader(markdown(finish_words(found)), anchor=False)
    view = finish_chances(found, board.dates.finish)
    show(drawn(chances, view, ink()), chances_alt(view), "chances-chart")
    st.markdown(markdown(bias_words(plan, found)))
    if parts := bias_parts(found):
        st.caption(markdown(parts))
    for each in found.warnings:
        st.caption(f":material/info: {markdown(full(each))}")
    _ask(found)
    names = chance_columns()
    rows = [{names[key]: text for key, text in row.items()} for row in chance_rows(plan, found)]
    st.dataframe(rows, hide_index=True, key="chances-table")
    if hangs := tornado_rows(plan, found):
        st.markdown(f"**{_('What the finish hangs on')}**")
        show(drawn(tornado, hangs, ink()), tornado_alt(hangs), "tornado-chart")
        st.caption(tornado_key())
    st.caption(markdown(method_words(plan, found)))


@st.fragment
def _ask(found: PlanRisk) -> None:
    session.set_language()
    with st.container(horizontal=True, vertical_alignment="bottom", key="ask-chance"):
        when = st.date_input(_("How likely by …"), found.finish.dates[1], key="see-risk.day", width=180)
        wanted = st.number_input(
            _("Which day for a chance of … of 100"), 1, 100, 90, 5, key="see-risk.chance", width=240
        )
    lines = [chance_words(found, when), date_words(found, wanted / 100)]
    st.markdown("\n".join(f"- {markdown(line)}" for line in lines))
