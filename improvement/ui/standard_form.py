"""The standard behind a promise: need, findings, segments, owner, what staff aim at, measure."""

import streamlit as st

from improvement.model.commitment import Target
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.ui import rights
from improvement.ui.fields import Fields
from improvement.ui.promise_target import aim_at, kind_of, link_measure_dialog
from improvement.ui.target_inputs import target_inputs
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.targets import target_words


def standard_form(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    """Everything about one standard that people write; its target is set on the card."""
    _standard(programme, snapshot, standard_id)
    _aim(programme, snapshot, standard_id)
    _measure(programme, snapshot, standard_id)


def _standard(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    plan = programme.plan
    with (
        st.expander(_("Standard: need, findings, segments, owner"), icon=":material/straighten:", key="standard"),
        rights.form("standard-form"),
    ):
        fields = Fields(snapshot, "standard", ("commitment", "standards", standard_id))
        fields.text(_("Title"), "title")
        fields.text(_("What the customer needs"), "need")
        fields.several(_("Findings it answers"), finding_names(plan), "answers")
        fields.several(_("Segments (none means everybody)"), segment_names(plan), "segments")
        fields.choice(_("Owner"), people_names(plan, programme.workspace.store.people()), "owner")
        if rights.submit(_("Save the standard")) and fields.save(_("Standard saved")):
            st.rerun()


def finding_names(plan: Plan) -> dict[str, str]:
    """Findings that stand, by id; the accepted ones first."""
    found = sorted(plan.assessment.findings.items(), key=lambda each: each[1].decision != "accepted")
    return {id: each.statement for id, each in found if each.decision != "rejected"}


def segment_names(plan: Plan) -> dict[str, str]:
    """Segments of customers by id."""
    return {id: each.title for id, each in plan.programme.segments.items()}


def _aim(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    standard = programme.plan.commitment.standards[standard_id]
    told, aim = standard.target, standard.internal_target
    title = _("Staff aim: {target}").format(target=target_words(aim)) if aim else _("Staff aim: none yet")
    with st.expander(markdown(title), icon=":material/adjust:", key="aim"):
        if told is None:
            st.caption(_("Set the target first; staff then aim at something tighter."))
            return
        st.caption(
            _("Customers are told {target}. Staff aim tighter, so that a bad day still keeps the promise.").format(
                target=markdown(target_words(told))
            )
        )
        _aim_inputs(programme, snapshot, standard_id, told, aim)


@rights.editors_only
def _aim_inputs(programme: Opened, snapshot: Snapshot, standard_id: str, told: Target, aim: Target | None) -> None:
    clock = "" if told.within is None else "elapsed" if told.within.elapsed else "working"
    wanted = target_inputs(f"aim-{standard_id}-{_words(aim)}", kind_of(programme, standard_id), aim or told, clock)
    with st.container(horizontal=True, key="aim-buttons"):
        if st.button(_("Save the aim"), key="aim-save", disabled=wanted in (None, aim)) and wanted:
            aim_at(snapshot, standard_id, wanted)
        if aim and st.button(_("Remove the aim"), type="tertiary", key="aim-remove"):
            aim_at(snapshot, standard_id, None)


def _words(target: Target | None) -> str:
    return target_words(target) if target else ""


def _measure(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    measure_id = programme.plan.commitment.standards[standard_id].measure or ""
    measure = programme.plan.guarantee.measures.get(measure_id)
    title = _("Measure: {title}").format(title=measure.title or measure_id) if measure else _("Measure: none yet")
    with st.expander(markdown(title), icon=":material/monitoring:", key="measure"):
        if measure:
            with rights.form("measure-form"):
                fields = Fields(snapshot, "measure", ("guarantee", "measures", measure_id))
                fields.text(_("Title"), "title")
                if measure.kind == "share":
                    fields.text(_("A case is good from this answer on"), "at_least")
                fields.day(
                    _("Cases count from"), "measured_since", help=_("The last change of the process. Empty: all cases.")
                )
                fields.day(
                    _("Usual range from cases up to"),
                    "baseline_until",
                    help=_("The chart of results starts from here."),
                )
                if rights.submit(_("Save the measure")) and fields.save(_("Measure saved")):
                    st.rerun()
        label = _("Use another measure") if measure else _("Link a measure")
        if rights.button(label, key="measure-link", icon=":material/link:"):
            link_measure_dialog(programme, snapshot, standard_id)
