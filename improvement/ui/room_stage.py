"""The room on a projector: what everybody looks at together."""

from collections.abc import Callable, Mapping

import streamlit as st

from improvement.model.room import Room, Step
from improvement.ui import room_boards
from improvement.ui.room_countdown import countdown
from improvement.ui.room_link import show_link
from improvement.ui.room_votes import counts
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import (
    answered_words,
    here_words,
    promise_words,
    proposals_title,
    right_words,
    secret_words,
    step_question,
    voted_words,
)


def stage(programme: Opened, sitting: Seat, room: Room) -> None:
    """The step of the room, large; nothing to press."""
    if room.step != "results":
        st.header(step_question(room.step), anchor=False)
    countdown(room)
    steps: Mapping[Step, Callable[[], None]] = {
        "join": lambda: _join(sitting, room),
        "results": lambda: room_boards.results(programme, room),
        "propose": lambda: _propose(room),
        "vote": lambda: _vote(programme, room),
        "decide": lambda: room_boards.decisions(programme),
        "promises": lambda: room_boards.promises(programme),
        "retell": lambda: _retell(programme, room),
        "activities": lambda: room_boards.work(programme),
        "end": lambda: room_boards.closing(programme),
    }
    with st.container(key="room-stage"):
        steps[room.step]()


def _join(sitting: Seat, room: Room) -> None:
    code, people = st.columns([2, 3], gap="large")
    with code:
        show_link(sitting.plan_id)
    with people:
        st.markdown(f"## {markdown(here_words(len(room.people), room.expected))}")
        st.markdown(f"#### {markdown(_('Scan the code, give your name, join.'))}")


def _propose(room: Room) -> None:
    st.markdown(f"#### {markdown(proposals_title(room))}")
    room_boards.proposals(room)


def _vote(programme: Opened, room: Room) -> None:
    if room.vote.shown:
        counts(programme, room)
        return
    st.markdown(f"#### {markdown(voted_words(room))}")
    st.caption(markdown(secret_words(room)))
    room_boards.ballot_paper(programme, room)


def _retell(programme: Opened, room: Room) -> None:
    said, wording = promise_words(programme.plan, room.retelling.promise)
    if not said:
        return
    if not room.retelling.hidden:
        st.markdown(f"### {markdown(said)}")
        if wording:
            st.markdown(f"#### {markdown(wording)}")
        return
    st.markdown(f"### {markdown(_('What was the promise?'))}")
    st.markdown(f"#### {markdown(answered_words(room))}")
    if any(each.right for each in room.answers):
        st.markdown(f"#### {markdown(right_words(room))}")
