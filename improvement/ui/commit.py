"""The way of every change from a page into the plan, and what the person sees of the three answers."""

import streamlit as st

from improvement.model.change import Applied, Conflict, Edit, Outcome, Refused
from improvement.model.snapshot import Snapshot
from improvement.ui import conflicts, live, session
from improvement.ui.rights import editors_only
from improvement.usecases import editing
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full


def attempt(snapshot: Snapshot, *edits: Edit, why: str) -> Outcome | OSError:
    """Try to save edits as one change, and remember what that leads to: a note, or a clash to be settled."""
    workspace = session.workspace()
    change = editing.change(snapshot, session.recorded_as(), workspace.now(), *edits, why=why)
    try:
        outcome = workspace.store.apply(snapshot.id, change)
    except OSError as wrong:
        return wrong
    if isinstance(outcome, Applied):
        live.own_change(edits)
        session.leave_note(why)
    if isinstance(outcome, Conflict):
        conflicts.keep(snapshot.id, change, outcome)
    return outcome


def commit(snapshot: Snapshot, *edits: Edit, why: str) -> bool:
    """Save edits as one change; True where they are in the file. `why` is shown after saving ("Finding accepted")."""
    if not edits:
        return False
    outcome = attempt(snapshot, *edits, why=why)
    if isinstance(outcome, Conflict):
        st.rerun()
    if isinstance(outcome, Refused):
        show_refusal(outcome)
    if isinstance(outcome, OSError):
        show_failure(outcome)
    return isinstance(outcome, Applied)


@editors_only
def settle_conflict(programme: Opened, snapshot: Snapshot) -> None:
    """Show a clash that waits for a choice, and save what was chosen."""
    chosen = conflicts.show(programme, snapshot)
    if chosen is None:
        return
    edits, why = chosen
    if not edits or commit(snapshot, *edits, why=why):
        conflicts.settled(snapshot)
        st.rerun()


def show_failure(wrong: OSError) -> None:
    """Why a change could not be written."""
    st.error(markdown(_("Nothing was saved: {reason}").format(reason=wrong.strerror or wrong)), icon=":material/save:")


def show_refusal(refused: Refused) -> None:
    """Why a change was not saved."""
    st.error(_("This would break the plan, so nothing was saved."), icon=":material/block:")
    for each in refused.issues:
        st.markdown(f"- {markdown(full(each))}")
