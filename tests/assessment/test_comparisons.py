"""Rivals, the value map, expectation and tolerance, staff beside customers: figures by hand or by scipy."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from improvement.assessment.beside import Lead
from improvement.assessment.report import as_json
from improvement.assessment.results import Assessed, SourceScores
from improvement.assessment.scores import assess
from improvement.evidence.cleaning import GROUP
from improvement.evidence.comparisons import answer_sums_by
from improvement.model.mapping import Item
from improvement.model.mapping import Mapping as Meaning
from improvement.statistics.intervals import wilson
from improvement.view.rivals import part_rows
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated

SEGMENT = Item(column="many", role="segment")
LITTLE = FIVE.model_copy(update={"good": "low"})


def assessed(**sources: tuple[Meaning, pd.DataFrame]) -> Assessed:
    return assess(plan_with(*sources), sources)


def scores(table: pd.DataFrame, items: Mapping[str, Item], **more: str) -> SourceScores:
    return assessed(s=(Meaning(items=items, **more), table)).sources["s"]


def of_rival(name: str, of: str, scale=FIVE, role: str = "perception", rival: str = "Acme", **more) -> Item:
    return rated(name, role, scale, of).model_copy(update={"rival": rival, **more})


def people(n: int = 200, seed: int = 5) -> pd.DataFrame:
    """We are clearly behind in speed, ahead in tone, level in reach; whoever likes one likes the other."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(0, 0.7, n)

    def answers(mean: float) -> np.ndarray:
        return np.clip(np.round(mean + mood + rng.normal(0, 0.6, n)), 1, 5)

    means = {"speed": 3.0, "speed-acme": 3.6, "tone": 4.0, "tone-acme": 3.4, "reach": 3.5, "reach-acme": 3.5}
    return pd.DataFrame({name: answers(mean) for name, mean in means.items()})


THREE = ("speed", "tone", "reach")
WITHIN = {name: rated(name, "driver") for name in THREE} | {
    f"{name}-acme": of_rival(f"{name} Acme", name) for name in THREE
}


def test_the_same_people_are_compared_in_pairs_and_the_farthest_behind_comes_first() -> None:
    table = people()
    (rival,) = scores(table, WITHIN).rivals
    assert (rival.rival, [each.attribute for each in rival.attributes]) == ("Acme", ["speed", "reach", "tone"])
    assert [each.lead for each in rival.attributes] == [Lead.BEHIND, Lead.PARITY, Lead.AHEAD]
    for each in rival.attributes:
        test = stats.ttest_rel(table[each.item], table[each.other_item]).confidence_interval()
        assert (each.difference.lo, each.difference.hi) == pytest.approx((test.low, test.high))
        assert (each.one.estimate, each.other.estimate) == pytest.approx(
            (table[each.item].mean(), table[each.other_item].mean())
        )


def test_what_rates_a_rival_is_no_score_of_ours_and_its_lead_is_kept_per_question() -> None:
    found = scores(people(), WITHIN | {"all": rated("all", "overall")})
    assert set(found.items) == set(THREE)
    speed = next(each for each in found.rivals[0].attributes if each.attribute == "speed")
    assert found.rival_gaps == {"speed": pytest.approx(-speed.difference.estimate / 4), "tone": 0.0, "reach": 0.0}


def test_a_rivals_own_customers_are_other_people() -> None:
    table = people()
    own, theirs = table[list(THREE)], table[[f"{name}-acme" for name in THREE]].iloc[:90].set_axis(THREE, axis=1)
    items = {name: rated(name, "driver") for name in THREE}
    found = assessed(s=(Meaning(items=items), own), acme=(Meaning(items=items, rival="Acme"), theirs))
    assert list(found.sources) == ["s"]
    (rival,) = found.sources["s"].rivals
    assert (rival.source, rival.warnings[0].id) == ("acme", "rival-other-people")
    for each in rival.attributes:
        test = stats.ttest_ind(own[each.item], theirs[each.item], equal_var=False).confidence_interval()
        assert (each.difference.lo, each.difference.hi) == pytest.approx((test.low, test.high))


