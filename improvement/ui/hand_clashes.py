"""What a hand save set over the app's values: both are shown, and somebody chooses."""

import streamlit as st

from improvement.model.change import Conflict
from improvement.model.snapshot import Snapshot
from improvement.ui.commit import commit
from improvement.ui.rights import editors_only
from improvement.usecases.hand_clashes import HandClash, hand_clashes, leaving
from improvement.usecases.opened import Opened
from improvement.view.conflicts import clashes
from improvement.view.escape import markdown
from improvement.view.language import _, ngettext

SHOWN = 5


@editors_only
def settle_hand_clashes(programme: Opened, snapshot: Snapshot) -> None:
    """A card for the clashes that nobody has settled; nothing where there is none."""
    found = hand_clashes(programme, snapshot.data)
    if not found:
        return
    title = ngettext(
        "Somebody saved the plan file by hand over {n} value of the app",
        "Somebody saved the plan file by hand over {n} values of the app",
        len(found),
    ).format(n=len(found))
    with st.container(border=True, key="hand-clashes"):
        st.subheader(title, anchor=False)
        for number, each in enumerate(found[:SHOWN]):
            _choice(programme, snapshot, each, number)
        if len(found) > SHOWN:
            rest = len(found) - SHOWN
            st.caption(ngettext("{n} more after these", "{n} more after these", rest).format(n=rest))


def _choice(programme: Opened, snapshot: Snapshot, each: HandClash, number: int) -> None:
    told = clashes(programme.plan, Conflict((each.edit,), (each.edit.old,)))[0]
    st.markdown(f"**{markdown(told.what)}**")
    left, right = st.columns(2)
    left.caption(_("in the file"))
    left.markdown(markdown(told.theirs))
    right.caption(markdown(each.by or _("in the app")))
    right.markdown(markdown(told.mine))
    with st.container(horizontal=True):
        leave = st.button(_("Leave what the file says"), key=f"hand-leave-{number}")
        take = st.button(_("Take what the app said"), key=f"hand-take-{number}")
    if leave and commit(snapshot, leaving(each), why=_("The file's value was left")):
        st.rerun()
    if take and commit(snapshot, each.edit, why=_("The app's value was taken")):
        st.rerun()
