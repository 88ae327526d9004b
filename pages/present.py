"""What should this room remember?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui.cards import mood
from improvement.ui.chart import show
from improvement.ui.frame import head, show_page
from improvement.ui.navigation import link
from improvement.ui.style import hide_navigation, ink
from improvement.usecases.opened import Opened
from improvement.usecases.pictures import picture as picture_of_promise
from improvement.usecases.story import told
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.story import Line, Step, story

STEP = "step"


def render(programme: Opened, snapshot: Snapshot) -> None:
    if snapshot.issues:
        head(programme.plan.programme.title, snapshot)
    hide_navigation()
    with st.spinner(_("Preparing the story")):
        steps = story(told(programme))
    here = position(len(steps))
    with st.container(key="present"):
        picture(programme, steps[here])
        controls(programme, here, len(steps))


def position(count: int) -> int:
    wanted = st.query_params.get(STEP, "1")
    return min(max(int(wanted) if wanted.isdecimal() else 1, 1), count) - 1


def picture(programme: Opened, step: Step) -> None:
    st.header(markdown(step.sentence), anchor=False)
    if step.chart:
        # Python does not know the width: the style sheet shows one of the two
        with st.container(key="wide-only"):
            show(step.chart(ink().large()), step.alt, key=f"picture-{step.id}")
        with st.container(key="narrow-only"):
            show(step.chart(ink()), step.alt, key=f"hand-out-{step.id}")
    if any(line.promise for line in step.lines):
        grid = st.grid(columns=3, min_column_width=220, key="present-grid")
        for line in step.lines:
            with grid.container(border=True, height="stretch"):
                show_line(programme, line)
    else:
        for line in step.lines:
            show_line(programme, line)
    if step.foot:
        st.caption(markdown(step.foot))


def show_line(programme: Opened, line: Line) -> None:
    drawn = picture_of_promise(programme, line.promise) if line.promise else None
    if drawn:
        st.image(drawn, width=220, alt=line.text)
    if line.mood and not line.detail:
        mood(line.mood, line.text, large=True)
        return
    st.markdown(f"#### {markdown(line.text)}")
    if line.mood:
        mood(line.mood, line.detail)
    elif line.detail:
        st.caption(markdown(line.detail))


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


show_page(render, for_customers=True)
