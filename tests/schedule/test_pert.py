"""Expected durations against a textbook's network and the distribution itself."""

import json
from pathlib import Path

import pytest
from scipy import stats

from improvement.schedule.pert import expected, path_rule, variance


def test_reliable_construction(shared: Path) -> None:
    cases = {each["id"]: each for each in json.loads((shared / "methods" / "golden.json").read_text("utf-8"))}
    points = cases["pert_reliable"]["inputs"]["estimates"]
    assert {id: expected(*each) for id, each in points.items()} == pytest.approx(
        {id: each["duration"] for id, each in cases["cpm_reliable"]["inputs"].items()}
    )


def test_the_chance_of_a_day_by_the_rule_for_one_path(shared: Path) -> None:
    cases = {each["id"]: each for each in json.loads((shared / "methods" / "golden.json").read_text("utf-8"))}
    given, rows = cases["pert_reliable"], cases["cpm_reliable"]["expected"]["es_ef_ls_lf_slack"]
    points = given["inputs"]["estimates"]
    path = [id for id, row in rows.items() if row[4] == 0]
    variances = [variance(*points[id]) for id in path]
    rule = path_rule(sum(expected(*points[id]) for id in path), variances)
    assert [rule.variance, rule.cdf(given["inputs"]["due"])] == pytest.approx(given["expected"], abs=given["tol"])
    stadium = cases["pert_southwestern"]
    mean, var, due = (stadium["inputs"][name] for name in ("mean", "var", "due"))
    assert path_rule(mean, [var]).cdf(due) == pytest.approx(stadium["expected"], abs=stadium["tol"])


def test_a_path_on_which_nothing_varies_has_no_distribution() -> None:
    with pytest.raises(ValueError, match="nothing on the path varies"):
        path_rule(44, [0.0, 0.0])


def test_triangular_is_scipys() -> None:
    truth = stats.triang((10 - 8) / (16 - 8), loc=8, scale=16 - 8)
    assert expected(8, 10, 16, "triangular") == pytest.approx(truth.mean())
    assert variance(8, 10, 16, "triangular") == pytest.approx(truth.var())


def test_points_out_of_order_are_nonsense() -> None:
    with pytest.raises(ValueError, match="<="):
        expected(3, 2, 6)
