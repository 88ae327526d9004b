"""What may go wrong, as people write it."""

import pytest

from improvement.model.base import plain
from improvement.model.risks import Impact, Risk
from improvement.model.validation import validate

RISK = {
    "title": "A trainer leaves",
    "probability": "20%",
    "impact": {"pilot": ["2d", "5d", "10d"], "course": "x1.5", "brief": "4h", "go": ["x1.1", "x1.5", "x2.25"]},
    "owner": "ana",
    "response": "A second trainer learns the course",
}


def test_a_risk_keeps_its_text_form() -> None:
    found, issues = validate(Risk, RISK)
    assert not issues
    assert found
    assert plain(found) == RISK
    assert found.probability == 0.2


def test_points_are_days_or_factors() -> None:
    assert Impact.parse(["2d", "1w", "10d"]).points(8) == (2, 5, 10)
    assert Impact.parse("4h").points(8) == (0.5, 0.5, 0.5)
    assert Impact.parse(["x1", "x1.5", "x2"]).points(8) == (1, 1.5, 2)
    assert [Impact.parse(text).factor for text in ("x2", "2d")] == [True, False]
    assert Impact.parse(["5h", "1d", "1d"]).points(4) == (1, 1, 1.25), "a working day of four hours"


@pytest.mark.parametrize(
    "wrong", ["x0.9", "0.5", "elapsed 3d", "-2d", ["5d", "2d", "9d"], ["x1.1", "2d", "3d"], ["1d", "2d"], "x1000", 3]
)
def test_what_is_no_impact(wrong: object) -> None:
    _, issues = validate(Risk, RISK | {"impact": {"pilot": wrong}})
    assert [(each.id, each.where.path) for each in issues] == [("not-a-value", ("impact", "pilot"))]
