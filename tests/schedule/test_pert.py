"""Three points against the textbooks and the distribution itself."""

import json
from pathlib import Path

import pytest
from scipy import stats

from improvement.schedule.pert import expected, probability_to_meet, variance


def golden(shared: Path, id: str) -> dict:
    cases = json.loads((shared / "methods" / "golden.json").read_text("utf-8"))
    return next(case for case in cases if case["id"] == id)


def test_reliable_construction(shared: Path) -> None:
    network, case = golden(shared, "cpm_reliable"), golden(shared, "pert_reliable")
    points = case["inputs"]["estimates"]
    assert {id: expected(*each) for id, each in points.items()} == pytest.approx(
        {id: each["duration"] for id, each in network["inputs"].items()}
    )
    path = network["expected"]["critical"]
    spread = sum(variance(*points[id]) for id in path)
    chance = probability_to_meet(sum(expected(*points[id]) for id in path), spread, case["inputs"]["due"])
    assert [spread, chance] == pytest.approx(case["expected"], abs=case["tol"])


def test_southwestern_university(shared: Path) -> None:
    case = golden(shared, "pert_southwestern")
    given = case["inputs"]
    assert probability_to_meet(given["mean"], given["var"], given["due"]) == pytest.approx(case["expected"], abs=1e-4)


def test_triangular_is_scipys() -> None:
    truth = stats.triang((10 - 8) / (16 - 8), loc=8, scale=16 - 8)
    assert expected(8, 10, 16, "triangular") == pytest.approx(truth.mean())
    assert variance(8, 10, 16, "triangular") == pytest.approx(truth.var())


def test_certainty_and_nonsense() -> None:
    assert [probability_to_meet(10, 0, due) for due in (9, 10)] == [0, 1]
    with pytest.raises(ValueError, match="<="):
        expected(3, 2, 6)
    with pytest.raises(ValueError, match="negative"):
        probability_to_meet(1, -1, 1)
