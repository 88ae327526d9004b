"""Lists of a room: what people typed is text."""

from improvement.model.room import Participant, Proposal
from improvement.ui import room_html
from improvement.view.room import VoteRow, VoteRun, grouped

NASTY = '<img src=x onerror="alert(1)"> & <b>'


def test_what_people_typed_is_text() -> None:
    person, proposal = Participant("k", NASTY), Proposal("1", NASTY, "k")
    drawn = room_html.proposals(grouped((proposal,)), (proposal, Proposal("2", NASTY, "k", joined="1")))
    drawn += room_html.names((person,), (person,)) + room_html.sentences([NASTY])
    drawn += room_html.places((VoteRun((VoteRow("1-2", NASTY, 0.5, "1 vote"),), NASTY),))
    assert "<img" not in drawn
    assert "<b>" not in drawn
    assert drawn.count("&lt;img") == 6
    assert "width:50.0%" in drawn
