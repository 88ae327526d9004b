"""Weights from the command line to the page: shares typed, scores side by side, refusals in words."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.evidence.correct import correct
from improvement.evidence.recognise import understand
from improvement.usecases.new import new
from improvement.usecases.start import start
from improvement.view.intake_survey import (
    bridge_settings,
    keypad_rows,
    keypad_settings,
    not_whole,
    part_rows,
    part_settings,
)
from tests.conftest import ROOT
from tests.usecases.survey import assessed, store, table, warned

N = 200
SURVEY = table(
    {
        "id": range(N),
        "overall": [(2, 5, 4, 5)[n % 4] for n in range(N)],
        "food": [1 + n % 5 for n in range(N)],
        "region": ["north" if n % 4 else "south" for n in range(N)],
    }
)
SHARES = {"population__region__north": "0.5", "population__region__south": "50%"}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    new(start(folder, lambda: datetime.now(UTC).astimezone()).store, "line", "Line", datetime.now(UTC).date())
    return folder


def page(plans: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = "line"
    app.run()
    app.switch_page("pages/assessment.py").run()
    assert not app.exception
    return app


def test_scores_stand_side_by_side_on_command_and_page(plans, capsys, monkeypatch) -> None:
    assert store(plans, SURVEY, segment="region", **SHARES) == 0
    shown, printed = assessed(plans, capsys)
    overall = shown["sources"]["s"]["items"]["overall"]
    assert overall["mean"] == pytest.approx(4)
    assert overall["weighted"]["mean"]["estimate"] == pytest.approx(10 / 3)
    assert "Answers are weighted to the customers by region" in printed
    assert "200 answers count like 150" in printed
    assert shown["sources"]["s"]["design_effect"] == pytest.approx(4 / 3)
    assert "region south: 25 % of the answers, 50 % of all customers, weighted 50 %" in printed
    assert "overall: 4, between 3.83 and 4.17; weighted 3.33," in printed
    app = page(plans, monkeypatch)
    told = " ".join(each.value.replace("\\", "") for each in app.markdown)
    assert "Answers are weighted to the customers by region" in told
    assert "No weight was cut" in told
    assert "Kish's design effect, here 1.33" in told
    tables = [each.value for each in app.dataframe]
    assert any({"Part", "Of all customers", "Weighted"} <= set(each.columns) for each in tables)
    twins = next(each for each in tables if {"Score", "Unweighted", "Weighted"} <= set(each.columns))
    assert twins.set_index("Score").loc["overall", "Unweighted"].startswith("4,")
    assert twins.set_index("Score").loc["overall", "Weighted"].startswith("3.33,")


def test_a_refusal_says_why_on_command_and_page(plans, capsys, monkeypatch) -> None:
    shares = {"population__region__north": "0.5", "population__region__south": "0.3", "population__region__sea": "0.2"}
    assert store(plans, SURVEY, segment="region", **shares) == 0
    shown, printed = assessed(plans, capsys)
    assert "weights-empty-part" in warned(shown)
    assert "weighted" not in shown["sources"]["s"]["items"]["overall"]
    why = "obody answered from these parts of the customers, so nothing is weighted: sea. Join them"
    assert why in printed
    told = " ".join(each.value.replace("\\", "") for each in page(plans, monkeypatch).markdown)
    assert "Answers could not be weighted" in told
    assert why in told


def test_the_shares_of_an_earlier_file_are_offered_again(plans, capsys) -> None:
    assert store(plans, SURVEY, segment="region", **SHARES) == 0
    assert store(plans, SURVEY, source="later") == 0
    shown, _printed = assessed(plans, capsys)
    assert shown["sources"]["later"]["weighting"]["kind"] == "post-stratified"


def test_the_intake_asks_for_shares_keys_and_bridges() -> None:
    found = understand(SURVEY.encode(), "s.csv")
    rows = part_rows(found, {"segment": "region"})
    assert [(row.item, row.part, row.percent) for row in rows] == [
        ("region", "north", None),
        ("region", "south", None),
    ]
    assert part_settings(rows, [None, None]) == {}
    assert not_whole(rows, [60.0, 30.0]) == ("region: the shares make 90 % together, not 100 %",)
    assert not_whole(rows, [60.0, 40.0]) == not_whole(rows, [None, None]) == ()
    settings = part_settings(rows, [60.0, 40.0])
    mapping = correct(found.mapping, {"segment": "region"} | settings)
    assert mapping.population == {"region": {"north": 0.6, "south": 0.4}}
    keys = keypad_rows(mapping)
    typed = [replace(keys[0], read="1, 2, 3", offered=300, started_by="staff"), *keys[1:]]
    again = correct(mapping, keypad_settings(keys, typed))
    keypad = again.items[keys[0].item].keypad
    assert keypad is not None
    assert (keypad.read, keypad.offered, keypad.started_by) == ((1, 2, 3), 300, "staff")
    assert keypad_settings(keypad_rows(again), typed) == {}, "read back as typed"
    bridge = bridge_settings(mapping, {"food": "a/x", "overall": ""}, {"food": "a/y", "overall": "a/z"})
    assert bridge == {"bridge.food": "a/x,a/y"}
    assert bridge_settings(correct(mapping, bridge), {"food": "a/x"}, {"food": "a/y"}) == {}
    assert bridge_settings(correct(mapping, bridge), {"food": ""}, {"food": "a/y"}) == {"bridge.food": ""}
