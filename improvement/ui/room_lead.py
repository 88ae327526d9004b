"""The facilitator's screen: the steps of the workshop, the clock, who is here, and what each step needs from them."""

from collections.abc import Callable, Mapping

import streamlit as st

from improvement.errors import KeptError
from improvement.model.room import STEPS, Room, Step
from improvement.model.snapshot import Snapshot
from improvement.ui import room_boards, session
from improvement.ui.navigation import link
from improvement.ui.room_closing import dates, over
from improvement.ui.room_countdown import countdown
from improvement.ui.room_decide import decide
from improvement.ui.room_link import show_link
from improvement.ui.room_proposals import sort_out
from improvement.ui.room_retelling import retelling
from improvement.ui.room_seat import PHONE, press, sit
from improvement.ui.room_voting import voting
from improvement.usecases import room as usecase
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.usecases.room_moves import MOST_PEOPLE
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.room import here_words, step_name

STEP, EXPECTED = "room.step", "room.expected"
MINUTES = (5, 15)
SECONDS = 3


def opening(sitting: Seat) -> None:
    """Before the workshop: how many are awaited, and the button that opens it."""
    with st.container(width=480), st.form("room-open", border=False):
        name = st.text_input(_("Your name, which the others see"), session.person(), key="room.facilitator")
        expected = st.number_input(_("How many people do you expect?"), 0, MOST_PEOPLE, 0, key="room.awaited")
        opened = st.form_submit_button(_("Open the workshop"), type="primary", icon=":material/meeting_room:")
    if opened:
        session.remember_name(name or "")
        press(steering.begin, sitting, session.person(), int(expected or 0))
        st.rerun()


def leading(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    """Steer, then the step."""
    _bar(programme, sitting, room)
    steps: Mapping[Step, Callable[[], None]] = {
        "join": lambda: _join(sitting, room),
        "results": lambda: _results(programme, sitting, room),
        "propose": lambda: sort_out(programme, snapshot, sitting, room),
        "vote": lambda: voting(programme, snapshot, sitting, room),
        "decide": lambda: decide(programme, snapshot, room),
        "promises": lambda: _promises(programme),
        "retell": lambda: retelling(programme, snapshot, sitting, room),
        "activities": lambda: _work(programme),
        "end": lambda: _end(programme, snapshot, sitting),
    }
    with st.container(key="room-step"):
        steps[room.step]()
    with st.container(horizontal=True, vertical_alignment="center", key="room-elsewhere"):
        link("present", _("Projector"), follow="1")
        icon = ":material/smartphone:"
        st.button(_("Take part yourself"), icon=icon, type="tertiary", key="room-sit", on_click=sit, args=(PHONE,))


def _bar(programme: Opened, sitting: Seat, room: Room) -> None:
    st.session_state[STEP] = room.step
    st.segmented_control(
        _("Step"), STEPS, format_func=step_name, key=STEP, required=True, label_visibility="collapsed",
        on_change=lambda: press(steering.go_to, sitting, st.session_state[STEP], programme.plan),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="room-bar"):
        _here(sitting)
        countdown(room)
        for minutes in MINUTES:
            label = _("{minutes} min").format(minutes=minutes)
            st.button(
                label, icon=":material/timer:", key=f"timer-{minutes}", type="tertiary",
                on_click=press, args=(steering.start_timer, sitting, minutes),
            )  # fmt: skip
        if room.timer:
            st.button(
                _("Stop the clock"), icon=":material/timer_off:", key="timer-stop", type="tertiary",
                on_click=press, args=(steering.stop_timer, sitting),
            )  # fmt: skip
        _next(programme, sitting, room)


def _next(programme: Opened, sitting: Seat, room: Room) -> None:
    place = STEPS.index(room.step) + 1
    if place == len(STEPS):
        return
    following = STEPS[place]
    st.button(
        _("Next: {page}").format(page=step_name(following)), icon=":material/arrow_forward:", key="room-next",
        on_click=press, args=(steering.go_to, sitting, following, programme.plan),
    )  # fmt: skip


@st.fragment(run_every=SECONDS)
def _here(sitting: Seat) -> None:
    session.set_language()
    try:
        now = usecase.room(sitting)
    except KeptError:
        # the room is damaged; the next run of the page says so
        return
    words = here_words(len(now.people), now.expected, len(usecase.asleep(sitting, now.people)))
    st.markdown(f":material/group: **{markdown(words)}**", width="content")


def _join(sitting: Seat, room: Room) -> None:
    code, people = st.columns([2, 3], gap="large")
    with code:
        show_link(sitting.plan_id)
    with people:
        st.session_state[EXPECTED] = room.expected
        st.number_input(
            _("How many people do you expect?"), 0, MOST_PEOPLE, key=EXPECTED, width=260,
            on_change=lambda: press(steering.expect, sitting, int(st.session_state[EXPECTED] or 0)),
        )  # fmt: skip
        room_boards.names(sitting, room)


def _results(programme: Opened, sitting: Seat, room: Room) -> None:
    count = len(room_boards.pictures(programme))
    here = min(room.picture, max(count - 1, 0))
    if count > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="room-pictures"):
            st.button(
                _("Back"), icon=":material/arrow_back:", key="picture-back", shortcut="Left", disabled=here == 0,
                on_click=press, args=(steering.show_picture, sitting, here - 1),
            )  # fmt: skip
            st.button(
                _("Next picture"), icon=":material/arrow_forward:", key="picture-next", shortcut="Right",
                type="primary", disabled=here + 1 == count,
                on_click=press, args=(steering.show_picture, sitting, here + 1),
            )  # fmt: skip
            st.caption(_("{step} of {count}").format(step=here + 1, count=count))
    room_boards.results(programme, room)


def _promises(programme: Opened) -> None:
    link("commitment", _("Write a promise"))
    room_boards.promises(programme)


def _work(programme: Opened) -> None:
    link("realization", _("Plan the activities"))
    room_boards.work(programme)


def _end(programme: Opened, snapshot: Snapshot, sitting: Seat) -> None:
    dates(programme, snapshot)
    room_boards.closing(programme)
    link("programme", _("Everything that is open"))
    over(sitting)
