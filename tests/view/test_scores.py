"""Scores, gaps, weights and the map as rows: findings as titles, few answers without numbers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from improvement.assessment.results import SourceScores
from improvement.statistics.weighted import WeightEffect
from improvement.usecases.evidence import mapping_of
from improvement.usecases.opened import opened
from improvement.usecases.scores import assessed
from improvement.usecases.start import start
from improvement.view.intake import item_names
from improvement.view.score_cards import about, number_cards, segment_rows
from improvement.view.scores import gap_rows, gap_words, scale_rows, score_words, short_names
from improvement.view.weights import priority_view, weight_rows, weight_table, weight_words
from tests.conftest import ROOT

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def seen(plan: str, source: str) -> tuple[SourceScores, dict[str, str]]:
    programme = opened(start(ROOT / "plans", lambda: NOW), plan)
    mapping = mapping_of(programme, source)
    assert mapping is not None
    return assessed(programme).sources[source], item_names(mapping)


@pytest.fixture(scope="module")
def bank() -> tuple[SourceScores, dict[str, str]]:
    return seen("harbour-bank", "survey-2026")


@pytest.fixture(scope="module")
def clinic() -> tuple[SourceScores, dict[str, str]]:
    return seen("city-clinic", "survey-2026")


def test_names_lose_only_what_several_start_with() -> None:
    names = {"a": "Bank: it is open", "b": "Bank: it is clean", "c": "Other: price", "d": "All in all"}
    assert short_names(names, list(names)) == {
        "a": "It is open",
        "b": "It is clean",
        "c": "Other: price",
        "d": "All in all",
    }


def test_gaps_start_with_the_largest_shortfall(bank) -> None:
    rows, domain = gap_rows(*bank)
    assert domain == (1, 7)
    differences = [row.received - row.expected for row in rows]
    assert differences == sorted(differences)
    words = gap_words(bank[0])
    assert words.title == "Customers get less than they expect in 16 of 16 questions"
    mean = sum(differences) / len(differences)
    assert words.caption.endswith(f" · All questions together: −{-mean:.1f} points")


def test_the_score_of_all_gaps_needs_enough_answers_to_each(bank) -> None:
    first, *others = bank[0].gaps
    few = replace(first, gap=replace(first.gap, n=29))
    assert "together" not in gap_words(replace(bank[0], gaps=(few, *others))).caption


def test_what_weights_cost_is_said(clinic) -> None:
    weighted = replace(clinic[0], weights=WeightEffect(2746, 2266.51, 1.21))
    assert about(weighted).endswith(" · weights make 2,746 answers count like 2,267")


def test_weights_add_up_and_name_ties(bank) -> None:
    scores, names = bank
    rows = weight_rows(scores.drivers, names)
    assert sum(row.estimate for row in rows) == pytest.approx(1.0)
    tied = sum(row.first == 1 for row in rows)
    assert weight_words(scores, scores.drivers, names).title == f"The first {tied} cannot be told apart"
    assert len(weight_table(scores.drivers, names)) == len(rows)


def test_too_few_complete_answers_are_not_ranked(clinic) -> None:
    scores, names = clinic
    words = weight_words(scores, scores.drivers, names)
    assert words.title == "What matters most cannot be ranked yet"
    assert "Too few complete answers to rank what matters: 27 of 100" in words.cautions
    assert all(row.first is None for row in weight_rows(scores.drivers, names))
    assert priority_view(scores, names) is None


def test_the_map_holds_every_point_inside_its_axes(bank) -> None:
    view = priority_view(*bank)
    assert view is not None
    (x0, x1), (y0, y1) = view.performance_axis, view.importance_axis
    assert all(x0 < each.performance < x1 and y0 < each.importance < y1 for each in view.points)


def test_scores_are_grouped_by_scale_and_start_with_the_lowest(clinic) -> None:
    scores, names = clinic
    groups = scale_rows(scores, names)
    assert sum(len(group.rows) for group in groups) == len(scores.items)
    first = [row.estimate for row in groups[0].rows]
    assert first == sorted(first)
    assert score_words(scores, names).title == "Rated lowest: I was seen at the time I was given"


def test_parts_with_too_few_answers_keep_their_row_without_a_number(clinic) -> None:
    found = segment_rows(clinic[0], "visit" if "visit" in clinic[1] else clinic[0].segments[0].item, {})
    assert {row.n for row in found.rows} == {19, 23}
    assert all(row.estimate is None for row in found.rows)


def test_numbers_have_a_range_and_n(clinic) -> None:
    cards = number_cards(*clinic)
    assert [card.value for card in cards] == ["−4.8", "62 of 100"]
    assert all("between" in card.range and "n 42" in card.range for card in cards)
    assert about(clinic[0]) == "42 rows · 2026-autumn · on site · collected up to 30 Oct 2026"


def test_waiting_times_are_told_with_open_cases() -> None:
    scores, names = seen("river-logistics", "deliveries")
    (card,) = number_cards(scores, names)
    assert card.label == "The order was confirmed → The receiver signed"
    assert card.value == "half within 71.1 h"
    assert card.range == "one in ten longer than 5.9 d, 2,870 cases, 18 open"
