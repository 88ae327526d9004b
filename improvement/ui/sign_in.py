"""What a stranger sees: a place for a token, the sign-in, and nothing of any programme."""

from datetime import date
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from improvement.ui import session, visitor
from improvement.ui.navigation import ORDER
from improvement.view.escape import markdown
from improvement.view.language import _
from improvement.view.wording import full
from improvement.view.workshop import WARM_UP


def let_in(whole: list[StreamlitPage]) -> list[StreamlitPage]:
    """These pages for whoever may see a programme, or sits at the machine; for others the sign-in at every address.

    The addresses stay, so that a link leads to its page once its reader is let in; no page module runs before.
    """
    if visitor.is_at_the_machine() or session.workspace().store.plans():
        return whole
    names = [each.url_path or ORDER[0] for each in whole]
    return [
        st.Page(_page, title="Kept", url_path=name, default=name == ORDER[0], visibility="hidden") for name in names
    ]


def _page() -> None:
    with st.container(horizontal_alignment="center"), st.container(width=520, key="sign-in"):
        st.header(_("Who are you?"), anchor=False)
        for each in session.trouble():
            st.warning(markdown(full(each)), icon=":material/link_off:")
        account = visitor.signed_in_as()
        if account:
            told = _("You are signed in as {account}, but no programme lets you in yet. Ask the owner of one.")
            st.info(markdown(told.format(account=account)), icon=":material/person:")
            session.sign_out()
        else:
            _sign_in()
        _token_form()
        if WARM_UP in st.query_params:
            _warm_up()


def _warm_up() -> None:
    """Draw one of everything that is large, so that the browser fetches and keeps it; none of it is of a programme."""
    st.info(_("Once you see a chart and a table below, this device has loaded what the pages need."))
    with st.container(border=True, key="warm-up"):
        st.bar_chart({"n": [1, 2, 3]}, height=120)
        st.data_editor({"n": [1, 2, 3]}, key="warm-up-table", disabled=True)
        st.selectbox("n", ["1", "2"], key="warm-up-choice", label_visibility="collapsed")
        st.date_input("n", date(2027, 1, 1), key="warm-up-day", label_visibility="collapsed")


def _sign_in() -> None:
    for name in visitor.providers():
        label = _("Sign in with {provider}").format(provider=name) if name else _("Sign in")
        if st.button(markdown(label), type="primary", icon=":material/login:", key=f"sign-in-{name}", width="stretch"):
            st.login(name or None)


def _token_form() -> None:
    kind: Literal["primary", "secondary"] = "secondary" if visitor.providers() else "primary"
    with st.form("token", border=True):
        st.markdown(markdown(_("In a workshop? Scan the code on the wall, or put in the link that you were given.")))
        words = st.text_input(_("Link or code"), key="token-typed", max_chars=400, autocomplete="off")
        if st.form_submit_button(_("Come in"), icon=":material/arrow_forward:", type=kind) and words.strip():
            visitor.join_with(words)
            st.rerun()
