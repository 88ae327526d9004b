"""One piece of work at a time: chosen, reported on, with what the report would change before it is saved."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.model.realization import Training
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood, mood_text
from improvement.ui.url_choice import from_url
from improvement.ui.work_fields import WorkFields
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board, effect
from improvement.usecases.work_edits import finished
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.wording import full
from improvement.view.work import by_urgency, detail, node_path, node_titles, sign_and_title
from improvement.view.work_effect import effect_lines
from improvement.view.work_gantt import shown
from improvement.view.work_names import owners, served_names

PICK, REPORTING = "work.pick", "work.reporting"


def report(programme: Opened, snapshot: Snapshot, board: Board) -> tuple[str, str]:
    """Choose a piece of work and report on it; returns its id (empty where there is none) and whose work is shown."""
    with st.container(border=True, key="report"):
        whose, which, act = st.columns([2, 4, 2], vertical_alignment="bottom")
        with whose:
            owner = _whose(board)
        with which:
            id = _pick(board, owner)
        if not id:
            st.info(_("This person owns no activity."), icon=":material/person:")
            return "", owner
        if id not in board.works:
            act.caption(_("A milestone is reached by the work before it; there is nothing to report."))
        else:
            _reporting(act, programme, snapshot, board, id)
    return id, owner


@rights.editors_only
def _reporting(act: DeltaGenerator, programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    if st.session_state.get(REPORTING):
        _form(programme, snapshot, board, id)
        return
    icon, words = ":material/edit_note:", _("Report progress")
    act.button(words, type="primary", key="report-progress", icon=icon, width="stretch", on_click=_begin)


def _whose(board: Board) -> str:
    """Whose work is shown: everybody's, or one owner's; in the URL."""
    names = owners(board.plan, board.people)
    person = session.person().casefold()
    mine = next((id for id, name in names.items() if name.casefold() == person), "")
    options = ["", *names]
    key, remember = from_url("whose", options, mine)
    words = {"": _("everybody"), **names}
    return str(
        st.selectbox(_("Activities of"), options, format_func=words.__getitem__, key=key, on_change=remember) or ""
    )


def _choose() -> None:
    """What was picked in the list goes into the URL."""
    st.query_params[session.ID] = st.session_state[PICK]


def _pick(board: Board, owner: str) -> str:
    mine = shown(board.plan, board.progress, "all", owner)
    options = by_urgency(board.progress, (id for id in mine if id in board.works))
    options += [id for id in mine if id not in board.works]
    wanted = session.chosen_id()
    if wanted in board.nodes and wanted not in options:
        options.insert(0, wanted)
    if not options:
        return ""
    st.session_state[PICK] = wanted if wanted in options else options[0]
    return str(
        st.selectbox(
            _("Activity"),
            options,
            format_func=lambda id: sign_and_title(board.plan, board.progress, id),
            key=PICK,
            on_change=_choose,
        )
    )


def _form(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    path = node_path(board.plan, id)
    fields = WorkFields(snapshot, "report")
    work = board.works[id]
    if isinstance(work, Training):
        _attendance(fields, work, path)
    left, right = st.columns(2)
    with left:
        fields.day(_("Started on"), *path, "actual_start")
        fields.day(_("Finished on"), *path, "actual_finish")
        fields.day(_("Progress is complete up to"), "programme", "data_date")
    with right:
        fields.text(_("Still takes"), *path, "remaining", placeholder="4d")
        fields.text(_("Done so far"), *path, "percent_complete", placeholder="60%")
        fields.text(_("Spent so far"), *path, "actual_effort", placeholder="6pd")
        fields.text(_("Blocked by"), *path, "blocked_by", placeholder=_("nothing"))
    more = finished(snapshot, path, fields.edits())
    possible = _preview(programme, fields, *more)
    with st.container(horizontal=True):
        save = st.button(_("Save the report"), type="primary", key="save-report", disabled=not possible)
        if st.button(_("Cancel"), key="cancel-report"):
            _close()
        if save and fields.save(_("Progress reported"), *more):
            _close()


def _begin() -> None:
    st.session_state[REPORTING] = True


def _close() -> None:
    st.session_state[REPORTING] = False
    st.rerun()


def _attendance(fields: WorkFields, training: Training, path: tuple[str, ...]) -> None:
    st.markdown(f"**{_('Who took part')}**")
    grid = st.grid(columns=4, min_column_width=150, key="report-attendance")
    for id, each in training.sessions.items():
        with grid.container():
            label = _("{place}, {date}").format(place=each.place or id, date=day(each.date))
            seats = _("of {n} seats").format(n=each.seats) if each.seats is not None else ""
            fields.text(markdown(label), *path, "sessions", id, "attended", placeholder=seats)


def _preview(programme: Opened, fields: WorkFields, *more: Edit) -> bool:
    """What saving would do; False where it would be refused."""
    edits = (*fields.edits(), *more)
    if not edits:
        st.caption(_("Change a field: what it does to the finish is shown here before you save."))
        return True
    try:
        found = effect(programme, edits)
    except KeptError as wrong:
        for each in wrong.issues:
            st.error(markdown(full(each)), icon=":material/block:")
        return False
    lines = effect_lines(programme.plan, found)
    with st.container(key="quiet-effect"):
        st.markdown(f"{_('If you save:')} " + " · ".join(mood_text(kind, words) for kind, words in lines))
    return True


def details(board: Board, id: str) -> None:
    """How the chosen work stands and what decides its days."""
    st.subheader(markdown(node_titles(board.plan)[id]), anchor=False)
    if id not in board.works:
        return
    found = detail(board.plan, board.dates, board.progress, id)
    mood(found.mood, found.status)
    served = served_names(board.plan)
    serves = [served[each] for each in board.works[id].serves if each in served]
    lines = [*found.lines, _("Serves: {names}").format(names=", ".join(serves) or _("nothing yet"))]
    st.markdown("\n".join(f"- {markdown(line)}" for line in lines))
