"""The next step walks the loop: each mended plan asks for the one after."""

import pytest

from improvement.checks.facts import Facts
from improvement.checks.next_step import next_step
from improvement.view.wording import sentence
from tests.checks.plans import plan_of, whole

EMPTY = "programme:\n  title: Empty\n  starts: 2027-01-11\n"
SOURCE = "assessment:\n  sources:\n    s:\n      file: a.csv\n      mapping: a.mapping.yaml\n"


@pytest.mark.parametrize(
    ("changes", "id", "object_id"),
    [
        ([("answers: [slow]", "title: Answer")], "next-answer", "slow"),
        ([("decision: accepted", "decision: open")], "next-decide", "slow"),
        ([("      measure: first-answer\n", "")], "next-measure", "first-answer"),
        ([("serves: [first-answer]", "percent_complete: 50%")], "next-plan-work", "first-answer"),
        ([("  listen_again: 2027-11-02\n", "")], "next-listen", "programme"),
        ([], "next-finish", "train-owners"),
    ],
)
def test_the_first_gap_of_the_loop_comes_next(changes: list[tuple[str, str]], id: str, object_id: str) -> None:
    found = next_step(whole(*changes))
    assert (found.id, found.where.path[-1]) == (id, object_id)


def test_nothing_known_asks_for_data_then_for_findings() -> None:
    assert next_step(plan_of(EMPTY)).id == "next-add-source"
    assert next_step(plan_of(EMPTY + SOURCE)).id == "next-propose"


def test_a_refuted_promise_comes_before_everything() -> None:
    open_too = whole(("decision: accepted", "decision: open"))
    assert next_step(open_too, Facts(verdicts={"one-day": "over-promise"})).id == "next-mend-promise"


def test_a_safe_promise_is_to_be_published() -> None:
    assert next_step(whole(), Facts(verdicts={"one-day": "safe"})).id == "next-publish"


def test_the_longest_wait_is_answered_first_and_names_who_decided() -> None:
    earlier = (
        "    slow:\n",
        "    rude:\n      statement: Answers are rude\n      decision: accepted\n      decided_by: marta\n"
        "      decided_on: 2027-01-12\n    slow:\n",
    )
    found = next_step(whole(earlier, ("answers: [slow]", "title: Answer")))
    assert sentence(found) == "“Answers are rude” was accepted on 12 Jan 2027 by Marta Gil. Nothing answers it yet."
