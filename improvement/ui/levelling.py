"""The part of the portfolio that levels shared people across programmes: computed when asked for, shown, then kept."""

from collections.abc import Mapping

import streamlit as st

from improvement.errors import KeptError
from improvement.model.plan import Plan
from improvement.realization.levelling_results import Levelled
from improvement.realization.load import WeekLoad
from improvement.ui import rights, session
from improvement.ui.cards import mood, mood_text
from improvement.ui.commit import commit
from improvement.ui.tables import named_table
from improvement.usecases.levelling import effects, kept_dates, left_out, levelling, not_allowed, state
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.levelling import (
    left_words,
    levelled_title,
    order_words,
    people_rows,
    programme_rows,
    waiting_words,
    work_rows,
)
from improvement.view.wording import full
from improvement.view.work_effect import effect_lines

CHOSEN = "kept.levelling"
Plans = Mapping[str, Plan]


@rights.about_persons
def levelling_part(weeks: tuple[WeekLoad, ...], plans: Plans) -> None:
    """The offer to level where shared people are overbooked; what it would change, and the way to keep it."""
    workspace = session.workspace()
    if len(not_allowed(workspace, plans)) == len(plans):
        return
    if all(each.programme for each in weeks):
        told = _("Each of them works in one programme only: its Realization page tells the dates they can keep.")
        st.caption(f"{told} {_('People whom programmes share stand in {file}.').format(file='people.yaml')}")
        return
    seen = st.session_state.get(CHOSEN)
    if seen != state(workspace):
        _offer(changed=seen is not None)
        return
    with st.container(key="levelling"):
        try:
            with st.spinner(_("Levelling …")):
                found = levelling(workspace)
                _shown(found, plans)
        except KeptError as wrong:
            _told(wrong)


def _told(wrong: KeptError) -> None:
    for each in wrong.issues:
        st.error(markdown(full(each)), icon=":material/block:")


def _offer(changed: bool) -> None:
    if changed:
        st.info(_("The programmes have changed since you looked: level again."), icon=":material/update:")
    with st.container(horizontal=True, vertical_alignment="center", key="levelling-offer"):
        st.button(_("Level across programmes"), icon=":material/balance:", key="level", on_click=_choose)
        st.caption(_("Shows which work would wait until shared people are free. Nothing is saved yet."))


def _choose() -> None:
    st.session_state[CHOSEN] = state(session.workspace())


def _put_aside() -> None:
    st.session_state.pop(CHOSEN, None)


def _shown(found: Levelled, plans: Plans) -> None:
    workspace = session.workspace()
    people, left = workspace.store.people(), (*found.warnings, *left_out(workspace))
    st.subheader(markdown(levelled_title(found, workspace.store.sees_all())), anchor=False)
    st.caption(markdown(order_words(found)))
    named_table(programme_rows(found, plans), "levelling-programmes")
    _effects(found, plans)
    for words in left_words(left, plans, people):
        mood("look", words)
    with st.expander(_("All that moves, and the people"), icon=":material/list:", key="levelling-details"):
        if found.moving:
            named_table(work_rows(found, plans, people), "levelling-works")
        named_table(people_rows(found, people), "levelling-people")
        st.caption(
            _(
                "Counted day by day, people needed by name only. Work that has started, training days and days that "
                "must be kept stay where they are; nothing pauses."
            )
        )
    _keep(found, plans)


def _effects(found: Levelled, plans: Plans) -> None:
    workspace = session.workspace()
    told = effects(workspace, found)
    for each in found.moving:
        st.markdown(f"**{markdown(waiting_words(each, plans, workspace.store.people()))}**")
        lines = effect_lines(found.plans[each.id], told[each.id])
        st.markdown("\n".join(f"- {mood_text(kind, words)}" for kind, words in lines))


def _keep(found: Levelled, plans: Plans) -> None:
    forbidden = not_allowed(session.workspace(), found.plans)
    if forbidden:
        names = ", ".join(plans[id].programme.title for id in forbidden)
        st.caption(markdown(_("You may not change {programmes}: ask those who may.").format(programmes=names)))
    with st.container(horizontal=True, vertical_alignment="center", key="levelling-buttons"):
        pressed = found.moving and st.button(
            _("Keep these dates"),
            type="primary",
            icon=":material/done_all:",
            key="levelling-keep",
            disabled=bool(forbidden),
            help=_("One change in each programme that waits; each can be undone there."),
        )
        st.button(_("Put aside"), key="levelling-aside", on_click=_put_aside)
    if pressed:
        _save(found)


def _save(found: Levelled) -> None:
    why = _("Dates levelled across programmes")
    try:
        dates = kept_dates(session.workspace(), found)
    except KeptError as wrong:
        _told(wrong)
        return
    for snapshot, edits in dates:
        # what was refused stands below the buttons; the programmes before it have their dates
        if not commit(snapshot, *edits, why=why):
            return
    _put_aside()
    st.rerun()
