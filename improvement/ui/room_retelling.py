"""The facilitator holds the retelling test: show a promise, hide it, tick the right answers, keep the count."""

import streamlit as st

from improvement.model.room import Room
from improvement.model.snapshot import Snapshot
from improvement.ui.commit import commit
from improvement.ui.room_seat import act, press
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.usecases.room_edits import retold_edits
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.names import object_title
from improvement.view.room import answered_words, promise_words, right_words


def retelling(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    """From the choice of a promise to the count."""
    plan = programme.plan
    if not plan.commitment.promises:
        st.info(_("No promise yet."), icon=":material/lightbulb:")
        return
    _choose(programme, sitting, room)
    said, wording = promise_words(plan, room.retelling.promise)
    if not said:
        return
    with st.container(border=True, key="room-promise"):
        st.subheader(markdown(said), anchor=False)
        if wording:
            st.markdown(markdown(wording))
    if room.retelling.hidden:
        _answers(snapshot, sitting, room)
    else:
        st.button(
            _("Hide it, let them write"), type="primary", icon=":material/visibility_off:", key="room-hide",
            on_click=press, args=(steering.hide_promise, sitting),
        )  # fmt: skip


def _choose(programme: Opened, sitting: Seat, room: Room) -> None:
    plan, first = programme.plan, not room.retelling.promise
    with st.container(horizontal=True, vertical_alignment="bottom", key="room-choose"):
        chosen = st.selectbox(
            _("Promise"), list(plan.commitment.promises), key="room.promise",
            format_func=lambda id: object_title(plan, ("commitment", "promises", id)),
        )  # fmt: skip
        st.button(
            _("Show it to everybody"), type="primary" if first else "secondary", icon=":material/visibility:",
            key="room-show-promise", on_click=press, args=(steering.start_retelling, sitting, chosen),
        )  # fmt: skip


def _answers(snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    st.caption(markdown(answered_words(room)))
    for number, each in enumerate(room.people):
        if not each.retold:
            continue
        # a widget's key stands in the page, and nobody else may see a person's
        key = f"right-{number}"
        st.session_state[key] = each.right
        st.checkbox(
            f"{markdown(each.retold)} :small[:gray[{markdown(each.name)}]]", key=key,
            on_change=lambda who=each.key, at=key: press(steering.tick, sitting, who, bool(st.session_state[at])),
        )  # fmt: skip
    if not room.answers:
        return
    st.markdown(f"**{markdown(right_words(room))}**")
    if room.retelling.kept:
        st.caption(f":material/check: {markdown(_('The count stands in the programme.'))}")
    label = _("Keep the count again") if room.retelling.kept else _("Keep the count")
    if st.button(
        label, type="secondary" if room.retelling.kept else "primary", icon=":material/save:", key="room-keep-count"
    ):
        edits = retold_edits(snapshot, room)
        if (not edits or commit(snapshot, *edits, why=_("Retelling kept"))) and act(steering.retelling_kept, sitting):
            st.rerun()
