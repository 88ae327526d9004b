"""Answers weighted to known shares of the customers, and every reason why they are not."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

from improvement.assessment.report import as_json
from improvement.assessment.results import SourceScores
from improvement.assessment.scores import assess
from improvement.model.mapping import Item, Mapping
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated

ITEMS = {
    "all": rated("All", "overall"),
    "nps": rated("NPS", "recommend", ELEVEN),
    "region": Item(column="Region", role="segment"),
    "age": Item(column="Age", role="segment"),
}


def table(rows: int = 400) -> pd.DataFrame:
    """Three of four answers come from the north, where people are happier."""
    north = np.arange(rows) % 4 != 0
    young = np.arange(rows) % 5 < 2
    happy = np.where(np.arange(rows) % 3 == 0, 4.0, 5.0)
    answers = np.where(north, happy, np.where(np.arange(rows) % 3 == 0, 2.0, 3.0))
    return pd.DataFrame(
        {
            "all": answers,
            "nps": np.where(answers == 5, 10.0, np.where(answers == 4, 8.0, 2.0)),
            "region": np.where(north, "north", "south"),
            "age": np.where(young, "young", "old"),
        }
    )


REGION = {"region": {"north": "50%", "south": "50%"}}
BOTH = REGION | {"age": {"young": "60%", "old": "40%"}}


def mapping(population: object = None, items: dict[str, Item] = ITEMS, **more: object) -> Mapping:
    return Mapping.model_validate({"items": items, "population": population or {}, **more})


def scores(given: pd.DataFrame, *asked: object, **more) -> SourceScores:
    return assess(plan_with("s"), {"s": (mapping(*asked, **more), given)}).sources["s"]


def ids(found: SourceScores) -> set[str]:
    return {each.id for each in found.warnings if each.id.startswith(("weights", "population", "trim"))}


def test_post_stratified_scores_are_the_mean_of_the_parts() -> None:
    given = table()
    found = scores(given, REGION)
    parts = given.groupby("region")["all"].mean()
    score = found.items["all"]
    assert score.weighted_mean is not None
    assert score.weighted_mean.estimate == pytest.approx(parts.mean())
    assert score.mean.estimate == pytest.approx(given["all"].mean()), "the plain score stands beside it"
    assert found.recommend is not None
    assert found.recommend.weighted is not None
    shares = given.assign(s=np.where(given["nps"] >= 9, 1, np.where(given["nps"] <= 6, -1, 0)))
    assert found.recommend.weighted.estimate == pytest.approx(shares.groupby("region")["s"].mean().mean())
    assert found.weighting is not None
    assert found.weighting.kind == "post-stratified"
    # weights .5/.75 and .5/.25: 1 + CV²
    assert found.weights is not None
    assert found.weights.design_effect == pytest.approx(0.75 * (2 / 3) ** 2 + 0.25 * 2**2)
    assert found.weights.effective_n == pytest.approx(400 / found.weights.design_effect)


def test_raked_answers_meet_every_margin_on_pandas_and_polars() -> None:
    found = [scores(each, BOTH) for each in (table(), pl.from_pandas(table()), pl.from_pandas(table()).lazy())]
    assert [each.weighting and each.weighting.kind for each in found] == ["raked"] * 3
    for part in found[0].weighting.parts if found[0].weighting else ():
        assert part.weighted == pytest.approx(part.customers, abs=1e-8)
    means = [each.items["all"].weighted_mean for each in found]
    assert all(each and means[0] and each.estimate == pytest.approx(means[0].estimate) for each in means)


def test_answers_that_match_the_customers_already_keep_their_scores() -> None:
    found = scores(table(), {"region": {"north": "75%", "south": "25%"}, "age": {"young": "40%", "old": "60%"}})
    score = found.items["all"]
    assert score.weighted_mean is not None
    assert score.weighted_mean.estimate == pytest.approx(score.mean.estimate)
    assert found.weights is not None
    assert found.weights.design_effect == pytest.approx(1)


def test_the_files_own_weights_are_where_raking_starts() -> None:
    given = table().assign(w=np.where(np.arange(400) % 2 == 0, 1.0, 3.0))
    items = ITEMS | {"w": Item(column="w", role="weight")}
    found = scores(given, REGION, items=items)
    expected = np.mean([np.average(part["all"], weights=part["w"]) for _name, part in given.groupby("region")])
    assert found.items["all"].weighted_mean is not None
    assert found.items["all"].weighted_mean.estimate == pytest.approx(expected)


def test_every_score_has_its_weighted_twin() -> None:
    given = table().assign(again=np.where(np.arange(400) % 7 == 0, 1.0, 3.0))
    given["e"], given["easy"] = 6.0, given["all"] + 1
    items = ITEMS | {
        "again": rated("Again", "repurchase", FIVE.model_copy(update={"id": "bands", "high": 3.0})),
        "e": rated("E", "expectation", SEVEN, "a"),
        "p": rated("P", "perception", SEVEN, "a"),
        "easy": rated("Easy", "effort", SEVEN),
    }
    given["p"] = given["all"]
    found = scores(given, REGION, items=items)
    weights = np.where(given["region"] == "north", 0.5 / 0.75, 0.5 / 0.25)
    (gap,), (easy,) = found.gaps, found.instruments
    assert gap.weighted is not None
    assert gap.weighted.estimate == pytest.approx(np.average(given["p"] - given["e"], weights=weights))
    assert found.weighted_gap_score == pytest.approx(gap.weighted.estimate)
    assert easy.weighted is not None
    assert easy.weighted.estimate == pytest.approx(np.average(given["easy"] >= 5, weights=weights))
    loyal = dict(found.weighted_loyalty)
    assert sum(each.estimate for each in loyal.values()) == pytest.approx(1)
    assert loyal.keys() == dict(found.loyalty).keys()
    assert found.weighted_loyalty_index is not None
    assert found.loyalty_index is not None
    assert found.weighted_loyalty_index.estimate < found.loyalty_index.estimate
    young = next(each for each in found.segments if each.value == "young")
    part = given["age"] == "young"
    assert young.weighted_overall is not None
    assert young.weighted_overall.estimate == pytest.approx(np.average(given["all"][part], weights=weights[part]))


def test_weights_are_cut_only_by_choice() -> None:
    shares = {"region": {"north": "5%", "south": "95%"}}
    free, cut = scores(table(), shares), scores(table(), shares, trim_weights=5.0)
    assert free.weighting is not None
    assert (free.weighting.cut, ids(free)) == (0, set())
    assert cut.weighting is not None
    assert cut.weighting.cut == 100, "3.8 is more than five times 0.067, the weight of the north"
    (told,) = [each for each in cut.warnings if each.id == "weights-trimmed"]
    south = next(each for each in cut.weighting.parts if each.part == "south")
    # 100 weights of 5 against 300 of 1
    assert south.weighted == pytest.approx(500 / 800)
    assert told.fact("off") == pytest.approx(0.95 - 500 / 800)
    assert free.weights is not None
    assert cut.weights is not None
    assert cut.weights.effective_n > free.weights.effective_n
    assert ids(scores(table(), shares, trim_weights=0.5)) == {"trim-below-one"}


@pytest.mark.parametrize(
    ("population", "why"),
    [
        ({"region": {"north": "50%", "south": "30%", "islands": "20%"}}, "weights-empty-part"),
        ({"region": {"north": "50%", "south": "30%"}}, "population-not-whole"),
        ({"town": {"a": "50%", "b": "50%"}}, "population-no-segment"),
        ({"all": {"5": "50%", "4": "50%"}}, "population-no-segment"),
    ],
)
def test_what_cannot_be_weighted_says_why_and_gives_no_weighted_number(population: object, why: str) -> None:
    found = scores(table(), population)
    assert ids(found) == {why}
    assert found.weighting is None
    assert found.weights is None
    assert found.items["all"].weighted_mean is None
    assert found.items["all"].mean.n == 400


def test_margins_that_contradict_each_other_are_refused() -> None:
    given = table()
    given["age"] = np.where(given["region"] == "north", "young", "old")
    found = scores(given, {"region": {"north": "70%", "south": "30%"}, "age": {"young": "40%", "old": "60%"}})
    assert ids(found) == {"weights-not-met"}
    (told,) = [each for each in found.warnings if each.id == "weights-not-met"]
    assert told.fact("off") == pytest.approx(0.3)
    assert found.items["all"].weighted_mean is None


def test_rows_that_name_no_known_part_have_no_weight_and_are_counted() -> None:
    given = table()
    given.loc[:39, "region"] = None
    given.loc[40:49, "region"] = "abroad"
    found = scores(given, REGION)
    (told,) = [each for each in found.warnings if each.id == "weights-missing"]
    assert (told.fact("n"), told.fact("rows")) == (50, 400)
    assert found.items["all"].weighted_mean is not None
    assert found.items["all"].weighted_mean.n == 350


def own(weights: object) -> SourceScores:
    return scores(table().assign(w=weights), items=ITEMS | {"w": Item(column="w", role="weight")})


def test_weights_of_zero_below_zero_and_missing() -> None:
    assert ids(own(0.0)) == {"weights-all-zero"}
    assert own(0.0).items["all"].weighted_mean is None
    assert ids(own(np.where(np.arange(400) == 3, -1.0, 1.0))) == {"weights-negative"}
    some = own(np.where(np.arange(400) < 100, 0.0, np.where(np.arange(400) < 150, np.nan, 1.0)))
    assert ids(some) == {"weights-zero", "weights-missing"}
    assert some.weighting is not None
    assert (some.weighting.zero, some.weighting.without) == (100, 50)


def test_the_report_shows_parts_beside_each_other() -> None:
    shown = as_json(assess(plan_with("s"), {"s": (mapping(BOTH), table())}))["sources"]["s"]
    assert shown["weighting"]["kind"] == "raked"
    north = shown["weighting"]["parts"][0]
    assert (north["item"], north["part"], north["n"], north["answered"]) == ("region", "north", 300, 0.75)
    assert north["weighted"] == pytest.approx(0.5)
    assert shown["segments"][0]["weighted_overall"]["n"] == 300
