"""The pages, in the order of the loop, and the link to the next one (a phone has no open navigation)."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from improvement.ui import session
from improvement.view.language import _

ORDER = ("portfolio", "programme", "assessment", "commitment", "realization", "guarantee", "present")
ROOM = "room"
ICONS = {
    "portfolio": ":material/layers:",
    "programme": ":material/dashboard:",
    "assessment": ":material/checklist:",
    "commitment": ":material/handshake:",
    "realization": ":material/construction:",
    "guarantee": ":material/verified:",
    "present": ":material/slideshow:",
    "room": ":material/groups:",
}


def title(page: str) -> str:
    """The page's short name in the navigation."""
    return {
        "portfolio": _("Portfolio"),
        "programme": _("Programme"),
        "assessment": _("Assessment"),
        "commitment": _("Commitment"),
        "realization": _("Realization"),
        "guarantee": _("Guarantee"),
        "present": _("Present"),
        "room": _("Workshop room"),
    }[page]


def file_of(page: str) -> str:
    """The page's file, as Streamlit wants it."""
    return f"pages/{page}.py"


def pages() -> list[StreamlitPage]:
    """All pages for st.navigation; the portfolio is the first."""
    shown = [
        st.Page(file_of(page), title=title(page), icon=ICONS[page], url_path=page, default=page == ORDER[0])
        for page in ORDER
    ]
    room = st.Page(file_of(ROOM), title=title(ROOM), icon=ICONS[ROOM], url_path=ROOM, visibility="hidden")
    return [*shown, room]


def address(plan_id: str, **more: str) -> dict[str, str]:
    """Query parameters that keep the programme and the language."""
    kept = {session.PLAN: plan_id, session.LANG: st.query_params.get(session.LANG, "")} | more
    return {key: value for key, value in kept.items() if value}


def link(page: str, label: str = "", plan_id: str = "", **more: str) -> None:
    """A link to a page that keeps the programme."""
    icon = ICONS[page]
    query = address(plan_id or session.plan_id(), **more)
    st.page_link(file_of(page), label=label or title(page), icon=icon, query_params=query)


def next_link(page: str) -> None:
    """At the foot of every page: where the loop goes on."""
    following = ORDER[(ORDER.index(page) + 1) % len(ORDER)]
    with st.container(horizontal=True, horizontal_alignment="right", key="next-page"):
        link(following, _("Next: {page}").format(page=title(following)))


def go(target: str, plan_id: str) -> None:
    """Leave now for `page/id`; the id may be empty."""
    page, _slash, wanted = target.partition("/")
    st.switch_page(file_of(page), query_params=address(plan_id, **{session.ID: wanted}))
