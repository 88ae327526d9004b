"""Where do we fall short, what matters most?"""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.candidates import candidates
from improvement.ui.coverage import coverage
from improvement.ui.findings import findings
from improvement.ui.frame import empty, head, show_page
from improvement.ui.intake import intake
from improvement.ui.navigation import next_link
from improvement.ui.scores import scores
from improvement.ui.waiting import waiting
from improvement.ui.worth import worth_the_effort
from improvement.usecases.evidence import mapping_of
from improvement.usecases.findings import to_decide
from improvement.usecases.opened import Opened
from improvement.usecases.scores import assessed
from improvement.view.candidates import title
from improvement.view.intake import item_names
from improvement.view.language import _
from improvement.view.names import people_names


def render(programme: Opened, snapshot: Snapshot) -> None:
    plan = programme.plan
    if not plan.assessment.sources:
        head(title(plan, 0), snapshot)
        first_data(programme)
        show_findings(programme, snapshot)
    else:
        with waiting(_("Computing scores, what matters and where you fall short …")) as tell:
            found = assessed(programme, tell=tell)
        head(title(plan, to_decide(plan, found.candidates)), snapshot)
        candidates(programme, snapshot, names(programme), people(programme))
        show_findings(programme, snapshot)
        coverage(programme, snapshot)
        scores(programme, names(programme))
        more_data(programme)
    next_link("assessment")


def first_data(programme: Opened) -> None:
    if not rights.may_edit():
        empty(_("No data yet. Everything else hangs on what customers say."))
        return
    with st.container(key="card-intake"):
        intake(programme)


@rights.editors_only
def more_data(programme: Opened) -> None:
    with st.expander(_("Add data"), icon=":material/upload_file:", key="add-data"):
        intake(programme)


def show_findings(programme: Opened, snapshot: Snapshot) -> None:
    findings(programme, snapshot, names(programme), people(programme))
    worth_the_effort(programme, snapshot)


def names(programme: Opened) -> dict[str, dict[str, str]]:
    """What the items of every source are called."""
    known = {id: mapping_of(programme, id) for id in programme.plan.assessment.sources}
    return {id: item_names(mapping) for id, mapping in known.items() if mapping}


def people(programme: Opened) -> dict[str, str]:
    """Everybody who may decide."""
    return people_names(programme.plan, programme.workspace.store.people())


show_page(render)
