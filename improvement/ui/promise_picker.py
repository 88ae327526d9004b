"""The promise on screen: chosen by pills (a select box above eight), kept in the URL."""

import streamlit as st

from improvement.model.plan import Plan
from improvement.ui import session
from improvement.view.language import _
from improvement.view.promise_picker import Entry, chosen_entry

MOST_PILLS = 8
KEY = "commitment-picker"


def pick(plan: Plan, known: tuple[Entry, ...]) -> Entry:
    """The entry that the URL names, else the most urgent one; a choice goes into the URL."""
    current = chosen_entry(plan, known, session.chosen_id())
    # a promise that was mended is no longer the most urgent one: it stays on screen all the same
    st.query_params[session.ID] = current.id
    held: int | None = st.session_state.get(KEY)
    # two entries may share an id (a promise, and a standard that is not its own): then the choice of this tab stands
    if held is None or held >= len(known) or known[held].id != current.id:
        st.session_state[KEY] = known.index(current)

    def remember() -> None:
        st.query_params[session.ID] = known[st.session_state[KEY]].id

    place: int | None

    if len(known) > MOST_PILLS:
        place = st.selectbox(
            _("Promise"), range(len(known)), format_func=lambda at: known[at].plain, key=KEY, on_change=remember
        )
    else:
        place = st.pills(
            _("Promise"),
            range(len(known)),
            required=True,
            format_func=lambda at: known[at].label,
            key=KEY,
            on_change=remember,
            label_visibility="collapsed",
            wrap=True,
        )
    return known[place if place is not None else st.session_state[KEY]]
