"""Effort, satisfaction index and perceived value of a survey that asks for them."""

import pandas as pd
import pytest

from improvement.assessment.report import as_json
from improvement.assessment.results import SourceScores
from improvement.assessment.scores import assess
from improvement.model.mapping import Item, Mapping, Scale
from improvement.statistics.intervals import wilson
from improvement.view.score_cards import loyalty_words, number_cards
from tests.assessment.build import plan_with
from tests.evidence.tables import ELEVEN, FIVE, SEVEN, rated

TEN = Scale(id="one-to-ten", low=1.0, high=10.0, good="high")
LITTLE = FIVE.model_copy(update={"good": "low"})


def scores(table: pd.DataFrame, **items: Item) -> SourceScores:
    return assess(plan_with("s"), {"s": (Mapping(items=items), table)}).sources["s"]


def test_effort_as_the_golden_case_and_the_older_version() -> None:
    answers = [float(grade) for grade, n in enumerate([4, 3, 5, 8, 20, 35, 25], 1) for _ in range(n)]
    (found,) = scores(pd.DataFrame({"easy": answers}), easy=rated("Easy", "effort", SEVEN)).instruments
    assert found.kind == "effort-2"
    assert (found.score.estimate, found.score.lo, found.score.hi) == pytest.approx((0.8, 0.71117, 0.86663), abs=1e-4)
    old = scores(pd.DataFrame({"e": [1.0, 2.0, 3.0, 5.0, None]}), e=rated("E", "effort", LITTLE))
    assert (old.instruments[0].kind, old.instruments[0].score) == ("effort-1", wilson(2, 4))


def test_effort_on_another_scale_has_no_score() -> None:
    found = scores(pd.DataFrame({"e": [1.0, 2.0]}), e=rated("E", "effort", FIVE))
    assert found.instruments == ()
    assert "effort-other-scale" in {each.id for each in found.warnings}


INDEX = {
    "all": rated("All", "overall", TEN),
    "hoped": rated("Hoped", "versus-expectation", TEN),
    "ideal": rated("Ideal", "versus-ideal", TEN),
}


def test_the_index_is_the_mean_over_people_who_answered_all_three() -> None:
    table = pd.DataFrame({"all": [8.0, 4.0, 9.0], "hoped": [7.0, 4.0, None], "ideal": [7.0, 4.0, 9.0]})
    (found,) = scores(table, **INDEX).instruments
    assert (found.kind, found.items, found.score.n) == ("satisfaction-index", ("all", "hoped", "ideal"), 2)
    assert found.score.estimate == pytest.approx((19 / 27 + 9 / 27) / 2 * 100)
    assert scores(table[["all", "hoped"]], **INDEX).instruments == ()
    five = INDEX | {"ideal": rated("Ideal", "versus-ideal", FIVE)}
    unlike = scores(table.assign(ideal=4.0), **five)
    assert unlike.instruments == ()
    assert "index-other-scale" in {each.id for each in unlike.warnings}


def test_value_is_benefits_less_costs_whichever_way_they_were_asked() -> None:
    table = pd.DataFrame({"product": [6.0, 5.0], "service": [4.0, 5.0], "money": [3.0, 4.0], "time": [6.0, 6.0]})
    costly = SEVEN.model_copy(update={"good": "low"})
    items = {
        "product": rated("Product", "benefit", SEVEN),
        "service": rated("Service", "benefit", SEVEN),
        "money": rated("Money", "cost", costly),
        # 6 of 7 content with the time is 2 of 7 time spent
        "time": rated("Time", "cost", SEVEN),
    }
    (found,) = scores(table, **items).instruments
    assert found.kind == "perceived-value"
    assert found.score.estimate == pytest.approx(((5 - 2.5) + (5 - 3)) / 2)
    unlike = scores(table, **items | {"time": rated("Time", "cost", TEN)})
    assert unlike.instruments == ()
    assert "value-unlike-scales" in {each.id for each in unlike.warnings}


def test_cards_and_report_show_them_with_range_or_not_at_all() -> None:
    easy = rated("Easy", "effort", SEVEN)
    found = scores(pd.DataFrame({"easy": [6.0] * 30 + [2.0] * 10}), easy=easy)
    (card,) = number_cards(found, {})
    assert (card.label, card.value) == ("Made easy (grades 5 to 7 of 7)", "75 of 100")
    assert card.range.startswith("between 59 and 86 of 100, n 40")
    (few,) = number_cards(scores(pd.DataFrame({"easy": [6.0] * 20}), easy=easy), {})
    assert few.value == "–"


def test_the_loyalty_index_stands_under_the_classes() -> None:
    table = pd.DataFrame({"all": [5.0, 1.0] * 20, "again": [3.0, 1.0] * 20, "nps": [10.0, 0.0] * 20})
    again = rated("Again", "repurchase", FIVE.model_copy(update={"id": "bands", "high": 3.0}))
    items = {"all": rated("All", "overall"), "again": again, "nps": rated("NPS", "recommend", ELEVEN)}
    assessed = assess(plan_with("s"), {"s": (Mapping(items=items), table)})
    found = assessed.sources["s"]
    assert found.loyalty_index is not None
    assert found.loyalty_index.estimate == pytest.approx(50)
    assert loyalty_words(found).startswith("Shares of all who were asked · loyalty index 50 of 100, between")
    shown = as_json(assessed)["sources"]["s"]
    assert shown["loyalty_index"]["estimate"] == pytest.approx(50)
    assert "instruments" not in shown
