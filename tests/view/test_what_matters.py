"""Kano's classes, stated importance, the test of the gap and the side-by-side table in words and pictures."""

from dataclasses import replace

import numpy as np
import pytest

from improvement.assessment.kano import KanoPart, KanoScore
from improvement.assessment.results import Assessed, Candidate, Confidence, Criteria, SourceScores
from improvement.assessment.stated import StatedImportance
from improvement.errors import advice
from improvement.model.base import FrozenMap
from improvement.statistics.intervals import wilson
from improvement.statistics.kano import kano_result
from improvement.statistics.nested import NestedTest
from improvement.statistics.opportunity import Opportunity, opportunity
from improvement.view.candidate_table import candidate_table, empty_lines, weights_line
from improvement.view.candidates import CandidateCard
from improvement.view.charts.kano_plane import kano_alt, kano_plane
from improvement.view.charts.theme import LIGHT
from improvement.view.importance_lines import criteria_line, importance_lines
from improvement.view.kano import kano_dots, kano_table, kano_words
from improvement.view.stated import gap_test_words, stated_rows, stated_table, stated_words
from tests.view.charts import marks, texts

MUST, DELIGHT = (1, 4), (0, 2)


def kano(attribute: str, musts: int, delights: int) -> KanoScore:
    result = kano_result({MUST: musts, DELIGHT: delights})
    return KanoScore(attribute, ("f", "d"), result, (KanoPart("kind", "vip", result),), result.warnings)


def asked(item: str, counts: tuple[int, int, int, int]) -> StatedImportance:
    n = sum(counts)
    important, satisfied = wilson(counts[0] + counts[1], n), wilson(counts[0] + counts[2], n)
    score = opportunity(counts, np.random.default_rng(1))
    return StatedImportance(item, f"i-{item}", important, important, satisfied, score, Opportunity.SOLID)


SCORES = SourceScores(
    source="survey",
    n=200,
    wave="",
    mode="",
    outcome="all",
    kano=(kano("first-answer", 120, 40), kano("small-gifts", 24, 26), kano("rare", 5, 5)),
    stated=(asked("tone", (20, 20, 80, 80)), asked("speed", (60, 110, 10, 20))),
    gap_test=NestedTest(0.55, 0.556, 0.0, 0.0213, 1.2, (2, 195), 0.3, 200),
)


def test_the_plane_names_its_corners_and_fills_only_sure_classes() -> None:
    dots = kano_dots(SCORES, {})
    assert [(dot.label, dot.sure) for dot in dots] == [("First answer", True), ("Small gifts", False)]
    chart = kano_plane(dots, LIGHT)
    assert [record["fill"] for record in marks(chart, "point")] == [LIGHT.teal, LIGHT.background]
    corners = {"Delights", "The more the better", "Hardly matters", "Taken for granted"}
    assert corners | {"First answer", "Small gifts"} <= set(texts(chart))
    assert kano_alt(dots[:1]) == (
        "First answer: having it pleases between 18 and 33 of 100, missing it displeases between 67 and 82 of 100."
    )


@pytest.mark.parametrize("attribute", ["q2", "q2-3", "a0f3b2c11"])
def test_an_attribute_whose_id_has_no_words_has_those_of_its_question(attribute: str) -> None:
    scores = replace(SCORES, kano=(kano(attribute, 120, 40),))
    assert [dot.label for dot in kano_dots(scores, {"f": "如果有停车场"})] == ["如果有停车场"]
    assert kano_words(scores, {"f": "如果有停车场"}).title == "Taken for granted: 如果有停车场"


def test_the_title_names_what_is_surely_taken_for_granted_and_the_table_says_what_is_not_sure() -> None:
    assert kano_words(SCORES, {}).title == "Taken for granted: First answer"
    rows = kano_table(SCORES, {"kind": "Kind"})
    assert [(row["What"], row["Who"], row["Class"]) for row in rows[::2]] == [
        ("First answer", "everybody", "Taken for granted"),
        ("Small gifts", "everybody", "Delights, too few answers to test it"),
        ("Rare", "everybody", "too few answers (10)"),
    ]
    assert rows[1]["Who"] == "Kind: vip"
    assert rows[4]["Having it pleases"] == ""
    assert "Rare: too few answers for a class: 10 of 20. Ask more people." in kano_words(SCORES, {}).cautions


def test_what_is_called_important_has_a_picture_of_its_own_and_the_opportunity_a_table() -> None:
    names = {"tone": "Tone", "speed": "Speed"}
    assert [row.label for row in stated_rows(SCORES, names)] == ["Speed", "Tone"]
    assert stated_words(SCORES, names).title == "Called most important: Speed"
    first = stated_table(SCORES, names)[0]
    assert (first["Question"], first["Opportunity, 0 to 20"], first["n"]) == ("Speed", "13.5", "200")


def test_the_gap_is_not_worth_asking_for_or_it_is() -> None:
    assert SCORES.gap_test is not None
    words = gap_test_words(SCORES.gap_test, "All in all")
    assert words.title == "The gap adds nothing beyond perception: use perception"
    assert "tells 55 of 100 of “All in all”; what they expect adds at most 2.2 more (n 200)" in words.caption
    more = NestedTest(0.5, 0.6, 0.05, 0.15, 20.0, (2, 195), 0.0001, 200)
    assert gap_test_words(more, "All").title == "The gap adds to perception: keep asking what people expect"
    assert "between 5 and 15 more" in gap_test_words(more, "All").caption


def test_the_command_line_says_it_all() -> None:
    told = "\n".join(importance_lines(SCORES))
    for each in ("use perception", "Opportunity, 0 to 20: 13.5", "Class: Taken for granted"):
        assert each in told


def test_candidates_side_by_side_show_weights_empty_columns_and_what_is_not_placed() -> None:
    criteria = Criteria(0.4, None, 0.25, contact_cost=7440.0)
    one = Candidate("s/a", advice("candidate-gap"), ("s/a",), criteria, Confidence.CLEAR, 120, score=0.5, in_top3=0.97)
    found = Assessed(FrozenMap(), (one,), FrozenMap({"shortfall": 0.6, "reach": 0.3, "contact_cost": 0.1}))
    card = CandidateCard(
        "s/a", "1-3", "It is slow", "Slow", (), "good", "Clear in the data", ("Mind this",), "", "", ()
    )
    (row,) = candidate_table(found, [card])
    assert (row["Place"], row["Among the first three"], row["Cost of contacts"]) == ("1-3", "97 of 100", "7,440")
    assert (row["Shortfall, of 100"], row["Called important, of 100"], row["Cautions"]) == ("40", "", "Mind this")
    assert weights_line(found).endswith(
        "Shortfall 60 of 100 · Customers or cases 30 of 100 · Cost of contacts 10 of 100"
    )
    assert [line.split(" is empty")[0] for line in empty_lines(found)] == [
        "Weight in satisfaction",
        "Called important",
        "Rival ahead",
    ]
    assert "Cost of contacts 7,440" in criteria_line(one)
