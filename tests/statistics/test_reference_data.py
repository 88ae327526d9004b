"""The airport's and the bank's real answers against R (survey, relaimpo, rwa)."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from improvement.statistics.drivers import DriverResult, relative_importance
from improvement.statistics.intervals import mean_interval, nps, wilson
from improvement.statistics.moments import Moments
from improvement.statistics.results import FloatArray
from improvement.statistics.weighted import (
    WeightedMoments,
    kish_effective_n,
    weighted_mean,
    weighted_proportion,
    weighted_standard_error,
)

ITEMS = ("Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI")


def _columns(path: Path, names: tuple[str, ...]) -> dict[str, FloatArray]:
    def number(text: str) -> float:
        try:
            return float(text)
        except ValueError:
            return np.nan

    with path.open(encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([number(row[name]) for row in rows]) for name in names}


@pytest.fixture(scope="module")
def airport(shared: Path) -> dict[str, FloatArray]:
    found = _columns(shared / "data" / "sfo-airport-2017.csv", (*ITEMS, "Q7ALL", "NETPRO", "WEIGHT"))
    for name in (*ITEMS, "Q7ALL"):
        found[name] = np.where((found[name] >= 1) & (found[name] <= 5), found[name], np.nan)
    found["NETPRO"] = np.where(found["NETPRO"] <= 10, found["NETPRO"], np.nan)
    return found


@pytest.fixture(scope="module")
def airport_reference(shared: Path) -> dict[str, Any]:
    return dict(json.loads((shared / "data" / "reference" / "sfo-airport-2017.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def bank(shared: Path) -> tuple[dict[str, Any], FloatArray]:
    expected = json.loads((shared / "data" / "reference" / "bank-satisfaction.json").read_text(encoding="utf-8"))
    expected = expected["drivers_sat1"]
    names = (*expected["johnson_raw"], "sat1")
    columns = _columns(shared / "data" / "bank-satisfaction.csv", names)
    return expected, np.column_stack([columns[name] for name in names])


def test_airport_nps(airport: dict[str, FloatArray], airport_reference: dict[str, Any]) -> None:
    score, expected = airport["NETPRO"], airport_reference["2017"]["nps_unweighted"]
    found = nps(int((score >= 9).sum()), int(((score >= 7) & (score <= 8)).sum()), int((score <= 6).sum()))
    assert found.n == expected["n"]
    assert 100 * found.estimate == pytest.approx(expected["nps"], abs=1e-6)
    assert [100 * limit for limit in found.wald] == pytest.approx([expected["lo95"], expected["hi95"]], abs=1e-6)
    assert 100 * found.standard_error == pytest.approx(expected["se_pop"], abs=1e-6)


def test_airport_weighted_nps(airport: dict[str, FloatArray], airport_reference: dict[str, Any]) -> None:
    score, expected = airport["NETPRO"], airport_reference["2017"]["nps_weighted"]
    valid = ~np.isnan(score)
    y = np.where(score >= 9, 1.0, np.where(score <= 6, -1.0, 0.0))
    moments = WeightedMoments.of(y[valid], airport["WEIGHT"][valid])
    found = weighted_mean(moments, sampled=len(score))
    assert [100 * (each or 0) for each in (found.estimate, found.lo, found.hi)] == pytest.approx(
        [expected["nps"], expected["lo"], expected["hi"]], abs=1e-6
    )
    assert 100 * (weighted_standard_error(moments, len(score)) or 0) == pytest.approx(expected["se"], abs=1e-6)


def test_airport_satisfaction(airport: dict[str, FloatArray], airport_reference: dict[str, Any]) -> None:
    expected = airport_reference["2017"]["q7all"]
    valid = ~np.isnan(airport["Q7ALL"])
    y, w = airport["Q7ALL"][valid], airport["WEIGHT"][valid]
    assert mean_interval(len(y), y.sum(), float(y @ y)).estimate == pytest.approx(expected["mean"], abs=1e-9)
    top = wilson(int((y >= 4).sum()), len(y))
    assert (top.estimate, top.lo, top.hi) == pytest.approx([expected["top2"][key] for key in ("p", "lo", "hi")], 1e-9)
    mean = WeightedMoments.of(y, w)
    assert weighted_mean(mean).estimate == pytest.approx(expected["mean_weighted"], abs=1e-9)
    assert weighted_standard_error(mean, len(valid)) == pytest.approx(expected["mean_weighted_se"], abs=1e-9)
    share = WeightedMoments.of((y >= 4).astype(float), w)
    assert weighted_standard_error(share, len(valid)) == pytest.approx(expected["top2_weighted_se"], abs=1e-9)
    found = weighted_proportion(share)
    assert found.estimate == pytest.approx(expected["top2_weighted"], abs=1e-9)
    # R's interval is on the logit scale, Wilson's is not: they agree to about a thousandth
    assert (found.lo, found.hi) == pytest.approx(expected["top2_weighted_logit_ci"], abs=1e-3)


def test_airport_effective_size(airport: dict[str, FloatArray], airport_reference: dict[str, Any]) -> None:
    w = airport["WEIGHT"][~np.isnan(airport["NETPRO"])]
    assert kish_effective_n(w.sum(), float(w @ w)) == pytest.approx(airport_reference["2017"]["kish_neff"], abs=1e-6)


def _matches_r(found: DriverResult, expected: dict[str, Any]) -> None:
    assert found.n == expected["n"]
    assert found.r2 == pytest.approx(expected["r2"], abs=1e-9)
    for driver in found.drivers:
        assert driver.raw == pytest.approx(expected["johnson_raw"][driver.item], abs=1e-6)
        assert driver.r == pytest.approx(expected["r_with_y"][driver.item], abs=1e-9)
        assert driver.lmg_share is not None
        assert driver.lmg_share * found.r2 == pytest.approx(expected["lmg_raw"][driver.item], abs=1e-6)
        assert driver.lo is not None
        assert driver.hi is not None
        assert driver.lo < driver.share < driver.hi


def test_airport_drivers(airport: dict[str, FloatArray], airport_reference: dict[str, Any]) -> None:
    rows = np.column_stack([airport[name] for name in (*ITEMS, "Q7ALL")])
    found = relative_importance(ITEMS, rows, np.random.default_rng(1))
    _matches_r(found, airport_reference["drivers_2017"])
    assert found.drivers[0].place_from == 1
    assert found.warnings == ()


def test_groups_and_cases_give_nearly_the_same_intervals(airport: dict[str, FloatArray]) -> None:
    rows = np.column_stack([airport[name] for name in (*ITEMS, "Q7ALL")])
    group = np.random.default_rng(3).integers(200, size=len(rows))
    groups = [Moments.of(rows[group == number]) for number in range(200)]
    by_case = relative_importance(ITEMS, rows, np.random.default_rng(1))
    by_group = relative_importance(ITEMS, groups, np.random.default_rng(2))
    assert by_group.r2 == pytest.approx(by_case.r2, abs=1e-9)
    for one, other in zip(by_case.drivers, by_group.drivers, strict=True):
        assert (one.lo, one.hi) == pytest.approx((other.lo, other.hi), abs=0.01)


def test_bank_drivers(bank: tuple[dict[str, Any], FloatArray]) -> None:
    expected, rows = bank
    found = relative_importance(tuple(expected["johnson_raw"]), rows, np.random.default_rng(1), draws=300)
    _matches_r(found, expected)
