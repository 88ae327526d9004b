"""How people come into the room: the link and its QR code."""

from urllib.parse import urlencode

import streamlit as st

from improvement.ui import session
from improvement.ui.room_seat import AS, PHONE
from improvement.view.language import _, language
from improvement.view.room_qr import qr_svg


def join_link(plan_id: str) -> str:
    """The address of this room for a phone: the workshop's invitation, else that of this machine alone."""
    if invited := session.invitation(plan_id):
        return invited
    base, _slash, _page = (st.context.url or "").partition("?")[0].rpartition("/")
    return f"{base}/room?{urlencode({session.PLAN: plan_id, AS: PHONE, session.LANG: language()})}"


def show_link(plan_id: str) -> None:
    """The QR code, and the link below it for those who type."""
    link = join_link(plan_id)
    with st.container(key="room-code"):
        st.image(qr_svg(link), width="stretch", alt=_("QR code that opens this room on a phone"))
    st.code(link, language=None, wrap_lines=True)
    if not session.invitation(plan_id):
        st.caption(_("This link works on this machine only. Let phones in: start with run --workshop."))
