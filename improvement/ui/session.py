"""What one browser tab knows: the workspace, the programme on screen, the person, the language. All keys stand here."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from improvement.errors import Issue
from improvement.model.programme import Role
from improvement.ui import visitor
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view.escape import markdown
from improvement.view.language import LANGUAGES, _, use

PLAN, LANG, ID, CUSTOMER = "plan", "lang", "id", "customer"
_PLAN_KEY, _NAME_KEY, _NOTE_KEY, _GO_KEY = "kept.plan", "kept.name", "kept.note", "kept.go"
_TYPED_KEY, _FORMS_KEY, _LANG_KEY = "kept.name.typed", "kept.forms", "kept.lang"
_CUSTOMER_KEY = "kept.customer"
T = TypeVar("T")
# what was found out in this run: a page asks a hundred times who sits there and what they may do
_run: ContextVar[dict[str, Any] | None] = ContextVar("run", default=None)


def _once(what: str, find: Callable[[], T]) -> T:
    """The answer found earlier in this run; outside of runs every question is asked anew."""
    known = _run.get()
    if known is None:
        return find()
    if what not in known:
        known[what] = find()
    found: T = known[what]
    return found


def plans_folder() -> Path:
    """The folder of programmes: KEPT_PLANS, or plans/ beside app.py."""
    return Path(os.environ.get("KEPT_PLANS") or Path(__file__).resolve().parents[2] / "plans")


@st.cache_resource(show_spinner=False)
def _workspace(folder: str) -> Workspace:
    return start(Path(folder), lambda: datetime.now(UTC).astimezone())


def workspace() -> Workspace:
    """The workspace with the rights of whoever sits at this tab; without names of staff while customers look on."""
    return _once("workspace", _find_workspace)


def _find_workspace() -> Workspace:
    found = visitor.seen(_workspace(str(plans_folder())))
    return found.for_customers() if is_customer_safe() else found


def invitation(plan_id: str) -> str:
    """The link with which people take part in the workshop; empty for those who may not invite, and without one."""
    whole = _workspace(str(plans_folder()))
    return visitor.invitation(plan_id) if visitor.may_invite(whole, plan_id) else ""


def trouble() -> tuple[Issue, ...]:
    """Why the token of this tab opens nothing; empty where it has none."""
    return visitor.trouble(_workspace(str(plans_folder())))


def set_language() -> str:
    """Choose this run's language: ?lang=, else the one of this tab, else the browser's, else English.

    Comes first in every run and fragment. The navigation drops what stands in the URL, so it is put there again.
    """
    kept = st.session_state.get(_LANG_KEY, "")
    wanted = st.query_params.get(LANG) or kept or (st.context.locale or "en").split("-")[0]
    chosen = wanted if wanted in LANGUAGES else "en"
    if LANG in st.query_params:
        st.session_state[_LANG_KEY] = chosen
    elif kept:
        st.query_params[LANG] = kept
    use(chosen)
    _run.set({})
    return chosen


def plan_id() -> str:
    """The programme on screen: from the URL, else the last one of this tab; empty where none is, or it is gone."""
    wanted = st.query_params.get(PLAN) or st.session_state.get(_PLAN_KEY, "")
    if not _once(f"is {wanted} there", lambda: wanted in workspace().store.plans()):
        return ""
    open_plan(wanted)
    return str(wanted)


def open_plan(wanted: str) -> None:
    """Make a programme the one on screen, in the URL too."""
    st.session_state[_PLAN_KEY] = wanted
    if st.query_params.get(PLAN) != wanted:
        st.query_params[PLAN] = wanted


def role() -> Role | None:
    """What this visitor may do in the programme on screen; None where none is on screen."""
    chosen = plan_id()
    return _once(f"role in {chosen}", lambda: workspace().store.role(chosen)) if chosen else None


def may_edit() -> bool:
    """Whether this visitor may change the programme on screen."""
    return role() in {"member", "owner"}


def is_facilitator() -> bool:
    """Whether this visitor steers the programme on screen: only its owner does."""
    return role() == "owner"


def is_customer_safe() -> bool:
    """Whether names of staff, scorecards and words of complaints are hidden: ?customer=1, kept until ?customer=0."""
    return _once("customer-safe", _find_customer_safe)


def _find_customer_safe() -> bool:
    if wanted := st.query_params.get(CUSTOMER):
        st.session_state[_CUSTOMER_KEY] = wanted == "1"
    elif st.session_state.get(_CUSTOMER_KEY):
        # the navigation dropped it; a reload must not show the names
        st.query_params[CUSTOMER] = "1"
    return bool(st.session_state.get(_CUSTOMER_KEY, False))


def show_to_customers(safe: bool) -> None:
    """Switch the customer-safe view on or off, in the URL too."""
    st.session_state[_CUSTOMER_KEY] = safe
    st.query_params[CUSTOMER] = "1" if safe else "0"
    _run.set({})


def person() -> str:
    """The name under which this tab's changes are recorded: the signed-in person's, else typed; empty until given."""
    return workspace().store.name(plan_id()) or str(st.session_state.get(_NAME_KEY, ""))


def recorded_as() -> str:
    """The name that stands in the journal for this tab's changes."""
    return person() or _("somebody")


def remember_name(name: str) -> None:
    """Record this tab's changes under a name from now on."""
    st.session_state[_NAME_KEY] = " ".join(name.split())


def name_field(label: str) -> None:
    """Ask for that name, or say who signed in. The input is forgotten with its page: the name is kept beside it."""
    if account := visitor.signed_in_as():
        st.caption(markdown(account))
        sign_out()
        return

    def remember() -> None:
        remember_name(st.session_state[_TYPED_KEY])

    st.text_input(label, person(), key=_TYPED_KEY, max_chars=60, on_change=remember)


def sign_out() -> None:
    """The button that ends a sign-in."""
    if st.button(_("Sign out"), icon=":material/logout:", key="sign-out"):
        st.logout()


def renew_forms() -> None:
    """Let every form show the plan again instead of what was typed."""
    st.session_state[_FORMS_KEY] = forms_round() + 1


def forms_round() -> int:
    """Part of the keys of inputs: a new round makes them new."""
    return int(st.session_state.get(_FORMS_KEY, 0))


def leave_note(text: str) -> None:
    """A short message for the next run, which shows it once."""
    st.session_state[_NOTE_KEY] = text


def take_note() -> str:
    """The message left by the last run, at most once."""
    return str(st.session_state.pop(_NOTE_KEY, ""))


def ask_to_go(target: str) -> None:
    """Remember a wish to open `page/id`; the next run fulfils it (a callback cannot change the page itself)."""
    st.session_state[_GO_KEY] = target


def wanted_target() -> str:
    """The wish of the last run, at most once; empty where there is none."""
    return str(st.session_state.pop(_GO_KEY, ""))


def chosen_id() -> str:
    """The object that the URL names (?id=); empty where it names none."""
    return str(st.query_params.get(ID, ""))
