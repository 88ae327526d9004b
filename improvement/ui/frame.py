"""What every page has in common: title, the line below it, banners, notes, the empty page."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from improvement.errors import Issue
from improvement.model.snapshot import Snapshot
from improvement.ui import changes, drafts, live, rights, session
from improvement.ui.commit import settle_conflict
from improvement.ui.hand_clashes import settle_hand_clashes
from improvement.ui.navigation import ORDER, go, link
from improvement.ui.pace import PACE
from improvement.usecases.opened import Opened
from improvement.view.escape import markdown
from improvement.view.format import day
from improvement.view.language import _, ngettext
from improvement.view.wording import line


def head(title: str, snapshot: Snapshot | None = None, *facts: str) -> None:
    """The page's answer or question, and one line: programme, cycle, data date and whatever the page adds."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="head"):
        st.header(markdown(title), anchor=False)
        _audience()
        _who()
    programme = Opened(session.workspace(), snapshot.id, snapshot.plan) if snapshot and snapshot.plan else None
    if programme and snapshot:
        live.arrive(programme, snapshot)
    newest = changes.last_line(programme) if programme else ""
    parts = [each for each in (*_about(snapshot), *facts, newest) if each and each != title]
    with _place("about"):
        if parts:
            st.caption(" · ".join(markdown(each) for each in parts))
        if words := rights.viewing_words(programme.plan if programme else None):
            st.caption(f":material/visibility: {markdown(words)}")
    if programme and snapshot:
        with _place("settle"):
            settle_conflict(programme, snapshot)
            settle_hand_clashes(programme, snapshot)
        with _place("begun"):
            drafts.offer(programme)
        with _place("undo-place"):
            changes.undo_button(programme)
        live.watch(programme, snapshot)
    else:
        live.watch_folder()
    if note := session.take_note():
        st.toast(markdown(note), icon=":material/check:")
    with _place("mistakes"):
        if snapshot and snapshot.issues:
            broken(snapshot.issues, snapshot.plan is not None)


def _place(name: str) -> DeltaGenerator:
    """Where something comes and goes: with a place of its own it does not make the browser draw all below it anew."""
    return st.container(key=f"place-{name}")


def _audience() -> None:
    """The switch for a screen that customers see too."""
    key = "customer-safe"
    st.session_state[key] = session.is_customer_safe()
    st.toggle(
        _("Customer-safe"),
        key=key,
        help=_("Hides who does what, who is overbooked and what staff can do; nothing can be changed meanwhile."),
        on_change=lambda: session.show_to_customers(st.session_state[key]),
    )


@rights.about_persons
def _who() -> None:
    """Under which name changes are recorded; asked here, never demanded."""
    name = session.person()
    label = _("You: {name}").format(name=name) if name else _("Your name")
    with st.popover(markdown(label), type="tertiary", icon=":material/person:", key="who"):
        session.name_field(_("Your name, for the record of changes and to undo your own"))


def _about(snapshot: Snapshot | None) -> list[str]:
    if snapshot is None or snapshot.plan is None:
        return []
    programme = snapshot.plan.programme
    parts = [programme.title, _("cycle {number}").format(number=programme.cycle)]
    if programme.data_date:
        parts.append(_("data up to {date}").format(date=day(programme.data_date)))
    if programme.sample:
        parts.append(_("made-up sample"))
    return parts


def broken(issues: tuple[Issue, ...], readable: bool) -> None:
    """A banner for a plan file with errors: each with its place, all at once."""
    count = len(issues)
    title = ngettext("The plan file has {n} mistake", "The plan file has {n} mistakes", count).format(n=count)
    with st.container(key="broken-plan"):
        st.error(title, icon=":material/error:")
        if readable:
            st.caption(_("You see the last good state. Nothing can be saved until the file is mended."))
        for each in issues[:12]:
            st.code(line(each), language=None, wrap_lines=True)


def shared_people() -> None:
    """A banner for mistakes in the file of people whom programmes share; nothing where there is none."""
    found = session.workspace().store.people_issues()
    if not found:
        return
    with st.container(key="broken-people"):
        st.error(_("The file of shared people cannot be used: nobody of it is counted."), icon=":material/error:")
        for each in found[:12]:
            st.code(line(each), language=None, wrap_lines=True)


def show_page(render: Callable[[Opened, Snapshot], None], for_customers: bool = False) -> None:
    """Render a page of one programme; without one, say so and lead to the portfolio.

    A page made `for_customers` never holds the names of staff.
    """
    chosen = session.plan_id()
    if not chosen:
        head(_("No programme is open"))
        st.info(_("Choose a programme in the portfolio first."), icon=":material/layers:")
        link(ORDER[0], _("Go to the portfolio"))
        return
    if target := session.wanted_target():
        go(target, chosen)
    workspace = session.workspace().for_customers() if for_customers else session.workspace()
    snapshot = workspace.store.snapshot(chosen)
    if snapshot.plan is None:
        # there is nothing to show anybody: a presenter needs the mistakes
        head(chosen, session.workspace().store.snapshot(chosen))
        shared_people()
        st.info(_("Mend {file} in an editor, then reload this page.").format(file="plan.yaml"))
        return
    with PACE.measured():
        render(Opened(workspace, chosen, snapshot.plan), snapshot)


def empty(text: str, icon: str = ":material/lightbulb:") -> None:
    """What to do next where there is nothing to show yet."""
    st.info(text, icon=icon)
