"""The clock of a room: it counts down in the browser, so that nobody has to ask the server for the time."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from improvement.model.room import Room
from improvement.ui import session
from improvement.ui.style import palette
from improvement.usecases.room import seconds_left
from improvement.view.language import _

FOLDER = Path(__file__).resolve().parent


def countdown(room: Room) -> None:
    """The time that is left; nothing where no clock runs."""
    left = seconds_left(room, session.workspace().now())
    if left is not None:
        _component()(key="room-clock", data={"left": left, "over": _("Time is up")}, width="content", height="content")


@cache
def _component() -> Any:
    css = palette(":host") + (FOLDER / "room_countdown.css").read_text("utf-8")
    return st.components.v2.component("kept.clock", css=css, js=(FOLDER / "room_countdown.js").read_text("utf-8"))
