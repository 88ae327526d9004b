"""Gaps, map, segments, loyalty, cases, and what is withheld."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from improvement.assessment.report import as_json
from improvement.assessment.results import Confidence, SourceScores
from improvement.assessment.scores import assess
from improvement.model.mapping import CaseTime, Item, Mapping
from improvement.statistics.importance_performance import Quadrant
from improvement.statistics.loyalty import LoyaltyClass
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated


def scores(table: pd.DataFrame, **items: Item) -> SourceScores:
    """The scores of one source."""
    return assess(plan_with("s"), {"s": (Mapping(items=items), table)}).sources["s"]


def test_a_gap_is_a_paired_t_interval() -> None:
    rng = np.random.default_rng(2)
    expected = rng.integers(5, 8, 60).astype(float)
    perceived = np.clip(expected - rng.integers(0, 4, 60), 1, 7)
    table = pd.DataFrame({"e": expected, "p": perceived})
    table.loc[0, "e"] = np.nan
    (gap,) = scores(table, e=rated("E", "expectation", SEVEN, "a"), p=rated("P", "perception", SEVEN, "a")).gaps
    theirs = stats.ttest_rel(perceived[1:], expected[1:]).confidence_interval()
    assert (gap.gap.n, gap.gap.lo, gap.gap.hi) == (59, pytest.approx(theirs.low), pytest.approx(theirs.high))
    assert gap.perception - gap.expectation == pytest.approx(gap.gap.estimate)
    assert gap.gap.estimate < 0


def test_a_gap_needs_one_scale_for_both() -> None:
    table = pd.DataFrame({"e": [5.0, 4.0], "p": [6.0, 7.0]})
    assert not scores(table, e=rated("E", "expectation", FIVE, "a"), p=rated("P", "perception", SEVEN, "a")).gaps


GAPS = pd.DataFrame({"e": [7.0, 6.0], "p": [5.0, 6.0], "f": [7.0, 7.0], "q": [4.0, 5.0]})


def test_the_score_is_the_unweighted_mean_of_the_gaps() -> None:
    a = {"e": rated("E", "expectation", SEVEN, "a"), "p": rated("P", "perception", SEVEN, "a")}
    b = {"f": rated("F", "expectation", SEVEN, "b"), "q": rated("Q", "perception", SEVEN, "b")}
    found = assess(plan_with("s"), {"s": (Mapping(items=a | b), GAPS)})
    assert found.sources["s"].gap_score == pytest.approx((-1 - 2.5) / 2)
    assert as_json(found)["sources"]["s"]["gap_score"] == pytest.approx(-1.75)
    five = {"f": rated("F", "expectation", FIVE, "b"), "q": rated("Q", "perception", FIVE, "b")}
    assert scores(GAPS.clip(upper=5), **a, **five).gap_score is None, "points of scales unlike in length do not add up"
    assert scores(GAPS[["p"]], p=a["p"]).gap_score is None


def test_unequal_weights_cost_answers() -> None:
    table = pd.DataFrame({"all": [5.0, 4.0, 3.0, None], "w": [1.0, 1.0, 2.0, 9.0]})
    weighted = scores(table, all=SURVEY["all"], w=Item(column="w", role="weight")).weights
    # three answers: (1 + 1 + 2)² / (1 + 1 + 4)
    assert weighted is not None
    assert (weighted.n, weighted.effective_n) == (3, pytest.approx(16 / 6))
    assert weighted.design_effect == pytest.approx(3 / (16 / 6))
    assert scores(table, all=SURVEY["all"]).weights is None


def test_on_a_scale_where_low_is_good_a_shortfall_is_negative_too() -> None:
    effort = SEVEN.model_copy(update={"good": "low"})
    table = pd.DataFrame({"e": [1.0, 2.0, 1.0], "p": [4.0, 6.0, 5.0]})
    found = scores(table, e=rated("E", "expectation", effort, "a"), p=rated("P", "perception", effort, "a"))
    assert found.gaps[0].gap.estimate == pytest.approx(-11 / 3)
    assert found.items["p"].performance == pytest.approx(1 - (5 - 1) / 6)


def survey(n: int = 400) -> pd.DataFrame:
    """One strong and badly rated driver, one weak and well rated one."""
    rng = np.random.default_rng(11)
    strong, weak = rng.integers(1, 4, n).astype(float), rng.integers(3, 6, n).astype(float)
    overall = np.clip(np.round(strong + 0.2 * weak + rng.normal(0, 0.4, n)), 1, 5)
    kind = np.where(np.arange(n) % 20 == 0, "rare", "usual")
    recommend = np.clip(overall * 2 + rng.integers(-1, 2, n), 0, 10)
    return pd.DataFrame({"strong": strong, "weak": weak, "all": overall, "nps": recommend, "kind": kind})


SURVEY = {
    "strong": rated("Strong", "driver"),
    "weak": rated("Weak", "driver"),
    "all": rated("Overall", "overall"),
    "nps": rated("NPS", "recommend", ELEVEN),
    "kind": Item(column="Kind", role="segment", values={"rare": "key-accounts"}),
}


def test_the_strong_and_badly_rated_driver_is_where_to_concentrate() -> None:
    found = scores(survey(), **SURVEY)
    points = {point.item: point for point in found.map}
    assert points["strong"].quadrant is Quadrant.CONCENTRATE
    assert points["weak"].quadrant is Quadrant.POSSIBLE_OVERKILL
    assert points["strong"].chance > 0.95
    assert points["strong"].priority > 0 > points["weak"].priority


def test_a_small_segment_is_withheld() -> None:
    found = {each.value: each for each in scores(survey(), **SURVEY).segments}
    assert (found["rare"].n, found["rare"].withheld, found["rare"].segment) == (20, True, "key-accounts")
    assert found["usual"].n == 380
    assert found["usual"].overall is not None
    assert found["usual"].recommend is not None


def test_few_answers_withhold_the_places_of_drivers() -> None:
    found = scores(survey(50), **SURVEY)
    assert "ranks-withheld" in {each.id for each in found.warnings}
    assert found.drivers is not None
    assert all(each.place_from is None for each in found.drivers.drivers)


def test_loyalty_bands_by_place_on_the_scale() -> None:
    table = pd.DataFrame({"all": [5, 4, 3, 1, 5], "again": [3, 3, 2, 3, None], "nps": [10, 7, 9, 10, 10]})
    again = rated("Again", "repurchase", FIVE.model_copy(update={"id": "bands", "high": 3.0}))
    shares = dict(scores(table, all=SURVEY["all"], again=again, nps=SURVEY["nps"]).loyalty)
    assert {name: share.estimate for name, share in shares.items()} == {
        LoyaltyClass.SECURE: 0.25,
        LoyaltyClass.FAVOURABLE: 0.25,
        LoyaltyClass.VULNERABLE: 0.25,
        LoyaltyClass.AT_RISK: 0.25,
    }
    assert shares[LoyaltyClass.SECURE].n == 4, "who left one answer out is in no class"


def test_case_times_count_open_cases() -> None:
    start = pd.Series(np.array(["2026-01-01T00:00"] * 10, dtype="datetime64[s]"))
    stop = start + pd.to_timedelta(range(1, 11), unit="h")
    table = pd.DataFrame({"opened": start, "closed": stop.mask([False] * 8 + [True] * 2)})
    items = {name: Item(column=name, role="time") for name in ("opened", "closed")}
    mapping = Mapping(items=items, cases={"wait": CaseTime(start="opened", stop="closed")})
    (found,) = assess(plan_with("s"), {"s": (mapping, table)}).sources["s"].cases
    assert (found.n, found.open, found.median_hours, found.p90_hours) == (10, 2, 5.0, None)


def test_a_source_without_ratings_and_one_without_file_are_no_mistake() -> None:
    table = pd.DataFrame({"note": ["a", "b"]})
    found = assess(plan_with("s", "gone"), {"s": (Mapping(items={"note": Item(column="n", role="text")}), table)})
    assert found.sources["s"].items == {}
    assert [each.fact("source") for each in found.warnings] == ["gone"]
    assert as_json(found)["candidates"] == []


def test_an_outcome_that_never_varies_has_no_drivers() -> None:
    found = scores(survey().assign(all=4.0), **SURVEY)
    assert found.drivers is None
    assert "drivers-not-computed" in {each.id for each in found.warnings}


def test_the_same_seed_gives_the_same_and_confidence_is_honest() -> None:
    evidence = {"s": (Mapping(items=SURVEY), survey())}
    first = assess(plan_with("s"), evidence, seed=3)
    assert as_json(first) == as_json(assess(plan_with("s"), evidence, seed=3))
    few = assess(plan_with("s"), {"s": (Mapping(items=SURVEY), survey(25))})
    assert {each.confidence for each in few.candidates} == {Confidence.TOO_FEW}
    assert all(each.place_from is None for each in few.candidates)
