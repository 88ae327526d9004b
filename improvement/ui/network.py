"""The part of the Realization page that shows who waits for whom: it computes only while it is open."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.schedule.neighbours import neighbourhood
from improvement.ui import session
from improvement.ui.network_links import links_form
from improvement.ui.style import palette
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.usecases.work_links import waits
from improvement.view.charts.scales import text_width
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.network import (
    Box,
    Line,
    boxes,
    lines,
    list_lines,
    more_words,
    network_key,
    network_title,
    whole_title,
)
from improvement.view.network_layout import BOX_HEIGHT, BOX_WIDTH, layout
from improvement.view.work import node_titles

FOLDER = Path(__file__).resolve().parent
MOST_BOXES = 60
# as in network.css
WORDS_SIZE = 12
STEPS: Mapping[str, int | None] = {"1": 1, "2": 2, "far": None}


def network_part(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    """What leads to the chosen work and what follows it, as a picture and as a list; its links are changed here."""
    title = _("Who waits for whom?")
    box = st.expander(title, icon=":material/account_tree:", key="network-part", on_change="rerun")
    if box.open and id in board.nodes:
        with box:
            _network(programme, snapshot, board, id)


@st.fragment
def _network(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    wanted = _how_far(len(board.nodes) <= MOST_BOXES)
    order = waits(board.nodes)
    near = neighbourhood(order, id, STEPS.get(wanted), MOST_BOXES, frozenset(board.dates.critical))
    ids = [each for each in order if wanted == "whole" or each in near.steps]
    drawn, joined = boxes(board.plan, board.dates, board.progress, ids), lines(board.nodes, board.dates, ids)
    chosen = node_titles(board.plan, [id])[id]
    words = whole_title(len(drawn), len(joined)) if wanted == "whole" else network_title(near, chosen)
    st.markdown(f"**{markdown(words)}**")
    _picture(drawn, joined, id, words)
    if wanted != "whole" and (more := more_words(near)):
        st.caption(markdown(more))
    st.caption(markdown(network_key(joined)))
    with st.popover(_("The same as a list"), icon=":material/list:", key="network-list"):
        st.markdown("\n".join(f"- {markdown(line)}" for line in list_lines(board.plan, board.nodes, drawn)))
    links_form(programme, snapshot, board, id)


def _how_far(small: bool) -> str:
    names = {"1": _("1 step"), "2": _("2 steps"), "far": _("All steps")}
    if small:
        names["whole"] = _("The whole plan")
    chosen = st.segmented_control(
        _("How far"), list(names), default="2", required=True, format_func=names.__getitem__, key="see-network.steps"
    )
    return str(chosen)


def _picture(drawn: tuple[Box, ...], joined: tuple[Line, ...], id: str, words: str) -> None:
    """Boxes and lines; a click (or Enter) on a box chooses it on the page."""

    def opened() -> None:
        if target := st.session_state["network"].open:
            st.query_params[session.ID] = target

    _component()(key="network", data=_data(drawn, joined, id, words), on_open_change=opened)
    if st.query_params.get(session.ID, id) != id:
        # the rest of the page follows what was chosen
        st.rerun()


def _data(drawn: tuple[Box, ...], joined: tuple[Line, ...], id: str, words: str) -> dict[str, Any]:
    named = {line.pair: round(text_width(line.words, WORDS_SIZE)) for line in joined if line.words}
    found = layout([box.id for box in drawn], [line.pair for line in joined], named)
    # in reading order: with Tab from the left to the right
    ordered = sorted(drawn, key=lambda box: found.boxes[box.id])
    return {
        "words": words,
        "chosen": id,
        "size": [found.width, found.height],
        "box": [BOX_WIDTH, BOX_HEIGHT],
        "boxes": [
            {
                "id": box.id,
                "at": list(found.boxes[box.id]),
                "title": box.title,
                "detail": box.detail,
                "words": box.words,
                "looks": [name for name in ("done", "late", "critical", "milestone") if getattr(box, name)],
            }
            for box in ordered
        ],
        "lines": [
            {"points": [list(p) for p in found.routes[line.pair]], "words": line.words, "critical": line.critical}
            for line in sorted(joined, key=lambda line: line.critical)
        ],
    }


@cache
def _component() -> Any:
    css = palette(":host") + (FOLDER / "network.css").read_text("utf-8")
    return st.components.v2.component("kept.network", css=css, js=(FOLDER / "network.js").read_text("utf-8"))
