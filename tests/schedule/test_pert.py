"""Expected durations against a textbook's network and the distribution itself."""

import json
from pathlib import Path

import pytest
from scipy import stats

from improvement.schedule.pert import expected


def test_reliable_construction(shared: Path) -> None:
    cases = {each["id"]: each for each in json.loads((shared / "methods" / "golden.json").read_text("utf-8"))}
    points = cases["pert_reliable"]["inputs"]["estimates"]
    assert {id: expected(*each) for id, each in points.items()} == pytest.approx(
        {id: each["duration"] for id, each in cases["cpm_reliable"]["inputs"].items()}
    )


def test_triangular_is_scipys() -> None:
    truth = stats.triang((10 - 8) / (16 - 8), loc=8, scale=16 - 8)
    assert expected(8, 10, 16, "triangular") == pytest.approx(truth.mean())


def test_points_out_of_order_are_nonsense() -> None:
    with pytest.raises(ValueError, match="<="):
        expected(3, 2, 6)
