"""Who sits at this browser: the person at the machine, the holder of a token, somebody who signed in, or a stranger.

The person at the machine is only recognised where nobody else can be mistaken for them: the server listens on a
loopback address, neither a sign-in nor a workshop is configured, and the request neither names another host (a page
elsewhere that points its own name at this machine) nor says that a proxy passed it on. Addresses and headers can be
forged, so they only ever take rights away; behind a proxy every request seems to come from this machine.
"""

import contextlib
import ipaddress
import os
import re
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from improvement.errors import Issue, KeptError
from improvement.usecases.access import INVITATION, WORKSHOP, with_account, with_nothing, with_token
from improvement.usecases.workspace import Workspace

JOIN, COOKIE = "join", "kept_join"
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")
_TOKEN_KEY, _SEEN_KEY = "kept.token", "kept.seen"
_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def seen(whole: Workspace) -> Workspace:
    """The workspace as this visitor may use it. Token and sign-in count together, and both before the machine.

    Who it is stays the same for a tab until its link changes (a sign-in loads the page anew), so it is found out once;
    what they may do is looked up by the store each time.
    """
    linked = st.query_params.get(JOIN, "")
    known: tuple[Workspace, str, Workspace] | None = st.session_state.get(_SEEN_KEY)
    if known is None or known[0] is not whole or known[1] != linked:
        known = (whole, linked, _found_out(whole))
        st.session_state[_SEEN_KEY] = known
    return known[2]


def _found_out(whole: Workspace) -> Workspace:
    account = signed_in_as()
    if token := _token():
        with contextlib.suppress(KeptError):
            return with_token(whole, token, account)
    if account:
        return with_account(whole, account)
    return whole if is_at_the_machine() else with_nothing(whole)


def trouble(whole: Workspace) -> tuple[Issue, ...]:
    """Why this visitor's token opens nothing; empty where they have none."""
    try:
        if token := _token():
            with_token(whole, token)
    except KeptError as wrong:
        return wrong.issues
    return ()


def invitation(plan_id: str) -> str:
    """The link with which people take part in the workshop of a programme; empty where this server holds none.

    Only this process knows it: the folder keeps a hash. Nobody gets it who may do less than it allows.
    """
    return os.environ.get(INVITATION, "") if plan_id and os.environ.get(WORKSHOP) == plan_id else ""


def may_invite(whole: Workspace, plan_id: str) -> bool:
    """Whether this visitor may show that link to others: a member's rights, also while customers look on."""
    return seen(whole).store.role(plan_id) in {"member", "owner"}


def join_with(words: str) -> None:
    """Use a token, or the link that holds one; kept in the URL, so that a reload keeps it too."""
    found = parse_qs(urlsplit(words.strip()).query).get(JOIN, [words.strip()])[0]
    st.query_params[JOIN] = st.session_state[_TOKEN_KEY] = found


def _token() -> str:
    """From the link, else from this tab, else from the cookie that the link left (not for the person at the machine).

    Where the cookie came back, the token goes from the address bar: a projector shows it to the room.
    """
    cookie = "" if is_at_the_machine() else str(st.context.cookies.get(COOKIE, ""))
    cookie = cookie if TOKEN.fullmatch(cookie) else ""
    if linked := st.query_params.get(JOIN):
        st.session_state[_TOKEN_KEY] = linked
        if linked == cookie:
            del st.query_params[JOIN]
    return str(st.session_state.get(_TOKEN_KEY) or cookie)


def providers() -> tuple[str, ...]:
    """The sign-in providers of secrets.toml; "" is the one without a name. None where no sign-in is configured."""
    if not _has_sign_in():
        return ()
    settings = st.secrets["auth"]
    named = tuple(name for name, each in settings.items() if hasattr(each, "get") and "client_id" in each)
    return ("",) * ("client_id" in settings) + named


def signed_in_as() -> str:
    """The sign-in name: the e-mail address unless the provider says that it is not verified, else the user name."""
    user = st.user.to_dict()
    if not _has_sign_in() or user.get("is_logged_in") is not True:
        return ""
    if email := user.get("email"):
        return "" if str(user.get("email_verified", True)).lower() == "false" else str(email)
    return str(user.get("preferred_username") or "")


def _has_sign_in() -> bool:
    # Streamlit adds this key exactly where [auth] stands in secrets.toml
    return "is_logged_in" in st.user.to_dict()


def is_at_the_machine() -> bool:
    """Whether this can only be the person who could edit the files anyway."""
    if os.environ.get(WORKSHOP) or _has_sign_in() or not _is_loopback(str(st.get_option("server.address") or "")):
        return False
    headers = st.context.headers
    host = urlsplit(f"//{headers.get('Host', 'localhost')}").hostname or ""
    return _is_loopback(host) and not any(name in headers for name in _PASSED_ON)


def _is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
