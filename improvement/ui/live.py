"""Others' changes appear by themselves, and never under the visitor's hands.

A fragment compares the revision on screen with the one in memory again and again. Where they differ the page shows what
is new by itself (in turn, where many tabs are open; a line says it at once); but while a dialog is open or a text is
not saved nothing moves except the line that says so, and while an editor is in sight entries that came or went wait for
"Refresh".
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Edit, Path
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, session
from improvement.ui.hands import hands, watch_hands
from improvement.ui.marks import mark
from improvement.ui.pace import PACE
from improvement.usecases.history import changes
from improvement.usecases.news import News, entries, news
from improvement.usecases.opened import Opened
from improvement.usecases.workspace import Workspace
from improvement.view.escape import markdown
from improvement.view.history import fields_words, structure_words
from improvement.view.language import _
from improvement.view.news import news_lines

# a change waits for the next poll and is on screen within two seconds
SECONDS, MARKED = 1.5, timedelta(seconds=10)
_SHOWN, _OWN, _TAKE, _DRAWN = "kept.shown", "kept.own", "kept.take", "kept.drawn"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What this tab has on screen: the state, how many changes led to it, which values are new until when.

    `entries` are those that the person has taken note of: tables that are edited keep their rows. `is_behind`: there
    are others by now.
    """

    snapshot: Snapshot
    changes: int
    entries: frozenset[Path]
    is_behind: bool
    changed: tuple[Path, ...]
    until: datetime


def arrive(programme: Opened, snapshot: Snapshot) -> None:
    """Note that the page is drawn anew, with this state."""
    before: _Shown | None = st.session_state.get(_SHOWN)
    own: set[Path] = st.session_state.pop(_OWN, set())
    takes, moment = st.session_state.pop(_TAKE, False), programme.workspace.now()
    now = known = _entries(programme.workspace, snapshot)
    changed: tuple[Path, ...] = ()
    until = moment
    if before and before.snapshot.id == snapshot.id:
        if not (takes or hands() == "none"):
            mine = frozenset(each for each in now ^ before.entries if _within(each, own))
            known = (before.entries - mine) | (now & mine)
        changed, until = before.changed, before.until
        found = _news(programme.workspace, before.snapshot, snapshot)
        if others := tuple(path for path in found.values if not _within(path, own)):
            changed, until = others, moment + MARKED
    st.session_state[_SHOWN] = _Shown(snapshot, len(changes(programme)), known, known != now, changed, until)


def own_change(edits: Iterable[Edit]) -> None:
    """These edits are this person's own: they are no news, and what they add is in the tables at once."""
    own: set[Path] = st.session_state.setdefault(_OWN, set())
    for edit in edits:
        own.add(edit.path)
        if edit.op == "move" and isinstance(edit.new, list):
            own.add(tuple(map(str, edit.new)))


def waiting(snapshot: Snapshot) -> tuple[frozenset[Path], frozenset[Path]]:
    """The entries that others added and removed, and that this person has not taken note of."""
    shown: _Shown | None = st.session_state.get(_SHOWN)
    if shown is None or shown.snapshot.id != snapshot.id:
        return frozenset(), frozenset()
    now = _entries(session.workspace(), snapshot)
    return now - shown.entries, shown.entries - now


def watch(programme: Opened, snapshot: Snapshot) -> None:
    """Follow the others in this programme from now on."""
    watch_hands()
    # a page that began anew while it is drawn would lose the click that it is drawn for
    st.session_state[_DRAWN] = True
    _poll(programme, snapshot)


def watch_folder() -> None:
    """Follow the others in every programme from now on."""
    watch_hands()
    _poll_folder(_revisions(session.workspace()))


@st.fragment(run_every=SECONDS)
def _poll(programme: Opened, snapshot: Snapshot) -> None:
    session.set_language()
    drafts.keep_typed(snapshot.id)
    store, drawn = programme.workspace.store, st.session_state.pop(_DRAWN, False)
    try:
        newest = snapshot if drawn or store.revision(snapshot.id) == snapshot.revision else store.snapshot(snapshot.id)
    except KeptError:
        # the programme is gone; the next click says so
        return
    shown: _Shown = st.session_state[_SHOWN]
    is_new = newest is not snapshot or shown.is_behind
    if is_new and not drawn and _may_draw(snapshot, newest):
        st.rerun()
    if is_new:
        _line(programme, newest)
    _marks(programme, shown)


@st.fragment(run_every=SECONDS)
def _poll_folder(shown: tuple[str, ...]) -> None:
    if _revisions(session.workspace()) != shown and hands() not in ("dialog", "typing"):
        st.rerun()


def _may_draw(snapshot: Snapshot, newest: Snapshot) -> bool:
    """Whether it is this tab's turn, and nothing would move under the visitor's hands."""
    now = time.monotonic()
    # whose turn it is costs nothing to ask
    return PACE.is_free(now) and not _is_held(snapshot, newest) and PACE.may_draw(now)


def _is_held(snapshot: Snapshot, newest: Snapshot) -> bool:
    """Whether what is new must wait, because it would move under the visitor's hands."""
    busy = hands()
    if busy in ("dialog", "cell", "typing") or drafts.is_typing(snapshot.id):
        return True
    found = _news(session.workspace(), snapshot, newest)
    return busy == "editor" and not found.values and (found.reordered or any(waiting(newest)))


def _line(programme: Opened, newest: Snapshot) -> None:
    """Who changed what that is not on screen yet, how many entries wait, and the button that shows it all."""
    shown: _Shown = st.session_state[_SHOWN]
    added, removed = waiting(newest)
    told: list[str] = []
    if newest.revision != shown.snapshot.revision:
        now = Opened(programme.workspace, programme.id, newest.plan or programme.plan)
        since = changes(now)[shown.changes :]
        lines = news_lines(now.plan, since, now.workspace.now(), values=not session.is_customer_safe())
        told += lines or (_("The plan file was changed"),)
    if added or removed:
        told.append(structure_words(len(added), len(removed)))
    with st.container(horizontal=True, vertical_alignment="center", key="news"):
        st.info("  \n".join(map(markdown, told)), icon=":material/sync:")
        if st.button(_("Refresh"), key="refresh"):
            st.session_state[_TAKE] = True
            st.rerun()


def _marks(programme: Opened, shown: _Shown) -> None:
    """What others changed a moment ago, in words and on the inputs themselves."""
    if shown.changed and programme.workspace.now() < shown.until:
        told = _("Changed just now: {fields}").format(fields=fields_words(programme.plan, shown.changed))
        st.caption(f":material/sync: {markdown(told)}")
        mark(shown.changed)


def _within(path: Path, own: set[Path]) -> bool:
    """Whether a path is one of these, or below or above one of them."""
    return any(path[: len(each)] == each[: len(path)] for each in own)


def _news(workspace: Workspace, before: Snapshot, after: Snapshot) -> News:
    if before.revision == after.revision:
        # the same state, shown to customers before or after: what is hidden there is no news
        return News((), (), ())
    key = ("news", before.id, before.revision, after.revision)
    return workspace.remember(key, lambda: news(before.data, after.data))


def _entries(workspace: Workspace, snapshot: Snapshot) -> frozenset[Path]:
    key = ("entries", snapshot.id, snapshot.revision)
    return workspace.remember(key, lambda: frozenset(entries(snapshot.data)))


def _revisions(workspace: Workspace) -> tuple[str, ...]:
    return tuple(f"{each} {workspace.store.revision(each)}" for each in workspace.store.plans())
