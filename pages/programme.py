"""Is the chain whole, what is next?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood
from improvement.ui.frame import head, show_page
from improvement.ui.history import history
from improvement.ui.navigation import go, link, next_link
from improvement.ui.programme import charter
from improvement.ui.thread import golden_thread
from improvement.usecases.opened import Opened
from improvement.usecases.overview import Overview, overview
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.stage_cards import next_words, stage_cards
from improvement.view.threads import thread_rows, thread_title

MOST_ROWS = 12


def render(programme: Opened, snapshot: Snapshot) -> None:
    seen = overview(programme)
    head(programme.plan.programme.title, snapshot)
    next_step(programme, seen)
    stages(programme, seen)
    thread(programme, seen)
    charter(programme, snapshot)
    history(programme)
    link("present", _("Present this programme"))
    link("room", _("Open the workshop room"))
    next_link("programme")


def next_step(programme: Opened, seen: Overview) -> None:
    step = next_words(programme.plan, seen.next_step)
    box = st.container(border=True, key="next-step")
    with box.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{_('Next step')}** · {markdown(step.text)}")
        action = step.action if rights.may_edit() else _("Look at it")
        if st.button(action, type="primary", key="do-next-step", icon=":material/arrow_forward:"):
            go(step.target, programme.id)


def stages(programme: Opened, seen: Overview) -> None:
    grid = st.grid(columns=4, min_column_width=150, key="stage-cards")
    for card in stage_cards(programme.plan, seen.stages):
        with grid.container(border=True, height="stretch"):
            st.markdown(f"**{card.title}**")
            mood(card.mood, card.headline)
            st.caption(markdown(card.count))
            if card.worst:
                st.caption(markdown(card.worst))


def thread(programme: Opened, seen: Overview) -> None:
    with st.container(border=True, key="thread"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(markdown(thread_title(seen.chains)), anchor=False)
            everything = st.toggle(_("Show all"), key="thread-all", value=len(seen.chains) <= MOST_ROWS)
        if not seen.chains:
            st.info(_("Add what customers told you; all else hangs on it."), icon=":material/lightbulb:")
            return
        rows = thread_rows(programme.plan, seen.chains)
        golden_thread(rows if everything else rows[:MOST_ROWS], "golden-thread", session.ask_to_go)


show_page(render)
