"""What do we promise, and can we keep it?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.frame import empty, head, show_page
from improvement.ui.navigation import next_link
from improvement.ui.promise_card import card as promise_card
from improvement.ui.promise_draft import draft, is_open, open_draft, promise_for
from improvement.ui.promise_form import poster, promise_form
from improvement.ui.promise_picker import pick
from improvement.ui.promise_public import public_card
from improvement.ui.standard_form import standard_form
from improvement.usecases.answering import waiting
from improvement.usecases.card import card
from improvement.usecases.opened import Opened
from improvement.usecases.promises import all_feasible
from improvement.view.language import _
from improvement.view.promise_picker import Entry, entries
from improvement.view.waiting import nothing_yet, waiting_words


def render(programme: Opened, snapshot: Snapshot) -> None:
    waits = len(waiting(programme.plan))
    known = entries(programme.plan, all_feasible(programme))
    if rights.may_edit() and session.chosen_id() in programme.plan.assessment.findings:
        open_draft(programme.id, session.chosen_id())
        del st.query_params[session.ID]
    told = waiting_words(waits)
    head(_("What do we promise, and can we keep it?"), snapshot, *((told,) if told and known else ()))
    if is_open(programme.id) and rights.may_edit():
        draft(programme, snapshot)
    elif known:
        chosen(programme, snapshot, picked(programme, known))
    else:
        nothing(programme, waits)
    next_link("commitment")


def picked(programme: Opened, known: tuple[Entry, ...]) -> Entry:
    left, right = st.columns([5, 1], vertical_alignment="center", gap="small")
    with right, st.container(horizontal=True, horizontal_alignment="right", key="commitment-add"):
        if rights.button(_("Add a promise"), type="tertiary", key="add", icon=":material/add:"):
            open_draft(programme.id)
            st.rerun()
    with left:
        return pick(programme.plan, known)


def nothing(programme: Opened, waits: int) -> None:
    empty(nothing_yet(waits))
    if rights.button(_("Add a promise"), type="primary", key="add-first", icon=":material/add:"):
        open_draft(programme.id)
        st.rerun()


def chosen(programme: Opened, snapshot: Snapshot, entry: Entry) -> None:
    shown = card(programme, entry.id, entry.is_promise)
    left, right = st.columns([7, 3], gap="small")
    with left:
        promise_card(programme, snapshot, shown)
    with right:
        public_card(programme, snapshot, shown)
        if entry.is_promise:
            poster(programme, entry.id)
    st.markdown(f"**{_('What stands behind it')}**")
    if entry.is_promise:
        promise_form(programme, snapshot, entry.id)
    else:
        promise_for(programme, snapshot, entry.id)
        standard_form(programme, snapshot, entry.id)


show_page(render)
