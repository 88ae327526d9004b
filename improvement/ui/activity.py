"""The chosen piece of work: how it stands, its fields; adding and removing work."""

import streamlit as st

from improvement.model.realization import Training
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, rights, session
from improvement.ui.add_work import add_work
from improvement.ui.commit import commit
from improvement.ui.fields import form_name
from improvement.ui.work import details
from improvement.ui.work_fields import WorkFields
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board
from improvement.usecases.work_edits import removed, waiting_for
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.names import people_names
from improvement.view.work import node_path, node_titles
from improvement.view.work_names import competency_names, rollout_names, served_names

FORM = "work"


def activity(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    """Details of one piece of work, with its fields folded; and the way to a new one."""
    with st.container(border=True, key="activity"):
        if id:
            details(board, id)
            _fields(programme, snapshot, board, id)
        add_button(programme, snapshot)


def add_button(programme: Opened, snapshot: Snapshot) -> None:
    """The way to a new piece of work by hand."""
    if rights.button(_("Add activity, training or milestone"), icon=":material/add:", key="add-work"):
        st.dialog(_("Add work"))(add_work)(programme, snapshot, programme.plan)


def _fields(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    key = f"edit-{id}"
    if drafts.goes_on(form_name(snapshot, FORM, node_path(board.plan, id))):
        st.session_state[key] = True
    title, icon = (_("Edit"), ":material/edit:") if rights.may_edit() else (_("Every field"), ":material/notes:")
    fold = st.expander(title, icon=icon, key=key, on_change="rerun")
    if fold.open:
        with fold:
            _edit(programme, snapshot, board, id)
            _remove(snapshot, board, id)


def _edit(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    path = node_path(board.plan, id)
    others = {each: title for each, title in node_titles(board.plan).items() if each != id}
    with rights.form(f"work-form-{id}"):
        fields = WorkFields(snapshot, FORM, path)
        fields.text(_("Title"), "title")
        if path[1] == "milestones":
            fields.day(_("Due"), "due")
        else:
            _work_fields(programme, fields, board, id)
        fields.links(_("Waits for"), others, "after")
        if rights.submit(_("Save the changes")) and fields.save(_("Saved: {id}").format(id=id)):
            st.rerun()


def _work_fields(programme: Opened, fields: WorkFields, board: Board, id: str) -> None:
    names = people_names(board.plan, programme.workspace.store.people())
    fields.several(_("Serves"), served_names(board.plan), "serves")
    left, right = st.columns(2)
    with left:
        fields.choice(_("Owner"), names, "owner")
        fields.estimate(_("Estimate"), "estimate")
        fields.day(_("Not before"), "not_before")
        fields.day(_("Not after"), "not_after")
    with right:
        heads = {who: (person.name, person.count) for who, person in board.people.items()}
        fields.needs(_("Needs"), heads, "needs")
        fields.day(_("Must start on"), "must_start")
        fields.day(_("Must be finished on"), "must_finish")
        if isinstance(board.works[id], Training):
            fields.choice(_("Competency"), competency_names(board.plan), "competency")
            fields.text(_("Level required afterwards"), "to_level", placeholder="3")
        else:
            fields.choice(_("Step of the rollout"), rollout_names(), "rollout")
            fields.text(_("Department"), "department")
    if isinstance(board.works[id], Training):
        fields.several(_("Who learns it"), names, "audience")


@rights.editors_only
def _remove(snapshot: Snapshot, board: Board, id: str) -> None:
    with st.popover(_("Remove"), icon=":material/delete:", key=f"remove-{id}"):
        waiting = len(waiting_for(snapshot, id))
        st.markdown(markdown(_("Remove “{title}”?").format(title=node_titles(board.plan)[id])))
        if waiting:
            words = ngettext(
                "{n} other waits for it and no longer will.", "{n} others wait for it and no longer will.", waiting
            )
            st.caption(words.format(n=waiting))
        sure = st.button(_("Remove it"), key=f"remove-sure-{id}")
    if sure and commit(snapshot, *removed(snapshot, id), why=_("Removed")):
        st.query_params.pop(session.ID, None)
        st.rerun()
