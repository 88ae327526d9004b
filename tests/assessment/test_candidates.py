"""The order of candidates: what dominates is first, what the weights can turn is a tie."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from improvement.assessment.order import ranked
from improvement.assessment.results import Candidate, Confidence, Criteria
from improvement.assessment.scores import assess
from improvement.errors import advice
from improvement.model.mapping import Item, Mapping
from improvement.model.values import parse_reference
from improvement.statistics.place_ranges import place_ranges
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, SEVEN, rated


def candidate(id: str, shortfall: float | None, share: float | None, reach: float) -> Candidate:
    """A candidate with these criteria."""
    found = Criteria(shortfall, share, reach)
    return Candidate(id, advice("candidate-gap"), (), found, Confidence.CLEAR, 100)


def test_what_is_worst_in_everything_is_first_and_the_rest_may_tie() -> None:
    found = ranked(
        [candidate("b", 0.5, 0.1, 0.2), candidate("a", 0.9, 0.5, 0.9), candidate("c", 0.1, 0.3, 0.2)],
        np.random.default_rng(1),
    )
    assert [each.id for each in found] == ["a", "b", "c"]
    assert (found[0].place_from, found[0].place_to, found[0].in_top3) == (1, 1, 1.0)
    assert {(each.place_from, each.place_to) for each in found[1:]} == {(2, 3)}


def test_equal_candidates_share_all_places() -> None:
    found = ranked([candidate(name, 0.5, 0.2, 0.3) for name in "abcd"], np.random.default_rng(1))
    assert {(each.place_from, each.place_to) for each in found} == {(1, 4)}


def test_an_unknown_criterion_speaks_neither_for_nor_against() -> None:
    known = [candidate("high", 0.5, 0.8, 0.5), candidate("low", 0.5, 0.2, 0.5)]
    found = ranked([*known, candidate("unknown", 0.5, None, 0.5)], np.random.default_rng(1))
    assert [each.id for each in found] == ["high", "unknown", "low"]


def test_a_candidate_with_too_few_answers_gets_no_place() -> None:
    few = replace(candidate("few", 0.5, 0.2, 0.3), confidence=Confidence.TOO_FEW)
    found = {each.id: each for each in ranked([few, candidate("many", 0.4, 0.2, 0.3)], np.random.default_rng(1))}
    assert found["few"].place_from is None
    assert [each.id for each in found["few"].warnings] == ["place-withheld"]
    assert found["many"].place_from is not None
    assert ranked([], np.random.default_rng(1)) == ()


def test_place_ranges_of_a_clear_order() -> None:
    criteria = np.array([[0.1, 0.2], [0.9, 1.0], [0.5, 0.6]])
    assert place_ranges(criteria, np.random.default_rng(1)) == ((3, 3), (1, 1), (2, 2))


def wave(shift: float, collected: date) -> tuple[Mapping, pd.DataFrame]:
    """A wave of a survey with two gaps, an unhappy segment and recommendations."""
    rng = np.random.default_rng(4)
    expected = rng.integers(6, 8, 300).astype(float)
    unhappy = np.arange(300) % 3 == 0
    table = pd.DataFrame(
        {
            "e1": expected,
            "p1": expected - 2 + shift,
            "e2": expected,
            "p2": np.clip(expected - rng.integers(0, 2, 300), 1, 7),
            "nps": np.where(unhappy, 3.0, 9.0),
            "kind": np.where(unhappy, "vip", "retail"),
        }
    )
    items = {
        "e1": rated("E1", "expectation", SEVEN, "speed"),
        "p1": rated("P1", "perception", SEVEN, "speed"),
        "e2": rated("E2", "expectation", SEVEN, "tone"),
        "p2": rated("P2", "perception", SEVEN, "tone"),
        "nps": rated("NPS", "recommend", ELEVEN),
        "kind": Item(column="Kind", role="segment", values={"vip": "key-accounts"}),
    }
    return Mapping(collected=collected, items=items), table


def test_candidates_come_from_the_latest_wave_with_references_of_the_plan() -> None:
    evidence = {"old": wave(0.0, date(2025, 10, 1)), "new": wave(1.0, date(2026, 10, 1))}
    found = assess(plan_with("old", "new"), evidence).candidates
    assert {each.id for each in found} == {"new/p1", "new/p2", "new/kind=vip"}
    gap = next(each for each in found if each.id == "new/p1")
    assert gap.statement.id == "candidate-gap"
    assert gap.statement.fact("gap") == pytest.approx(-1.0)
    assert gap.criteria.shortfall == pytest.approx(1 / 6)
    assert all(parse_reference(each) for candidate in found for each in candidate.evidence)
    segment = next(each for each in found if each.segments)
    assert segment.segments == ("key-accounts",)
    assert segment.criteria.reach == pytest.approx(1 / 3)
