"""Stated importance, Kano's classes and the test of the gap: tables with a known answer, the ranking, JSON."""

import json

import numpy as np
import pandas as pd
import pytest

from improvement.assessment.order import criterion_weights, ranked
from improvement.assessment.report import as_json
from improvement.assessment.results import Candidate, Confidence, Criteria, SourceScores
from improvement.assessment.scores import assess, source_scores
from improvement.errors import advice
from improvement.model.mapping import CaseTime, Item, Mapping, Scale
from improvement.model.plan import Plan
from improvement.statistics.kano import Kano
from improvement.statistics.opportunity import Opportunity, opportunity_score
from improvement.view.kano import kano_words
from tests.assessment.build import plan_with
from tests.evidence.tables import FIVE, SEVEN, rated

KANO_SCALE = Scale(id="kano", low=1.0, high=5.0, good="low")


def scored(items: dict[str, Item], table: pd.DataFrame) -> SourceScores:
    return source_scores("survey", Mapping(items=items), table, np.random.default_rng(1))


def kano_table(pairs: list[tuple[int, int]], **more: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"f": [float(f) for f, _d in pairs], "d": [float(d) for _f, d in pairs], **more})


KANO_ITEMS = {
    "f": Item(column="With", role="kano-functional", scale=KANO_SCALE, of="speed"),
    "d": Item(column="Without", role="kano-dysfunctional", scale=KANO_SCALE, of="speed"),
}
MUST, DELIGHT = (2, 5), (1, 3)


def test_pairs_of_questions_give_a_class_and_are_no_ratings() -> None:
    found = scored(KANO_ITEMS, kano_table([MUST] * 70 + [DELIGHT] * 40))
    assert dict(found.items) == {}
    result = found.kano[0].result
    assert (result.kind, result.second, result.n, result.apart) == (Kano.MUST_BE, Kano.ATTRACTIVE, 110, True)
    assert result.better is not None
    assert result.better.estimate == pytest.approx(40 / 110)


def test_a_scale_that_ends_with_like_is_read_from_its_good_end() -> None:
    turned = Scale(id="kano", low=1.0, high=5.0, good="high")
    items = {name: item.model_copy(update={"scale": turned}) for name, item in KANO_ITEMS.items()}
    found = scored(items, kano_table([(6 - f, 6 - d) for f, d in [MUST] * 70]))
    assert found.kano[0].result.kind is Kano.MUST_BE


def test_answers_that_seem_read_from_the_wrong_end_are_doubted_once() -> None:
    turned = KANO_SCALE.model_copy(update={"good": "high"})
    wrong = {name: item.model_copy(update={"scale": turned}) for name, item in KANO_ITEMS.items()}
    found = scored(wrong, kano_table([MUST] * 40 + [(1, 5)] * 20))
    assert found.kano[0].result.kind is Kano.REVERSE
    (told,) = found.kano[0].warnings
    assert (told.id, told.fact("share")) == ("kano-all-turned", 1)
    assert any("is 1 “I like it”?" in line for line in kano_words(found, {}).cautions)
    assert scored(KANO_ITEMS, kano_table([MUST] * 40 + [(1, 5)] * 20)).kano[0].warnings == ()


def test_one_attribute_that_people_would_rather_go_without_is_believed_and_its_order_asked_about() -> None:
    other = {name * 2: item.model_copy(update={"of": "calls"}) for name, item in KANO_ITEMS.items()}
    table = kano_table([MUST] * 40).assign(ff=5.0, dd=2.0)
    found = scored({**KANO_ITEMS, **other}, table)
    assert [each.result.kind for each in found.kano] == [Kano.MUST_BE, Kano.REVERSE]
    assert [[told.id for told in each.warnings] for each in found.kano] == [[], ["kano-turned"]]
    assert any("without calls: perhaps its two questions are" in line for line in kano_words(found, {}).cautions)


def test_segments_come_before_the_mode() -> None:
    items = {**KANO_ITEMS, "kind": Item(column="Kind", role="segment")}
    kinds = ["vip"] * 30 + ["retail"] * 40 + ["new"] * 5
    found = scored(items, kano_table([DELIGHT] * 30 + [MUST] * 45, kind=kinds)).kano[0]
    assert [(each.value, each.result.kind) for each in found.parts] == [
        ("retail", Kano.MUST_BE),
        ("vip", Kano.ATTRACTIVE),
    ]
    assert [each.id for each in found.warnings] == ["kano-segments-differ"]


def test_half_a_pair_and_another_scale_are_said() -> None:
    table = kano_table([MUST] * 40)
    half = scored({"f": KANO_ITEMS["f"]}, table)
    assert (half.kano, [each.id for each in half.warnings]) == ((), ["kano-half-pair"])
    seven = {name: item.model_copy(update={"scale": SEVEN}) for name, item in KANO_ITEMS.items()}
    assert [each.id for each in scored(seven, table).warnings] == ["kano-other-scale"]


