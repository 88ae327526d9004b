"""The Gantt chart with the people below it on the same days."""

from typing import Any

import streamlit as st

from improvement.ui import rights, session
from improvement.ui.chart import drawn, show
from improvement.ui.gantt_size import how_large, printed
from improvement.ui.style import ink
from improvement.ui.url_choice import from_url
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.view.charts.gantt import MOST_ROWS, gantt, gantt_alt, gantt_key
from improvement.view.charts.load import load, load_alt
from improvement.view.charts.timeline import Timeline
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.work import critical_words, near_words
from improvement.view.work_gantt import (
    SHOWS,
    gantt_rows,
    load_rows,
    load_title,
    over_lines,
    over_weeks,
    shown,
    timeline,
)

MOST_LINES = 6
# on a phone the report comes first and the chart last
PHONE = (
    "<style>@media (max-width:640px){.st-key-work-page>:has(>:is(.st-key-chart-dates,.st-key-gantt)){order:9}}</style>"
)


def chart(programme: Opened, board: Board, owner: str) -> None:
    """Bars grouped by promise; a click on one chooses it. Below: who is needed when, and who beyond their time."""
    st.html(PHONE)
    with st.container(border=True, key="gantt"):
        ids = shown(board.plan, board.progress, _filter(board, owner), owner)
        rows = gantt_rows(board.plan, board.dates, board.progress, board.baseline, ids)
        if not rows:
            st.info(_("Nothing here. Show all activities instead."), icon=":material/filter_alt:")
            return
        words = gantt_alt([row for row in rows if row.kind == "activity"])
        st.subheader(markdown(words), anchor=False)
        if chain := critical_words(board.plan, board.dates):
            st.caption(markdown(chain))
        if near := near_words(board.plan, board.dates):
            st.caption(markdown(near))
        most, size = how_large(len(rows))
        time = timeline(rows[:most], board.plan.programme.data_date)
        if size == "print":
            printed(board.plan, rows[:most], max(len(rows) - most, 0), time, words)
        else:
            colours = ink().large() if size == "large" else ink()
            show(drawn(gantt, rows, time, colours, most), words, "gantt-chart", _clicked)
            st.caption(gantt_key())
        _people(programme, board, time)


def _filter(board: Board, owner: str) -> str:
    names = {"all": _("All"), "open": _("Open"), "late": _("Late")}
    many = len(shown(board.plan, board.progress, "all", owner)) > MOST_ROWS
    key, remember = from_url("show", SHOWS, "open" if many else "all")
    chosen = st.segmented_control(
        _("Show"),
        SHOWS,
        required=True,
        format_func=names.__getitem__,
        key=key,
        on_change=remember,
        label_visibility="collapsed",
    )
    return str(chosen)


def _clicked() -> None:
    state: Any = st.session_state["gantt-chart"]
    picked = state.selection.get("picked", [])
    if picked:
        st.query_params[session.ID] = picked[0]["id"]


@rights.about_persons
def _people(programme: Opened, board: Board, time: Timeline) -> None:
    names = {id: each.name for id, each in board.people.items()}
    people = load_rows(board.load, names, time)
    over = over_weeks(board.load, programme.id)
    if people:
        st.markdown(f"**{markdown(load_title(over, names))}**")
        show(drawn(load, people, time, ink()), load_alt(people), "load-chart")
        st.caption(_("Bars: days asked for in a week; the line is all the time a person has. Owners are not counted."))
    lines = over_lines(over, board.plans, programme.id, names)
    if lines:
        st.markdown("\n".join(f"- {markdown(line)}" for line in lines[:MOST_LINES]))
    if (more := len(lines) - MOST_LINES) > 0:
        st.caption(ngettext("and {n} more week", "and {n} more weeks", more).format(n=more))
