"""Comparisons with rivals, weighted beside unweighted: figures by numpy."""

import numpy as np
import pandas as pd
import pytest

from improvement.assessment.beside import Lead
from improvement.assessment.comparison_results import RivalScores
from improvement.assessment.report import as_json
from improvement.evidence.cleaning import GROUP
from improvement.model.mapping import Item
from improvement.model.mapping import Mapping as Meaning
from tests.assessment.test_comparisons import ELEVEN, THREE, WITHIN, assessed, of_rival, people, priced, scores
from tests.evidence.tables import rated

WEIGHT = {"w": Item(column="w", role="weight")}
Z = 1.959963984540054


def weighted_people(n: int = 200) -> pd.DataFrame:
    """Every other person counts three times."""
    return people(n).assign(w=np.where(np.arange(n) % 2, 3.0, 1.0))


def interval(y: pd.Series, w: pd.Series) -> tuple[float, float]:
    """Weighted mean -/+ z linearised standard errors."""
    mean, n = np.average(y, weights=w), len(y)
    error = np.sqrt(n / (n - 1) * np.sum(w**2 * (y - mean) ** 2)) / np.sum(w)
    return mean - Z * error, mean + Z * error


def rival_of(table: pd.DataFrame, items: dict[str, Item], **more: object) -> RivalScores:
    (found,) = assessed(s=(Meaning(items=items, **more), table)).sources["s"].rivals
    return found


def test_the_same_people_are_weighted_in_pairs() -> None:
    table = weighted_people()
    table.loc[:9, "speed"] = np.nan
    for each in rival_of(table, WITHIN | WEIGHT).attributes:
        some = table[[each.item, each.other_item, "w"]].dropna()
        twin = each.weighted
        assert twin is not None
        assert (twin.difference.lo, twin.difference.hi) == pytest.approx(
            interval(some[each.item] - some[each.other_item], some.w)
        )
        assert twin.one.estimate == pytest.approx(np.average(some[each.item], weights=some.w))
        assert twin.other.estimate == pytest.approx(np.average(some[each.other_item], weights=some.w))
        assert twin.difference.n == len(some)


def test_the_unweighted_figures_stay_as_without_weights() -> None:
    table = weighted_people()
    plain, weighted = rival_of(table, WITHIN), rival_of(table, WITHIN | WEIGHT)
    assert [each.weighted for each in plain.attributes] == [None] * 3
    for one, other in zip(plain.attributes, weighted.attributes, strict=True):
        assert (one.one, one.difference, one.lead) == (other.one, other.difference, other.lead)


def test_different_people_are_weighted_each_by_their_own_weights() -> None:
    table = weighted_people()
    items = {name: rated(name, "driver") for name in THREE}
    own = table[[*THREE, "w"]]
    theirs = table[[f"{name}-acme" for name in THREE]].set_axis(THREE, axis=1).iloc[:90]
    found = assessed(s=(Meaning(items=items | WEIGHT), own), acme=(Meaning(items=items, rival="Acme"), theirs))
    for each in found.sources["s"].rivals[0].attributes:
        twin = each.weighted
        assert twin is not None
        assert twin.one.estimate == pytest.approx(np.average(own[each.item], weights=own.w))
        assert twin.other == each.other, "a side without weights stands unweighted"
        assert twin.difference.estimate == pytest.approx(twin.one.estimate - twin.other.estimate)
        lo, _hi = interval(own[each.item], own.w)
        below = np.hypot(twin.one.estimate - lo, (twin.other.hi or 0) - twin.other.estimate)
        assert twin.difference.lo == pytest.approx(twin.difference.estimate - below)


def test_known_shares_of_the_customers_weigh_as_well() -> None:
    table = people().assign(kind=["key" if n % 4 == 0 else "other" for n in range(200)])
    items = WITHIN | {"kind": Item(column="kind", role="segment")}
    row = rival_of(table, items, population={"kind": {"key": 0.5, "other": 0.5}}).attributes[0]
    gap = table[row.item] - table[row.other_item]
    assert row.weighted is not None
    assert row.weighted.difference.estimate == pytest.approx(gap.groupby(table.kind).mean().mean())


def test_where_weights_turn_a_lead_it_is_said() -> None:
    table = people()
    behind = table["speed"] < table["speed-acme"]
    row = rival_of(table.assign(w=np.where(behind, 0.1, 5.0)), WITHIN | WEIGHT)
    speed = next(each for each in row.attributes if each.attribute == "speed")
    assert speed.lead is Lead.BEHIND
    assert speed.weighted is not None
    assert speed.weighted.difference.estimate > 0
    (told,) = [each for each in row.warnings if each.id == "rival-weights-decide"]
    assert "speed" in str(told.fact("questions"))
    even = rival_of(table.assign(w=2.0), WITHIN | WEIGHT)
    assert "rival-weights-decide" not in {each.id for each in even.warnings}
    for each in even.attributes:
        assert each.weighted is not None
        assert each.weighted.difference.estimate == pytest.approx(each.difference.estimate)


def test_the_value_map_has_its_twin_and_stays_as_it_was() -> None:
    table, items = priced(5.0, 5.0)
    table = table.assign(w=np.where(table["care"] > 7, 4.0, 1.0))
    plain, value = rival_of(table, items).value, rival_of(table, items | WEIGHT).value
    assert plain is not None
    assert value is not None
    assert (plain.map, plain.weighted) == (value.map, None)
    assert value.weighted is not None
    means = {name: np.average(table[name], weights=table.w) for name in items}
    assert value.weighted.quality.estimate == pytest.approx(means["care"] / means["care-b"])
    assert value.weighted.price.estimate == pytest.approx(means["dear"] / means["dear-b"])
    assert value.weighted.quality.lo is not None
    assert value.weighted.quality.lo < value.weighted.quality.estimate