def test_where_the_lowest_is_best_a_lead_is_still_positive() -> None:
    table = people().pipe(lambda t: 6 - t)
    turned = {name: item.model_copy(update={"scale": LITTLE}) for name, item in WITHIN.items()}
    leads = {each.attribute: each.lead for each in scores(table, turned).rivals[0].attributes}
    assert leads == {"speed": Lead.BEHIND, "reach": Lead.PARITY, "tone": Lead.AHEAD}


def test_too_few_answers_make_no_lead_and_questions_without_partner_are_told() -> None:
    few = scores(people(20), WITHIN).rivals[0]
    assert {each.lead for each in few.attributes} == {Lead.TOO_FEW}
    odd = WITHIN | {"speed-acme": of_rival("Speed Acme", "speed", SEVEN), "tone-acme": of_rival("Tone Acme", "pitch")}
    found = scores(people(), odd)
    assert [each.attribute for each in found.rivals[0].attributes] == ["reach"]
    told = {each.id: each.fact("column") for each in found.warnings if each.id.startswith("rival-")}
    assert told == {"rival-unlike-scales": "Speed Acme", "rival-without-partner": "Tone Acme"}


def priced(own: float, rival: float, n: int = 300) -> tuple[pd.DataFrame, dict[str, Item]]:
    """Quality 1.2 times the rival's on 0 to 10, and a price as dear as said."""
    rng = np.random.default_rng(8)

    def near(mean: float) -> np.ndarray:
        return np.clip(np.round(mean + rng.normal(0, 1, n)), 0, 10)

    table = pd.DataFrame({"care": near(7.2), "care-b": near(6.0), "dear": near(own), "dear-b": near(rival)})
    dear = ELEVEN.model_copy(update={"good": "low"})
    price = {"factor": "price"}
    return table, {
        "care": rated("care", "perception", ELEVEN),
        "care-b": of_rival("care B", "care", ELEVEN),
        "dear": rated("dear", "perception", dear).model_copy(update=price),
        "dear-b": of_rival("dear B", "dear", dear),
    }


def test_better_value_is_only_said_where_the_range_holds() -> None:
    for own, verdict in ((5.0, "better"), (6.0, "open"), (7.0, "worse")):
        table, items = priced(own, 5.0)
        value = scores(table, items).rivals[0].value
        assert value is not None
        q, r = table["care"].mean() / table["care-b"].mean(), table["dear"].mean() / table["dear-b"].mean()
        assert (value.map.quality.estimate, value.map.price.estimate) == pytest.approx((q, r))
        assert (value.kind, value.map.slope, value.price) == ("equal", 1.0, ("dear",))
        lo, hi = value.map.dearer.lo, value.map.dearer.hi
        assert {"better": hi < 0, "open": lo < 0 < hi, "worse": lo > 0}[verdict]


def test_content_with_the_price_means_less_dear() -> None:
    table, items = priced(5.0, 4.0)
    table = table.assign(**{"dear": 10 - table["dear"], "dear-b": 10 - table["dear-b"]})
    content = {name: item.model_copy(update={"scale": ELEVEN}) for name, item in items.items()}
    value = scores(table, content).rivals[0].value
    assert value is not None
    assert value.map.price.estimate == pytest.approx((10 - table["dear"].mean()) / (10 - table["dear-b"].mean()))


def parted(n: int = 300, small: int = 12) -> tuple[pd.DataFrame, dict[str, Item]]:
    """To key customers the price is low, to others high; a few come from nowhere."""
    table, items = priced(5.0, 5.0, n)
    kind = np.array(["key", "other"])[np.arange(n) % 2].astype(object)
    kind[:small] = "few"
    dear = table["dear"] + np.select([kind == "key", kind == "other"], [-2.0, 4.0])
    return table.assign(dear=dear.clip(0, 10), kind=kind), items | {"kind": Item(column="kind", role="segment")}


