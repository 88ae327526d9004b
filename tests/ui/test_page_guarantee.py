"""The Guarantee page: promises kept and missed, charts, reviews, closed stages."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    return folder


def opened(plan: str, id: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = plan
    app.run()
    if id:
        app.query_params["id"] = id
    return app.switch_page("pages/guarantee.py").run()


def words(app: AppTest) -> str:
    texts = [each.value for each in (*app.markdown, *app.caption, *app.info)]
    return re.sub(r"\\(?=\W)", "", "\n".join(texts))


def again(app: AppTest, opener: str) -> None:
    """AppTest runs the whole page where a browser runs the dialog only: its opener is pressed once more."""
    app.button(key=opener).click()


def saved(plans: Path, plan: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((plans / plan / "plan.yaml").read_text("utf-8"))
    return found


def keys(app: AppTest) -> set[str]:
    return {str(each.key) for each in app.button}


def test_the_title_answers_and_every_promise_has_its_word(plans: Path) -> None:
    app = opened("harbour-bank")
    assert not app.exception
    assert app.header[0].value == "1 of 2 public promises was kept in every month"
    told = words(app)
    for word in ("Missed", "Kept", "Not public", "No measure says how often it would be kept."):
        assert word in told
    assert "Missed in Aug 2026 (199 of 227), Sep 2026 (217 of 247)" in told
    assert "Complaints a week: 25 weeks in a row above the middle" in told
    assert "More cases after that are expected" in told
    assert sum(each.type == "primary" for each in (b.proto for b in app.button)) == 1


def test_a_row_opens_its_chart_and_says_so_in_the_address(plans: Path) -> None:
    app = opened("harbour-bank")
    assert "In time: 7 months above the usual range" in words(app), "the missed promise is open at first"
    app.button(key="see-one-day-one-name").click().run()
    assert app.query_params["id"] == "one-day-one-name"
    assert "In time: 8 months above the usual range" in words(app)
    assert "see-one-day-one-name" not in keys(app)


@pytest.mark.parametrize(
    ("id", "section"),
    [("settled", "measures"), ("calls", "audits"), ("2026-07", "reviews"), ("desk-bonus", "incentives")],
)
def test_an_address_opens_the_entry_it_names(id: str, section: str, plans: Path) -> None:
    app = opened("harbour-bank", id)
    assert not app.exception
    assert app.button(key=f"save-{section}").label == "Save the changes"
    assert {key for key in keys(app) if key.startswith("save-")} == {f"save-{section}"}


def test_the_empty_page_leads_to_the_promises(plans: Path) -> None:
    app = opened("city-clinic")
    assert app.header[0].value == "Nothing to guarantee yet"
    assert "Opens when a promise has a measure." in words(app)
    assert "hold-review" not in keys(app)


def test_a_review_is_held_with_its_decisions(plans: Path) -> None:
    app = opened("river-logistics")
    before = set(saved(plans, "river-logistics")["guarantee"]["reviews"])
    app.button(key="hold-review").click().run()
    app.text_area(key="review-decisions").input("Trackers first\nDelta port waits")
    again(app, "hold-review")
    app.button(key="save-review").click().run()
    assert not app.exception
    found = saved(plans, "river-logistics")["guarantee"]["reviews"]
    (new,) = set(found) - before
    assert found[new]["decisions"] == ["Trackers first", "Delta port waits"]


def test_an_audit_is_changed(plans: Path) -> None:
    app = opened("harbour-bank", "desk")
    share = next(each for each in app.text_input if each.label == "Of these unannounced")
    share.input("40%").run()
    app.button(key="save-audits").click().run()
    assert saved(plans, "harbour-bank")["guarantee"]["audits"]["desk"]["surprise_share"] == "40%"


def test_a_stage_with_something_missing_cannot_be_closed(plans: Path) -> None:
    app = opened("harbour-bank")
    stages = ("assessment", "commitment", "realization", "guarantee")
    assert all(app.button(key=f"close-{stage}").disabled for stage in stages)
    assert "every standard has 12 points of its measure" in words(app)


def test_a_ready_stage_is_closed_by_a_person(plans: Path) -> None:
    file = plans / "harbour-bank/plan.yaml"
    file.write_text(file.read_text("utf-8").replace("decision: open", "decision: parked"), "utf-8")
    app = opened("harbour-bank")
    app.button(key="close-assessment").click().run()
    assert app.button(key="confirm-assessment").disabled
    app.selectbox(key="closer-assessment").select("ana")
    again(app, "close-assessment")
    app.run()
    again(app, "close-assessment")
    app.button(key="confirm-assessment").click().run()
    assert not app.exception
    assert saved(plans, "harbour-bank")["programme"]["closed"]["assessment"]["by"] == "ana"
    assert "Closed on" in words(app)
    assert "by Ana Ruiz" in words(app)
    assert "close-assessment" not in keys(app)
