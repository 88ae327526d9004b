"""The airport's and the bank's survey against R (survey, relaimpo, rwa) and statsmodels."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from improvement.assessment.report import as_json
from improvement.assessment.scores import assess
from tests.assessment.build import plan_with, real_source

AIRPORT = "sfo-airport-2017"
BANK = "bank-satisfaction"
DRIVERS = {
    AIRPORT: "Q7FOOD,Q7STORE,Q7SIGN,Q7WALKWAYS,Q7SCREENS,Q7WIFI",
    BANK: "qual1,qual2,qual3,qual4,qual5,val1,val2,val3,val4,imag1,imag2,imag3",
}


@cache
def scores(shared: Path, name: str) -> Any:
    """The source's part of `assess --json`."""
    evidence = {name: real_source(shared, f"{name}.csv", drivers=DRIVERS[name])}
    return json.loads(json.dumps(as_json(assess(plan_with(name), evidence))))["sources"][name]


def reference(shared: Path, name: str) -> Any:
    """Figures of independent tools."""
    return json.loads((shared / "data" / "reference" / f"{name}.json").read_text())


@pytest.fixture(scope="module")
def airport(shared: Path) -> tuple[Any, Any]:
    """Ours and theirs."""
    return scores(shared, AIRPORT), reference(shared, AIRPORT)


def close(value: float) -> Any:
    """Equal to a millionth."""
    return pytest.approx(value, abs=1e-6)


def test_recommendation(airport: tuple[Any, Any]) -> None:
    ours, theirs = airport[0]["nps"], airport[1]["2017"]
    plain, weighted = theirs["nps_unweighted"], theirs["nps_weighted"]
    assert ours["n"] == plain["n"]
    assert ours["nps_points"] == close(plain["nps"])
    assert [100 * limit for limit in ours["wald"]] == [close(plain["lo95"]), close(plain["hi95"])]
    assert [100 * ours["weighted"][each] for each in ("estimate", "se", "lo", "hi")] == [
        close(weighted[each]) for each in ("nps", "se", "lo", "hi")
    ]


def test_weights_cost_answers(airport: tuple[Any, Any]) -> None:
    ours, answered = airport[0], airport[0]["nps"]["n"]
    assert ours["effective_n"] == close(airport[1]["2017"]["kish_neff"])
    assert ours["design_effect"] == close(answered / airport[1]["2017"]["kish_neff"])


def test_overall_satisfaction(airport: tuple[Any, Any]) -> None:
    ours, theirs = airport[0]["items"][airport[0]["overall"]], airport[1]["2017"]["q7all"]
    assert (ours["n"], ours["mean"]) == (theirs["n"], close(theirs["mean"]))
    assert [ours["top2"][each] for each in ("estimate", "lo", "hi")] == [
        close(theirs["top2"][each]) for each in ("p", "lo", "hi")
    ]
    assert ours["weighted"]["mean"]["estimate"] == close(theirs["mean_weighted"])
    half = (ours["weighted"]["mean"]["hi"] - ours["weighted"]["mean"]["lo"]) / 2
    assert half / 1.959963984540054 == close(theirs["mean_weighted_se"])
    assert ours["weighted"]["top2"]["estimate"] == close(theirs["top2_weighted"])
    assert [ours["weighted"]["top2"][each] for each in ("lo", "hi")] == pytest.approx(
        theirs["top2_weighted_logit_ci"], abs=1e-3
    ), "a logit interval and Wilson's at the effective size differ in the fourth decimal"


def test_every_item(airport: tuple[Any, Any]) -> None:
    ours, theirs = airport[0]["items"], airport[1]["2017"]["items"]
    assert len(theirs) == 14
    for heading, figures in theirs.items():
        item = ours[heading.lower()]
        assert (item["n"], item["mean"]) == (figures["n"], close(figures["mean"]))
        assert [item["top2"][each] for each in ("estimate", "lo", "hi")] == [
            close(figures["top2"][each]) for each in ("p", "lo", "hi")
        ]


@pytest.mark.parametrize(("name", "part"), [(AIRPORT, "drivers_2017"), (BANK, "drivers_sat1")])
def test_drivers(shared: Path, name: str, part: str) -> None:
    ours, theirs = scores(shared, name)["drivers"], reference(shared, name)[part]
    assert (ours["n"], ours["r2"]) == (theirs["n"], close(theirs["r2"]))
    assert len(ours["johnson"]) == len(theirs["johnson_pct"])
    for heading, percent in theirs["johnson_pct"].items():
        item = ours["johnson"][heading.lower()]
        assert 100 * item["share"] == close(percent)
        assert item["r"] == close(theirs["r_with_y"][heading])
        assert 100 * ours["lmg"][heading.lower()]["share"] == close(theirs["lmg_pct"][heading])
        assert item["lo"] < item["share"] < item["hi"]


def test_another_engine_gives_the_same(shared: Path, airport: tuple[Any, Any]) -> None:
    mapping, table = real_source(shared, f"{AIRPORT}.csv", drivers=DRIVERS[AIRPORT])
    scan = pl.from_pandas(table).lazy()
    found = json.loads(json.dumps(as_json(assess(plan_with(AIRPORT), {AIRPORT: (mapping, scan)}))))
    ours = found["sources"][AIRPORT]
    assert ours["nps"]["weighted"]["se"] == pytest.approx(airport[0]["nps"]["weighted"]["se"], rel=1e-12)
    assert ours["drivers"]["r2"] == pytest.approx(airport[0]["drivers"]["r2"], rel=1e-12)
    mine, theirs = (
        {(each["item"], each["value"]): each["nps"]["estimate"] for each in part["segments"] if each["nps"]}
        for part in (ours, airport[0])
    )
    assert mine == pytest.approx(theirs)


def test_listwise_deletion_is_told(shared: Path) -> None:
    name = AIRPORT
    (told,) = assess(plan_with(name), {name: real_source(shared, f"{name}.csv")}).sources[name].warnings
    assert dict(told.facts) == {"complete": 494, "rows": 2831, "items": 14}