def test_each_kind_of_customers_has_its_place_beside_everybodys() -> None:
    table, items = parted()
    (rival,) = scores(table, items).rivals
    assert rival.value is not None
    parts = {each.value: each for each in rival.value.parts}
    assert {name: each.n for name, each in parts.items()} == {"few": 12, "key": 144, "other": 144}
    assert parts["few"].map is None
    for name in ("key", "other"):
        some, found = table[table.kind == name], parts[name].map
        assert found is not None
        assert found.quality.estimate == pytest.approx(some.care.mean() / some["care-b"].mean())
        assert found.price.estimate == pytest.approx(some.dear.mean() / some["dear-b"].mean())
        assert found.slope == rival.value.map.slope
        assert found.quality.lo is not None
        assert found.quality.lo < found.quality.estimate
    told = {each.id: each for each in rival.warnings}
    assert [told["value-parts-differ"].fact(each) for each in ("segment", "better", "worse")] == [
        "kind",
        "key",
        "other",
    ]
    assert told["value-parts-small"].fact("parts") == "few (12)"


def test_kinds_of_customers_do_not_move_the_map_of_everybody() -> None:
    table, items = parted()
    without = {name: item for name, item in items.items() if name != "kind"}
    more = (
        of_rival("care C", "care", ELEVEN, rival="Zeta"),
        of_rival("dear C", "dear", items["dear"].scale, rival="Zeta"),
    )
    table = table.assign(**{"care-c": table["care-b"], "dear-c": table["dear-b"]})
    both = [scores(table, each | {"care-c": more[0], "dear-c": more[1]}).rivals for each in (items, without)]
    assert [each.value.map for each in both[0] if each.value] == [each.value.map for each in both[1] if each.value]
    assert not [part for each in both[1] if each.value for part in each.value.parts]


def test_kinds_of_customers_of_a_rivals_own_survey_are_those_that_both_have() -> None:
    table, items = parted()
    own = table[["care", "dear", "kind"]]
    theirs = table[["care-b", "dear-b", "kind"]].set_axis(["care", "dear", "kind"], axis=1)
    theirs = theirs.assign(kind=theirs.kind.where(theirs.kind != "other", "else"))
    asked = {name: items[name] for name in ("care", "dear", "kind")}
    found = assessed(s=(Meaning(items=asked), own), b=(Meaning(items=asked, rival="B"), theirs))
    value = found.sources["s"].rivals[0].value
    assert value is not None
    assert [(each.value, each.n) for each in value.parts] == [("few", 12), ("key", 144)]


def test_parts_are_the_same_in_another_engine_and_from_groups_of_people() -> None:
    polars = pytest.importorskip("polars")
    table, items = parted(2400)
    table[GROUP] = np.arange(len(table)) // 2 % 200
    one, other = (scores(each, items).rivals[0].value for each in (table, polars.from_pandas(table).lazy()))
    assert one is not None
    assert one == other
    small, _items = scores(table.head(1900), items).rivals[0].value, items
    assert small is not None
    assert [each.value for each in small.parts] == [each.value for each in one.parts]


def test_a_column_of_many_values_tells_no_kinds_apart() -> None:
    table, items = parted()
    value = scores(table.assign(kind=[f"k{n % 21}" for n in range(300)]), items).rivals[0].value
    assert value is not None
    assert value.parts == ()


def test_many_values_are_counted_before_any_of_them_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    table, items = parted()
    asked: list[int] = []

    def counted(*given: Any) -> dict[str, np.ndarray]:
        asked.append(len(given[3]))
        return answer_sums_by(*given)

    monkeypatch.setattr("improvement.assessment.value_means.answer_sums_by", counted)
    value = scores(table.assign(many=[f"k{n}" for n in range(300)]), items | {"many": SEGMENT}).rivals[0].value
    assert value is not None
    assert {each.item for each in value.parts} == {"kind"}
    assert asked == [3]


def test_a_kind_of_customers_whose_means_make_no_ratio_says_so() -> None:
    table, items = parted()
    table.loc[table.kind == "key", "care-b"] = 0.0
    found = scores(table, items).rivals[0]
    assert found.value is not None
    rows = {row["Who"]: row for row in part_rows(found.value, {})}
    assert (rows["kind: key"]["Better value"], rows["kind: key"]["n"]) == ("no ratio: a mean at or below 0", "144")
    assert rows["kind: few"]["Better value"] == "too few answers"


