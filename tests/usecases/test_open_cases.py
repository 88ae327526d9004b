"""Real cases through the commands: open ones are censored, not missing, and the page says how many there are."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight
from streamlit.testing.v1 import AppTest

from improvement.usecases.evidence import evidence
from improvement.usecases.new import new
from improvement.usecases.opened import opened
from improvement.usecases.start import start
from tests.conftest import ROOT
from tests.usecases.survey import assessed, store

HOURS = 24


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """20,000 cases of New York's council, stored by the command."""
    folder = tmp_path_factory.mktemp("nyc") / "plans"
    new(start(folder, lambda: datetime.now(UTC).astimezone()).store, "line", "Line", datetime.now(UTC).date())
    assert store(folder, (shared / "data" / "nyc-casework-20k.csv").read_text(encoding="utf-8"), source="cases") == 0
    return folder


def test_times_to_close_are_those_of_an_independent_computation(plans, capsys) -> None:
    shown, printed = assessed(plans, capsys)
    (name,) = shown["sources"]["cases"]["cases"]
    found = shown["sources"]["cases"]["cases"][name]
    read = evidence(opened(start(plans, lambda: datetime.now(UTC)), "line"), "cases")
    assert read is not None
    begun, ended = (read.table[read.mapping.cases[name].start], read.table[read.mapping.cases[name].stop])
    last = np.datetime64(read.mapping.collected, "s")
    kept = begun.notna() & (ended.isna() | (ended >= begun))
    days = ((ended.fillna(last) - begun).dt.total_seconds() / 3600 / HOURS)[kept].clip(lower=0)
    theirs = SurvfuncRight(days, ended.notna()[kept])
    assert found["open"] == int(ended.isna()[kept].sum()) > 0
    assert found["n"] == int(kept.sum())
    assert found["median_hours"] == pytest.approx(HOURS * theirs.quantile(0.5))
    assert found["p90_hours"] == pytest.approx(HOURS * theirs.quantile(0.9))
    within = 1 - theirs.surv_prob[theirs.surv_times <= 30][-1]
    assert within == pytest.approx(0.6191, abs=5e-5), "the published figure of the method's reference"
    closed = days[ended.notna()[kept]]
    assert (closed <= 30).mean() == pytest.approx(0.645, abs=5e-4), "what leaving open cases out would claim"
    assert found["median_hours"] > HOURS * closed.median(), "open cases make it longer"
    assert f"{found['open']:,} open" in printed


def test_the_page_says_how_many_are_open(plans, capsys, monkeypatch) -> None:
    shown, _printed = assessed(plans, capsys)
    (found,) = shown["sources"]["cases"]["cases"].values()
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = "line"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    told = " ".join(each.value for each in app.caption)
    assert f"{found['n']:,} cases, {found['open']:,} open" in told
