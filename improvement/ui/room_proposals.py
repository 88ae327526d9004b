"""The facilitator sorts proposals out: join what says the same, leave out, take the rest into the programme."""

import streamlit as st

from improvement.model.room import Proposal, Room
from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.ui.commit import commit
from improvement.ui.room_seat import act, press
from improvement.usecases import room_steering as steering
from improvement.usecases.opened import Opened
from improvement.usecases.room import Seat
from improvement.usecases.room_edits import finding_edits, lost, standing
from improvement.usecases.room_moves import TEXT_LENGTH
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext
from improvement.view.room import grouped, joined_words, proposals_title, taken_title


def sort_out(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    """All proposals, alike beside alike, each with a tick."""
    if gone := lost(programme.plan, room):
        act(steering.proposals_taken, sitting, dict.fromkeys(gone, ""))
        st.rerun()
    st.subheader(markdown(proposals_title(room)), anchor=False)
    ticked = _list(sitting, room)
    _ticked(sitting, room, ticked)
    _take(programme, snapshot, sitting, room)
    _left_out(sitting, room)


def _list(sitting: Seat, room: Room) -> tuple[Proposal, ...]:
    groups = session.workspace().remember(("alike", room.proposals), lambda: grouped(room.proposals))
    ticked: list[Proposal] = []
    for group in groups:
        alike = len(group) > 1
        with st.container(border=alike, key=f"alike-{group[0].id}", gap="xsmall"):
            if alike:
                st.caption(_("Much alike"))
            ticked.extend(each for each in group if _row(sitting, room, each))
    return tuple(ticked)


def _row(sitting: Seat, room: Room, each: Proposal) -> bool:
    if each.finding:
        st.markdown(f":green[:material/check:] {markdown(each.text)} :small[:gray[{markdown(_('in the programme'))}]]")
        return False
    ticked = st.checkbox(markdown(each.text), key=f"tick-{each.id}")
    if told := joined_words(room.proposals, each.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(markdown(told), width="stretch")
            st.button(
                _("Take apart"), key=f"part-{each.id}", type="tertiary", icon=":material/call_split:",
                on_click=press, args=(steering.part_proposal, sitting, each.id),
            )  # fmt: skip
    return ticked


def _ticked(sitting: Seat, room: Room, ticked: tuple[Proposal, ...]) -> None:
    if not ticked:
        if len(standing(room)) > 1:
            st.caption(_("Tick those that say the same, to join them, or those to leave out."))
        return
    ids = tuple(each.id for each in ticked)
    with st.container(border=True, key="room-ticked"):
        words = ticked[0].text
        if len(ids) > 1:
            key = f"join-text.{'.'.join(ids)}"
            words = st.text_input(_("In one sentence"), words, key=key, max_chars=TEXT_LENGTH) or words
        with st.container(horizontal=True):
            if len(ids) > 1:
                label = ngettext("Join {n}", "Join {n}", len(ids)).format(n=len(ids))
                if st.button(label, key="room-join", icon=":material/merge:"):
                    act(steering.join_proposals, sitting, ids, words)
                    st.rerun()
            st.button(
                _("Leave out"), key="room-leave-out", icon=":material/remove_circle_outline:", type="tertiary",
                on_click=press, args=(steering.leave_out, sitting, ids),
            )  # fmt: skip


def _take(programme: Opened, snapshot: Snapshot, sitting: Seat, room: Room) -> None:
    count = len(standing(room))
    if not count or not st.button(taken_title(count), key="room-take", type="primary", icon=":material/playlist_add:"):
        return
    findings, edits = finding_edits(programme.plan, room)
    why = ngettext("{n} finding from the workshop", "{n} findings from the workshop", len(edits)).format(n=len(edits))
    # sentences that the plan holds already need no change, and are taken all the same
    if (not edits or commit(snapshot, *edits, why=why)) and act(steering.proposals_taken, sitting, findings):
        st.rerun()


def _left_out(sitting: Seat, room: Room) -> None:
    out = [each for each in room.proposals if each.left_out and not each.joined]
    if not out:
        return
    label = ngettext("{n} left out", "{n} left out", len(out)).format(n=len(out))
    with st.expander(label, key="room-left-out"):
        for each in out:
            st.button(
                markdown(each.text), key=f"back-{each.id}", icon=":material/undo:", help=_("Bring it back"), wrap=True,
                on_click=press, args=(steering.leave_out, sitting, (each.id,), False),
            )  # fmt: skip
