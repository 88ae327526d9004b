"""Text that was typed and not saved: kept beside the plan while it is typed, offered again after a reload.

It belongs to a tab, by a random key that stands in the address as long as there is a draft: a name alone would open it
to everybody who types that name.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from improvement.model.change import Path, PlanForm
from improvement.ui import rights, session
from improvement.ui.hands import unfold
from improvement.ui.navigation import ORDER, go
from improvement.usecases.drafts import Draft, Typed, begun, keep
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.history import ago, fields_words
from improvement.view.language import _

TAB = "draft"
_TAB_KEY, _STATE_KEY, _GOING_ON = "kept.tab", "kept.drafts", "kept.draft.going-on"
SHORTEST_KEY, MOST_OFFERED = 16, 3


@dataclass(frozen=True, slots=True)
class Input:
    """An input on screen: its key, the plan's value when it was shown, what the input then held, where it stands."""

    key: str
    seen: PlanForm
    start: Any
    place: str

    @property
    def drawn(self) -> bool:
        """Whether it is on this page."""
        return self.key in st.session_state

    @property
    def touched(self) -> bool:
        """Whether the person changed it; space around a text is no change."""
        if not self.drawn:
            return False
        return bool(_stripped(st.session_state[self.key]) != _stripped(self.start))


class _State:
    """What this tab knows of one plan: inputs by form and path, drafts as they are kept.

    `here`: forms whose draft was typed on this page; `chosen`: those that the person wants to go on with.
    """

    def __init__(self, kept: tuple[Draft, ...]) -> None:
        self.inputs: dict[str, dict[str, Input]] = {}
        self.kept = {each.form: each for each in kept}
        self.here: set[str] = set()
        self.chosen: set[str] = set()

    def forget_hidden(self) -> None:
        """Keep the inputs on this page only: forms without any go too."""
        shown = {form: {n: each for n, each in inputs.items() if each.drawn} for form, inputs in self.inputs.items()}
        self.inputs = {form: inputs for form, inputs in shown.items() if inputs}


def note(plan_id: str, form: str, path: Path, key: str, seen: PlanForm, start: Any) -> None:
    """Remember an input that is being drawn."""
    inputs = _state(plan_id).inputs.setdefault(form, {})
    inputs[".".join(path)] = Input(key, seen, start, _place(path))


def wanted(plan_id: str, form: str, path: Path, read: Callable[[str], Any]) -> tuple[PlanForm, Any] | None:
    """The plan's value as seen, and the text typed, of an input whose draft the person goes on with."""
    state = _state(plan_id)
    if form not in state.chosen or form not in state.kept:
        return None
    found = next((each for each in state.kept[form].inputs if each.name == ".".join(path)), None)
    if found is None:
        return None
    return found.seen, read(found.value) if isinstance(found.value, str) else found.value


def keep_texts(plan_id: str, form: str, paths: Mapping[str, Path]) -> None:
    """Keep drafts of texts that begin empty, by the key of their inputs; comes before these are drawn.

    `paths` says under which field of the plan each is told of.
    """
    for key, path in paths.items():
        if key not in st.session_state and (begun := wanted(plan_id, form, path, str)):
            st.session_state[key] = begun[1]
        note(plan_id, form, path, key, None, "")


def is_chosen(plan_id: str, form: str) -> bool:
    """Whether the person wants to go on with the draft of this form."""
    return form in _state(plan_id).chosen


def goes_on(form: str) -> bool:
    """Whether the person just chose to go on with the draft of this form, so that its fold must open; said once."""
    if st.session_state.get(_GOING_ON) != form:
        return False
    del st.session_state[_GOING_ON]
    return True


def is_typing(plan_id: str) -> bool:
    """Whether something on this page was typed and not saved."""
    return any(each.touched for form in _state(plan_id).inputs.values() for each in form.values())


def keep_typed(plan_id: str) -> None:
    """Bring what is kept up to what is typed; writes only when that changed."""
    state = _state(plan_id)
    state.forget_hidden()
    now, drawn = dict(_typed(state)), set(state.inputs)
    settled = ((state.here | state.chosen) & drawn) - now.keys()
    state.here = (state.here & drawn - settled) | now.keys()
    state.chosen -= settled
    _store(plan_id, state, {form: each for form, each in state.kept.items() if form not in settled} | now)


def forget(plan_id: str, form: str) -> None:
    """What was typed into a form is in the plan, or given up."""
    state = _state(plan_id)
    state.inputs.pop(form, None)
    state.here.discard(form)
    state.chosen.discard(form)
    _store(plan_id, state, {each: draft for each, draft in state.kept.items() if each != form})


