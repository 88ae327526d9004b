"""What may go wrong: every risk event, and the form that adds or changes one; its effect is told before it is saved."""

from collections.abc import Iterable

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Edit, Path, lookup
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, rights
from improvement.ui.cards import mood_text
from improvement.ui.commit import commit
from improvement.ui.fields import form_name
from improvement.ui.risk_fields import RiskFields
from improvement.usecases.opened import Opened
from improvement.usecases.risk import RISKS, how_sure, how_sure_with, new_risk
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.risk_events import event_lines, event_title, shift_lines
from improvement.view.wording import full
from improvement.view.work import node_titles

FORM, FOLD = "risk", "risk-events"
CHOSEN, ADDING = "risk.chosen", "risk.adding"
LIMITED = "see-risk.limited"


def risk_events(programme: Opened, snapshot: Snapshot) -> None:
    """The folded list; open where a draft of it is gone on with."""
    risks = programme.plan.realization.risks
    for id in ("", *risks):
        if drafts.goes_on(form_name(snapshot, FORM, (*RISKS, id))):
            st.session_state[FOLD], st.session_state[ADDING] = True, not id
            st.session_state[CHOSEN] = id or None
    fold = st.expander(_("What may go wrong"), icon=":material/bolt:", key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        if risks:
            _list(programme)
        else:
            st.markdown(_("No risk event is written down: the dates know only the spread of the estimates."))
        _change(programme, snapshot)


def _list(programme: Opened) -> None:
    plan = programme.plan
    titles, people = node_titles(plan), people_names(plan, programme.workspace.store.people())
    with st.container(key="risk-list"):
        for risk in plan.realization.risks.values():
            lines = "\n".join(f"    - {markdown(each)}" for each in event_lines(risk, titles, people))
            st.markdown(f"- **{markdown(event_title(risk))}**\n{lines}")


@rights.editors_only
def _change(programme: Opened, snapshot: Snapshot) -> None:
    if st.session_state.get(ADDING):
        _new(programme, snapshot)
        return
    risks = programme.plan.realization.risks
    if st.session_state.get(CHOSEN) not in risks:
        st.session_state.pop(CHOSEN, None)
    chosen = None
    if risks:
        chosen = st.selectbox(
            _("Risk event to change"),
            list(risks),
            None,
            format_func=lambda id: risks[id].title if id in risks else id,
            placeholder=_("none"),
            key=CHOSEN,
        )
    else:
        st.caption(_("Add what could hold the work up: how likely it is, and which work then takes how much longer."))
    if chosen:
        _chosen(programme, snapshot, chosen)
    elif st.button(_("Add a risk event"), icon=":material/add:", key="risk-add"):
        st.session_state[ADDING] = True
        st.rerun()


def _new(programme: Opened, snapshot: Snapshot) -> None:
    fields = RiskFields(snapshot, FORM, (*RISKS, ""))
    st.markdown(f"**{_('A new risk event')}**")
    title, complete = _inputs(programme, fields, "")
    edits = (new_risk(programme.plan, title, fields.edits()),) if complete else ()
    possible = _preview(programme, edits)
    with st.container(horizontal=True):
        pressed = st.button(_("Add it"), type="primary", key="risk-make", disabled=not (edits and possible))
        if st.button(_("Cancel"), key="risk-cancel"):
            _closed()
        if pressed and commit(snapshot, *edits, why=_("{object} added").format(object=title)):
            fields.saved()
            _closed()


def _closed() -> None:
    st.session_state[ADDING] = False
    st.rerun()


def _chosen(programme: Opened, snapshot: Snapshot, id: str) -> None:
    risk = programme.plan.realization.risks[id]
    fields = RiskFields(snapshot, FORM, (*RISKS, id))
    _title, complete = _inputs(programme, fields, id)
    possible = _preview(programme, fields.edits() if complete else ())
    with st.container(horizontal=True):
        pressed = st.button(_("Save the changes"), key="risk-save", disabled=not (complete and possible))
        _remove(programme, snapshot, (*RISKS, id), risk.title)
        if pressed and fields.save(_("{object} saved").format(object=risk.title)):
            st.rerun()


def _inputs(programme: Opened, fields: RiskFields, id: str) -> tuple[str, bool]:
    """The inputs of one event; its title, and whether nothing that must be there is missing."""
    plan = programme.plan
    title = fields.text(_("What may happen"), "title", placeholder=_("The trainer falls ill"))
    likely, watched = st.columns(2)
    with likely:
        share = fields.share(_("How likely it is"), "probability", placeholder="20%")
    with watched:
        fields.choice(_("Who watches it"), people_names(plan, programme.workspace.store.people()), "owner")
    whole = fields.impacts(_("Which work then takes longer"), _open_works(plan, id), "impact")
    fields.text(_("What is done about it"), "response", lines=2)
    complete = bool(title and share and whole)
    if not complete:
        st.caption(_("Say what may happen, how likely it is, and for each work chosen how much longer it takes."))
    return title, complete


def _open_works(plan: Plan, id: str) -> dict[str, str]:
    """Work that is not finished, by title, and what the event hits already."""
    works = {**plan.realization.activities, **plan.realization.training}
    hit = plan.realization.risks[id].impact if id else ()
    return node_titles(plan, [each for each, work in works.items() if each in hit or not work.actual_finish])


def _preview(programme: Opened, edits: Iterable[Edit], key: str = "save") -> bool:
    """What saving would do to the day of 8 of 10 runs; False where it would be refused."""
    edits, limited = tuple(edits), bool(st.session_state.get(LIMITED))
    if not edits:
        return True
    try:
        with st.spinner(_("Ten thousand runs …")):
            before, after = how_sure(programme, limited=limited), how_sure_with(programme, edits, limited)
    except KeptError as wrong:
        for each in wrong.issues:
            st.error(markdown(full(each)), icon=":material/block:")
        return False
    if before and after:
        with st.container(key=f"quiet-risk-{key}"):
            told = " · ".join(mood_text(kind, words) for kind, words in shift_lines(programme.plan, before, after))
            st.markdown(f"{_('If you remove it:') if key == 'remove' else _('If you save:')} {told}")
    return True


def _remove(programme: Opened, snapshot: Snapshot, path: Path, title: str) -> None:
    gone = Edit("remove", path, lookup(snapshot.data, path))
    box = st.popover(_("Remove"), icon=":material/delete:", key="risk-remove", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(markdown(_("Remove “{title}”?").format(title=title)))
        possible = _preview(programme, (gone,), "remove")
        sure = st.button(_("Remove it"), key="risk-remove-sure", disabled=not possible)
    if sure and commit(snapshot, gone, why=_("{object} removed").format(object=title)):
        st.rerun()
