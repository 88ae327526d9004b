"""The room of a workshop, phone first: the facilitator steers, everybody's screen follows."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from improvement.errors import KeptError
from improvement.model.room import Room
from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.ui.frame import head
from improvement.ui.room_countdown import countdown
from improvement.ui.room_lead import leading, opening
from improvement.ui.room_phone import come_in, taking_part
from improvement.ui.room_seat import LEAD, act, follow, seat, show_refused, sit
from improvement.ui.room_stage import stage
from improvement.usecases import room as usecase
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import step_name, step_question
from improvement.view.wording import full


def room_page(programme: Opened, snapshot: Snapshot) -> None:
    """The page: what this seat sees of the room now."""
    room_style()
    sitting = seat()
    try:
        room = usecase.room(sitting)
    except KeptError as wrong:
        _damaged(programme, snapshot, sitting, wrong)
        return
    _head(programme, snapshot, sitting, room)
    show_refused()
    if room.opened is None:
        _closed(sitting)
    elif sitting.steers:
        leading(programme, snapshot, sitting, room)
    else:
        _phone(programme, sitting, room)
    follow(sitting, room, sitting.steers)


def follow_room(programme: Opened) -> None:
    """What the projector shows of the room: nobody's name, nothing to press."""
    sitting = Seat(session.workspace(), programme.id, "", session.role())
    try:
        room = usecase.room(sitting)
    except KeptError as wrong:
        st.error(markdown(full(wrong.issues[0])), icon=":material/error:")
        follow(sitting, None)
        return
    stage(programme, sitting, replace(room, facilitator=""))
    follow(sitting, room, everything=True)


def room_style() -> None:
    """The looks of the room's own lists."""
    st.html(f"<style>{(Path(__file__).resolve().parent / 'room.css').read_text('utf-8')}</style>")


def _head(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    title = step_question(room.step) if room.opened else _("The workshop room")
    if sitting.steers:
        head(title, snapshot)
        return
    st.header(title, anchor=False)
    own = room.person(sitting.key)
    parts = [programme.plan.programme.title, step_name(room.step) if room.opened else "", own.name if own else ""]
    st.caption(" · ".join(markdown(each) for each in parts if each))


def _closed(sitting: Seat) -> None:
    if sitting.steers:
        st.info(
            _("People join with their phones and a name. You steer: results, proposals, a hidden vote, decisions."),
            icon=":material/groups:",
        )
        opening(sitting)
    else:
        st.info(_("No workshop is open. This page opens by itself when it begins."), icon=":material/hourglass_empty:")
        _back_to_steering()


def _phone(programme: Opened, sitting: Seat, room: Room) -> None:
    own = room.person(sitting.key)
    countdown(room)
    if own is None:
        come_in(sitting)
    else:
        taking_part(programme, sitting, room, own)
    _back_to_steering()


def _back_to_steering() -> None:
    if session.is_facilitator():
        icon = ":material/cast:"
        st.button(_("Steer the workshop"), icon=icon, type="tertiary", key="room-sit", on_click=sit, args=(LEAD,))


def _damaged(programme: Opened, snapshot: Snapshot, sitting: Seat, wrong: KeptError) -> None:
    _head(programme, snapshot, sitting, Room())
    st.error(markdown(full(wrong.issues[0])), icon=":material/error:")
    if sitting.steers and st.button(_("Open a new workshop"), type="primary", key="room-anew"):
        act(steering.begin, sitting, session.person())
        st.rerun()
    follow(sitting, None)
