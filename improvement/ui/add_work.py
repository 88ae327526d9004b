"""The dialog that adds an activity, a training or a milestone."""

from collections.abc import Mapping

import streamlit as st

from improvement.model.change import Edit, PlanForm
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.ui.commit import commit
from improvement.usecases.opened import Opened
from improvement.usecases.work_edits import competency_for, listed, new_id
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.work import node_titles
from improvement.view.work_names import competency_names, served_names

# each section of the plan with the id of an entry whose title has no plain letters
KINDS = {"activities": "activity", "training": "training", "milestones": "milestone"}
Entry = dict[str, PlanForm]


def add_work(programme: Opened, snapshot: Snapshot, plan: Plan) -> None:
    """Ask for the little that is needed; everything else is edited afterwards."""
    names = {"activities": _("Activity"), "training": _("Training"), "milestones": _("Milestone")}
    kind = str(
        st.segmented_control(
            _("Kind"), list(KINDS), default="activities", required=True, format_func=names.__getitem__, key="add-kind"
        )
    )
    title = st.text_input(_("Title"), key="add-title", max_chars=200).strip()
    more: tuple[Edit, ...] = ()
    entry: Entry = {"title": title}
    if kind == "milestones":
        due = st.date_input(_("Due"), None, key="add-due", format="YYYY-MM-DD")
        entry["due"] = str(due) if due else None
    else:
        entry |= _work(plan, people_names(plan, programme.workspace.store.people()))
    if kind == "training":
        entry["competency"], more = _competency(plan)
    entry["after"] = _several(_("Waits for"), node_titles(plan), "add-after")
    if st.button(_("Add it"), type="primary", key="add-now", disabled=not title):
        id = new_id(plan, title, KINDS[kind])
        filled: Entry = {name: value for name, value in entry.items() if value}
        added = Edit("add", ("realization", kind, id), None, filled)
        if commit(snapshot, *more, added, why=_("Added: {title}").format(title=title)):
            st.query_params[session.ID] = id
            st.rerun()


def _work(plan: Plan, people: Mapping[str, str]) -> Entry:
    serves = _several(_("Serves"), served_names(plan), "add-serves")
    owner = st.selectbox(
        _("Owner"), list(people), None, format_func=people.__getitem__, key="add-owner", placeholder=_("none")
    )
    estimate = listed(st.text_input(_("Estimate"), key="add-estimate", placeholder="2d, 3d, 6d"))
    return {"serves": serves, "owner": owner, "estimate": estimate}


def _several(label: str, names: Mapping[str, str], key: str) -> PlanForm:
    chosen = st.multiselect(label, list(names), format_func=names.__getitem__, key=key, placeholder=_("none"))
    return list[PlanForm](chosen)


def _competency(plan: Plan) -> tuple[str | None, tuple[Edit, ...]]:
    known = competency_names(plan)
    wanted = st.selectbox(
        _("Competency"),
        list(known),
        None,
        format_func=lambda id: known.get(id, id),
        key="add-competency",
        accept_new_options=True,
        placeholder=_("Choose one, or type a new one"),
    )
    return competency_for(plan, wanted or "")
