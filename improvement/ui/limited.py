"""The part of the Realization page with the dates that the people there are can keep; it computes only while open."""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from improvement.errors import KeptError
from improvement.ui import drafts, rights, session
from improvement.ui.cards import mood
from improvement.ui.hands import hands
from improvement.ui.url_choice import from_url
from improvement.usecases import limited
from improvement.usecases.jobs import Glance, Jobs
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.limited import (
    deciding_words,
    even_words,
    how_found,
    limited_title,
    limits,
    over_words,
    placed_rows,
    proof_words,
    searching_words,
    side_by_side,
    waiting_lines,
)
from improvement.view.wording import full
from improvement.view.work import with_titles

if TYPE_CHECKING:
    from improvement.schedule.limited import LimitedSchedule

BOX, DATES = "limited", "dates"
PLAIN, PEOPLE, EVEN = "plain", "people", "even"
SECONDS, STOPPING, LATER, NICE = 0.5, 0.2, 0.3, 10


@st.cache_resource(show_spinner=False)
def _jobs() -> "Jobs[LimitedSchedule]":
    return Jobs(time.monotonic, _beside)


def _beside(work: Callable[[], None]) -> None:
    def quietly() -> None:
        # pages come first where there are few cores; on Linux each thread has a priority of its own
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        work()

    later = threading.Timer(LATER, quietly)
    later.daemon = True
    later.start()


def charted(programme: Opened, board: Board) -> Board:
    """The board with the dates that the chart is to show; a line above it says so where they are not the earliest."""
    if session.is_customer_safe():
        return board
    # what is searched for an older state is of no use any more
    _jobs().make_way(limited.group(programme), limited.question(programme))
    wanted = st.query_params.get(DATES, PLAIN)
    if wanted not in (PEOPLE, EVEN) or not _is_limited(board):
        return board
    try:
        if wanted == EVEN:
            shown = limited.with_even_load(programme, board, limited.evened(programme))
        else:
            shown = limited.with_people(programme, board, _best(programme))
    except KeptError:
        # the part below says what is wrong
        return board
    with st.container(key="chart-dates"):
        st.caption(f":material/group: {_('The chart shows these dates: {name}').format(name=_names()[wanted])}")
    return shown


def _is_limited(board: Board) -> bool:
    return bool(board.people) and any(work.needs for work in board.works.values())


@rights.about_persons
def limited_part(programme: Opened, board: Board) -> None:
    """When all is ready with the people there are, what is proved, and who decides it; the search goes on beside."""
    box = st.expander(_("With the people there are"), icon=":material/group:", key=BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        if not _is_limited(board):
            st.caption(_("No work says whom it needs: nobody is limited."))
            return
        try:
            with st.spinner(_("Looking for a schedule …")):
                first = limited.at_once(programme, time.monotonic)
        except KeptError as wrong:
            _refused(wrong)
            return
        with st.container(key="limited-answer"):
            if first.status == "optimal" or not limited.searched(first):
                _answer(programme, board)
            else:
                _improved(programme, board)
        _details(programme, board)
        _which_dates(programme)


def _improved(programme: Opened, board: Board) -> None:
    work = limited.search(programme, time.monotonic)
    glance = _jobs().ask(limited.group(programme), limited.question(programme), work)
    if glance.state == "over":
        _ended(programme, board, glance)
    else:
        _followed(programme, board)


def _best(programme: Opened) -> "LimitedSchedule":
    first = limited.at_once(programme, time.monotonic)
    glance = _jobs().look(limited.question(programme))
    return limited.better(first, glance.found) if glance and glance.found else first


@st.fragment(run_every=SECONDS)
def _followed(programme: Opened, board: Board) -> None:
    """The answer while the search goes on; once that is over the page is drawn anew, but not under busy hands."""
    session.set_language()
    glance = _jobs().look(limited.question(programme))
    if glance and glance.stopped:
        # it ends at once: the next line is to say so
        glance = _jobs().wait(limited.question(programme), STOPPING)
    if glance is None or glance.state == "over":
        busy = hands() in ("dialog", "cell", "typing") or drafts.is_typing(programme.id)
        if not busy:
            st.rerun()
    _answer(programme, board)
    if glance is None or glance.state == "over":
        return
    most = _jobs().seconds
    with st.container(horizontal=True, vertical_alignment="center", key="limited-progress"):
        words = searching_words(glance.state, glance.seconds, most)
        st.progress(min(glance.seconds / most, 1.0), markdown(words))
        label = _("Stopping …") if glance.stopped else _("Stop")
        st.button(
            label,
            icon=":material/stop:",
            key="limited-stop",
            disabled=glance.stopped,
            on_click=lambda: _jobs().stop(limited.question(programme)),
        )


def _ended(programme: Opened, board: Board, glance: "Glance[LimitedSchedule]") -> None:
    found = _best(programme)
    _answer(programme, board)
    if found.status == "optimal":
        return
    with st.container(horizontal=True, vertical_alignment="center", key="limited-over"):
        st.caption(markdown(over_words(glance.seconds, glance.stopped, glance.fault is not None)))
        st.button(
            _("Search on"),
            icon=":material/search:",
            key="limited-on",
            on_click=lambda: _jobs().go_on(limited.question(programme)),
        )


def _answer(programme: Opened, board: Board) -> None:
    found, plain = _best(programme), limited.plain_days(programme)
    st.subheader(markdown(limited_title(found, plain)), anchor=False)
    mood("good" if found.status == "optimal" else "wait", proof_words(found))
    grid = st.grid(columns=3, min_column_width=180, key="limited-figures")
    for name, days, when in side_by_side(found, plain, board.dates.finish):
        with grid.container():
            st.metric(name, days, when, delta_color="off", delta_arrow="off")


def _details(programme: Opened, board: Board) -> None:
    found, names = _best(programme), {id: each.name for id, each in board.people.items()}
    for each in limits(found):
        mood("look", full(with_titles(board.plan, each)))
    steps = limited.deciding(board, found)
    st.markdown(f"**{_('Who decides the finish')}**")
    lines = (deciding_words(steps, names), *waiting_lines(board.plan, steps, names))
    st.markdown("\n".join(f"- {markdown(line)}" for line in lines))
    st.dataframe(placed_rows(board.plan, found, names), hide_index=True, width="stretch", key="limited-table")
    st.caption(markdown(how_found(found, limited.QUICK, limited.PROVES)))


def _which_dates(programme: Opened) -> None:
    """The dates that the chart above is drawn with."""
    names = _names()
    key, remember = from_url(DATES, tuple(names), PLAIN)
    chosen = st.segmented_control(
        _("Dates in the chart above"),
        tuple(names),
        required=True,
        format_func=names.__getitem__,
        key=key,
        on_change=remember,
    )
    if chosen == EVEN:
        try:
            st.caption(markdown(even_words(limited.evened(programme))))
        except KeptError as wrong:
            _refused(wrong)


def _refused(wrong: KeptError) -> None:
    for each in wrong.issues:
        st.error(markdown(full(each)), icon=":material/block:")


def _names() -> dict[str, str]:
    return {
        PLAIN: _("Earliest, nobody limited"),
        PEOPLE: _("With the people there are"),
        EVEN: _("Same finish, even load"),
    }
