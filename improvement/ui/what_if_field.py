"""The dialogs that make a scenario or change one more field in it: a work or a team, a field, its new value."""

from collections.abc import Mapping

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.ui import session
from improvement.ui.cards import mood_text
from improvement.ui.choices import one_of
from improvement.usecases.opened import Opened
from improvement.usecases.scenarios import ScenarioFile, change_scenario, data_of, effect_with, new_scenario
from improvement.usecases.work_edits import listed
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.wording import full
from improvement.view.work import node_path, node_titles
from improvement.view.work_effect import effect_lines

PEOPLE = ("programme", "people")


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
        data = data_of(programme, found)
    except KeptError as wrong:
        _refused(wrong)
        return None
    path = _target(programme, data)
    edit = _new_value(programme, data, path) if path else None
    if edit is None:
        return None
    try:
        told = effect_with(programme, found, edit)
    except KeptError as wrong:
        _refused(wrong)
        return None
    st.markdown("\n".join(f"- {mood_text(kind, words)}" for kind, words in effect_lines(programme.plan, told)))
    return edit


def _target(programme: Opened, data: PlanForm) -> Path:
    """Work that is not finished, by its title; or by name a team of the plan, or a person of it whom work needs."""
    plan = programme.plan
    known = {**plan.realization.activities, **plan.realization.training}
    works = {id: work for id, work in known.items() if not work.actual_finish}
    paths: dict[str, Path] = {f"work.{id}": node_path(plan, id) for id in works}
    needed = {who for work in known.values() for who in work.needs}
    teams = [id for id, each in plan.programme.people.items() if each.count > 1 or id in needed]
    paths |= {f"people.{id}": (*PEOPLE, id) for id in teams}
    paths = {key: path for key, path in paths.items() if lookup(data, path) is not None}
    titles = node_titles(plan)
    names = {key: titles.get(path[-1], "") if path[0] != PEOPLE[0] else _team(programme, path[-1])
             for key, path in paths.items()}  # fmt: skip
    chosen = one_of(_("What shall be different?"), names, "what-if-target")
    return paths.get(chosen, ())


def _team(programme: Opened, id: str) -> str:
    return _("People: {name}").format(name=programme.plan.programme.people[id].name)


def _new_value(programme: Opened, data: PlanForm, path: Path) -> Edit | None:
    if path[:2] == PEOPLE:
        return _heads(data, (*path, "count"), _("How many people"), least=1, absent=1)
    fields = {
        "estimate": _("Estimate"),
        "owner": _("Owner"),
        "not_before": _("Not before"),
        "needs": _("Needs"),
    }
    field = st.segmented_control(
        _("Field"), list(fields), default="estimate", required=True, format_func=fields.__getitem__, key="what-if-field"
    )
    at, names = (*path, str(field)), people_names(programme.plan, programme.workspace.store.people())
    old, key = lookup(data, at), f"what-if-{'.'.join(path)}-{field}"
    new: PlanForm
    if field == "needs":
        who = one_of(_("Of whom"), names, f"{key}-who")
        return _heads(data, (*at, who), _("How many of them"), least=0, absent=0) if who else None
    if field == "owner":
        new = one_of(_("Owner"), names, key, str(old or "")) or None
    elif field == "not_before":
        day = st.date_input(_("Not before"), str(old) if old else None, key=key, format="YYYY-MM-DD")
        new = str(day) if day else None
    else:
        start = ", ".join(map(str, old)) if isinstance(old, list) else str(old or "")
        told = _("10d are ten working days; also 2w, 4h, elapsed 10d. Three: at best, most likely, at worst.")
        new = listed(st.text_input(_("Estimate"), start, key=key, placeholder="2d, 3d, 6d", help=told))
    return Edit("set", at, old, new) if new != old else None


def _heads(data: PlanForm, path: Path, label: str, least: int, absent: int) -> Edit | None:
    """A head count; `absent` is what it means where none is written, `least` the lowest: 0 takes it out."""
    old = lookup(data, path)
    was = int(str(old)) if old is not None else absent
    now = int(st.number_input(label, least, 999, was, key=f"what-if-{'.'.join(path)}"))
    return Edit("set", path, old, str(now) if now else None) if now != was else None
