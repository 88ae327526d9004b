"""Closing the stages: what each still lacks, and the button that a person presses."""

import streamlit as st

from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.cards import mood
from improvement.ui.choices import person_field
from improvement.ui.commit import commit
from improvement.usecases.guarding import close_stage
from improvement.usecases.opened import Opened
from improvement.usecases.overview import overview
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.guarding import ClosingCard, closing_cards
from improvement.view.language import _
from improvement.view.names import people_names
from improvement.view.stage_cards import stage_name


def closing(programme: Opened, snapshot: Snapshot) -> None:
    """The four stages side by side."""
    st.subheader(_("Close a stage") if rights.may_edit() else _("How far each stage is"), anchor=False)
    grid = st.grid(columns=4, min_column_width=220, key="closing-cards")
    people = people_names(programme.plan, programme.workspace.store.people())
    for each in closing_cards(programme.plan, overview(programme).stages, people):
        with grid.container(border=True, height="stretch"):
            _card(programme, snapshot, each)


def _card(programme: Opened, snapshot: Snapshot, each: ClosingCard) -> None:
    st.markdown(f"**{markdown(each.card.title)}**")
    mood(each.card.mood, each.card.headline)
    st.caption(markdown(each.card.count))
    if each.missing:
        st.markdown("\n".join([f"{markdown(_('Missing:'))}\n", *(f"- {markdown(words)}" for words in each.missing)]))
    if each.signed:
        st.caption(markdown(each.signed))
        return
    pressed = rights.button(
        _("Close this stage"),
        key=f"close-{each.stage}",
        icon=":material/lock:",
        disabled=not (each.ready and session.is_facilitator()),
        help=None if session.is_facilitator() else _("An owner of the programme closes it."),
        width="stretch",
    )
    if pressed:
        title = _("Close {stage}").format(stage=stage_name(each.stage))
        st.dialog(title)(lambda: _confirm(programme, snapshot, each))()


def _confirm(programme: Opened, snapshot: Snapshot, each: ClosingCard) -> None:
    session.set_language()
    people = people_names(programme.plan, programme.workspace.store.people())
    today = programme.workspace.today
    st.markdown(markdown(_("Everything this stage needs is there. If that changes later, it opens again by itself.")))
    who = person_field(_("Who closes it"), people, f"closer-{each.stage}")
    st.caption(markdown(_("It will bear the date {date}.").format(date=day(today))))
    if st.button(_("Close it"), type="primary", key=f"confirm-{each.stage}", disabled=not who):
        edits = close_stage(snapshot, people, each.stage, who, today)
        if commit(snapshot, *edits, why=_("{stage} closed").format(stage=stage_name(each.stage))):
            st.rerun()
