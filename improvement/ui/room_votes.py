"""The hidden vote: a card a finding with - and +, and the counts once they are shown."""

import streamlit as st

from improvement.model.room import Participant, Room
from improvement.ui import room_html
from improvement.ui.room_boards import nothing_to_vote
from improvement.ui.room_seat import press
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat, outcome, vote
from improvement.usecases.room_edits import is_kept
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import how_turned, kept_words, left_words, outcome_title, secret_words, statement, vote_runs


def ballot(programme: Opened, sitting: Seat, room: Room, own: Participant) -> None:
    """One's own votes; nobody else sees them."""
    if not room.vote.findings:
        nothing_to_vote()
        return
    for finding in room.vote.findings:
        _card(sitting, room, own, finding, statement(programme.plan, finding))
    with st.container(key="votes-left", gap="xsmall"):
        st.markdown(f"**{markdown(left_words(room, own))}**")
        st.caption(markdown(secret_words(room)))


def _card(sitting: Seat, room: Room, own: Participant, finding: str, words: str) -> None:
    dots = own.ballot.get(finding, 0)
    box = st.container(border=True, key=f"vote-{finding}", gap="small")
    with box:
        st.markdown(markdown(words))
        with st.container(horizontal=True, vertical_alignment="center", key=f"dots-{finding}", gap="small"):
            st.button(
                _("One vote less"), icon=":material/remove:", key=f"less-{finding}", disabled=dots == 0,
                on_click=press, args=(vote, sitting, finding, dots - 1),
            )  # fmt: skip
            st.markdown(str(dots), width="content")
            st.button(
                _("One vote more"), icon=":material/add:", key=f"more-{finding}", disabled=own.dots >= room.vote.each,
                on_click=press, args=(vote, sitting, finding, dots + 1),
            )  # fmt: skip


def counts(programme: Opened, room: Room) -> None:
    """The result, with its doubts."""
    rows = outcome(room)
    st.subheader(markdown(outcome_title(rows)), anchor=False)
    st.html(room_html.places(vote_runs(programme.plan, rows)))
    if is_kept(programme.plan, room):
        st.caption(f":material/check: {markdown(kept_words(room))}")
    with st.expander(_("How was this computed?"), icon=":material/help:", key="how-turned"):
        st.markdown(markdown(how_turned()))
