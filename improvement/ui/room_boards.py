"""What everybody sees of a step, on a phone, on the facilitator's screen and on the projector alike."""

import streamlit as st

from improvement.model.room import Room
from improvement.ui import room_html, session
from improvement.ui.cards import mood
from improvement.ui.story_step import show_picture
from improvement.usecases.answering import waiting
from improvement.usecases.opened import Opened
from improvement.usecases.overview import overview
from improvement.usecases.room import Seat, asleep
from improvement.usecases.room_closing import lacking, next_dates, open_points
from improvement.usecases.story import told
from improvement.view.escape import markdown
from improvement.view.findings import finding_rows
from improvement.view.language import _, ngettext
from improvement.view.names import people_names
from improvement.view.room import grouped, statement
from improvement.view.room_end import date_words, point_words
from improvement.view.story import Step, story
from improvement.view.waiting import waiting_words

MOST_POINTS = 6
# the pictures of the results are those of the story that tell what customers said
RESULTS = ("gaps", "weights", "map")


def names(sitting: Seat, room: Room) -> None:
    """Everybody who is here."""
    if not room.people or session.is_customer_safe():
        return
    st.html(room_html.names(room.people, asleep(sitting, room.people)))


def pictures(programme: Opened) -> tuple[Step, ...]:
    """The pictures that the facilitator can show as results."""
    return tuple(each for each in story(told(programme)) if each.id in RESULTS)


def results(programme: Opened, room: Room) -> None:
    """The picture on which the room is."""
    steps = pictures(programme)
    if not steps:
        st.info(_("No survey is stored yet, so there is nothing to show."), icon=":material/lightbulb:")
        return
    step = steps[min(room.picture, len(steps) - 1)]
    st.subheader(markdown(step.sentence), anchor=False)
    show_picture(programme, step)


def proposals(room: Room) -> None:
    """Everything that was proposed, like beside like."""
    groups = session.workspace().remember(("alike", room.proposals), lambda: grouped(room.proposals))
    if groups:
        st.html(room_html.proposals(groups, room.proposals))
    else:
        st.info(_("What falls short for your customers? One sentence each."), icon=":material/lightbulb:")


def ballot_paper(programme: Opened, room: Room) -> None:
    """What is voted on, without any number."""
    if room.vote.findings:
        st.html(room_html.sentences([statement(programme.plan, each) for each in room.vote.findings]))
    else:
        nothing_to_vote()


def nothing_to_vote() -> None:
    """Where no finding is open."""
    st.info(_("No finding is open. Propose some first, and take them into the programme."), icon=":material/lightbulb:")


def decisions(programme: Opened) -> None:
    """Every finding with what was decided about it."""
    people = people_names(programme.plan, programme.workspace.store.people())
    for row in finding_rows(programme.plan, people):
        with st.container(border=True, key=f"decided-{row.id}", gap="xsmall"):
            st.markdown(markdown(row.statement))
            mood(row.mood, row.decided)


def promises(programme: Opened) -> None:
    """The promises with their verdicts, and what still waits for one."""
    if words := waiting_words(len(waiting(programme.plan))):
        mood("look", words)
        st.html(room_html.sentences([statement(programme.plan, each) for each in waiting(programme.plan)]))
    _story_step(programme, "promises", _("No promise yet."))


def work(programme: Opened) -> None:
    """The plan of work, and what it lacks."""
    for words in point_words(programme.plan, lacking(programme)):
        mood("look", words)
    if people := sorted(overview(programme).facts.overloaded - programme.workspace.withheld(programme.id)):
        known = people_names(programme.plan, programme.workspace.store.people())
        told_of = ", ".join(known.get(each, each) for each in people)
        mood("act", _("Booked beyond their time: {names}").format(names=told_of))
    _story_step(programme, "work", _("No activity yet."))


def _story_step(programme: Opened, id: str, otherwise: str) -> None:
    found = next((each for each in story(told(programme)) if each.id == id), None)
    if found is None:
        st.info(otherwise, icon=":material/lightbulb:")
        return
    st.subheader(markdown(found.sentence), anchor=False)
    show_picture(programme, found)


def closing(programme: Opened) -> None:
    """What is open, and the dates on which it goes on."""
    for kind, words in date_words(*next_dates(programme)):
        mood(kind, words)
    points = point_words(programme.plan, open_points(programme))
    count = len(points)
    title = ngettext("{n} thing is open", "{n} things are open", count).format(n=count) if count else ""
    st.subheader(title or _("Nothing is open"), anchor=False)
    for words in points[:MOST_POINTS]:
        st.markdown(f"- {markdown(words)}")
    if count > MOST_POINTS:
        st.caption(ngettext("and {n} more", "and {n} more", count - MOST_POINTS).format(n=count - MOST_POINTS))
