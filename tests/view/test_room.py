"""A room in words: presence, votes, honest places, proposals that say the same."""

from datetime import UTC, date, datetime

import pytest

from improvement.errors import Severity, issue
from improvement.model.base import FrozenMap
from improvement.model.plan import Plan
from improvement.model.room import STEPS, Participant, Proposal, Retelling, Room, Vote
from improvement.model.validation import validate
from improvement.statistics.dot_votes import standings
from improvement.view.room import (
    answered_words,
    grouped,
    here_words,
    joined_words,
    left_words,
    outcome_title,
    promise_words,
    right_words,
    secret_words,
    step_name,
    step_question,
    taken_title,
    vote_runs,
    voted_words,
)
from improvement.view.room_end import date_words, point_words
from improvement.view.room_qr import qr_svg

NOW = datetime(2027, 2, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def plan() -> Plan:
    findings = {id: {"statement": f"Finding {id}"} for id in "abcd"}
    promise = {"standard": "s", "text": {"en": "Every complaint answered in a day"}, "slogan": {"en": "One day"}}
    found, wrong = validate(
        Plan,
        {
            "programme": {"title": "T", "starts": "2027-01-11"},
            "assessment": {"findings": findings},
            "commitment": {"promises": {"p": promise, "q": {"standard": "s", "text": {"en": "Only words"}}}},
        },
    )
    assert found, wrong
    return found


def room(*ballots: dict[str, int], watchers: int = 0) -> Room:
    people = [Participant(str(n), f"n{n}", ballot=FrozenMap(each)) for n, each in enumerate(ballots)]
    people += [Participant(f"w{n}", f"w{n}", watches=True) for n in range(watchers)]
    return Room(NOW, "Ana", people=tuple(people), vote=Vote(5, tuple("abcd")))


def test_every_step_has_a_name_and_a_question() -> None:
    assert len({step_name(each) for each in STEPS}) == len({step_question(each) for each in STEPS}) == len(STEPS)


def test_who_is_here() -> None:
    assert here_words(23, 25) == "23 of 25 here"
    assert here_words(1, 0) == "1 here"
    assert here_words(23, 25, 2) == "23 of 25 here · 2 screens asleep"


def test_votes_in_words() -> None:
    now = room({"a": 3}, {}, watchers=1)
    assert left_words(now, now.people[0]) == "2 of 5 votes left"
    assert secret_words(now) == "Nobody sees votes until Ana shows them."
    assert secret_words(Room()) == "Nobody sees votes until the facilitator shows them."
    assert voted_words(now) == "1 of 2 has voted"


def runs(plan: Plan, now: Room) -> list[tuple[list[tuple[str, str]], str]]:
    found = standings(now.vote.findings, [each.ballot for each in now.voters], now.vote.each)
    return [([(row.place, row.votes) for row in each.rows], each.doubt) for each in vote_runs(plan, found)]


def test_equal_counts_share_a_place_and_a_firm_order_parts_the_list(plan: Plan) -> None:
    # 8 people, all for a and b alike: ten dots moved by two people are not enough for c
    now = room(*[{"a": 2, "b": 2, "c": 1}] * 2, *[{"a": 2, "b": 3}, {"a": 3, "b": 2}] * 6)
    assert runs(plan, now) == [
        ([("1-2", "34 votes"), ("1-2", "34 votes")], ""),
        ([("3", "2 votes"), ("4", "0 votes")], "Two people could turn this order."),
    ]


def test_a_narrow_vote_is_one_bracket(plan: Plan) -> None:
    now = room({"a": 3, "b": 2}, {"a": 1, "c": 1})
    rows, doubt = runs(plan, now)[0]
    assert [each[0] for each in rows] == ["1", "2", "3", "4"]
    assert doubt == "Two people could turn each of these places with the next one."


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        ((), "Nobody has voted"),
        (({"a": 5},) * 9, "One finding is clearly ahead"),
        (({"a": 3, "b": 2},), "One finding is ahead, but two people could turn it"),
        (({"a": 2, "b": 2},), "The first 2 share the lead"),
    ],
)
def test_the_title_says_what_the_vote_says(ballots, expected) -> None:
    now = room(*ballots)
    found = standings(now.vote.findings, [each.ballot for each in now.voters], now.vote.each)
    assert outcome_title(found) == expected


def test_proposals_that_say_the_same_stand_together() -> None:
    found = (
        Proposal("1", "Customers wait four days for a first answer", "k"),
        Proposal("2", "Letters are late", "l"),
        Proposal("3", "First answers take four days", "m"),
        Proposal("4", "Four days", "m", joined="1"),
        Proposal("5", "Lunch", "m", left_out=True),
    )
    assert [[each.id for each in group] for group in grouped(found)] == [["1", "3"], ["2"]]
    assert joined_words(found, "1") == "joined with: Four days"
    assert joined_words(found, "2") == ""
    assert taken_title(1) == "Take 1 finding into the programme"


def test_the_promise_is_its_slogan_and_then_its_wording(plan: Plan) -> None:
    assert promise_words(plan, "p") == ("One day", "Every complaint answered in a day")
    assert promise_words(plan, "q") == ("Only words", "")
    assert promise_words(plan, "gone") == ("", "")


def test_the_retelling_is_counted_among_those_who_may_answer() -> None:
    people = (Participant("k", "K", retold="One day", right=True), Participant("l", "L"), Participant("m", "M", True))
    now = Room(NOW, people=people, retelling=Retelling("p", True))
    assert answered_words(now) == "1 of 2 has answered"
    assert right_words(now) == "1 of 1 said it right"


def test_the_end_names_dates_and_objects(plan: Plan) -> None:
    assert date_words(date(2027, 3, 31), None) == (
        ("good", "Next review on 31 Mar 2027"),
        ("look", "No date for asking customers again"),
    )
    point = issue("no-listening-date", Severity.GATE, ("programme",))
    other = issue("finding-unanswered", Severity.GATE, ("assessment", "findings", "a"))
    told = point_words(plan, (point, other))
    assert told[0].startswith("programme: no date is set")
    assert told[1].startswith("Finding a: ")


def test_a_code_holds_its_link_with_a_quiet_zone() -> None:
    drawn = qr_svg("http://192.168.1.20:8501/room?plan=city-clinic&join=" + "x" * 32)
    assert drawn.startswith("<svg")
    assert "#fff" in drawn
