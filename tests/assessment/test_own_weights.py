"""A team's own weights of the criteria: the order, the places and the top three follow; what is wrong is refused."""

from dataclasses import replace
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.assessment.order import ranked, reweighed
from improvement.assessment.own_weights import parse_weights, write_weights
from improvement.assessment.report import as_json
from improvement.assessment.results import Assessed, Candidate, Confidence
from improvement.errors import KeptError
from improvement.model.base import FrozenMap
from improvement.statistics.ranking import around, top_shares
from improvement.view.wording import full
from tests.assessment.test_candidates import candidate

FOUR = (
    candidate("deep", 0.9, 0.2, 0.1),
    candidate("heavy", 0.2, 0.9, 0.2),
    candidate("wide", 0.1, 0.1, 0.9),
    candidate("dull", 0.15, 0.15, 0.05),
)


def assessed(found=FOUR) -> Assessed:
    return Assessed(FrozenMap(), ranked(found, np.random.default_rng(1)))


def by(text: str, found: Assessed | None = None) -> Assessed:
    return reweighed(found or assessed(), parse_weights(text), np.random.default_rng(1))


@pytest.mark.parametrize(
    ("text", "first"), [("shortfall=1", "deep"), ("driver_share=5,reach=1", "heavy"), ("reach=1", "wide")]
)
def test_the_order_and_the_first_three_follow_the_weights(text: str, first: str) -> None:
    found = by(text)
    assert found.own
    assert found.candidates[0].id == first
    assert sum(found.weights.values()) == pytest.approx(1.0)
    assert found.candidates[0].in_top3 == 1.0
    one = by("reach=1").candidates
    assert [(each.place_from, each.place_to) for each in one] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert [each.in_top3 for each in one] == [1.0, 1.0, 1.0, 0.0]


def test_the_first_three_lie_around_the_weights() -> None:
    """By shortfall `dull` is third and by reach fourth: the more shortfall weighs, the oftener it is among three."""
    shares = [
        next(each.in_top3 for each in by(f"shortfall={weight},reach=10").candidates if each.id == "dull")
        for weight in (1, 10, 100)
    ]
    assert shares[0] < shares[1] < shares[2]


def test_only_proportions_count_and_what_no_data_fill_weighs_nothing() -> None:
    assert by("shortfall=2,reach=1").candidates == by("shortfall=200,reach=100,contact_cost=50").candidates
    assert dict(by("shortfall=3,reach=1,stated=9").weights) == {"shortfall": 0.75, "reach": 0.25}
    with pytest.raises(KeptError) as refused:
        by("stated=1")
    assert refused.value.issues[0].id == "weights-weigh-nothing"


def test_a_candidate_with_too_few_answers_keeps_one_warning_and_gets_no_place() -> None:
    few = replace(FOUR[0], confidence=Confidence.TOO_FEW)
    found = by("reach=1", by("shortfall=1", assessed((few, *FOUR[1:]))))
    deep = next(each for each in found.candidates if each.id == "deep")
    assert deep.place_from is None
    assert [each.id for each in deep.warnings] == ["place-withheld"]


def test_the_report_says_whose_weights_they_are() -> None:
    assert as_json(assessed())["weights_from"] == "order"
    shown = as_json(by("reach=1"))
    assert (shown["weights_from"], shown["weights"]) == ("team", {"reach": 1.0})


def test_nothing_to_rank_stays_nothing() -> None:
    assert by("reach=1", Assessed(FrozenMap(), ())).candidates == ()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("shortfal=1", "unknown-criterion"),
        ("=1", "weight-without-name"),
        ("reach=1,shortfall=2, reach=3", "weighed-twice"),
        ("reach", "not-a-weight"),
        ("reach=much", "not-a-weight"),
        ("reach=-1", "not-a-weight"),
        ("reach=nan", "not-a-weight"),
        ("reach=inf", "not-a-weight"),
        ("reach=1e300", "not-a-weight"),
        ("reach=1000000.1", "not-a-weight"),
        ("reach=9e-7", "weights-weigh-nothing"),
        ("reach=0,shortfall=0", "weights-weigh-nothing"),
        ("", "weights-weigh-nothing"),
        (" , ", "weights-weigh-nothing"),
    ],
)
def test_what_are_no_weights_is_refused(text: str, id: str) -> None:
    with pytest.raises(KeptError) as refused:
        parse_weights(text)
    (told,) = refused.value.issues
    assert told.id == id
    if text == "shortfal=1":
        assert told.fact("suggestion") == "shortfall"


def test_the_largest_weight_is_named() -> None:
    with pytest.raises(KeptError) as refused:
        parse_weights("reach=2000000")
    assert full(refused.value.issues[0]).endswith("Give a number from 0 to 1000000, as in shortfall=3,reach=1.")


def stretched(one: Candidate, name: str) -> float:
    """A criterion of one of `FOUR`, 0 for the least and 1 for the most of them."""
    known = [getattr(each.criteria, name) for each in FOUR]
    return (getattr(one.criteria, name) - min(known)) / (max(known) - min(known))


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["shortfall", "driver_share", "reach"]),
        st.just(0.0) | st.floats(1e-6, 1e6) | st.sampled_from([1e-6, 123456.7, 1e6]),
        min_size=1,
    )
)
def test_weights_are_read_as_they_are_written_and_any_of_them_rank(weights: dict[str, float]) -> None:
    if not any(weights.values()):
        return
    text = write_weights(weights)
    assert dict(parse_weights(text)) == weights
    found = by(text)
    assert {each.id for each in found.candidates} == {each.id for each in FOUR}
    for each in found.candidates:
        total = sum(value * stretched(each, name) for name, value in weights.items())
        assert each.score == pytest.approx(total / sum(weights.values()), abs=1e-9)
    assert all(-1e-9 <= each.score <= 1 + 1e-9 and 0 <= each.in_top3 <= 1 for each in found.candidates)
    assert all(1 <= (each.place_from or 0) <= (each.place_to or 0) <= 4 for each in found.candidates)


def test_equal_weights_draw_as_no_weights_do() -> None:
    criteria = np.random.default_rng(3).random((6, 3))
    usual = top_shares(criteria, np.random.default_rng(1))
    assert np.array_equal(usual, top_shares(criteria, np.random.default_rng(1), alphas=around(np.full(3, 0.2))))
    drawn = np.random.default_rng(1).dirichlet(around(np.array([6.0, 3.0, 1.0])), 20_000).mean(axis=0)
    assert all(isclose(one, other, abs_tol=0.01) for one, other in zip(drawn, (0.6, 0.3, 0.1), strict=True))
    with pytest.raises(ValueError, match="above 0"):
        around(np.array([1.0, 0.0]))