def asked_table(seed: int, n: int, hopes: float) -> tuple[dict[str, Item], pd.DataFrame]:
    """Two attributes expected and received, importance asked; `hopes` is how much expectations lower satisfaction."""
    rng = np.random.default_rng(seed)
    expected, received = rng.integers(4, 8, (n, 2)).astype(float), rng.integers(1, 8, (n, 2)).astype(float)
    overall = received.sum(axis=1) - hopes * expected.sum(axis=1) + 2 * rng.normal(size=n)
    table = pd.DataFrame({"e1": expected[:, 0], "e2": expected[:, 1], "p1": received[:, 0], "p2": received[:, 1]})
    table["all"] = np.clip(np.round(3 + (overall - overall.mean()) / 3), 1, 5)
    table["i1"] = rng.choice([3.0, 4.0, 5.0], n, p=[0.1, 0.3, 0.6])
    items = {
        **{f"e{k}": rated(f"E{k}", "expectation", SEVEN, f"a{k}") for k in (1, 2)},
        **{f"p{k}": rated(f"P{k}", "perception", SEVEN, f"a{k}") for k in (1, 2)},
        "all": rated("All", "overall", FIVE),
        "i1": rated("I1", "importance", FIVE, "a1"),
    }
    return items, table


def test_expectations_that_do_not_matter_add_nothing_and_those_that_do_are_found() -> None:
    nothing, something = scored(*asked_table(1, 400, 0.0)).gap_test, scored(*asked_table(1, 400, 1.0)).gap_test
    assert nothing is not None
    assert something is not None
    assert not nothing.adds
    assert something.adds
    assert something.lo > 0.03
    assert (something.n, something.df) == (400, (2, 395))


def test_too_few_complete_answers_withhold_the_test_of_the_gap() -> None:
    found = scored(*asked_table(1, 60, 0.0))
    assert found.gap_test is None
    withheld = next(each for each in found.warnings if each.id == "gap-test-withheld")
    assert (withheld.fact("n"), withheld.fact("needed")) == (60, 100)


def test_importance_is_paired_with_the_rating_of_its_attribute() -> None:
    items, table = asked_table(2, 300, 0.0)
    found = scored(items, table).stated
    assert [(each.item, each.asked) for each in found] == [("p1", "i1")]
    one, important, satisfied = found[0], (table["i1"] >= 4).mean(), (table["p1"] >= 6).mean()
    assert one.important.estimate == pytest.approx(important)
    assert one.opportunity.estimate == pytest.approx(opportunity_score(important, satisfied))
    assert one.level.estimate == pytest.approx(((table["i1"] - 1) / 4).mean())
    assert one.kind is Opportunity.EXTREME
    by_id = {**items, "i1": items["i1"].model_copy(update={"of": "p2"})}
    assert [each.item for each in scored(by_id, table).stated] == ["p2"]


def test_the_ranking_knows_importance_and_the_cost_of_contacts_and_says_what_they_weigh() -> None:
    items, table = asked_table(3, 300, 0.0)
    times = pd.to_datetime("2026-01-05") + pd.to_timedelta(np.arange(50), unit="h")
    calls = pd.DataFrame({"opened": times, "closed": times + pd.to_timedelta(np.arange(50) % 9 + 1, unit="h")})
    meaning = {name: Item(column=name, role="time") for name in calls.columns}
    tickets = Mapping(items=meaning, cases={"answer": CaseTime(start="opened", stop="closed")})
    plan = plan_with("survey", "tickets")
    evidence = {"survey": (Mapping(items=items), table), "tickets": (tickets, calls)}
    assert "contact_cost" not in assess(plan, evidence).weights
    believed = {"contact-cost": {"value": "6", "grade": "D", "source": "finance, 2025"}}
    charter = {"title": "Test", "starts": "2027-01-11", "assumptions": believed}
    sources = {id: {"file": each.file, "mapping": each.mapping} for id, each in plan.assessment.sources.items()}
    found = assess(Plan.model_validate({"programme": charter, "assessment": {"sources": sources}}), evidence)
    assert list(found.weights) == ["shortfall", "driver_share", "stated", "reach", "contact_cost"]
    assert sum(found.weights.values()) == pytest.approx(1)
    by_id = {each.id: each for each in found.candidates}
    assert by_id["tickets/answer"].criteria.contact_cost == 300
    assumed = next(each for each in by_id["tickets/answer"].warnings if each.id == "contact-cost-assumed")
    assert (assumed.fact("grade"), assumed.where.path) == ("D", ("programme", "assumptions", "contact-cost"))
    assert by_id["survey/p1"].criteria.stated == pytest.approx(found.sources["survey"].stated[0].level.estimate)
    assert by_id["survey/p2"].criteria.stated is None


def test_a_criterion_that_nobody_has_weighs_nothing() -> None:
    both = [
        Candidate(id, advice("candidate-gap"), (), Criteria(gap, None, reach), Confidence.CLEAR, 100)
        for id, gap, reach in (("a", 0.5, 0.1), ("b", 0.2, 0.9))
    ]
    assert dict(criterion_weights(both)) == pytest.approx({"shortfall": 0.75, "reach": 0.25})
    assert [(each.id, each.score) for each in ranked(both, np.random.default_rng(1))] == [("a", 0.75), ("b", 0.25)]
    assert dict(criterion_weights([])) == {}


def test_json_carries_it_all() -> None:
    items, table = asked_table(4, 300, 1.0)
    table["f"], table["d"] = 2.0, 5.0
    told = as_json(assess(plan_with("survey"), {"survey": (Mapping(items={**items, **KANO_ITEMS}), table)}))
    shown = json.loads(json.dumps(told))
    source = shown["sources"]["survey"]
    assert source["kano"]["speed"]["kind"] == "must-be"
    assert source["gap_test"]["adds"] is True
    assert source["stated"]["p1"]["opportunity"]["n"] == 300
    assert shown["candidates"][0]["criteria"]["rival_gap"] is None
    assert set(shown["weights"]) == {"shortfall", "driver_share", "stated", "reach"}
