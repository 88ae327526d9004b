"""What should this room remember?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.ui.frame import head, show_page
from improvement.ui.navigation import link
from improvement.ui.room import follow_room, room_style
from improvement.ui.story_step import show_step
from improvement.ui.style import hide_navigation
from improvement.usecases.opened import Opened
from improvement.usecases.room import is_open
from improvement.usecases.story import told
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.story import story

STEP, FOLLOW = "step", "follow"


def render(programme: Opened, snapshot: Snapshot) -> None:
    if snapshot.issues:
        head(programme.plan.programme.title, snapshot)
    hide_navigation()
    open_room = is_open(session.workspace(), programme.id)
    follows = open_room and st.query_params.get(FOLLOW) == "1"
    with st.container(key="present"):
        if follows:
            room_style()
            follow_room(programme)
        else:
            tell(programme)
        if open_room:
            follow_switch(follows)


def tell(programme: Opened) -> None:
    with st.spinner(_("Preparing the story")):
        steps = story(told(programme))
    here = position(len(steps))
    show_step(programme, steps[here])
    controls(programme, here, len(steps))


def position(count: int) -> int:
    wanted = st.query_params.get(STEP, "1")
    return min(max(int(wanted) if wanted.isdecimal() else 1, 1), count) - 1


def controls(programme: Opened, here: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="present-controls"):
        st.button(
            _("Back"), icon=":material/arrow_back:", key="back", shortcut="Left", disabled=here == 0,
            on_click=turn, args=(here,),
        )  # fmt: skip
        st.button(
            _("Next"), icon=":material/arrow_forward:", key="forward", shortcut="Right", type="primary",
            disabled=here + 1 == count, on_click=turn, args=(here + 2,),
        )  # fmt: skip
        place = _("{step} of {count}").format(step=here + 1, count=count)
        about = f"{programme.plan.programme.title} · {place}"
        sample = f" · {_('made-up sample')}" if programme.plan.programme.sample else ""
        st.caption(markdown(about + sample), width="stretch")
        link("programme", _("Leave"))


def turn(step: int) -> None:
    st.query_params[STEP] = str(step)


def follow_switch(follows: bool) -> None:
    """Whether this screen shows what the workshop is at."""
    with st.container(horizontal=True, vertical_alignment="center", key="quiet-follow"):
        st.session_state[FOLLOW] = follows
        st.toggle(_("Follow the room"), key=FOLLOW, on_change=switch)
        if follows:
            link("programme", _("Leave"))


def switch() -> None:
    if st.session_state[FOLLOW]:
        st.query_params[FOLLOW] = "1"
    else:
        st.query_params.pop(FOLLOW, None)


show_page(render, for_customers=True)
