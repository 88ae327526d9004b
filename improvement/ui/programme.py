"""The charter: what the programme is, who takes part, what is believed, what was set aside."""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.fields import Fields
from improvement.usecases.opened import Opened
from improvement.view.charter import assumption_rows, waiver_rows
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import people_names


def charter(programme: Opened, snapshot: Snapshot) -> None:
    """Charter, assumptions and waivers, folded."""
    names = people_names(programme.plan, programme.workspace.store.people())
    folded = st.expander(_("Charter"), icon=":material/description:", key="charter")
    with folded, rights.form("charter-form"):
        fields = Fields(snapshot, "charter", ("programme",))
        fields.text(_("Title"), "title")
        left, right = st.columns(2)
        with left:
            fields.choice(_("Owner"), names, "owner")
            fields.day(_("Starts"), "starts")
            fields.day(_("Customers are asked again"), "listen_again")
            first = _(
                "A whole number: 1 has the people first whom programmes share; without one it comes after the others"
            )
            fields.text(_("Priority among programmes"), "priority", help=first)
        with right:
            fields.choice(_("Sponsor"), names, "sponsor")
            fields.day(_("Progress is complete up to"), "data_date")
            early = {"retained": _("waits for what comes before it"), "override": _("goes on without waiting")}
            fields.choice(_("Work that started too early"), early, "progress")
        if rights.submit(_("Save the charter")) and fields.save(_("Charter saved")):
            st.rerun()
    _table(_("Assumptions"), ":material/psychology:", assumption_rows(programme.plan), "assumptions")
    _table(_("Set aside for now"), ":material/gavel:", waiver_rows(programme.plan, names), "waivers")


def _table(title: str, icon: str, rows: list[dict[str, str]], key: str) -> None:
    if rows:
        with st.expander(f"{markdown(title)} ({len(rows)})", icon=icon, key=key):
            st.dataframe(rows, hide_index=True, width="stretch", key=f"{key}-table")
