"""The way of every change from a page into the plan, and what the person sees of the three answers."""

import streamlit as st

from improvement.model.change import Applied, Conflict, Edit, Refused
from improvement.model.snapshot import Snapshot
from improvement.ui import conflicts, session
from improvement.usecases import editing
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full


def commit(snapshot: Snapshot, *edits: Edit, why: str) -> bool:
    """Save edits as one change; True where they are in the file. `why` is shown after saving ("Finding accepted")."""
    workspace = session.workspace()
    if not edits:
        return False
    change = editing.change(snapshot, session.recorded_as(), workspace.now(), *edits, why=why)
    try:
        outcome = workspace.store.apply(snapshot.id, change)
    except OSError as wrong:
        st.error(markdown(_("Nothing was saved: {reason}").format(reason=wrong.strerror)), icon=":material/save:")
        return False
    if isinstance(outcome, Applied):
        session.leave_note(why)
        return True
    if isinstance(outcome, Conflict):
        conflicts.keep(snapshot.id, edits, outcome, why)
        st.rerun()
    show_refusal(outcome)
    return False


def settle_conflict(snapshot: Snapshot) -> None:
    """Show a clash that waits for a choice, and save what was chosen."""
    chosen = conflicts.show(snapshot)
    if chosen is None:
        return
    edits, why = chosen
    if not edits or commit(snapshot, *edits, why=why):
        session.renew_forms()
        st.rerun()


def show_refusal(refused: Refused) -> None:
    """Why a change was not saved."""
    st.error(_("This would break the plan, so nothing was saved."), icon=":material/block:")
    for each in refused.issues:
        st.markdown(f"- {markdown(full(each))}")
