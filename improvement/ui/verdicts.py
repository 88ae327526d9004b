"""A verdict and its ruler on a page: on the card, and under a target that somebody tries."""

import streamlit as st

from improvement.ui.chart import drawn, show
from improvement.ui.style import ink
from improvement.view.charts.ruler import Ruler, ruler, ruler_alt
from improvement.view.promise_picker import VerdictLook


def verdict(look: VerdictLook, key: str) -> None:
    """A verdict as icon, word and colour."""
    with st.container(key=f"{look.mood}-{key}"):
        st.subheader(f"{look.icon} {look.word}", anchor=False)


def draw_ruler(view: Ruler, key: str) -> None:
    """The ruler as wide as its place."""
    show(drawn(ruler, view, ink()), ruler_alt(view), key=key)
