"""Training: who can do what, training days and attendance, the four looks at the effect."""

from typing import Any

import streamlit as st

from improvement.model.change import Edit, PlanForm, lookup
from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.cards import mood, mood_text
from improvement.ui.commit import commit
from improvement.ui.fields import Fields
from improvement.ui.grid_edits import Value, grid, viewed
from improvement.usecases.work import Board
from improvement.usecases.work_edits import new_session_id
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.training import TrainingCard, check_question, gap_rows, level_rows, training_cards

GRID = "levels-editor"
LEVELS = ("reaction", "learning", "behaviour", "results")


def training(snapshot: Snapshot, board: Board) -> None:
    """Levels held against levels required, then every training."""
    cards = training_cards(board.plan, board.training, board.plan.programme.data_date)
    with st.container(border=True, key="training"):
        if not cards:
            st.subheader(_("No training is planned"), anchor=False)
            st.caption(_("Add one where people cannot yet do what a promise asks of them."))
            return
        st.subheader(_title(board), anchor=False)
        gaps = gap_rows(board.plan, board.gaps, board.people)
        st.markdown("\n".join(f"- {mood_text(each.mood, each.words)}" for each in gaps))
        _levels(snapshot, board)
        for card in cards:
            _card(snapshot, card)


def _title(board: Board) -> str:
    short = len({each.who for each in board.gaps if each.gap})
    if not short:
        return _("Everybody holds the level required")
    words = ngettext(
        "{n} person or team is below the level required", "{n} persons or teams are below the level required", short
    )
    return words.format(n=short)


@rights.about_persons
def _levels(snapshot: Snapshot, board: Board) -> None:
    rows = level_rows(board.plan, board.gaps, board.people)
    if not rows:
        return
    fold = st.expander(_("Levels of each person"), icon=":material/leaderboard:", key="levels", on_change="rerun")
    if not fold.open:
        return
    with fold:
        labels = {
            "person": _("Person"),
            "competency": _("Competency"),
            "held": _("Held, as rated"),
            "required": _("Required"),
            "missing": _("Missing"),
        }
        if rights.may_edit():
            _grid(snapshot, rows, labels)
        else:
            viewed(rows, labels)


def _grid(snapshot: Snapshot, rows: list[dict[str, object]], labels: dict[str, str]) -> None:
    columns: dict[str, Any] = {name: st.column_config.Column(label, disabled=True) for name, label in labels.items()}
    columns["held"] = st.column_config.NumberColumn(labels["held"], min_value=0, step=1)

    def edit_of(id: str, _column: str, level: Value) -> Edit | None:
        competency, _slash, who = id.partition("/")
        path = ("programme", "people", who, "skills", competency)
        new, old = None if level is None else str(int(level)), lookup(snapshot.data, path)
        return Edit("set", path, old, new) if new != old else None

    grid(GRID, snapshot, rows, columns, edit_of)
    st.caption(_("Rate again after a training: attendance alone proves nothing."))


def _card(snapshot: Snapshot, card: TrainingCard) -> None:
    with st.expander(markdown(card.title), icon=":material/school:", key=f"training-{card.id}"):
        mood(card.mood, card.effect)
        st.markdown(f"- {markdown(card.attendance)}\n- {markdown(card.form)}")
        days, checks = st.columns(2, gap="medium")
        with days:
            st.markdown(f"**{_('Training days')}**")
            if card.sessions:
                st.dataframe(card.sessions, hide_index=True, width="stretch", key=f"days-{card.id}")
            _attendance(snapshot, card)
            _new_day(snapshot, card)
        with checks:
            st.markdown(f"**{_('Four looks at its effect')}**")
            st.dataframe(card.checks, hide_index=True, width="stretch", key=f"checks-{card.id}")
            _check_days(snapshot, card)


@rights.editors_only
def _attendance(snapshot: Snapshot, card: TrainingCard) -> None:
    days = lookup(snapshot.data, ("realization", "training", card.id, "sessions"))
    if not isinstance(days, dict):
        return
    popover = st.popover(_("Report attendance"), icon=":material/how_to_reg:", key=f"attend-{card.id}")
    with popover.form(f"attend-form-{card.id}", border=False):
        fields = Fields(snapshot, "attend", ("realization", "training", card.id, "sessions"))
        for id, entry in days.items():
            place, day = lookup(entry, ("place",)) or id, lookup(entry, ("date",))
            fields.text(markdown(f"{place}, {day}"), id, "attended", placeholder="6")
        if st.form_submit_button(_("Save the attendance")) and fields.save(_("Attendance saved")):
            st.rerun()


@rights.editors_only
def _new_day(snapshot: Snapshot, card: TrainingCard) -> None:
    popover = st.popover(_("Add a training day"), icon=":material/event:", key=f"new-day-{card.id}")
    with popover.form(f"new-day-form-{card.id}", border=False):
        day = st.date_input(_("Day"), None, key=f"new-day-date-{card.id}", format="YYYY-MM-DD")
        place = st.text_input(_("Place"), key=f"new-day-place-{card.id}")
        seats = st.text_input(_("Seats"), key=f"new-day-seats-{card.id}", placeholder="8")
        wanted = st.form_submit_button(_("Add the day"))
    if not wanted:
        return
    if not day:
        st.error(_("Choose the day first."), icon=":material/event:")
        return
    root = ("realization", "training", card.id, "sessions")
    entry: dict[str, PlanForm] = {"date": str(day), "place": place.strip() or None, "seats": seats.strip() or None}
    filled: dict[str, PlanForm] = {name: value for name, value in entry.items() if value}
    if commit(snapshot, Edit("add", (*root, new_session_id(snapshot, root, place)), None, filled), why=_("Day added")):
        st.rerun()


@rights.editors_only
def _check_days(snapshot: Snapshot, card: TrainingCard) -> None:
    popover = st.popover(_("Set the days"), icon=":material/event_repeat:", key=f"check-days-{card.id}")
    with popover.form(f"check-form-{card.id}", border=False):
        fields = Fields(snapshot, "checks", ("realization", "training", card.id, "checks"))
        for level in LEVELS:
            fields.day(check_question(level), level)
        if st.form_submit_button(_("Save the days")) and fields.save(_("Days saved")):
            st.rerun()