def test_stated_importance_weighs_quality_against_price_whatever_the_number_of_questions() -> None:
    table, items = priced(5.0, 5.0)
    table = table.assign(i1=9.0, i2=6.0)
    asked = {"i1": rated("i1", "importance", ELEVEN, "care"), "i2": rated("i2", "importance", ELEVEN, "dear")}
    value = scores(table, items | asked).rivals[0].value
    assert value is not None
    assert value.kind == "stated"
    assert value.map.slope == pytest.approx(1.5)
    assert dict(value.weights) == pytest.approx({"care": 0.6, "dear": 0.4})


def test_without_a_price_or_below_zero_there_is_no_map_and_the_reason_is_told() -> None:
    (rival,) = scores(people(), WITHIN).rivals
    assert (rival.value, [each.id for each in rival.warnings]) == (None, ["value-map-without-price"])
    table, items = priced(0.0, 5.0)
    (rival,) = scores(table.assign(dear=0.0), items).rivals
    assert (rival.value, [each.id for each in rival.warnings]) == (None, ["value-map-below-zero"])


def test_perceived_value_of_both_is_compared_in_pairs_and_a_reversal_is_seen() -> None:
    n = 60
    spread = np.tile([-1.0, 0.0, 1.0], n // 3)
    # ours 8 - 4 = 4, theirs 5 - 2 = 3; but 8 / 4 = 2 is less than 5 / 2
    table = pd.DataFrame({"b": 8 + spread, "c": np.full(n, 4.0), "b2": 5 + spread, "c2": np.full(n, 2.0)})
    dear = ELEVEN.model_copy(update={"good": "low"})
    items = {
        "b": rated("b", "benefit", ELEVEN),
        "c": rated("c", "cost", dear),
        "b2": of_rival("b2", "b", ELEVEN, "benefit"),
        "c2": of_rival("c2", "c", dear, "cost"),
    }
    (rival,) = scores(table, items).rivals
    value = rival.perceived
    assert value is not None
    assert (value.one.estimate, value.other.estimate, value.difference.estimate) == pytest.approx((4, 3, 1))
    assert value.difference.method == "paired t"
    assert (value.one_ratio, value.other_ratio, value.reversed) == (2.0, 2.5, True)


def test_benefits_of_what_costs_nothing_have_no_ratio_and_the_report_can_be_written() -> None:
    n = 60
    table = pd.DataFrame({"b": [3.0] * n, "c": [0.0] * n, "b2": [9.0] * n, "c2": [5.0] * n})
    dear = ELEVEN.model_copy(update={"good": "low"})
    items = {
        "b": rated("b", "benefit", ELEVEN),
        "c": rated("c", "cost", dear),
        "b2": of_rival("b2", "b", ELEVEN, "benefit"),
        "c2": of_rival("c2", "c", dear, "cost"),
    }
    found = assessed(s=(Meaning(items=items), table))
    value = found.sources["s"].rivals[0].perceived
    assert value is not None
    assert (value.one_ratio, value.other_ratio, value.reversed) == (None, 1.8, False)
    assert json.loads(json.dumps(as_json(found), allow_nan=False)) == as_json(found)


def test_three_states_count_people_and_a_zone_takes_their_place() -> None:
    table = pd.DataFrame({"e": [4.0] * 50, "p": [3.0] * 10 + [4.0] * 25 + [5.0] * 15, "m": [3.0] * 45 + [5.0] * 5})
    pair = {"e": rated("e", "expectation", of="x"), "p": rated("p", "perception", of="x")}
    (state,) = scores(table, pair).states
    assert (state.attribute, state.shares.below, state.shares.within, state.shares.above) == (
        "x",
        wilson(10, 50),
        wilson(25, 50),
        wilson(15, 50),
    )
    found = scores(table, pair | {"m": rated("m", "adequate", of="x")})
    assert found.states == ()
    (zone,) = found.zones
    # 5 of 50 call more adequate than desired; all of them got 5
    assert (zone.odd, zone.shares.below, zone.shares.within, zone.shares.above) == (
        5,
        wilson(0, 45),
        wilson(35, 45),
        wilson(10, 45),
    )
    assert (zone.adequacy.estimate, zone.superiority.estimate) == pytest.approx(
        ((table.p - table.m).mean(), (table.p - table.e).mean())
    )


def test_states_turn_with_the_scale_and_leave_half_pairs_out() -> None:
    table = pd.DataFrame({"e": [2.0, 2.0, 2.0, None], "p": [1.0, 2.0, 4.0, 4.0]})
    pair = {"e": rated("e", "expectation", LITTLE, "x"), "p": rated("p", "perception", LITTLE, "x")}
    (state,) = scores(table, pair).states
    assert [each.estimate * 3 for each in (state.shares.below, state.shares.within, state.shares.above)] == [1, 1, 1]
    assert state.shares.below.n == 3


def test_staff_stand_beside_customers_and_never_among_them() -> None:
    table = people()
    items = {name: rated(name, "driver") for name in THREE}
    customers = table[list(THREE)]
    staff = pd.DataFrame({"speed": [5.0, 4.0] * 25, "reach": [3.0, 4.0] * 25, "other": [1.0] * 50})
    # the same attribute, or the same question under its own id
    items |= {"reach": rated("reach", "driver", of="network")}
    views = {name: rated(name, "perception") for name in ("speed", "reach", "other")}
    sources = {
        "s": (Meaning(items=items, wave="2026", collected="2026-10-01"), customers),
        "team": (Meaning(items=views, respondents="staff", wave="2027", collected="2026-11-01"), staff),
    }
    both, alone = assessed(**sources), assessed(s=sources["s"])
    assert list(both.sources) == ["s"]
    assert (both.waves, both.candidates) == ((), alone.candidates)
    assert both.sources["s"].items == alone.sources["s"].items
    (found,) = both.sources["s"].blind_spots
    assert [(each.attribute, each.lead) for each in found.spots] == [("speed", Lead.AHEAD), ("reach", Lead.PARITY)]
    test = stats.ttest_ind(staff.speed, customers.speed, equal_var=False).confidence_interval()
    assert (found.spots[0].difference.lo, found.spots[0].difference.hi) == pytest.approx((test.low, test.high))


def test_staff_who_rate_nothing_that_customers_rate_are_told() -> None:
    found = assessed(
        s=(Meaning(items={"speed": rated("speed", "driver")}), people()[["speed"]]),
        team=(Meaning(items={"mood": rated("mood", "perception")}, respondents="staff"), pd.DataFrame({"mood": [1.0]})),
    )
    assert [(each.id, each.fact("source")) for each in found.warnings] == [("source-not-compared", "team")]


def test_another_engine_and_groups_of_people_tell_the_same() -> None:
    polars = pytest.importorskip("polars")
    table = people(2400)
    table[GROUP] = np.arange(len(table)) % 200
    price = {"factor": "price"}
    items = WITHIN | {"reach": rated("reach", "perception").model_copy(update=price)}
    one = scores(table, items)
    other = scores(polars.from_pandas(table).lazy(), items)
    assert one.rivals[0].attributes == other.rivals[0].attributes
    assert one.rivals[0].value is not None
    assert one.rivals[0].value == other.rivals[0].value


def test_the_report_has_it_all() -> None:
    table, items = priced(5.0, 5.0)
    shown = as_json(assessed(s=(Meaning(items=items), table)))["sources"]["s"]
    (rival,) = shown["rivals"]
    assert rival["attributes"]["care"]["lead"] == "ahead"
    assert rival["value_map"]["weights"] == {"care": 0.5, "dear": 0.5}
    assert "segments" not in rival["value_map"]
    table, items = parted()
    (rival,) = as_json(assessed(s=(Meaning(items=items), table)))["sources"]["s"]["rivals"]
    few, key, _other = rival["value_map"]["segments"]
    assert (few["value"], few["n"], few["map"]) == ("few", 12, None)
    assert key["map"]["quality"]["n"] == key["n"]
    assert "states" not in shown
