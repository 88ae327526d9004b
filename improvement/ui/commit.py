"""The way of every change from a page into the plan, and what the person sees of the three answers."""

import streamlit as st

from improvement.model.change import Applied, Conflict, Edit, Refused
from improvement.model.snapshot import Snapshot
from improvement.ui import session
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
    outcome = workspace.store.apply(snapshot.id, change)
    if isinstance(outcome, Applied):
        session.leave_note(why)
        return True
    show_outcome(outcome)
    return False


def show_outcome(outcome: Refused | Conflict) -> None:
    """Why a change was not saved."""
    _show_refusal(outcome) if isinstance(outcome, Refused) else _show_conflict(outcome)


def _show_refusal(refused: Refused) -> None:
    st.error(_("This would break the plan, so nothing was saved."), icon=":material/block:")
    for each in refused.issues:
        st.markdown(f"- {markdown(full(each))}")


def _show_conflict(conflict: Conflict) -> None:
    told = _("{who} changed the same field meanwhile, so nothing was saved.").format(who=conflict.by or _("Somebody"))
    st.warning(markdown(told), icon=":material/sync_problem:")
    for edit, theirs in zip(conflict.edits, conflict.theirs, strict=True):
        words = _("{field}: now {theirs}, you wrote {mine}")
        shown = words.format(field=edit.path[-1], theirs=theirs or _("empty"), mine=edit.new or _("empty"))
        st.markdown(f"- {markdown(shown)}")
