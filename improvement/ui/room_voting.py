"""The facilitator holds the vote: how many votes, show, keep."""

import streamlit as st

from improvement.model.room import Room
from improvement.model.snapshot import Snapshot
from improvement.ui import room_boards
from improvement.ui.commit import commit
from improvement.ui.room_seat import act, press
from improvement.ui.room_votes import counts
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.usecases.room_edits import is_kept, vote_edits
from improvement.usecases.room_moves import MOST_VOTES
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import voted_words

EACH = "room.each"


def voting(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    """The vote before and after it is shown."""
    if room.vote.shown:
        _shown(programme, snapshot, sitting, room)
        return
    st.subheader(markdown(voted_words(room)), anchor=False)
    if room.vote.findings:
        _settings(sitting, room)
    room_boards.ballot_paper(programme, room)


def _settings(sitting: Seat, room: Room) -> None:
    st.session_state[EACH] = room.vote.each
    with st.container(horizontal=True, vertical_alignment="bottom", key="room-voting"):
        st.number_input(
            _("Votes for everybody"), 1, MOST_VOTES, key=EACH, width=200,
            on_change=lambda: press(steering.give_votes, sitting, int(st.session_state[EACH] or 1)),
        )  # fmt: skip
        st.button(
            _("Show the votes"), type="primary", icon=":material/visibility:", key="room-show",
            disabled=not room.voters, on_click=press, args=(steering.show_votes, sitting),
        )  # fmt: skip


def _shown(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    with st.container(horizontal=True, key="room-voted"):
        keep = not is_kept(programme.plan, room) and st.button(
            _("Keep the result"), type="primary", icon=":material/save:", key="room-keep"
        )
        st.button(
            _("Vote again"), icon=":material/restart_alt:", key="room-again", type="tertiary",
            on_click=press, args=(steering.vote_again, sitting, programme.plan),
        )  # fmt: skip
    if keep:
        _keep(programme, snapshot, sitting, room)
    counts(programme, room)


def _keep(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    today = programme.workspace.today
    edits = vote_edits(snapshot, programme.plan, room, today)
    if (not edits or commit(snapshot, *edits, why=_("Vote kept"))) and act(steering.votes_kept, sitting, today):
        st.rerun()
