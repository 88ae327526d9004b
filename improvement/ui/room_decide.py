"""The facilitator writes down what the room decides about a finding: accepted, rejected or parked, by whom and why."""

import streamlit as st

from improvement.model.assessment import Decision
from improvement.model.room import Room
from improvement.model.snapshot import Snapshot
from improvement.ui import room_boards
from improvement.ui.candidates import ICONS
from improvement.ui.choices import person_field
from improvement.ui.commit import commit
from improvement.usecases.findings import Decided, open_findings
from improvement.usecases.opened import Opened
from improvement.usecases.room import outcome
from improvement.usecases.room_edits import decision_edits
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.names import people_names
from improvement.view.room import statement


def decide(programme: Opened, snapshot: Snapshot, room: Room) -> None:
    """The next finding in hand, those with most votes first; below it all of them."""
    due = _due(programme, room)
    if due:
        told = ngettext("{n} finding waits for a decision", "{n} findings wait for a decision", len(due))
        st.caption(told.format(n=len(due)))
        chosen = st.selectbox(
            _("Finding"), due, format_func=lambda id: statement(programme.plan, id), key="room.finding"
        )
        _form(programme, snapshot, chosen if chosen in due else due[0])
    else:
        st.success(_("Every finding is decided."), icon=":material/check_circle:")
    room_boards.decisions(programme)


def _due(programme: Opened, room: Room) -> list[str]:
    """Open findings, by their votes if there was a vote."""
    votes = {each.id: each.dots for each in outcome(room)} if room.vote.shown else {}
    return sorted(open_findings(programme.plan), key=lambda id: -votes.get(id, 0))


def _form(programme: Opened, snapshot: Snapshot, finding: str) -> None:
    people = people_names(programme.plan, programme.workspace.store.people())
    labels: dict[Decision, str] = {"accepted": _("Accept"), "rejected": _("Reject"), "parked": _("Park")}
    with st.container(border=True, key="room-decide"):
        st.markdown(f"#### {markdown(statement(programme.plan, finding))}")
        who = person_field(_("Who decides"), people, "room.who")
        why = (st.text_input(_("Why"), key=f"room.why.{finding}") or "").strip()
        with st.container(horizontal=True, key="room-decisions"):
            pressed = [
                decision
                for decision, label in labels.items()
                if st.button(
                    label, type="primary" if decision == "accepted" else "secondary", icon=ICONS[decision],
                    key=f"room-{decision}",
                )
            ]  # fmt: skip
    if pressed and not (who and why):
        st.error(_("A decision needs a name and a reason."), icon=":material/edit:")
    elif pressed:
        decided = Decided(pressed[0], who, programme.workspace.today, why)
        edits = decision_edits(snapshot, programme.plan, people, finding, decided)
        notes = {"accepted": _("Finding accepted"), "rejected": _("Finding rejected"), "parked": _("Finding parked")}
        if commit(snapshot, *edits, why=notes[decided.decision]):
            st.rerun()
