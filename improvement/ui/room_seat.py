"""Who sits at this browser, what they do in the room, and how their page follows the others."""

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

from improvement.errors import Issue, KeptError
from improvement.model.room import Room, concerns
from improvement.ui import session
from improvement.usecases import room as usecase
from improvement.usecases.room import Seat
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full

ME, AS, PHONE, LEAD = "me", "as", "phone", "lead"
_KEYS, _AS, _REFUSED = "kept.room.keys", "kept.room.as", "kept.room.refused"
KEY_BYTES = 9
SECONDS = 1.5


def seat() -> Seat:
    """The seat of this browser: its key stands in the address, so that a reload is the same person.

    Whoever may steer can look as a phone does (?as=phone), which the join link asks for.
    """
    plan_id, keys = session.plan_id(), st.session_state.setdefault(_KEYS, {})
    key = st.query_params.get(ME) or keys.get(plan_id, "")
    if key:
        keys[plan_id] = st.query_params[ME] = key
    wanted = st.query_params.get(AS) or st.session_state.get(_AS, "")
    if wanted:
        sit(wanted)
    steers = session.is_facilitator() and wanted != PHONE
    return Seat(session.workspace(), plan_id, key, session.role(), steers)


def sit(wanted: str) -> None:
    """Look at the room as a phone does, or steer it."""
    st.session_state[_AS] = st.query_params[AS] = wanted


def new_key() -> str:
    """A random key of this browser, in its address from now on."""
    key = secrets.token_urlsafe(KEY_BYTES)
    st.session_state.setdefault(_KEYS, {})[session.plan_id()] = st.query_params[ME] = key
    return key


def act(what: Callable[..., Room], *given: Any) -> bool:
    """Do something in the room; True where it was done. What was refused is shown by the next run."""
    try:
        what(*given)
    except KeptError as wrong:
        st.session_state[_REFUSED] = wrong.issues[0]
    except OSError as wrong:
        st.session_state[_REFUSED] = wrong.strerror or str(wrong)
    return _REFUSED not in st.session_state


def press(what: Callable[..., Room], *given: Any) -> None:
    """The same for a button."""
    act(what, *given)


def show_refused() -> None:
    """Why the last thing was not done; nothing where it was."""
    refused: Issue | str | None = st.session_state.pop(_REFUSED, None)
    if refused is None:
        return
    if isinstance(refused, str):
        told = _("Nothing was saved: {reason}").format(reason=refused)
    else:
        told = full(refused)
        told = told[:1].upper() + told[1:]
    st.warning(markdown(told), icon=":material/info:")


def follow(sitting: Seat, drawn: Room | None, everything: bool = False) -> None:
    """Draw the page again as soon as something has changed that it shows: `everything`, or what concerns this seat.

    `drawn` is the room that is on screen; None where it cannot be read.
    """
    _follow(sitting, drawn, everything, sitting.workspace.store.revision(sitting.plan_id))


@st.fragment(run_every=SECONDS)
def _follow(sitting: Seat, drawn: Room | None, everything: bool, revision: str) -> None:
    usecase.saw(sitting)
    try:
        now: Room | None = usecase.room(sitting)
    except KeptError:
        now = None
    if _differ(sitting, now, drawn, everything) or _revision(sitting) != revision:
        st.rerun()


def _differ(sitting: Seat, now: Room | None, drawn: Room | None, everything: bool) -> bool:
    if now is drawn or now is None or drawn is None or everything:
        return now != drawn
    return concerns(now, sitting.key) != concerns(drawn, sitting.key)


def _revision(sitting: Seat) -> str:
    try:
        return sitting.workspace.store.revision(sitting.plan_id)
    except KeptError:
        # the programme is gone, or this visitor may not see it any more: the page says so
        return ""
