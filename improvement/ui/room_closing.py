"""The end of a workshop: the next dates, and the button that closes the room."""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.ui.commit import commit
from improvement.ui.room_seat import act
from improvement.usecases import room_steering as steering
from improvement.usecases.access import workshop
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.usecases.room_closing import next_dates
from improvement.usecases.room_edits import next_date_edits
from improvement.view.language import _


def dates(programme: Opened, snapshot: Snapshot) -> None:
    """When the next review is held, and when customers are asked again."""
    known, today = next_dates(programme), programme.workspace.today
    with st.form("room-dates", border=False):
        left, right = st.columns(2)
        with left:
            review = st.date_input(_("Next review"), known.review, today, key="room.review", format="YYYY-MM-DD")
        with right:
            listen = st.date_input(
                _("Customers are asked again"), known.listen_again, today, key="room.listen", format="YYYY-MM-DD"
            )
        saved = st.form_submit_button(_("Save the dates"), icon=":material/event:")
    if saved and commit(
        snapshot, *next_date_edits(snapshot, programme.plan, review, listen), why=_("Next dates saved")
    ):  # fmt: skip
        st.rerun()


def over(sitting: Seat) -> None:
    """Close the room; asked for once more, because ballots and answers go."""
    with st.popover(_("Close the workshop"), icon=":material/door_front:", key="room-over"):
        st.markdown(_("What was kept stands in the programme. Names, votes and answers of the room are deleted."))
        if workshop(sitting.workspace, sitting.plan_id):
            st.markdown(_("Every link to the workshop stops working, yours too."))
        if st.button(_("Close it now"), type="primary", key="room-close"):
            if act(steering.end, sitting):
                session.leave_note(_("The workshop is closed"))
            st.rerun()
