"""The golden thread on a page: every cell a button, broken links drawn as broken."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from improvement.ui.style import palette
from improvement.view.language import _
from improvement.view.thread import ThreadRow

FOLDER = Path(__file__).resolve().parent


def golden_thread(rows: Sequence[ThreadRow], key: str, on_open: Callable[[str], None]) -> None:
    """Draw the rows; a click (or Enter) on a cell calls `on_open` with the cell's target before the page runs again."""

    def opened() -> None:
        target = st.session_state[key].open
        if target:
            on_open(target)

    _component()(key=key, data=_data(rows), on_open_change=opened)


def _data(rows: Sequence[ThreadRow]) -> dict[str, Any]:
    return {
        "headings": [_("What we found"), _("What we promise"), _("What we do"), _("How we know"), _("Verdict")],
        "broken": _("the chain is broken here"),
        "rows": [
            {
                "cells": [
                    {"title": cell.title, "detail": cell.detail, "state": cell.state, "target": cell.target}
                    for cell in row.cells
                ],
                "links": list(row.links),
            }
            for row in rows
        ],
    }


@cache
def _component() -> Any:
    css = palette(":host") + (FOLDER / "thread.css").read_text("utf-8")
    return st.components.v2.component("kept.thread", css=css, js=(FOLDER / "thread.js").read_text("utf-8"))
