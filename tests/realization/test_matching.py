"""Which interventions a finding calls for, and the ids of what is drafted."""

from itertools import pairwise

from improvement.model.ids import free_id, id_from
from improvement.model.values import parse_id
from improvement.realization.draft import suggest
from improvement.realization.matching import forms
from tests.realization.findings import BOOK, PLAN
from tests.schedule.plan_text import parsed


def test_forms_are_endings_of_the_word_and_no_other_word() -> None:
    assert {"waits", "waiting", "waited"} <= forms("wait")
    assert {"replies", "replied", "replying"} <= forms("reply")
    assert {"slipping", "slipped"} <= forms("slip")
    assert {"charged", "charging", "charges"} <= forms("charge")
    assert "branches" in forms("branch")
    assert "slowly" in forms("slow")
    assert "car" not in forms("care")


def test_the_most_matching_words_come_first() -> None:
    first = suggest(parsed(PLAN), "slow", BOOK)[0]
    assert first.intervention == "named-owner-at-intake"
    assert first.words == ("complaint", "answer", "wait", "owner")
    assert first.score == 4


def test_equal_matches_are_parted_by_the_factor() -> None:
    rows = suggest(parsed(PLAN), "bills", BOOK)
    assert all(row.score == len(row.words) > 0 for row in rows)
    for better, worse in pairwise(rows):
        same = [BOOK.interventions[row.intervention].factor == "price" for row in (better, worse)]
        assert (better.score, same[0]) >= (worse.score, same[1])


def test_every_title_of_a_standard_makes_an_id() -> None:
    titles = [each.standard.title for each in BOOK.interventions.values() if each.standard]
    ids = [parse_id(id_from(title)) for title in titles]
    assert len(set(ids)) == len(ids)
    assert id_from("a " * 40) == "-".join("a" * 32)
    assert parse_id(free_id("a" * 64, {"a" * 64})) == "a" * 62 + "-2"
