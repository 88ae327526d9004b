"""Who needs me?"""

import streamlit as st

from improvement.checks.standing import Portfolio
from improvement.ui import rights, session
from improvement.ui.cards import mood
from improvement.ui.chart import drawn, show
from improvement.ui.frame import head, shared_people
from improvement.ui.levelling import levelling_part
from improvement.ui.navigation import link, next_link
from improvement.ui.new_programme import new_programme_button
from improvement.ui.style import ink
from improvement.usecases.portfolio import portfolio
from improvement.view.charts.finish import finish, finish_alt, finish_key
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.portfolio_rows import ProgrammeRow, finish_rows, overbooked_rows, portfolio_title, programme_rows


def render() -> None:
    workspace = session.workspace()
    if not workspace.store.plans():
        head(_("No programme yet"))
        st.info(_("Start from your survey: make a programme, then drop the file."), icon=":material/lightbulb:")
        new_programme_button(primary=True)
        return
    with st.spinner(_("Looking at every programme")):
        found = portfolio(workspace)
    head(portfolio_title(found))
    shared_people()
    rows = programme_rows(found, workspace.store.people())
    needing, fine = [each for each in rows if each.reasons], [each for each in rows if not each.reasons]
    for each in needing:
        row(each)
    if fine:
        words = ngettext("{n} is fine", "{n} are fine", len(fine)).format(n=len(fine))
        with st.expander(words, icon=":material/check_circle:", expanded=not needing, key="fine"):
            for each in fine:
                row(each)
    new_programme_button(primary=False)
    charts(found)
    next_link("portfolio")


def row(each: ProgrammeRow) -> None:
    with st.container(border=True, key=f"programme-{each.id}"):
        name, facts, why = st.columns([3, 3, 4], gap="medium")
        with name:
            link("programme", markdown(each.title), each.id)
            st.caption(markdown(each.stage) + (f"  \n{markdown(_('made-up sample'))}" if each.sample else ""))
        with facts:
            mood("look" if each.late else "good", each.finish)
            st.caption(f"{markdown(each.promises)}  \n{markdown(each.data)}")
        with why:
            for reason in each.reasons:
                mood("act" if reason == each.reasons[0] else "look", reason)
            if not each.reasons:
                mood("good", _("Nothing waits for you"))


def charts(found: Portfolio) -> None:
    rows = finish_rows(found)
    if rows:
        with st.container(border=True, key="finish"):
            st.subheader(_("When each programme will finish"), anchor=False)
            show(drawn(finish, rows, ink()), finish_alt(rows), key="finish-chart")
            st.caption(finish_key())
    if found.overbooked:
        overbooked(found)


@rights.about_persons
def overbooked(found: Portfolio) -> None:
    workspace = session.workspace()
    plans = {each.id: each.plan for each in found.programmes if each.plan}
    with st.container(border=True, key="overbooked"):
        st.subheader(_("Asked for more than they have"), anchor=False)
        table = overbooked_rows(found.overbooked, plans, workspace.store.people())
        st.dataframe(table, hide_index=True, width="stretch", key="overbooked-table")
        levelling_part(found.overbooked, plans)


render()
