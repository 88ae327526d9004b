"""What the visitor's hands are on, as the browser tells it: only the browser knows of open dialogs and of typing."""

import re
import secrets
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
    told = st.session_state.get(_KEY)
    return next((each for each in KINDS if each == told), "editor")


def unfold(key: str) -> None:
    """Let the next run open the folds around what is drawn under keys that begin with this one, and go there."""
    name = re.sub(r"[^\w-]", "-", key, flags=re.ASCII)
    # the same wish a second time is another one
    st.session_state[_UNFOLD] = f"{name} {secrets.token_hex(4)}"


def watch_hands() -> None:
    """Draw the watcher and the input through which it tells; both are unseen."""
    if _acts():
        with st.container(key="unseen-hands"):
            st.text_input(_KEY, key=_KEY, on_change="ignore", live="0ms", label_visibility="collapsed")
            _component()(key="hands-watch", data={"unfold": st.session_state.get(_UNFOLD, "")})


def _acts() -> bool:
    """Whether there can be anything to type into."""
    return rights.may_edit() or rights.may_create()


@cache
def _component() -> Any:
    return st.components.v2.component("kept.hands", js=(FOLDER / "hands.js").read_text("utf-8"))
