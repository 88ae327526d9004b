"""Laws of a room: nobody votes more than they have, nobody touches another's ballot, nothing is lost by joining."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from improvement.errors import KeptError
from improvement.model.room import Room, concerns
from improvement.usecases import room_moves as moves
from improvement.usecases.room import outcome

NOW = datetime(2027, 2, 15, 9, tzinfo=UTC)
KEYS = st.sampled_from("klmn")
FINDINGS = st.sampled_from("abcd")


def refused(wrong: pytest.ExceptionInfo[KeptError]) -> str:
    return wrong.value.issues[0].id


def at_vote(*names: str) -> Room:
    room = Room(NOW)
    for name in names:
        room = moves.joined(room, name.lower(), name, watches=False)
    return moves.balloted(moves.went(room, "vote"), ("a", "b", "c"))


class Voting(RuleBasedStateMachine):
    """Any order of joining, voting, showing and voting again."""

    def __init__(self) -> None:
        super().__init__()
        self.room = moves.balloted(moves.went(Room(NOW), "vote"), ("a", "b", "c"))

    @rule(key=KEYS, name=st.sampled_from(["Ana", "Bo", "ณัฐ"]))
    def join(self, key: str, name: str) -> None:
        self.room = moves.joined(self.room, key, name, watches=False)

    @rule(key=KEYS, finding=FINDINGS, dots=st.integers(-2, 9))
    def vote(self, key: str, finding: str, dots: int) -> None:
        before = self.room
        try:
            self.room = moves.voted(before, key, finding, dots)
        except KeptError:
            assert self.room is before
        assert before == self.room or not before.vote.shown
        # nobody else's ballot moves
        assert [each for each in self.room.people if each.key != key] == [
            each for each in before.people if each.key != key
        ]

    @rule(each=st.integers(0, 7))
    def give(self, each: int) -> None:
        if not self.room.vote.shown:
            self.room = moves.giving(self.room, each)

    @rule(findings=st.lists(FINDINGS, unique=True))
    def ballot(self, findings: list[str]) -> None:
        self.room = moves.balloted(self.room, findings)

    @rule()
    def show(self) -> None:
        self.room = moves.shown(self.room)

    @rule()
    def again(self) -> None:
        self.room = moves.voted_again(self.room, ("a", "b"))
        assert not self.room.voters

    @invariant()
    def nobody_gives_more_votes_than_they_have(self) -> None:
        for each in self.room.people:
            assert 0 <= each.dots <= self.room.vote.each
            assert all(dots > 0 for dots in each.ballot.values())
            assert set(each.ballot) <= set(self.room.vote.findings)

    @invariant()
    def counts_are_the_sums_of_the_ballots(self) -> None:
        counted = {row.id: row.dots for row in outcome(self.room)}
        assert sum(counted.values()) == sum(each.dots for each in self.room.people)

    @invariant()
    def others_ballots_are_out_of_sight_until_shown(self) -> None:
        for each in self.room.people:
            others = [other for other in concerns(self.room, each.key).people if other.key != each.key]
            assert bool(others) == (self.room.vote.shown and len(self.room.people) > 1)

    @invariant()
    def names_are_told_apart(self) -> None:
        names = [each.name for each in self.room.people]
        assert len(set(names)) == len(names)


Voting.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestVoting = Voting.TestCase


def test_coming_back_keeps_the_ballot_and_the_place() -> None:
    room = moves.voted(at_vote("Ana", "Bo"), "ana", "b", 3)
    again = moves.joined(room, "ana", "Ana Ruiz", watches=False)
    assert [each.name for each in again.people] == ["Ana Ruiz", "Bo"]
    assert again.people[0].ballot == {"b": 3}


def test_a_vote_too_many_is_refused_and_the_ballot_stays() -> None:
    room = moves.voted(at_vote("Ana"), "ana", "a", 4)
    with pytest.raises(KeptError) as wrong:
        moves.voted(room, "ana", "b", 2)
    assert refused(wrong) == "room-no-votes-left"
    assert moves.voted(moves.voted(room, "ana", "a", 3), "ana", "b", 2).people[0].dots == 5


def test_nobody_votes_after_the_reveal() -> None:
    with pytest.raises(KeptError) as wrong:
        moves.voted(moves.shown(at_vote("Ana")), "ana", "a", 1)
    assert refused(wrong) == "room-vote-over"
    with pytest.raises(KeptError):
        moves.giving(moves.shown(at_vote("Ana")), 3)


def test_a_finding_that_is_gone_gives_its_dots_back() -> None:
    room = moves.voted(moves.voted(at_vote("Ana"), "ana", "a", 2), "ana", "b", 3)
    assert moves.balloted(room, ("b", "d")).people[0].ballot == {"b": 3}
    assert moves.balloted(moves.shown(room), ("b",)) == moves.shown(room)


def test_joining_proposals_loses_no_sentence_and_can_be_taken_back() -> None:
    room = Room(NOW)
    for key, text in (
        ("k", "Calls are dropped"),
        ("l", " Calls  get lost "),
        ("m", "Letters are late"),
        ("k", "Calls"),
    ):
        room = moves.proposed(room, key, text)
    one = moves.merged(room, ("2", "4"), "")
    both = moves.merged(one, ("1", "2"), "Calls are dropped or lost")
    assert [(each.id, each.text) for each in both.proposals if each.stands] == [
        ("1", "Calls are dropped or lost"),
        ("3", "Letters are late"),
    ]
    assert {each.joined for each in both.proposals if each.joined} == {"1"}
    assert {each.text for each in both.proposals} >= {"Calls get lost", "Calls"}
    assert all(each.stands for each in moves.parted(both, "1").proposals)


def test_only_ones_own_fresh_proposal_is_taken_back() -> None:
    room = moves.proposed(moves.proposed(Room(NOW), "k", "one"), "l", "two")
    assert moves.proposed(room, "k", " one ") == room
    assert moves.withdrawn(room, "k", "2") == room
    assert [each.text for each in moves.withdrawn(room, "k", "1").proposals] == ["two"]
    # ids are not given twice, so a tick beside a proposal never moves to another one
    assert moves.proposed(moves.withdrawn(room, "k", "1"), "k", "three").proposals[-1].id == "3"
    joined = moves.merged(room, ("1", "2"), "both")
    assert moves.withdrawn(joined, "k", "1") == joined
    assert (
        moves.withdrawn(moves.taken(room, {"1": "one"}), "k", "1").proposals
        == moves.taken(room, {"1": "one"}).proposals
    )


@pytest.mark.parametrize(("name", "id"), [("", "room-no-name"), (" \n\t ", "room-no-name")])
def test_nobody_comes_in_without_a_name(name, id) -> None:
    with pytest.raises(KeptError) as wrong:
        moves.joined(Room(NOW), "k", name, watches=False)
    assert refused(wrong) == id


def test_texts_and_crowds_have_an_end() -> None:
    room = moves.joined(Room(NOW), "k", "x" * 5000, watches=False)
    assert len(room.people[0].name) == moves.NAME_LENGTH
    assert len(moves.proposed(room, "k", "y " * 5000).proposals[0].text) <= moves.TEXT_LENGTH
    for number in range(moves.MOST_PEOPLE - 1):
        room = moves.joined(room, str(number), f"n{number}", watches=False)
    with pytest.raises(KeptError) as wrong:
        moves.joined(room, "late", "Late", watches=False)
    assert refused(wrong) == "room-full"


def test_the_retelling_waits_until_the_promise_is_hidden_and_a_new_answer_is_not_ticked() -> None:
    room = moves.retelling(at_vote("Ana", "Bo"), "one-day")
    assert not moves.retold(room, "ana", "One day").answers
    room = moves.ticked(moves.retold(moves.hidden(room), "ana", " One  day "), "ana", right=True)
    assert [(each.retold, each.right) for each in room.answers] == [("One day", True)]
    assert moves.retold(room, "ana", "One day") == room
    assert not moves.retold(room, "ana", "Two days").answers[0].right
    assert moves.ticked(room, "bo", right=True) == room
    assert not moves.retelling(room, "other").answers


def test_a_clock_ends_and_stops_with_the_step() -> None:
    room = moves.timed(Room(NOW), 5, NOW)
    assert room.timer is not None
    assert room.timer.ends == NOW + timedelta(minutes=5)
    assert moves.went(room, "vote").timer is None
    assert moves.vote_kept(moves.went(room, "join"), date(2027, 2, 15)).timer == room.timer
