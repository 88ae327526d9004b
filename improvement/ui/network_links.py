"""What the chosen work waits for, changed without typing an id: what it does to the finish is shown before saving."""

from collections.abc import Mapping, Sequence
from typing import get_args

import streamlit as st

from improvement.errors import KeptError
from improvement.model.change import Edit
from improvement.model.snapshot import Snapshot
from improvement.model.values import Dependency, LinkKind
from improvement.ui import rights
from improvement.ui.cards import mood_text
from improvement.ui.commit import commit
from improvement.usecases.opened import Opened
from improvement.usecases.work import Board, effect
from improvement.usecases.work_links import LAG_UNITS, link_to, relinked
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.network import kind_words, lag_units, link_title
from improvement.view.wording import full
from improvement.view.work import node_titles, with_titles
from improvement.view.work_effect import effect_lines

TURN = "network.turn"


@rights.editors_only
def links_form(programme: Opened, snapshot: Snapshot, board: Board, id: str) -> None:
    """One more link, links that go, and both as one edit."""
    titles = node_titles(board.plan)
    st.markdown(f"**{markdown(_('What “{title}” waits for').format(title=titles[id]))}**")
    # emptied after each saving, for each piece of work its own
    key = f"network.{id}.{st.session_state.get(TURN, 0)}"
    dropped, added = links_inputs(board.nodes[id].after, titles, id, key)
    edits = relinked(snapshot, board.nodes[id], id, dropped, added)
    possible = _preview(programme, board, edits)
    save = st.button(_("Save the links"), icon=":material/link:", key="save-links", disabled=not (edits and possible))
    if save and commit(snapshot, *edits, why=_("Links changed")):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.rerun()


def links_inputs(
    after: Sequence[Dependency], titles: Mapping[str, str], id: str, key: str
) -> tuple[list[Dependency], Dependency | None]:
    """Which links of a piece of work shall go, and the one that shall come; `titles`: what it may wait for, by id."""
    return _dropped(after, titles, key), _added(titles, id, key)


def _dropped(after: Sequence[Dependency], titles: Mapping[str, str], key: str) -> list[Dependency]:
    links = {str(link): link for link in after}
    if not links:
        st.caption(_("It waits for nothing yet."))
        return []
    chosen = st.multiselect(
        _("No longer waits for"),
        list(links),
        format_func=lambda text: link_title(titles, links[text]) if text in links else text,
        key=f"{key}.dropped",
        placeholder=_("all links stay"),
    )
    return [links[each] for each in chosen if each in links]


def _added(titles: Mapping[str, str], id: str, key: str) -> Dependency | None:
    which, how = st.columns(2)
    with which:
        before = st.selectbox(
            _("Also waits for"),
            [each for each in titles if each != id],
            None,
            format_func=lambda each: titles.get(each, each),
            key=f"{key}.added",
            placeholder=_("none"),
        )
    if before is None:
        return None
    kinds, units = kind_words(), lag_units()
    known: tuple[LinkKind, ...] = get_args(LinkKind)
    with how:
        kind = st.selectbox(_("How it waits"), known, format_func=kinds.__getitem__, key=f"{key}.kind")
    lag, unit = st.columns(2)
    with lag:
        length = st.number_input(
            _("So much later"), -999.0, 999.0, 0.0, 1.0, "%g", key=f"{key}.lag", help=_("Below 0: so much before.")
        )
    with unit:
        counted = st.selectbox(_("Counted in"), LAG_UNITS, format_func=units.__getitem__, key=f"{key}.unit")
    return link_to(before, kind, length, counted)


def _preview(programme: Opened, board: Board, edits: tuple[Edit, ...]) -> bool:
    """What saving would do; False where it would be refused."""
    if not edits:
        return True
    try:
        found = effect(programme, edits)
    except KeptError as wrong:
        for each in wrong.issues:
            st.error(markdown(full(with_titles(board.plan, each))), icon=":material/block:")
        return False
    lines = effect_lines(programme.plan, found)
    st.markdown(f"{_('If you save:')} " + " · ".join(mood_text(kind, words) for kind, words in lines))
    return True
