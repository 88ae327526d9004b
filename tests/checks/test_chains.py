"""The golden thread: what is linked, where it breaks first, and in which order."""

import pytest

from improvement.checks.chains import chains
from improvement.checks.facts import Facts, Kept
from tests.checks.plans import whole

DONE = Facts(verdicts={"one-day": "safe"}, points={"first-answer": 20})


def test_a_whole_thread_has_five_linked_cells() -> None:
    (chain,) = chains(whole(), DONE)
    assert chain.finding == "slow"
    assert chain.broken is None
    assert [cell.kind for cell in chain.cells] == ["finding", "promise", "work", "measure", "verdict"]
    assert [cell.ids for cell in chain.cells] == [
        ("slow",),
        ("first-answer", "one-day"),
        ("name-owner", "train-owners"),
        ("first-answer",),
        ("one-day",),
    ]
    assert [cell.state for cell in chain.cells] == ["ok"] * 5


@pytest.mark.parametrize(
    ("change", "position", "word"),
    [
        (("answers: [slow]", "title: Answer"), 1, "cell-no-promise"),
        (("serves: [first-answer]", "percent_complete: 50%"), 2, "cell-no-work"),
        (("      measure: first-answer\n", ""), 3, "cell-no-measure"),
    ],
)
def test_the_first_break_is_marked_and_all_behind_it_faded(change: tuple[str, str], position: int, word: str) -> None:
    chain = next(each for each in chains(whole(change), DONE) if each.finding == "slow")
    assert chain.broken == position
    assert chain.cells[position].word == word
    states = [cell.state for cell in chain.cells]
    assert states[:position].count("missing") == 0
    assert states[position:] == ["missing"] + ["faded"] * (4 - position)


def test_standards_and_work_without_a_finding_start_broken() -> None:
    found = chains(whole(("answers: [slow]", "title: Answer"), ("serves: [first-answer]", "percent_complete: 50%")))
    orphans = [each for each in found if each.finding is None]
    assert [each.cells[0].path[1:] for each in orphans] == [
        ("standards", "first-answer"),
        ("activities", "name-owner"),
        ("training", "train-owners"),
    ]
    assert all(each.broken == 0 and each.cells[0].word == "cell-no-finding" for each in orphans)


def test_until_it_is_decided_an_open_finding_owes_nothing() -> None:
    found = chains(whole(("decision: accepted", "decision: open"), ("answers: [slow]", "title: Answer")))
    chain = next(each for each in found if each.finding == "slow")
    assert chain.broken is None
    assert [cell.state for cell in chain.cells] == ["watch"] + ["faded"] * 4


def test_rejected_and_parked_findings_have_no_thread() -> None:
    assert [each.finding for each in chains(whole(("decision: accepted", "decision: parked")))] == []


def test_broken_threads_come_first() -> None:
    second = ("    slow:\n", "    fine:\n      statement: x\n      decision: open\n    slow:\n")
    extra = ("  promises:\n    one-day", "    alone:\n      title: Alone\n  promises:\n    one-day")
    assert [each.trouble for each in chains(whole(second, extra), DONE)] == [0, 2, 3]


@pytest.mark.parametrize(
    ("facts", "state", "word"),
    [
        (Facts(), "watch", "cell-no-verdict"),
        (Facts(verdicts={"one-day": "plausible"}), "watch", "cell-plausible"),
        (Facts(verdicts={"one-day": "safe"}, kept={"one-day": Kept(7, 7)}), "ok", "cell-kept"),
        (Facts(verdicts={"one-day": "safe"}, kept={"one-day": Kept(5, 7)}), "bad", "cell-missed"),
        (Facts(verdicts={"one-day": "over-promise"}, kept={"one-day": Kept(7, 7)}), "bad", "cell-over-promise"),
    ],
)
def test_the_verdict_cell_says_the_worst(facts: Facts, state: str, word: str) -> None:
    (chain,) = chains(whole(), facts)
    assert (chain.cells[4].state, chain.cells[4].word) == (state, word)


def test_the_worst_work_is_named() -> None:
    (chain,) = chains(whole(), Facts(work_state={"train-owners": "late", "name-owner": "done"}))
    cell = chain.cells[2]
    assert (cell.state, cell.word, cell.path[-1]) == ("bad", "cell-work-late", "train-owners")
    assert dict(cell.facts) == {"activities": 1, "training": 1, "worst": "train-owners", "n": 1}


def test_few_points_are_watched() -> None:
    (chain,) = chains(whole(), Facts(points={"first-answer": 5}))
    assert (chain.cells[3].state, dict(chain.cells[3].facts)) == ("watch", {"points": 5, "needed": 12})
