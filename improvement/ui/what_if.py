"""The part of the Realization page that asks what if: scenarios beside the plan as it is; computed only while open."""

import time
from collections.abc import Mapping

import streamlit as st

from improvement.errors import Issue, KeptError, Severity
from improvement.model.snapshot import Snapshot
from improvement.realization.what_if import Comparison
from improvement.ui import rights, session
from improvement.ui.cards import mood_text
from improvement.ui.commit import commit
from improvement.ui.what_if_field import change_dialog, new_dialog
from improvement.usecases.opened import Opened
from improvement.usecases.scenarios import ScenarioFile, remove_scenario, scenario_names, scenarios, taken_over
from improvement.usecases.what_if import compared, outlook
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.what_if import (
    change_lines,
    milestone_changes,
    over_lines,
    promise_changes,
    scenario_row,
)
from improvement.view.wording import line
from improvement.view.work_effect import effect_lines

CHOSEN = "kept.what-if"
NAME_WIDTH = 180
Scenarios = Mapping[str, ScenarioFile]


@rights.about_persons
def what_if_part(programme: Opened, snapshot: Snapshot) -> None:
    """All scenarios in one table, all about one of them, and the ways to make, change and take over."""
    box = st.expander(_("What if?"), icon=":material/alt_route:", key="what-if", on_change="rerun")
    if not box.open:
        return
    with box:
        known = scenarios(programme)
        try:
            with st.spinner(_("Comparing …")):
                told, wrong = _compared(programme, known)
                _table(programme, known, told)
        except KeptError as broken:
            _mistakes(broken.issues)
            return
        _mistakes(wrong)
        _one(programme, snapshot, known, told)


def _compared(programme: Opened, known: Scenarios) -> tuple[dict[str, Comparison], list[Issue]]:
    told, wrong = {}, [each for found in known.values() for each in found.issues if each.severity is not Severity.ERROR]
    for id, found in known.items():
        try:
            told[id] = compared(programme, found, time.monotonic)
        except KeptError as broken:
            wrong += broken.issues
    return told, list(dict.fromkeys(wrong))


def _table(programme: Opened, known: Scenarios, told: Mapping[str, Comparison]) -> None:
    if not known:
        st.markdown(
            _("What if two more trainers came, or the pilot began in March? A scenario says so beside the plan.")
        )
        st.caption(
            _("It changes nothing: it is kept as a small file beside the plan, until you take it over or delete it.")
        )
        return
    before = outlook(programme, time.monotonic)
    rows = [scenario_row(_("As it is"), before)]
    rows += [scenario_row(_title(known[id]), found.after, before) for id, found in told.items()]
    _rows(rows, "what-if-table")


def _rows(rows: list[dict[str, str]], key: str) -> None:
    # a long title in the first column must not push the dates out of sight
    columns = {next(iter(rows[0])): st.column_config.TextColumn(width=NAME_WIDTH)}
    st.dataframe(rows, hide_index=True, width="stretch", column_config=columns, key=key)


def _mistakes(found: list[Issue] | tuple[Issue, ...]) -> None:
    if found:
        st.error(_("A scenario cannot be used as it is written:"), icon=":material/error:")
        for each in found:
            st.code(line(each), language=None, wrap_lines=True)


def _one(programme: Opened, snapshot: Snapshot, known: Scenarios, told: Mapping[str, Comparison]) -> None:
    wanted = st.session_state.get(CHOSEN, "")
    ids = list(known)
    chosen = ""
    if ids:
        chosen = st.selectbox(
            _("Scenario"),
            ids,
            ids.index(wanted) if wanted in known else 0,
            format_func=lambda id: _title(known[id]) if id in known else id,
            # after another one was made or deleted it is another choice
            key=f"what-if-chosen-{len(ids)}-{wanted}",
        )
    if chosen in told:
        _details(programme, known[chosen], told[chosen])
    with st.container(horizontal=True, key="what-if-buttons"):
        if rights.button(_("New scenario"), icon=":material/add:", key="what-if-new"):
            new_dialog(programme, known, CHOSEN)
        if chosen in told and rights.button(_("Change one more thing"), icon=":material/edit:", key="what-if-more"):
            change_dialog(programme, known[chosen])
        if chosen in told:
            _take_over(programme, snapshot, known[chosen])
        if chosen:
            _delete(programme, known[chosen])


def _details(programme: Opened, found: ScenarioFile, told: Comparison) -> None:
    before, after, names = told.before, told.after, scenario_names(programme, told.after.plan)
    lines = change_lines(before.plan, after.plan, taken_over(programme, found), names)
    st.markdown(f"**{_('What it changes')}**")
    st.markdown("\n".join(f"- {markdown(each)}" for each in lines) or _("Nothing: the plan says the same."))
    st.markdown(f"**{_('What becomes of it')}**")
    moods = "\n".join(f"- {mood_text(kind, words)}" for kind, words in effect_lines(after.plan, told.effect))
    weeks = "\n".join(f"- {markdown(each)}" for each in over_lines(told, names))
    st.markdown(f"{moods}\n{weeks}")
    if rows := milestone_changes(told):
        _rows(rows, "what-if-milestones")
    if rows := promise_changes(told):
        _rows(rows, "what-if-promises")


@rights.editors_only
def _take_over(programme: Opened, snapshot: Snapshot, found: ScenarioFile) -> None:
    edits = taken_over(programme, found)
    words = _("Scenario taken over: {title}").format(title=_title(found))
    told = _("One change of the plan; it can be undone.") if edits else _("Nothing: the plan says the same.")
    pressed = st.button(
        _("Take over into the plan"), icon=":material/done_all:", key="what-if-take", disabled=not edits, help=told
    )
    if pressed and commit(snapshot, *edits, why=words):
        st.rerun()


@rights.editors_only
def _delete(programme: Opened, found: ScenarioFile) -> None:
    with st.popover(_("Delete"), icon=":material/delete:", key=f"what-if-delete-{found.id}"):
        st.markdown(markdown(_("Delete the scenario “{title}”? The plan stays as it is.").format(title=_title(found))))
        sure = st.button(_("Delete it"), key=f"what-if-sure-{found.id}")
    if not sure:
        return
    try:
        remove_scenario(programme, found)
    except KeptError as wrong:
        _mistakes(wrong.issues)
        return
    session.leave_note(_("Scenario deleted: {title}").format(title=_title(found)))
    st.session_state.pop(CHOSEN, None)
    st.rerun()


def _title(found: ScenarioFile) -> str:
    return found.scenario.title if found.scenario else found.id
