"""The dialog that makes a programme: empty, or as a copy of a sample."""

from typing import Literal

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Applied
from improvement.ui import rights, session
from improvement.ui.navigation import go
from improvement.usecases.new import free_plan_id, new
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full


def new_programme_button(primary: bool) -> None:
    """The button that opens the dialog."""
    if not rights.may_create():
        return
    kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
    if st.button(_("New programme"), icon=":material/add:", type=kind, key="new-programme"):
        st.dialog(_("New programme"))(_form)()


def _form() -> None:
    workspace = session.workspace()
    samples = {"": _("Empty: I bring my own survey")} | {
        id: _("A copy of {programme}").format(programme=id) for id in workspace.store.plans()
    }
    title = st.text_input(_("Title"), key="new-title", placeholder=_("What the customer should feel"), max_chars=120)
    owner = st.text_input(_("Who answers for it"), session.person(), key="new-owner", max_chars=60)
    starts = st.date_input(_("First day of work"), workspace.today, key="new-starts", format="YYYY-MM-DD")
    sample = st.selectbox(_("Start from"), list(samples), format_func=lambda id: samples[id], key="new-sample")
    if not st.button(_("Make it"), type="primary", key="make-programme", disabled=not title.strip()):
        return
    plan_id = free_plan_id(title, workspace.store.plans())
    try:
        outcome = new(workspace.store, plan_id, title.strip(), starts, owner.strip(), sample or "")
    except KeptError as wrong:
        _refused([full(each) for each in wrong.issues])
        return
    if isinstance(outcome, Applied):
        session.leave_note(_("Programme made"))
        go("assessment", plan_id)
    _refused([full(each) for each in getattr(outcome, "issues", ())])


def _refused(reasons: list[str]) -> None:
    st.error("  \n".join(markdown(each) for each in reasons), icon=":material/block:")
