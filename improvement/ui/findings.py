"""The findings of the plan: decided, changed, written by hand."""

from collections.abc import Mapping

import streamlit as st

from improvement.model.change import Edit
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, rights, session
from improvement.ui.cards import ICONS
from improvement.ui.choices import lines_of, one_of, several_of
from improvement.ui.commit import commit
from improvement.ui.fields import Fields
from improvement.usecases.editing import set_to
from improvement.usecases.findings import FINDINGS, Wording, by_hand
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.findings import FindingRow, ItemNames, decision_names, finding_rows, reference_names
from improvement.view.intake import factor_names
from improvement.view.language import _, ngettext

# drafts are kept under the beginning of the keys of their inputs
BY_HAND = "by-hand"


def findings(programme: Opened, snapshot: Snapshot, names: ItemNames, people: Mapping[str, str]) -> None:
    """All findings, each with its form; one that the URL names is open."""
    rows = finding_rows(programme.plan, people)
    with st.container(key="card-findings"):
        told = ngettext("{n} finding so far", "{n} findings so far", len(rows)).format(n=len(rows))
        st.subheader(told if rows else _("No finding yet"), anchor=False)
        for row in rows:
            _finding(programme, snapshot, row, names, people)
        _by_hand(programme, snapshot, names)


def _finding(
    programme: Opened, snapshot: Snapshot, row: FindingRow, names: ItemNames, people: Mapping[str, str]
) -> None:
    opened = row.id == session.chosen_id()
    icon, _colour = ICONS[row.mood]
    label = f"{markdown(row.statement)} :small[:gray[{markdown(row.decided)}]]"
    box = st.expander(label, expanded=opened, icon=icon, key=f"finding.{row.id}", on_change="rerun")
    if box.open:
        with box:
            _form(programme, snapshot, row.id, names, people)


def _form(programme: Opened, snapshot: Snapshot, id: str, names: ItemNames, people: Mapping[str, str]) -> None:
    plan = programme.plan
    with rights.form(f"finding-form.{id}"):
        fields = Fields(snapshot, "finding", (*FINDINGS, id))
        fields.text(_("The finding in one sentence"), "statement", lines=2)
        left, right = st.columns(2)
        with left:
            decision = fields.choice(
                _("Decision"), {str(id): name for id, name in decision_names().items()}, "decision"
            )
            fields.choice(_("Decided by"), people, "decided_by")
            fields.day(_("Decided on"), "decided_on")
            fields.text(_("Why"), "reason")
        with right:
            fields.choice(_("Factor"), factor_names(), "factor")
            fields.choice(
                _("Touchpoint"), {key: each.title for key, each in plan.programme.touchpoints.items()}, "touchpoint"
            )
            fields.several(
                _("Segments"), {key: each.title for key, each in plan.programme.segments.items()}, "segments"
            )
            fields.several(_("Rests on"), reference_names(plan, names), "evidence")
        fields.lines(_("Causes, one a line"), "causes")
        if rights.submit(_("Save the finding")) and fields.save(
            _("Finding saved"), *_decided_today(programme, snapshot, id, decision, fields.edits())
        ):
            st.rerun()


def _decided_today(
    programme: Opened, snapshot: Snapshot, id: str, decision: str, edits: tuple[Edit, ...]
) -> tuple[Edit, ...]:
    """A decision that was changed without a day was made today."""
    changed = {edit.path[-1] for edit in edits}
    if "decision" not in changed or "decided_on" in changed or decision == "open":
        return ()
    return (set_to(snapshot, (*FINDINGS, id, "decided_on"), str(programme.workspace.today)),)


@rights.editors_only
def _by_hand(programme: Opened, snapshot: Snapshot, names: ItemNames) -> None:
    plan = programme.plan
    factors, references = factor_names(), reference_names(plan, names)
    touchpoints = {key: each.title for key, each in plan.programme.touchpoints.items()}
    segments = {key: each.title for key, each in plan.programme.segments.items()}
    box = st.expander(_("Write a finding by hand"), icon=":material/edit_note:", key="finding-by-hand")
    key = f"{BY_HAND}.{drafts.turn(BY_HAND)}"
    texts = {f"{key}.statement": (*FINDINGS, "", "statement"), f"{key}.causes": (*FINDINGS, "", "causes")}
    drafts.keep_texts(programme.id, BY_HAND, texts)
    with box, rights.form("finding-by-hand"):
        statement = st.text_area(
            _("The finding in one sentence"),
            key=f"{key}.statement",
            placeholder=_("Customers wait four days for a first answer"),
            on_change="ignore",
        )
        left, right = st.columns(2)
        with left:
            factor = one_of(_("Factor"), factors, f"{key}.factor")
            touchpoint = one_of(_("Touchpoint"), touchpoints, f"{key}.touchpoint")
        with right:
            concerned = several_of(_("Segments"), segments, f"{key}.segments")
            evidence = several_of(_("Rests on"), references, f"{key}.evidence")
        causes = lines_of(_("Causes, one a line"), f"{key}.causes")
        if not rights.submit(_("Add the finding"), icon=":material/add:"):
            return
        if not (statement or "").strip():
            st.error(_("Write what falls short, in one sentence."), icon=":material/edit:")
            return
        written = Wording(statement.strip(), factor, evidence, concerned, causes, touchpoint)
        if commit(snapshot, by_hand(plan, written), why=_("Finding added")):
            drafts.forget(programme.id, BY_HAND)
            drafts.renew(BY_HAND)
            st.rerun()
