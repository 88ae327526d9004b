"""Will we be ready, who is short?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.activity import activity, add_button
from improvement.ui.approved import drift, earned_part, warnings
from improvement.ui.drafting import drafting
from improvement.ui.frame import empty, head, shared_people, show_page
from improvement.ui.gantt import chart
from improvement.ui.limited import charted, limited_part
from improvement.ui.navigation import next_link
from improvement.ui.network import network_part
from improvement.ui.risk import how_sure_part
from improvement.ui.risk_events import risk_events
from improvement.ui.training import training
from improvement.ui.what_if import what_if_part
from improvement.ui.work import report
from improvement.ui.work_table import approve, milestones, table
from improvement.usecases.opened import Opened
from improvement.usecases.work import board
from improvement.view.drafts import draft_title
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.work import calendar_words, work_title


def render(programme: Opened, snapshot: Snapshot) -> None:
    found = board(programme)
    if not found.works:
        head(_("What has to be done?"), snapshot)
        empty(draft_title(programme.plan) if rights.may_edit() else _("No work is planned yet."))
        drafting(programme, snapshot, first=True)
        add_button(programme, snapshot)
        next_link("realization")
        return
    head(work_title(found.progress, found.baseline is not None), snapshot)
    shared_people()
    st.caption(
        _(
            "Plain path dates, each piece of work as long as expected. They are early: chance is not in them, nor that"
            " one person cannot do two things at once."
        )
        + f" {markdown(calendar_words(programme.plan))}"
    )
    warnings(programme, found)
    with st.container(key="work-page"):
        id, owner = report(programme, snapshot, found)
        shown = charted(programme, found)
        chart(programme, shown, owner)
        activity(programme, snapshot, found, id)
        network_part(programme, snapshot, found, id)
        limited_part(programme, found)
        how_sure_part(programme, found)
        risk_events(programme, snapshot)
        what_if_part(programme, snapshot)
        milestones(found)
        drift(found)
        earned_part(programme)
        table(snapshot, found, owner)
        training(snapshot, found)
        drafting(programme, snapshot, first=False)
        approve(programme, found, others_shown=shown is not found)
    next_link("realization")


show_page(render)
