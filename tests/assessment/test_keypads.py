"""The three designs of the source documents, their bias, two forms by chance, hang-ups."""

import pandas as pd
import pytest

from improvement.assessment.keypads import CHOSEN_FOR, Design, design_of
from improvement.assessment.report import as_json
from improvement.assessment.results import SourceScores
from improvement.assessment.scores import assess
from improvement.model.mapping import Item, Keypad, Mapping, Scale
from improvement.view.keypads import aim_lines, keypad_lines, keypad_title
from tests.assessment.build import plan_with

LABELS = {"1": "satisfied", "2": "average", "3": "dissatisfied"}
TURNED = {"1": "dissatisfied", "2": "average", "3": "satisfied"}
STRICT = {"5": "very satisfied", "3": "satisfied", "1": "dissatisfied"}


def keyed(high: int, good: str, of: str | None = None, **keypad: object) -> Item:
    scale = Scale(id="keys", low=1.0, high=float(high), good=good)
    return Item(column="K", role="perception", of=of, scale=scale, keypad=Keypad(**keypad))


FIRST = keyed(3, "low", labels=LABELS, read=(1, 2, 3))
SECOND = keyed(5, "high", labels=STRICT, read=(5, 3, 1))
THIRD = keyed(3, "low", labels=LABELS, read=(1, 2, 3), pause_seconds=3.0)


def scores(table: pd.DataFrame, **items: Item) -> SourceScores:
    return assess(plan_with("s"), {"s": (Mapping(items=items), table)}).sources["s"]


def ids(found: SourceScores, item: str) -> list[str]:
    (score,) = [each for each in found.keypads if each.item == item]
    return [each.id for each in score.warnings]


def test_the_three_designs_of_the_source_documents() -> None:
    assert [design_of(each) for each in (FIRST, SECOND, THIRD)] == [
        Design.BEST_FIRST,
        Design.WORST_FIRST,
        Design.LEADING,
    ]
    assert design_of(THIRD, leading_pause=4.0) is Design.BEST_FIRST, "how long a pause leads is a parameter"
    assert design_of(keyed(3, "low", pause_seconds=3.0, read=(3, 2, 1))) is Design.BEST_FIRST
    middle = keyed(3, "high").model_copy(update={"scale": Scale(id="k", low=0.0, high=9.0)})
    assert design_of(middle) is Design.OTHER


def test_each_aim_has_its_design() -> None:
    assert CHOSEN_FOR == {
        "realism": Design.BEST_FIRST,
        "raising-service": Design.WORST_FIRST,
        "staff-morale": Design.LEADING,
    }
    lines = list(aim_lines())
    assert len(lines) == 3
    (morale,) = aim_lines("staff-morale")
    assert "Nobody should be paid or compared by it" in morale


def test_one_form_alone_is_flagged_and_not_corrected() -> None:
    table = pd.DataFrame({"k": [1.0] * 68 + [2.0] * 20 + [3.0] * 12})
    found = scores(table, k=FIRST)
    (score,) = found.keypads
    assert (score.best.estimate, score.best.n) == (0.68, 100)
    assert (score.split, score.bounds, score.response) == (None, None, None)
    assert ids(found, "k") == ["keypad-bias", "keypad-hang-ups-unknown"]
    assert score.warnings[0].fact("kind") == "best-first"


def two_forms(by_chance: bool) -> SourceScores:
    """1,000 callers a form, of whom a fifth presses key 1 whatever they think; 60 of 100 are satisfied."""
    flattering = [1.0] * 680 + [2.0] * 240 + [3.0] * 80
    strict = [3.0] * 480 + [2.0] * 240 + [1.0] * 280
    table = pd.DataFrame({"a": [*flattering, *[None] * 1000], "b": [*[None] * 1000, *strict]})
    asked: dict[str, object] = {"by_chance": by_chance, "offered": 2000}
    a = keyed(3, "low", of="call", labels=LABELS, **asked)
    return scores(table, a=a, b=keyed(3, "high", of="call", labels=TURNED, **asked))


def test_two_forms_by_chance_free_the_share_from_habit() -> None:
    first, second = two_forms(by_chance=True).keypads
    assert (first.best.estimate, second.best.estimate) == (0.68, 0.48)
    assert first.split == second.split
    assert first.split is not None
    assert first.split.share is not None
    assert (first.split.habit.estimate, first.split.share.estimate) == (pytest.approx(0.2), pytest.approx(0.6))
    assert (first.other, second.other) == ("b", "a")
    assert first.bounds == pytest.approx((0.3, 0.8)), "half of the callers hung up"
    assert first.warnings == ()
    lines = list(keypad_lines(first))
    assert lines[1].startswith("Without the habit of pressing key 1 (20 of 100): 60 of 100, between")
    assert lines[2] == (
        "50 of 100 of those asked answered; among all of them it is between 30 and 80 of 100, whatever the others think"
    )


def test_two_forms_that_somebody_chose_are_not_corrected() -> None:
    for each in two_forms(by_chance=False).keypads:
        assert each.split is None
        assert [found.id for found in each.warnings] == ["keypad-bias"]


def test_what_else_bends_a_rating_is_said() -> None:
    garbled = keyed(3, "low", labels=LABELS | {"2": "Dissatisfied"}, read=(1, 3, 2), started_by="staff", offered=5)
    found = scores(pd.DataFrame({"k": [1.0, 2.0, 3.0]}), k=garbled)
    assert ids(found, "k") == [
        "keypad-bias",
        "keypad-started-by-staff",
        "keypad-label-twice",
        "keypad-read-out-of-order",
    ]
    (score,) = found.keypads
    assert next(iter(keypad_lines(score))) == "Too few answers (3)"
    assert keypad_title(score, {"k": "The call"}) == "The call: the best answer on key 1"


def test_the_report_carries_design_and_bounds() -> None:
    items = {"k": THIRD.model_copy(update={"keypad": Keypad(pause_seconds=3.0, offered=8)})}
    table = pd.DataFrame({"k": [1.0, 1.0, 1.0, 3.0]})
    shown = as_json(assess(plan_with("s"), {"s": (Mapping(items=items), table)}))["sources"]["s"]["keypads"]["k"]
    assert (shown["design"], shown["response"], shown["bounds"]) == ("leading", 0.5, pytest.approx([0.375, 0.875]))
    assert "habit" not in shown
    unanswered = assess(plan_with("s"), {"s": (Mapping(items=items), pd.DataFrame({"k": [None, None]}))})
    assert unanswered.sources["s"].keypads == ()
