"""Add a promise: an accepted finding answered by a standard, its measure and the promise, saved as one change."""

from dataclasses import replace

import streamlit as st

from improvement.model.change import Edit
from improvement.model.snapshot import Snapshot
from improvement.model.values import LANGUAGES
from improvement.ui import drafts, rights, session
from improvement.ui.commit import commit
from improvement.ui.measure_inputs import measure_input
from improvement.ui.promise_form import NAMES
from improvement.ui.promise_target import tried_verdict
from improvement.ui.standard_form import finding_names, segment_names
from improvement.ui.target_inputs import Kind, target_inputs
from improvement.usecases.answering import Answer, answer_edits, promise_edits, tried, waiting
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.language import _, language
from improvement.view.names import people_names

OPEN, KEY = "commitment.draft", "draft"
# drafts are kept under the beginning of the keys of their inputs
FORM = f"{KEY}-title"
STANDARD, PROMISE = ("commitment", "standards", ""), ("commitment", "promises", "")
WORDS = {
    f"{KEY}-wording": (*PROMISE, "text"),
    f"{KEY}-slogan": (*PROMISE, "slogan"),
    f"{KEY}-entitles": (*PROMISE, "recovery"),
}
TEXTS = {f"{KEY}-title": (*STANDARD, "title"), f"{KEY}-need": (*STANDARD, "need"), **WORDS}


def is_open(plan_id: str) -> bool:
    """Whether the form stands on the page of this programme."""
    return st.session_state.get(OPEN) == plan_id or drafts.is_chosen(plan_id, FORM)


def open_draft(plan_id: str, finding: str = "") -> None:
    """Put the form on the page, for a finding if one is named."""
    st.session_state[OPEN] = plan_id
    if finding:
        st.session_state[f"{KEY}-finding"] = finding


def _close(plan_id: str, form: str = FORM) -> None:
    drafts.forget(plan_id, form)
    st.session_state.pop(OPEN, None)
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]


def draft(programme: Opened, snapshot: Snapshot) -> None:
    """The form: which finding, the standard, the words; the verdict follows what is typed."""
    drafts.keep_texts(programme.id, FORM, TEXTS)
    with st.container(key="card-draft"):
        st.subheader(_("A new promise"), anchor=False)
        finding = _finding(programme)
        standard = _standard(programme)
        answer = _words(finding, standard)
        with st.container(horizontal=True, key=f"{KEY}-buttons"):
            if st.button(_("Save the promise"), type="primary", key=f"{KEY}-save"):
                _save(programme, snapshot, answer)
            if st.button(_("Discard"), type="tertiary", key=f"{KEY}-discard"):
                _close(programme.id)
                st.rerun()


def _finding(programme: Opened) -> str:
    names = finding_names(programme.plan)
    first = waiting(programme.plan)
    order = [*first, *(id for id in names if id not in first)]
    chosen = st.selectbox(
        _("Which finding does it answer?"),
        order,
        0 if first else None,
        format_func=lambda id: names.get(id, id),
        key=f"{KEY}-finding",
        placeholder=_("none"),
    )
    return chosen or ""


def _standard(programme: Opened) -> Answer:
    """The part that staff must meet, with the verdict on its target."""
    plan = programme.plan
    left, right = st.columns(2)
    with left:
        title = st.text_input(
            _("What staff must meet, in a few words"), key=f"{KEY}-title", placeholder=_("First answer to a complaint")
        )
        owner_names = people_names(plan, programme.workspace.store.people())
        owner = st.selectbox(
            _("Owner"),
            list(owner_names),
            None,
            format_func=owner_names.__getitem__,
            key=f"{KEY}-owner",
            placeholder=_("none"),
        )
    with right:
        need = st.text_input(
            _("What the customer needs"), key=f"{KEY}-need", placeholder=_("to know that someone has taken charge")
        )
        groups = segment_names(plan)
        segments = st.multiselect(
            _("For whom (none means everybody)"),
            list(groups),
            format_func=groups.__getitem__,
            key=f"{KEY}-segments",
            placeholder=_("everybody"),
        )
    choice = measure_input(programme, KEY)
    answer = Answer("", title.strip(), "", "", need.strip(), choice, segments=tuple(segments), owner=owner or "")
    return _targets(programme, answer)


def _targets(programme: Opened, answer: Answer) -> Answer:
    kind: Kind = "share" if answer.choice and answer.choice.measure.kind == "share" else "time"
    st.markdown(f"**{_('What is promised')}**")
    target = target_inputs(f"{KEY}-{kind}", kind, None)
    found = tried(programme, answer.choice, answer.segments, target)
    if found:
        tried_verdict(programme, found, KEY)
    aim = None
    if target and st.toggle(_("Staff aim at something tighter"), key=f"{KEY}-has-aim"):
        clock = "" if target.within is None else "elapsed" if target.within.elapsed else "working"
        aim = target_inputs(f"{KEY}-aim-{kind}-{clock}", kind, target, clock)
    return replace(answer, target=target, internal_target=aim)


def _words(finding: str, answer: Answer) -> Answer:
    """The part that customers read."""
    st.markdown(f"**{_('What customers are told')}**")
    spoken = st.selectbox(
        _("Language"),
        LANGUAGES,
        LANGUAGES.index(language()),
        format_func=NAMES.__getitem__,
        key=f"{KEY}-language",
        width=200,
    )
    wording = st.text_area(
        _("Wording, in the customer's words"),
        key=f"{KEY}-wording",
        height=90,
        placeholder=_("Every complaint is answered by a named person within one working day, 95 times of 100"),
    )
    slogan = st.text_input(_("Slogan"), key=f"{KEY}-slogan", placeholder=_("One day, one name"), max_chars=60)
    entitles = st.text_input(
        _("What the customer gets when it is broken"), key=f"{KEY}-entitles", placeholder=_("one month without fee")
    )
    return replace(
        answer,
        finding=finding,
        wording=wording.strip(),
        language=spoken,
        slogan=slogan.strip(),
        entitles=entitles.strip(),
    )


def _save(programme: Opened, snapshot: Snapshot, answer: Answer) -> None:
    lacking = [
        label
        for label, text in ((_("what staff must meet"), answer.title), (_("the wording"), answer.wording))
        if not text
    ]
    if lacking:
        told = _("Still missing: {fields}. All else can follow later.").format(fields=", ".join(lacking))
        st.error(markdown(told), icon=":material/edit:")
        return
    _added(snapshot, FORM, *answer_edits(programme, answer))


def _added(snapshot: Snapshot, form: str, promise_id: str, edits: tuple[Edit, ...]) -> None:
    if commit(snapshot, *edits, why=_("Promise added")):
        _close(snapshot.id, form)
        st.query_params[session.ID] = promise_id
        st.rerun()


@rights.editors_only
def promise_for(programme: Opened, snapshot: Snapshot, standard_id: str) -> None:
    """The words for a standard that nobody has promised yet."""
    form = f"{KEY}-wording.{standard_id}"
    drafts.keep_texts(programme.id, form, WORDS)
    with st.container(key="card-words"):
        standard = programme.plan.commitment.standards[standard_id]
        st.subheader(_("Write the promise"), anchor=False)
        empty = Answer("", standard.title or standard_id, "", "", segments=standard.segments)
        answer = _words("", empty)
        if st.button(_("Save the promise"), key=f"{KEY}-save-words"):
            if not answer.wording:
                st.error(_("The wording is still missing."), icon=":material/edit:")
                return
            _added(snapshot, form, *promise_edits(programme, standard_id, answer))
