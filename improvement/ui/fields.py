"""Fields of a plan as inputs: what a person saw is remembered, so that saving compares it with what stands there now.

An input keeps its text while others change the plan; only what the person changed becomes an edit, with the value that
was on screen as its old value. A value changed by somebody else meanwhile is then a conflict, never overwritten. A text
that only lost the space or line end around it was not changed. Who only views the programme gets the values as text.
"""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.snapshot import Snapshot
from improvement.ui import rights, session
from improvement.ui.commit import commit
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _

Names = Mapping[str, str]


class Fields:
    """The inputs of one form: draw them in the wanted order, then `save`."""

    def __init__(self, snapshot: Snapshot, key: str, root: Path = ()) -> None:
        self.snapshot, self.root = snapshot, root
        self._viewed = not rights.may_edit()
        self._key = f"fields.{snapshot.id}.{key}.{'.'.join(root)}"
        self._round = f"{self._key}.round"
        self._edits: list[Edit] = []

    def text(self, label: str, *path: str, lines: int = 1, placeholder: str = "", help: str | None = None) -> str:
        """A text; emptied means absent."""
        key, seen = self._shown(path)
        start = seen if isinstance(seen, str) else ""
        if self._viewed:
            return self._told(label, start)
        if lines > 1:
            typed = st.text_area(label, start, key=key, height=26 * lines + 20, placeholder=placeholder, help=help)
        else:
            typed = st.text_input(label, start, key=key, placeholder=placeholder, help=help)
        same = (typed or "").strip() == start.strip()
        return str(self._note(path, seen, seen if same else (typed or "").strip() or None) or "")

    def lines(self, label: str, *path: str, placeholder: str = "") -> None:
        """A list of texts, one a line."""
        key, seen = self._shown(path)
        start = "\n".join(str(each) for each in seen) if isinstance(seen, list) else ""
        if self._viewed:
            self._told(label, *start.splitlines())
            return
        typed = st.text_area(label, start, key=key, placeholder=placeholder, height=96)
        texts = _listed(typed or "")
        self._note(path, seen, seen if texts == _listed(start) else texts or None)

    def day(self, label: str, *path: str, help: str | None = None) -> None:
        """A date; may be empty."""
        key, seen = self._shown(path)
        start = date.fromisoformat(seen) if isinstance(seen, str) else None
        if self._viewed:
            self._told(label, day(start) if start else "")
            return
        chosen = st.date_input(label, start, key=key, format="YYYY-MM-DD", help=help)
        self._note(path, seen, str(chosen) if isinstance(chosen, date) else None)

    def choice(self, label: str, names: Names, *path: str, help: str | None = None) -> str:
        """One of some ids, or none; `names` says how each id is shown."""
        key, seen = self._shown(path)
        if self._viewed:
            self._told(label, names.get(str(seen), str(seen)) if seen else "")
            return str(seen or "")
        options = list(names) if seen is None or seen in names else [*names, str(seen)]
        place = options.index(str(seen)) if seen is not None else None
        show = _shown_as(names)
        chosen = st.selectbox(label, options, place, format_func=show, key=key, placeholder=_("none"), help=help)
        return str(self._note(path, seen, chosen) or "")

    def several(self, label: str, names: Names, *path: str, help: str | None = None) -> None:
        """Any number of ids."""
        key, seen = self._shown(path)
        start = [str(each) for each in seen] if isinstance(seen, list) else []
        if self._viewed:
            self._told(label, *(names.get(each, each) for each in start))
            return
        options = [*names, *(each for each in start if each not in names)]
        show = _shown_as(names)
        chosen = st.multiselect(label, options, start, format_func=show, key=key, placeholder=_("none"), help=help)
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
            st.session_state[self._round] = self._turn + 1
            return True
        return False

    def _told(self, label: str, *texts: str) -> str:
        """A value for somebody who may not change it; gives the texts, one a line."""
        shown = "  \n".join(markdown(each) for each in texts if each)
        st.markdown(f":small[:gray[{label}]]  \n{shown or '–'}")
        return "\n".join(texts)

    @property
    def _turn(self) -> int:
        return int(st.session_state.get(self._round, 0))

    def _shown(self, path: Path) -> tuple[str, PlanForm]:
        """The input's key, and the value it was first shown with."""
        key = f"{self._key}.{'.'.join(path)}.{session.forms_round()}.{self._turn}"
        memory = f"{key}.seen"
        if key not in st.session_state or memory not in st.session_state:
            st.session_state[memory] = lookup(self.snapshot.data, (*self.root, *path))
        seen: PlanForm = st.session_state[memory]
        return key, seen

    def _note(self, path: Path, seen: PlanForm, new: PlanForm) -> PlanForm:
        if new != seen:
            self._edits.append(Edit("set", (*self.root, *path), seen, new))
        return new


def _listed(text: str) -> list[PlanForm]:
    return [each.strip() for each in text.splitlines() if each.strip()]


def _shown_as(names: Names) -> Callable[[str], str]:
    return lambda id: names.get(id, id)
