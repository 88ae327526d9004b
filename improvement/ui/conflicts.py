"""A clash with somebody else's change: both values and both names, and the person chooses. It stays until then."""

from dataclasses import replace

import streamlit as st

from improvement.model.change import Change, Conflict, Edit, Path, PlanForm
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, session
from improvement.ui.hands import unfold
from improvement.usecases.history import newest_of
from improvement.usecases.opened import Opened
from improvement.view.conflicts import Clash, clash_title, clashes
from improvement.view.escape import markdown
from improvement.view.language import _

_KEY = "kept.conflict"
Kept = tuple[str, Change, Conflict]
Chosen = tuple[tuple[Edit, ...], str]


def keep(plan_id: str, change: Change, conflict: Conflict) -> None:
    """Remember a clash; every page of the programme shows it until the person has chosen."""
    st.session_state[_KEY] = (plan_id, change, conflict)
    # it stands at the top of the page, and the button that led to it may be far below
    unfold("conflict")


def settled(snapshot: Snapshot) -> None:
    """Forget the clash of this programme; inputs and tables that took part show the plan again."""
    kept: Kept | None = st.session_state.pop(_KEY, None)
    if kept:
        drafts.forget_fields(snapshot.id, {each.path for each in kept[1].edits})
        session.renew_forms()


def show(programme: Opened, snapshot: Snapshot) -> Chosen | None:
    """Show the clash of this programme, if there is one; the edits to save and why, once the person has chosen."""
    kept: Kept | None = st.session_state.get(_KEY)
    if kept is None or kept[0] != snapshot.id:
        return None
    _plan_id, change, conflict = kept
    who = conflict.by or _("somebody else")
    theirs = newest_of(programme, [each.path for each in conflict.edits])
    with st.container(border=True, key="conflict"):
        title = clash_title(conflict.by, change.when, theirs.when if theirs else None)
        st.subheader(markdown(title), anchor=False)
        for each in clashes(programme.plan, conflict):
            _clash(each, who)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if st.button(markdown(_("Keep what {who} wrote").format(who=who)), key="keep-theirs"):
                return _beside(change.edits, conflict), change.why
            if st.button(_("Keep mine"), key="keep-mine"):
                return _over(change.edits, conflict), change.why
            return _another(change, conflict)


def _another(change: Change, conflict: Conflict) -> Chosen | None:
    """The third choice: a new text, where one text is at stake."""
    if len(conflict.edits) != 1 or not isinstance(conflict.edits[0].new, str):
        st.caption(_("To write something new, keep one and change it below."))
        return None
    # another clash of the same field starts with its own text
    key = f"conflict-text-{change.when.isoformat()}"
    typed = st.text_input(_("Or write something new"), conflict.edits[0].new, key=key, width=320).strip()
    if not st.button(_("Keep this"), key="keep-new") or not typed:
        return None
    edits = [replace(each, new=typed) if each in conflict.edits else each for each in change.edits]
    return _over(tuple(edits), conflict), change.why


def _clash(each: Clash, who: str) -> None:
    st.markdown(f"**{markdown(each.what)}**")
    left, right = st.columns(2)
    left.caption(markdown(who))
    left.markdown(markdown(each.theirs))
    right.caption(markdown(session.person() or _("You")))
    right.markdown(markdown(each.mine))


def _over(edits: tuple[Edit, ...], conflict: Conflict) -> tuple[Edit, ...]:
    """The same edits on what stands there now."""
    now: dict[Path, PlanForm] = {
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
