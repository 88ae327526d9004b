"""A collection of the plan on a page: what there is, one of it to be changed, and a dialog that adds to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from improvement.model.change import Edit
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.commit import commit
from improvement.ui.fields import Fields
from improvement.usecases.guarding import GUARANTEE, new_entry
from improvement.view.escape import markdown
from improvement.view.language import _


class Drawn(NamedTuple):
    """What a form came to: whether nothing that must be there is missing, words for a new id, and further edits."""

    complete: bool
    name: str
    more: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of the stage: its words, how it is shown, and how the inputs of one entry are drawn.

    `draw` is given the entry's id, empty for a new one; without `add` entries are made elsewhere.
    """

    name: str
    title: str
    icon: str
    empty: str
    choose: str
    names: Mapping[str, str]
    show: Callable[[], None]
    draw: Callable[[Fields, str], Drawn]
    add: str = ""


def collection(snapshot: Snapshot, what: Collection) -> None:
    """The folded section of a collection; open where the URL names one of its entries."""
    wanted = session.chosen_id()
    title = f"{markdown(what.title)} ({len(what.names)})"
    with st.expander(title, icon=what.icon, expanded=wanted in what.names, key=f"section-{what.name}"):
        if what.names:
            what.show()
            _change(snapshot, what, wanted)
        else:
            st.caption(markdown(what.empty))
        if what.add and rights.button(what.add, icon=":material/add:", key=f"add-{what.name}"):
            st.dialog(what.add)(lambda: _new(snapshot, what))()


def table(rows: list[dict[str, str]], key: str) -> None:
    """Rows as a table that scrolls within itself."""
    st.dataframe(rows, hide_index=True, width="stretch", key=key)


@rights.editors_only
def _change(snapshot: Snapshot, what: Collection, wanted: str) -> None:
    named = wanted if wanted in what.names else ""
    chosen = st.selectbox(
        what.choose,
        list(what.names),
        list(what.names).index(named) if named else None,
        format_func=lambda id: what.names.get(id, id),
        placeholder=_("none"),
        # another address is another choice
        key=f"choose-{what.name}-{named}",
    )
    if not chosen:
        return
    fields = Fields(snapshot, what.name, (GUARANTEE, what.name, chosen))
    drawn = what.draw(fields, chosen)
    pressed = st.button(_("Save the changes"), key=f"save-{what.name}", disabled=not drawn.complete)
    if pressed and fields.save(_("{object} saved").format(object=what.names[chosen]), *drawn.more):
        st.rerun()


def _new(snapshot: Snapshot, what: Collection) -> None:
    session.set_language()
    fields = Fields(snapshot, f"new-{what.name}", (GUARANTEE, what.name, ""))
    drawn = what.draw(fields, "")
    pressed = st.button(_("Add it"), type="primary", key=f"make-{what.name}", disabled=not drawn.complete)
    if not pressed or snapshot.plan is None:
        return
    edit = new_entry(snapshot.plan, what.name, drawn.name, fields.edits())
    if commit(snapshot, edit, why=_("{object} added").format(object=drawn.name)):
        fields.saved()
        st.query_params[session.ID] = edit.path[-1]
        st.rerun()
