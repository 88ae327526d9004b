"""How people come into the room: the link and its QR code."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from improvement.ui import session
from improvement.ui.room_seat import AS, PHONE
from improvement.view.language import _, language
from improvement.view.room_qr import qr_svg


def join_link(plan_id: str) -> str:
    """The address of this room for a phone."""
    base, _slash, _page = (st.context.url or "").partition("?")[0].rpartition("/")
    query = {session.PLAN: plan_id, AS: PHONE, session.LANG: language()}
    return f"{base}/room?{urlencode(query)}"


def show_link(plan_id: str) -> None:
    """The QR code, and the link below it for those who type."""
    link = join_link(plan_id)
    told = escape(_("QR code that opens this room on a phone"))
    st.html(f'<div class="kept-qr" role="img" aria-label="{told}">{qr_svg(link)}</div>')
    st.code(link, language=None, wrap_lines=True)