def forget_fields(plan_id: str, paths: set[Path]) -> None:
    """The same for every form in which one of these fields was typed; its inputs start anew."""
    names = {".".join(path) for path in paths}
    for form, draft in list(_state(plan_id).kept.items()):
        if any(each.name in names for each in draft.inputs):
            forget(plan_id, form)
            renew(form)


@rights.editors_only
def offer(programme: Opened) -> None:
    """What was begun earlier and is not on screen, to go on with or to throw away."""
    keep_typed(programme.id)
    state = _state(programme.id)
    _show_key(state)
    waiting = [each for form, each in state.kept.items() if form not in state.here | state.chosen]
    for place, draft in enumerate(reversed(waiting[-MOST_OFFERED:])):
        with st.container(horizontal=True, vertical_alignment="center", key=f"quiet-begun-{place}"):
            paths = [tuple(each.name.split(".")) for each in draft.inputs]
            told = _("You had begun: {fields}, {ago}").format(
                fields=fields_words(programme.plan, paths), ago=ago(draft.when, programme.workspace.now())
            )
            st.markdown(f":material/edit_note: {markdown(told)}")
            if st.button(_("Go on"), key=f"begun-go-{place}", type="tertiary"):
                _go_on(programme.id, state, draft)
            if st.button(_("Throw away"), key=f"begun-drop-{place}", type="tertiary"):
                forget(programme.id, draft.form)
                st.rerun()


def _go_on(plan_id: str, state: _State, draft: Draft) -> None:
    state.chosen.add(draft.form)
    state.inputs.pop(draft.form, None)
    # inputs that are on screen already take what was typed only as new ones
    renew(draft.form)
    st.session_state[_GOING_ON] = draft.form
    unfold(draft.form)
    go(draft.place, plan_id)


def turn(form: str) -> int:
    """Part of the keys of a form's inputs."""
    return int(st.session_state.get(f"{form}.round", 0))


def renew(form: str) -> None:
    """Let a form's inputs start anew."""
    st.session_state[f"{form}.round"] = turn(form) + 1


def _typed(state: _State) -> Iterator[tuple[str, Draft]]:
    """A draft of every form with touched inputs; the one that is kept where nothing changed since."""
    for form, inputs in state.inputs.items():
        touched = {name: each for name, each in inputs.items() if each.touched}
        if not touched:
            continue
        typed = tuple(Typed(name, each.seen, _plain(st.session_state[each.key])) for name, each in touched.items())
        kept = state.kept.get(form)
        if kept and kept.inputs == typed:
            yield form, kept
        else:
            place = next(iter(touched.values())).place
            yield form, Draft(form, place, session.workspace().now(), typed)


def _store(plan_id: str, state: _State, drafts: dict[str, Draft]) -> None:
    if drafts == state.kept:
        return
    if keep(session.workspace(), plan_id, _tab(), list(drafts.values())):
        state.kept = drafts
    _show_key(state)


def _state(plan_id: str) -> _State:
    states: dict[str, _State] = st.session_state.setdefault(_STATE_KEY, {})
    if plan_id not in states:
        states[plan_id] = _State(begun(session.workspace(), plan_id, _tab()))
    return states[plan_id]


def _tab() -> str:
    """The key of this tab: the one of the address after a reload, else a new one that nobody can guess."""
    if _TAB_KEY not in st.session_state:
        given = st.query_params.get(TAB, "")
        st.session_state[_TAB_KEY] = given if len(given) >= SHORTEST_KEY else secrets.token_urlsafe(SHORTEST_KEY)
    return str(st.session_state[_TAB_KEY])


def _show_key(state: _State) -> None:
    """The key stands in the address while there is a draft; the navigation drops it, so it is put there again."""
    if state.kept and st.query_params.get(TAB) != _tab():
        st.query_params[TAB] = _tab()
    elif not state.kept and TAB in st.query_params:
        del st.query_params[TAB]


def _place(path: Path) -> str:
    """Where an input stands, as page/id."""
    page = urlsplit(st.context.url or "").path.rpartition("/")[2]
    id = session.chosen_id() if page == "commitment" else "".join(path[2:3])
    return f"{page if page in ORDER else ORDER[1]}/{id or session.chosen_id()}"


def _stripped(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value or None


def _plain(value: Any) -> PlanForm:
    """A widget's value in plan form."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return str(value) if isinstance(value, date) else value
