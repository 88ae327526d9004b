"""A clash with somebody else's change: both values and both names, and the person chooses. It stays until then."""

from dataclasses import replace

import streamlit as st

from improvement.model.change import Conflict, Edit, PlanForm
from improvement.model.snapshot import Snapshot
from improvement.ui import session
from improvement.view.conflicts import Clash, clashes
from improvement.view.escape import markdown
from improvement.view.language import _

_KEY = "kept.conflict"
Kept = tuple[str, tuple[Edit, ...], Conflict, str]


def keep(plan_id: str, edits: tuple[Edit, ...], conflict: Conflict, why: str) -> None:
    """Remember a clash; every page of the programme shows it until the person has chosen."""
    st.session_state[_KEY] = (plan_id, edits, conflict, why)


def show(snapshot: Snapshot) -> tuple[tuple[Edit, ...], str] | None:
    """Show the clash of this programme, if there is one; the edits to save and why, once the person has chosen."""
    kept: Kept | None = st.session_state.get(_KEY)
    if kept is None or kept[0] != snapshot.id or snapshot.plan is None:
        return None
    _plan_id, edits, conflict, why = kept
    who = conflict.by or _("somebody else")
    with st.container(border=True, key="conflict"):
        told = _("{who} changed the same meanwhile. Which shall stand?").format(who=conflict.by or _("Somebody else"))
        st.subheader(markdown(told), anchor=False)
        for each in clashes(snapshot.plan, conflict):
            _clash(each, who)
        with st.container(horizontal=True):
            theirs = st.button(markdown(_("Keep what {who} wrote").format(who=who)), key="keep-theirs")
            mine = st.button(_("Keep mine"), key="keep-mine")
        st.caption(_("To write something new, keep one and change it below."))
    if not (theirs or mine):
        return None
    st.session_state.pop(_KEY)
    return (_over(edits, conflict) if mine else _beside(edits, conflict)), why


def _clash(each: Clash, who: str) -> None:
    st.markdown(f"**{markdown(each.what)}**")
    left, right = st.columns(2)
    left.caption(markdown(who))
    left.markdown(markdown(each.theirs))
    right.caption(markdown(session.person() or _("You")))
    right.markdown(markdown(each.mine))


def _over(edits: tuple[Edit, ...], conflict: Conflict) -> tuple[Edit, ...]:
    """The same edits on what stands there now."""
    now: dict[tuple[str, ...], PlanForm] = {
        edit.path: theirs for edit, theirs in zip(conflict.edits, conflict.theirs, strict=True)
    }
    return tuple(_on(each, now[each.path]) if each.path in now else each for each in edits)


def _on(edit: Edit, theirs: PlanForm) -> Edit:
    if edit.op == "add" and theirs is not None:
        return replace(edit, op="set", old=theirs)
    if edit.op == "remove" and theirs is None:
        return replace(edit, op="set", old=None, new=None)
    return replace(edit, old=theirs)


def _beside(edits: tuple[Edit, ...], conflict: Conflict) -> tuple[Edit, ...]:
    """The edits that clash with nothing."""
    return tuple(each for each in edits if each not in conflict.edits)
