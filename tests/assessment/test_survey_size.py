"""Whether a survey has answers enough, and sizes of a planned one."""

import numpy as np
import pandas as pd
import pytest

from improvement.assessment.planned_size import SizeQuestion, planned_size
from improvement.assessment.report import as_json
from improvement.assessment.scores import assess
from improvement.assessment.survey_size import survey_size
from improvement.errors import KeptError
from improvement.model.mapping import Item, Mapping
from improvement.statistics.intervals import wilson
from improvement.statistics.sample_size import answers_needed, margin_of_error
from tests.assessment.build import plan_with
from tests.evidence.tables import FIVE, rated


def test_a_survey_of_214_answers_is_judged() -> None:
    found = survey_size("all", wilson(155, 214))
    # as the formula has it by hand: 1.96 · √(.72 · .28 / 214) = .060
    assert found.margin == pytest.approx(0.0601, abs=1e-4)
    assert (found.wanted, found.needed) == (0.03, 861)
    assert found.change == pytest.approx(2.802 * np.sqrt(2 * 0.7202 * 0.2798 / 214), abs=1e-4)


def test_a_share_of_everybody_still_has_a_margin() -> None:
    assert survey_size("all", wilson(40, 40)).margin > 0.03
    assert survey_size("all", wilson(1, 1)).change == 1.0


def test_weights_cost_answers_and_very_large_surveys_need_no_more() -> None:
    plain, weighted = survey_size("all", wilson(155, 214)), survey_size("all", wilson(155, 214), 1.5)
    assert weighted.margin == pytest.approx(plain.margin * 1.5**0.5)
    large = survey_size("all", wilson(500_000, 1_000_000))
    assert (large.wanted, large.needed) == (None, None)


def test_the_assessment_tells_the_size_of_each_survey() -> None:
    table = pd.DataFrame({"all": [5.0, 4.0, 3.0, 2.0] * 25, "w": [1.0, 1.0, 1.0, 3.0] * 25})
    items = {"all": rated("All", "overall", FIVE), "w": Item(column="w", role="weight")}
    shown = as_json(assess(plan_with("s"), {"s": (Mapping(items=items), table)}))["sources"]["s"]["size"]
    assert (shown["item"], shown["n"], shown["design_effect"]) == ("all", 100, pytest.approx(4 * 12 / 36))
    assert shown["margin"] == pytest.approx(margin_of_error(100, 52 / 104, design_effect=4 * 12 / 36))


def test_a_planned_survey_answers_only_what_was_asked() -> None:
    found = planned_size(SizeQuestion(margin=0.03, population=12_000, response=0.25))
    assert found.needed == answers_needed(0.03, population=12_000) == 981
    assert found.ask == 4 * 981
    assert (found.margin, found.each_round, found.ask_each_round) == (None, None, None)
    both = planned_size(SizeQuestion(answers=100, change=(0.8, 0.85), response=0.5))
    assert (both.each_round, both.ask_each_round, both.needed) == (903, 1806, None)
    assert both.margin == pytest.approx(0.098, abs=1e-4)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (SizeQuestion(margin=0.0), ["share margin"]),
        (SizeQuestion(margin=0.1, response=0.0, design_effect=0.5), ["least design-effect", "response response"]),
        (SizeQuestion(change=(0.5, 0.5)), ["same change"]),
        (SizeQuestion(change=(0.5, 1.0)), ["share to"]),
        (SizeQuestion(answers=9, population=8), ["more answers"]),
        (SizeQuestion(answers=0, power=0.3), ["count answers", "least power"]),
        (SizeQuestion(answers=5, design_effect=float("nan")), ["least design-effect"]),
    ],
)
def test_everything_out_of_range_is_named_at_once(asked: SizeQuestion, told: list[str]) -> None:
    with pytest.raises(KeptError) as wrong:
        planned_size(asked)
    assert [f"{each.fact('kind')} {each.fact('name')}" for each in wrong.value.issues] == told
