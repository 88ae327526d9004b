"""Another target: tried while it is typed, taken by a click; a measure linked to a standard."""

import math

import streamlit as st

from improvement.commitment.verdicts import Feasibility
from improvement.model.commitment import Target
from improvement.model.snapshot import Snapshot
from improvement.model.values import Duration
from improvement.ui import rights, session
from improvement.ui.commit import commit
from improvement.ui.measure_inputs import measure_input
from improvement.ui.target_inputs import Kind, target_inputs
from improvement.ui.verdicts import draw_ruler, verdict
from improvement.usecases.answering import measure_edits
from improvement.usecases.editing import set_to
from improvement.usecases.opened import Opened
from improvement.usecases.promises import feasibility
from improvement.view.language import _
from improvement.view.promise_card import ruler_view
from improvement.view.promise_picker import verdict_look
from improvement.view.promise_words import verdict_sentence
from improvement.view.targets import target_form, target_words


def take(snapshot: Snapshot, standard_id: str, target: Target) -> None:
    """Set the target of a standard, and show the page again where that was saved."""
    edit = set_to(snapshot, ("commitment", "standards", standard_id, "target"), target_form(target))
    if commit(snapshot, edit, why=_("Target set: {target}").format(target=target_words(target))):
        st.rerun()


def aim_at(snapshot: Snapshot, standard_id: str, aim: Target | None) -> None:
    """Set what staff aim at, or with None take it away."""
    path = ("commitment", "standards", standard_id, "internal_target")
    why = _("Staff aim set: {target}").format(target=target_words(aim)) if aim else _("Staff aim removed")
    if commit(snapshot, set_to(snapshot, path, target_form(aim) if aim else None), why=why):
        st.rerun()


def kind_of(programme: Opened, standard_id: str) -> Kind:
    """Whether the standard promises a time: by its measure, else by its target."""
    standard = programme.plan.commitment.standards[standard_id]
    measure = programme.plan.guarantee.measures.get(standard.measure or "")
    if measure:
        return "time" if measure.kind == "time" else "share"
    return "time" if standard.target is None or standard.target.within else "share"


@st.fragment
def trial(programme: Opened, snapshot: Snapshot, found: Feasibility) -> None:
    """Another target: the verdict follows what is typed, nothing is saved until it is taken."""
    session.set_language()
    if not found.n:
        return
    with st.container(key="card-trial"):
        st.markdown(f"**{_('Try another target')}**")
        _try(programme, snapshot, found, found.target, f"trial-{found.promise or found.standard}")


def _try(programme: Opened, snapshot: Snapshot, found: Feasibility, start: Target | None, key: str) -> None:
    # inputs begin anew with the target of the plan once that has changed
    key = f"{key}-{start and target_words(start)}"
    wanted = target_inputs(key, kind_of(programme, found.standard), start)
    if wanted is None:
        st.caption(_("Fill in every field to see the verdict."))
        return
    if wanted == found.target:
        st.caption(_("This is the target of today. Type another one: nothing is saved until you take it."))
        return
    tried_verdict(programme, feasibility(programme, found.standard, found.promise, wanted), key)
    if rights.button(_("Take this target"), key=f"{key}-take", icon=":material/check:"):
        take(snapshot, found.standard, wanted)


def tried_verdict(programme: Opened, found: Feasibility, key: str) -> None:
    """The verdict on a target that is not saved, with its ruler."""
    verdict(verdict_look(found), "trial")
    st.markdown(verdict_sentence(found))
    view = ruler_view(found, programme.plan.programme.calendar.hours.length)
    if view:
        draw_ruler(view, f"{key}-ruler")


def target_dialog(programme: Opened, snapshot: Snapshot, found: Feasibility, start: Target | None = None) -> None:
    """Set the target in a dialog, with its verdict where there is one."""

    @st.dialog(_("Set the target"))
    def opened() -> None:
        session.set_language()
        _try(programme, snapshot, found, start or found.target, "target-dialog")

    opened()


def promise_days_dialog(programme: Opened, snapshot: Snapshot, found: Feasibility) -> None:
    """The same target in whole days, for data that know only days."""
    within = found.target.within if found.target else None
    days = math.ceil(within.days(programme.plan.programme.calendar.hours.length)) if within else 1
    length = Duration(float(days), "d", bool(within and within.elapsed))
    target_dialog(programme, snapshot, found, Target(within=length, share=found.target.share if found.target else None))


def link_measure_dialog(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    """Choose how a standard is measured."""

    @st.dialog(_("How is it measured?"), width="medium")
    def opened() -> None:
        session.set_language()
        standard = programme.plan.commitment.standards[standard_id]
        choice = measure_input(programme, "link-measure", standard.measure or "")
        if st.button(_("Use this measure"), type="primary", key="link-measure-save", disabled=choice is None):
            measure_id, added = measure_edits(programme, choice, standard.title or standard_id)
            linked = set_to(snapshot, ("commitment", "standards", standard_id, "measure"), measure_id)
            if commit(snapshot, *added, linked, why=_("Measure linked")):
                st.rerun()

    opened()
