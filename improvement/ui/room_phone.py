"""The room on a phone: come in with a name, then one thing at a time."""

from collections.abc import Callable, Mapping

import streamlit as st

from improvement.model.room import Participant, Room, Step
from improvement.ui import room_boards, session
from improvement.ui.navigation import link
from improvement.ui.room_seat import act, new_key, press
from improvement.ui.room_votes import ballot, counts
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat, join, propose, retell, withdraw
from improvement.usecases.room_moves import NAME_LENGTH, TEXT_LENGTH
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import promise_words, secret_words

NAME, PROPOSAL, RETOLD = "room.name", "room.proposal", "room.retold"


def come_in(sitting: Seat) -> None:
    """One input, one button."""
    with st.form("room-join", border=False, enter_to_submit=True):
        typed = st.text_input(_("Your name"), session.person(), key=NAME, max_chars=NAME_LENGTH)
        done = st.form_submit_button(_("Join"), type="primary", icon=":material/login:", width="stretch")
    if done and typed and typed.strip():
        key = sitting.key or new_key()
        if act(join, Seat(sitting.workspace, sitting.plan_id, key, sitting.role, sitting.steers), typed):
            session.remember_name(typed)
        st.rerun()
    elif done:
        st.error(_("Give your name, so that the others know who is here."), icon=":material/edit:")


def taking_part(programme: Opened, sitting: Seat, room: Room, own: Participant) -> None:
    """The step of the room for somebody who is in it."""
    if own.watches:
        st.caption(
            f":material/visibility: {markdown(_('You are watching. Ask the facilitator for a link to take part.'))}"
        )
    steps: Mapping[Step, Callable[[], None]] = {
        "join": lambda: _wait(sitting, room, own),
        "results": lambda: room_boards.results(programme, room),
        "propose": lambda: _propose(sitting, room, own),
        "vote": lambda: _vote(programme, sitting, room, own),
        "decide": lambda: room_boards.decisions(programme),
        "promises": lambda: _promises(programme, own),
        "retell": lambda: _retell(programme, sitting, room, own),
        "activities": lambda: _work(programme, own),
        "end": lambda: _end(programme),
    }
    steps[room.step]()


def _wait(sitting: Seat, room: Room, own: Participant) -> None:
    st.success(markdown(_("You are in, {name}. This page follows the room by itself.").format(name=own.name)))
    room_boards.names(sitting, room)


def _propose(sitting: Seat, room: Room, own: Participant) -> None:
    if not own.watches:
        with st.form("room-propose", border=False, enter_to_submit=True):
            st.text_area(
                _("What falls short for our customers? One sentence."), key=PROPOSAL, max_chars=TEXT_LENGTH, height=90,
                persist_state="session", placeholder=_("Customers wait four days for a first answer"),
            )  # fmt: skip
            st.form_submit_button(
                _("Propose"), type="primary", icon=":material/send:", width="stretch",
                on_click=_send, args=(PROPOSAL, propose, sitting),
            )  # fmt: skip
        _own(sitting, room)
    room_boards.proposals(room)


def _send(key: str, what: Callable[..., Room], sitting: Seat) -> None:
    """Send what was typed; it stays in its place until it has arrived."""
    if act(what, sitting, st.session_state.get(key, "")):
        st.session_state[key] = ""


def _own(sitting: Seat, room: Room) -> None:
    mine = [each for each in room.proposals if each.by == sitting.key and each.stands and not each.finding]
    if not mine:
        return
    with st.expander(_("Take back one of yours"), icon=":material/undo:", key="own-proposals"):
        for each in mine:
            st.button(
                markdown(each.text), key=f"withdraw-{each.id}", icon=":material/close:", wrap=True,
                on_click=press, args=(withdraw, sitting, each.id),
            )  # fmt: skip


def _vote(programme: Opened, sitting: Seat, room: Room, own: Participant) -> None:
    if room.vote.shown:
        counts(programme, room)
    elif own.watches:
        room_boards.ballot_paper(programme, room)
        st.caption(markdown(secret_words(room)))
    else:
        ballot(programme, sitting, room, own)


def _promises(programme: Opened, own: Participant) -> None:
    if not own.watches:
        link("commitment", _("Write a promise"))
    room_boards.promises(programme)


def _retell(programme: Opened, sitting: Seat, room: Room, own: Participant) -> None:
    said, wording = promise_words(programme.plan, room.retelling.promise)
    if not said:
        st.info(_("The facilitator is choosing a promise."), icon=":material/hourglass_empty:")
    elif not room.retelling.hidden:
        st.subheader(markdown(said), anchor=False)
        if wording:
            st.markdown(markdown(wording))
        st.caption(_("Read it once or twice. Soon it is hidden."))
    elif own.watches:
        st.info(_("The others write down the promise from memory."), icon=":material/edit:")
    else:
        _from_memory(sitting, own)


def _from_memory(sitting: Seat, own: Participant) -> None:
    with st.form("room-retell", border=False, enter_to_submit=True):
        st.text_area(_("What was the promise? In your own words."), key=RETOLD, max_chars=TEXT_LENGTH, height=90)
        st.form_submit_button(
            _("Send"), type="primary", icon=":material/send:", width="stretch",
            on_click=_send, args=(RETOLD, retell, sitting),
        )  # fmt: skip
    if own.retold:
        st.success(markdown(_("Sent: “{text}”. Send again to change it.").format(text=own.retold)))


def _work(programme: Opened, own: Participant) -> None:
    if not own.watches:
        link("realization", _("Plan the activities"))
    room_boards.work(programme)


def _end(programme: Opened) -> None:
    room_boards.closing(programme)
    link("present", _("Hand-out of this programme"))
