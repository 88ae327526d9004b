"""One step of the story of a programme, as a room sees it: a sentence with a picture or a few lines."""

import streamlit as st

from improvement.ui.cards import mood
from improvement.ui.chart import drawn, show
from improvement.ui.style import ink
from improvement.usecases.opened import Opened
from improvement.usecases.pictures import picture as picture_of_promise
from improvement.view.escape import markdown
from improvement.view.story import Line, Step


def show_step(programme: Opened, step: Step) -> None:
    """Draw a step, its sentence first."""
    st.header(markdown(step.sentence), anchor=False)
    show_picture(programme, step)


def show_picture(programme: Opened, step: Step) -> None:
    """What stands below the sentence."""
    if step.chart:
        # Python does not know the width: the style sheet shows one of the two
        with st.container(key="wide-only"):
            show(drawn(step.chart, ink().large()), step.alt, key=f"picture-{step.id}")
        with st.container(key="narrow-only"):
            show(drawn(step.chart, ink()), step.alt, key=f"hand-out-{step.id}")
    if any(line.promise for line in step.lines):
        grid = st.grid(columns=3, min_column_width=220, key="present-grid")
        for line in step.lines:
            with grid.container(border=True, height="stretch"):
                _line(programme, line)
    else:
        for line in step.lines:
            _line(programme, line)
    if step.foot:
        st.caption(markdown(step.foot))


def _line(programme: Opened, line: Line) -> None:
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
