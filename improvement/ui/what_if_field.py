"""The dialogs that make a scenario or change one more field in it: an object, a field of it, its new value."""

from collections.abc import Mapping

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.ui import session
from improvement.ui.cards import mood_text
from improvement.ui.choices import one_of
from improvement.ui.what_if_value import Asked, new_value
from improvement.usecases.opened import Opened
from improvement.usecases.risk import RISKS, how_sure
from improvement.usecases.scenarios import (
    ScenarioFile,
    as_if,
    as_if_with,
    change_scenario,
    data_of,
    effect_with,
    new_scenario,
)
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.risk_events import shift_lines
from improvement.view.what_if_fields import targets
from improvement.view.wording import full
from improvement.view.work_effect import effect_lines

TARGET = "what-if-target"


def new_dialog(programme: Opened, known: Mapping[str, ScenarioFile], remember: str) -> None:
    """Ask for a title and the first change; the new id is put under `remember`, so that it is the one shown."""

    @st.dialog(_("New scenario"), width="medium")
    def ask() -> None:
        session.set_language()
        title = st.text_input(_("Title"), key="what-if-title", max_chars=200).strip()
        titles = {id: each.scenario.title for id, each in known.items() if each.scenario}
        builds_on = one_of(_("Builds on another scenario"), titles, "what-if-base") if titles else ""
        edit = _change(programme, known.get(builds_on))
        if _saved(bool(title), edit) and edit:
            try:
                st.session_state[remember] = new_scenario(programme, title, builds_on, edit)
            except (KeptError, OSError) as wrong:
                _refused(wrong)
            else:
                _done(title)

    ask()


def change_dialog(programme: Opened, found: ScenarioFile) -> None:
    """Ask for one more change of a scenario."""

    @st.dialog(_("Change one more thing"), width="medium")
    def ask() -> None:
        session.set_language()
        edit = _change(programme, found)
        if _saved(True, edit) and edit and found.scenario:
            try:
                change_scenario(programme, found, edit)
            except (KeptError, OSError) as wrong:
                _refused(wrong)
            else:
                _done(found.scenario.title)

    ask()


def _saved(complete: bool, edit: Edit | None) -> bool:
    return st.button(_("Save the scenario"), type="primary", key="what-if-save", disabled=not (complete and edit))


def _done(title: str) -> None:
    session.leave_note(_("Scenario saved: {title}").format(title=title))
    st.rerun()


def _refused(wrong: KeptError | OSError) -> None:
    if isinstance(wrong, OSError):
        st.error(markdown(_("Nothing was saved: {reason}").format(reason=wrong.strerror or wrong)))
        return
    for each in wrong.issues:
        st.error(markdown(full(each)), icon=":material/block:")


def _change(programme: Opened, found: ScenarioFile | None) -> Edit | None:
    """A field and its new value; None as long as nothing is changed, or where the plan would be broken by it."""
    try:
        then, data = as_if(programme, found), data_of(programme, found)
    except KeptError as wrong:
        _refused(wrong)
        return None
    known = targets(then.plan)
    chosen = one_of(_("What shall be different?"), {key: name for key, (_path, name) in known.items()}, TARGET)
    edit = new_value(Asked(then, data, known[chosen][0])) if chosen else None
    if edit is None:
        return None
    try:
        with st.container(key="what-if-effect"):
            _effect(programme, found, edit)
    except KeptError as wrong:
        _refused(wrong)
        return None
    return edit


def _effect(programme: Opened, found: ScenarioFile | None, edit: Edit) -> None:
    """What the scenario with this edit does to the plan as it is. KeptError for what is wrong then."""
    lines = effect_lines(programme.plan, effect_with(programme, found, edit))
    if edit.path[:2] == RISKS:
        before, after = how_sure(programme), how_sure(as_if_with(programme, found, edit))
        lines += tuple(shift_lines(programme.plan, before, after)) if before and after else ()
    st.markdown("\n".join(f"- {mood_text(kind, words)}" for kind, words in lines))
