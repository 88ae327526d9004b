"""What the visitor's hands are on, as the browser tells it: only the browser knows of open dialogs and of typing."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import streamlit as st

from improvement.ui import rights

Hands = Literal["dialog", "cell", "typing", "editor", "none"]
KINDS: tuple[Hands, ...] = get_args(Hands)
_KEY, _UNFOLD = "hands", "kept.unfold"
FOLDER = Path(__file__).resolve().parent


def hands() -> Hands:
    """An open dialog or list, an open cell of a table, a text being typed, an editor in sight, or nothing.

    An editor until the browser has told; nothing for those who may not edit.
    """
    if not _acts():
        return "none"
    told = getattr(st.session_state.get(_KEY), "busy", None)
    return next((each for each in KINDS if each == told), "editor")


def unfold(key: str) -> None:
    """Let the next run open the folds around the inputs whose keys begin with this one, and go there."""
    st.session_state[_UNFOLD] = re.sub(r"[^\w-]", "-", key, flags=re.ASCII)


@st.fragment
def watch_hands() -> None:
    """Draw the watcher; it shows nothing. A fragment of its own: what it tells must not run the page again."""
    if _acts():
        with st.container(key="unseen-hands"):
            _component()(key=_KEY, data={"unfold": st.session_state.get(_UNFOLD, "")}, on_busy_change=lambda: None)


def _acts() -> bool:
    """Whether there can be anything to type into."""
    return rights.may_edit() or rights.may_create()


@cache
def _component() -> Any:
    return st.components.v2.component("kept.hands", js=(FOLDER / "hands.js").read_text("utf-8"))