@pytest.mark.parametrize("missing", [np.nan, 0.0])
def test_another_engine_and_groups_of_people_weigh_the_same(missing: float) -> None:
    polars = pytest.importorskip("polars")
    table = weighted_people(2400).assign(**{GROUP: np.arange(2400) % 200})
    table.loc[:50, "w"] = missing
    items = WITHIN | WEIGHT | {"reach": rated("reach", "perception").model_copy(update={"factor": "price"})}
    one, other = (scores(each, items).rivals[0] for each in (table, polars.from_pandas(table).lazy()))
    assert one.value is not None
    assert one.value.weighted is not None
    assert other.value is not None
    assert other.value.weighted is not None
    assert one.value.weighted.quality.estimate == pytest.approx(other.value.weighted.quality.estimate)
    assert one.value.weighted.quality.lo == pytest.approx(other.value.weighted.quality.lo)
    some = table.dropna(subset=["w"])
    ratios = [
        np.average(some[n], weights=some.w) / np.average(some[f"{n}-acme"], weights=some.w) for n in ("speed", "tone")
    ]
    assert one.value.weighted.quality.estimate == pytest.approx(np.mean(ratios))


FEW = np.where(np.arange(200) < 29, 1.0, 0.0)


@pytest.mark.parametrize("rest", [np.nan, 0.0])
def test_no_twin_rests_on_fewer_than_thirty_answers_with_a_weight(rest: float) -> None:
    table, items = people(), WITHIN | WEIGHT
    for counted, there in ((29, False), (30, True)):
        weights = np.where(np.arange(200) < counted, 1.0, rest)
        found = rival_of(table.assign(w=weights), items)
        assert [each.weighted is not None for each in found.attributes] == [there] * 3
        assert there or "rival-weights-decide" not in {each.id for each in found.warnings}
        prices, asked = priced(5.0, 5.0, 200)
        value = rival_of(prices.assign(w=weights), asked | WEIGHT).value
        assert value is not None
        assert [value.weighted and value.weighted.quality.n] == [30 if there else None]


def test_different_people_have_no_twin_where_a_side_has_too_few_with_a_weight() -> None:
    table = people().assign(w=FEW)
    items = {name: rated(name, "driver") for name in THREE}
    theirs = table[[f"{name}-acme" for name in THREE]].set_axis(THREE, axis=1)
    sources = {
        "s": (Meaning(items=items), table[[*THREE]]),
        "acme": (Meaning(items=items | WEIGHT, rival="Acme"), theirs.assign(w=FEW)),
    }
    assert [each.weighted for each in assessed(**sources).sources["s"].rivals[0].attributes] == [None] * 3


@pytest.mark.parametrize(("counted", "there"), [(29, False), (30, True)])
def test_perceived_value_has_a_twin_from_thirty_answers_with_a_weight(counted: int, there: bool) -> None:
    dear, spread = ELEVEN.model_copy(update={"good": "low"}), np.tile([-1.0, 0.0, 1.0], 20)
    table = pd.DataFrame({"b": 8 + spread, "c": np.full(60, 4.0), "b2": np.full(60, 5.0), "c2": np.full(60, 2.0)})
    items = WEIGHT | {
        "b": rated("b", "benefit", ELEVEN),
        "c": rated("c", "cost", dear),
        "b2": of_rival("b2", "b", ELEVEN, "benefit"),
        "c2": of_rival("c2", "c", dear, "cost"),
    }
    found = rival_of(table.assign(w=np.where(np.arange(60) < counted, 1.0, 0.0)), items).perceived
    assert found is not None
    assert (found.weighted is not None) == there


def test_perceived_value_is_weighted_and_the_report_has_every_twin() -> None:
    n = 60
    spread = np.tile([-1.0, 0.0, 1.0], n // 3)
    dear = ELEVEN.model_copy(update={"good": "low"})
    table = pd.DataFrame({"b": 8 + spread, "c": np.full(n, 4.0), "b2": np.full(n, 5.0), "c2": np.full(n, 2.0)})
    table["w"] = np.where(spread > 0, 2.0, 1.0)
    items = WEIGHT | {
        "b": rated("b", "benefit", ELEVEN),
        "c": rated("c", "cost", dear).model_copy(update={"factor": "price"}),
        "b2": of_rival("b2", "b", ELEVEN, "benefit"),
        "c2": of_rival("c2", "c", dear, "cost"),
    }
    shown = as_json(assessed(s=(Meaning(items=items), table)))["sources"]["s"]["rivals"][0]
    value = shown["perceived_value"]
    # weights 1, 1, 2 on 3, 4, 5
    assert (value["ours"]["estimate"], value["weighted"]["ours"]["estimate"]) == pytest.approx((4.0, 4.25))
    assert value["weighted"]["difference"]["estimate"] == pytest.approx(1.25)
    assert shown["attributes"]["b"]["weighted"]["ours"]["estimate"] == pytest.approx(8.25)
    assert shown["value_map"]["weighted"]["quality"]["estimate"] == pytest.approx(8.25 / 5)
