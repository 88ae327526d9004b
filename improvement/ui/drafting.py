"""Activities from the playbook: choose a finding, see what fits and why, take over what is wanted."""

from typing import Literal

import pandas as pd
import streamlit as st

from improvement.model.change import Edit
from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.commit import commit
from improvement.ui.navigation import link
from improvement.usecases.drafting import drafted, playbook, suggestions
from improvement.usecases.opened import Opened
from improvement.usecases.work_edits import kept
from improvement.view.drafts import beside, draft_rows, draft_title, finding_label, findings_to_draft, suggestion_words
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.names import people_names

MOST = 6


@rights.editors_only
def drafting(programme: Opened, snapshot: Snapshot, first: bool) -> None:
    """The whole way; open and with the page's primary button where there is no work yet (`first`)."""
    if first:
        with st.container(border=True, key="drafting"):
            _choose(programme, snapshot, first)
        return
    # a title with a number would close the fold whenever somebody decides on a finding
    title = _("Draft activities from the playbook")
    fold = st.expander(title, icon=":material/auto_stories:", key="drafting", on_change="rerun")
    if fold.open:
        with fold:
            st.caption(draft_title(programme.plan))
            _choose(programme, snapshot, first)


def _choose(programme: Opened, snapshot: Snapshot, first: bool) -> None:
    findings = findings_to_draft(programme.plan)
    if not findings:
        st.info(_("No finding is accepted or open. Decide on findings first."), icon=":material/lightbulb:")
        link("assessment", _("Go to the findings"))
        return
    finding = st.selectbox(
        _("Finding"), findings, format_func=lambda id: finding_label(programme.plan, id), key="draft-finding"
    )
    chosen = _suggested(programme, finding)
    if chosen:
        _take_over(programme, snapshot, finding, chosen, first)


def _suggested(programme: Opened, finding: str) -> tuple[str, ...]:
    found = suggestions(programme, finding)[:MOST]
    known = playbook().interventions
    if found:
        st.markdown(f"**{_('What fits, best first')}**")
    else:
        st.info(_("No words of the playbook fit this finding. Choose from the whole playbook."), icon=":material/info:")
    chosen = []
    for place, each in enumerate(found):
        intervention = known[each.intervention]
        if st.checkbox(markdown(intervention.title), value=place == 0, key=f"draft-{finding}-{each.intervention}"):
            chosen.append(each.intervention)
        st.caption(markdown(suggestion_words(each, intervention)))
    return (*chosen, *_others(finding, tuple(each.intervention for each in found)))


def _others(finding: str, suggested: tuple[str, ...]) -> list[str]:
    """Anything else of the playbook, found by its title."""
    titles = {id: each.title for id, each in playbook().interventions.items() if id not in suggested}
    return st.multiselect(
        _("Anything else from the whole playbook"),
        sorted(titles, key=lambda id: titles[id]),
        format_func=titles.__getitem__,
        key=f"draft-others-{finding}",
        placeholder=_("Type to search {n} titles").format(n=len(titles)),
    )


def _take_over(programme: Opened, snapshot: Snapshot, finding: str, chosen: tuple[str, ...], first: bool) -> None:
    edits = drafted(programme, (finding,), chosen)
    names = people_names(programme.plan, programme.workspace.store.people())
    taken = _preview(edits, draft_rows(edits, names), f"draft-rows-{finding}-{'-'.join(chosen)}")
    if words := beside(taken):
        st.caption(markdown(words))
    count = len(draft_rows(taken, names))
    label = ngettext("Take over {n} activity", "Take over {n} activities", count).format(n=count)
    kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
    if st.button(label, type=kind, key="draft-take", disabled=not count) and commit(snapshot, *taken, why=label):
        st.rerun()


def _preview(edits: tuple[Edit, ...], rows: list[dict[str, str]], key: str) -> tuple[Edit, ...]:
    """What would be added; returns the edits without the rows that the person dropped."""
    labels = {
        "kind": _("Kind"),
        "title": _("Title"),
        "estimate": _("Estimate"),
        "owner": _("Owner"),
        "after": _("Waits for"),
    }
    config = {name: st.column_config.Column(label, disabled=True) for name, label in labels.items()}
    table = pd.DataFrame([{"take": True, **row} for row in rows]).set_index("id")
    answer = st.data_editor(
        table,
        column_order=["take", *labels],
        column_config={"take": st.column_config.CheckboxColumn(_("Take over")), "_index": None, **config},
        num_rows="fixed",
        width="stretch",
        key=key,
    )
    return kept(edits, [str(id) for id, take in answer["take"].items() if not take])
