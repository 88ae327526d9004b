"""Who changed what: the line below the title, and taking back one's own change."""

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Applied, Logged, Refused
from improvement.ui import live, rights, session
from improvement.ui.commit import show_refusal
from improvement.usecases.history import changes, own_newest, undo
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.history import last_change, what_changed
from improvement.view.language import _


def last_line(programme: Opened) -> str:
    """Who changed what last; empty where nobody did yet."""
    found = changes(programme)
    return last_change(programme.plan, found[-1], programme.workspace.now()) if found else ""


@rights.editors_only
def undo_button(programme: Opened) -> None:
    """Take back one's own newest change; says which."""
    # without a name it could be anybody's change
    newest = own_newest(programme, session.person()) if session.person() else None
    if newest is None:
        return
    told = _("Undo: {what}").format(what=what_changed(programme.plan, newest))
    if st.button(markdown(told), icon=":material/undo:", type="tertiary", key="undo", shortcut="Alt+Z"):
        _take_back(programme, newest)


def _take_back(programme: Opened, newest: Logged) -> None:
    try:
        outcome = undo(programme, session.person(), newest.number)
    except KeptError:
        # somebody was faster; the page shows what stands now
        st.rerun()
    if isinstance(outcome, Applied):
        live.own_change(newest.edits)
        session.leave_note(_("Taken back"))
        st.rerun()
    if isinstance(outcome, Refused):
        show_refusal(outcome)
        return
    told = _("{who} changed the same since, so it was not taken back.")
    st.warning(markdown(told.format(who=outcome.by or _("Somebody"))), icon=":material/sync_problem:")
