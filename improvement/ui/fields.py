"""Fields of a plan as inputs: what a person saw is remembered, so that saving compares it with what stands there now.

An input that nobody touched follows the plan. One that was touched keeps its text and the value that was on screen
before: only what the person changed becomes an edit, with that value as its old one, so that a value changed by
somebody else meanwhile is a conflict, never overwritten. A text that only lost the space or line end around it was not
changed. What was typed is kept as a draft until it is saved. Who only views the programme gets the values as text.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.snapshot import Snapshot
from improvement.ui import drafts, rights
from improvement.ui.commit import commit
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _

Names = Mapping[str, str]


def form_name(snapshot: Snapshot, key: str, root: Path) -> str:
    """The name under which the drafts of a form are kept."""
    return f"fields.{snapshot.id}.{key}.{'.'.join(root)}"


class Fields:
    """The inputs of one form: draw them in the wanted order, then `save`."""

    def __init__(self, snapshot: Snapshot, key: str, root: Path = ()) -> None:
        self.snapshot, self.root = snapshot, root
        self._viewed = not rights.may_edit()
        self._key = form_name(snapshot, key, root)
        self._edits: list[Edit] = []
        # in a form nothing depends on an input before it is saved: what is typed goes along with the next poll
        self._looks: dict[str, Any] = {"on_change": "ignore"} if rights.in_form() else {}
        self._live: dict[str, Any] = {"live": "0ms"} if rights.in_form() else {}

    def text(self, label: str, *path: str, lines: int = 1, placeholder: str = "", help: str | None = None) -> str:
        """A text; emptied means absent."""
        key, seen = self._input(path, _text)
        if self._viewed:
            return self._told(label, _text(seen))
        if lines > 1:
            height = 26 * lines + 20
            typed = st.text_area(label, key=key, height=height, placeholder=placeholder, help=help, **self._looks)
        else:
            typed = st.text_input(label, key=key, placeholder=placeholder, help=help, **self._looks, **self._live)
        same = (typed or "").strip() == _text(seen).strip()
        return str(self._note(path, seen, seen if same else (typed or "").strip() or None) or "")

    def lines(self, label: str, *path: str, placeholder: str = "") -> None:
        """A list of texts, one a line."""
        key, seen = self._input(path, _lines)
        if self._viewed:
            self._told(label, *_lines(seen).splitlines())
            return
        typed = st.text_area(label, key=key, placeholder=placeholder, height=96, **self._looks)
        texts = _listed(typed or "")
        self._note(path, seen, seen if texts == _listed(_lines(seen)) else texts or None)

    def day(self, label: str, *path: str, help: str | None = None) -> None:
        """A date; may be empty."""
        key, seen = self._input(path, _day, date.fromisoformat)
        if self._viewed:
            start = _day(seen)
            self._told(label, day(start) if start else "")
            return
        chosen = st.date_input(label, None, key=key, format="YYYY-MM-DD", help=help, **self._looks)
        self._note(path, seen, str(chosen) if isinstance(chosen, date) else None)

    def choice(self, label: str, names: Names, *path: str, help: str | None = None) -> str:
        """One of some ids, or none; `names` says how each id is shown."""
        key, seen = self._input(path, _id)
        if self._viewed:
            self._told(label, names.get(str(seen), str(seen)) if seen else "")
            return str(seen or "")
        options = _with(names, [st.session_state[key]] if st.session_state[key] else [])
        show = _shown_as(names)
        chosen = st.selectbox(
            label, options, None, format_func=show, key=key, placeholder=_("none"), help=help, **self._looks
        )
        return str(self._note(path, seen, chosen) or "")

    def several(self, label: str, names: Names, *path: str, help: str | None = None) -> None:
        """Any number of ids."""
        key, seen = self._input(path, ids_of)
        if self._viewed:
            self._told(label, *(names.get(each, each) for each in ids_of(seen)))
            return
        options = _with(names, [*ids_of(seen), *st.session_state[key]])
        show = _shown_as(names)
        chosen = st.multiselect(
            label, options, format_func=show, key=key, placeholder=_("none"), help=help, **self._looks
        )
        picked: list[PlanForm] = [*chosen]
        self._note(path, seen, picked or None)

    def edits(self) -> tuple[Edit, ...]:
        """What the person changed, in the order of the inputs."""
        return tuple(self._edits)

    def save(self, why: str, *more: Edit) -> bool:
        """Save what was changed as one change (with further edits); the inputs then show the plan again."""
        edits = (*self._edits, *more)
        if not edits:
            st.info(_("Nothing was changed."))
            return False
        if commit(self.snapshot, *edits, why=why):
            self.saved()
            return True
        return False

    def saved(self) -> None:
        """What was changed is in the plan: the inputs show what stands there, and there is no draft any more."""
        drafts.forget(self.snapshot.id, self._key)
        for each in self._edits:
            st.session_state.pop(_memory(self._key_of(each.path)), None)

    def _told(self, label: str, *texts: str) -> str:
        """A value for somebody who may not change it; gives the texts, one a line."""
        shown = "  \n".join(markdown(each) for each in texts if each)
        st.markdown(f":small[:gray[{label}]]  \n{shown or '–'}")
        return "\n".join(texts)

    def _input(
        self, path: Path, held: Callable[[PlanForm], Any], read: Callable[[str], Any] = str
    ) -> tuple[str, PlanForm]:
        """The key of an input, which holds what it shall show; and the plan's value that the person saw.

        `held` gives what the input holds for a value of the plan, `read` the same for a text kept in a draft. An input
        that nobody touched follows the plan.
        """
        path = (*self.root, *path)
        key = self._key_of(path)
        memory, now = _memory(key), lookup(self.snapshot.data, path)
        if self._viewed:
            return key, now
        seen: PlanForm = st.session_state.get(memory)
        is_new = key not in st.session_state or memory not in st.session_state
        if is_new and (begun := drafts.wanted(self.snapshot.id, self._key, path, read)):
            seen, st.session_state[key] = begun
        elif is_new or (now != seen and st.session_state[key] == held(seen)):
            seen, st.session_state[key] = now, held(now)
        st.session_state[memory] = seen
        drafts.note(self.snapshot.id, self._key, path, key, seen, held(seen))
        return key, seen

    def _key_of(self, path: Path) -> str:
        return f"{self._key}.{'.'.join(path[len(self.root) :])}.{drafts.turn(self._key)}"

    def _note(self, path: Path, seen: PlanForm, new: PlanForm) -> PlanForm:
        if new != seen:
            self._edits.append(Edit("set", (*self.root, *path), seen, new))
        return new


def _memory(key: str) -> str:
    """Under which name the plan's value is remembered that an input was shown with."""
    return f"{key}.seen"


def _text(seen: PlanForm) -> str:
    return seen if isinstance(seen, str) else ""


def _lines(seen: PlanForm) -> str:
    return "\n".join(str(each) for each in seen) if isinstance(seen, list) else ""


def _day(seen: PlanForm) -> date | None:
    return date.fromisoformat(seen) if isinstance(seen, str) else None


def _id(seen: PlanForm) -> str | None:
    return str(seen) if seen is not None else None


def ids_of(seen: PlanForm) -> list[str]:
    """A list of the plan as the texts of its entries."""
    return [str(each) for each in seen] if isinstance(seen, list) else []


def _with(names: Names, chosen: list[str]) -> list[str]:
    """The ids to choose from, with those that are chosen already."""
    return list(dict.fromkeys([*names, *chosen]))


def _listed(text: str) -> list[PlanForm]:
    return [each.strip() for each in text.splitlines() if each.strip()]


def _shown_as(names: Names) -> Callable[[str], str]:
    return lambda id: names.get(id, id)
