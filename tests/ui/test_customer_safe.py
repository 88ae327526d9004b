"""While customers look on: no name of the staff on any page, in any text, chart or table."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.model.change import Edit
from improvement.store.source import read_source
from improvement.ui import visitor
from improvement.ui.session import _workspace
from improvement.usecases import editing
from tests.conftest import ROOT
from tests.ui.screen import texts
from tests.ui.test_viewer import OBJECTS, PAGES, SAMPLES, changing
from tests.ui.test_viewer import opened as page_of

WORDS_OF_A_COMPLAINT = "I was cut off four times and then nobody knew my name"
# their names are words of the trade
TEAMS = {"Training team", "Reception"}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples; at the bank Ana Ruiz has changed something, blocked work and a complaint in its own words."""
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path_factory.mktemp("safe") / "plans"))
    bank = folder / "harbour-bank"
    csv, mapping = bank / "evidence/complaints.csv", bank / "evidence/complaints.mapping.yaml"
    head, *rows = csv.read_text().splitlines()
    csv.write_text("\n".join([f"{head},words", *(f"{row},{WORDS_OF_A_COMPLAINT}" for row in rows)]) + "\n")
    told = mapping.read_text().replace("  handler:\n", "  words:\n    column: words\n    role: text\n  handler:\n", 1)
    mapping.write_text(told)
    survey, meant = bank / "evidence/survey-2026.csv", bank / "evidence/survey-2026.mapping.yaml"
    head, *rows = survey.read_text().splitlines()
    managed = (f"{row},am-{1 + number % 14:02}" for number, row in enumerate(rows))
    survey.write_text("\n".join([f"{head},handler", *managed]) + "\n")
    item = "items:\n  handler:\n    column: handler\n    role: segment\n"
    meant.write_text(meant.read_text().replace("items:\n", item, 1))
    store = _workspace(str(folder)).store
    path = ("realization", "activities", "call-roster", "blocked_by")
    blocked = Edit("set", path, None, "the list that Dai Morgan has not sent to Luis Ferrer")
    editing.apply(store, "harbour-bank", "Ana Ruiz", datetime.now(UTC), (blocked,))
    return folder


@pytest.fixture(autouse=True)
def folder(plans, monkeypatch) -> None:
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    monkeypatch.setattr(visitor, "seen", lambda whole: whole)


def opened(page: str, plan: str, **query: str) -> AppTest:
    """A page in the tab of somebody who has given a name."""
    return page_of(page, plan, {"kept.name": "Ana Ruiz"}, **query)


def persons(plans: Path, plan: str) -> dict[str, str]:
    """Names of persons by id: those of all programmes on the portfolio, else of one and of all."""
    found = {}
    for file in [plans / "people.yaml", *plans.glob("*/plan.yaml")]:
        data = read_source(file.read_text()).data
        people = data["people"] if file.stem == "people" else data["programme"]["people"]
        found |= {id: each["name"] for id, each in people.items() if "count" not in each or each["count"] == "1"}
    return {id: name for id, name in found.items() if name not in TEAMS}


def named(app: AppTest, names: dict[str, str]) -> set[str]:
    """Which of these persons the page names: by full name, first name, or id."""
    told = "\n".join(texts(app)).replace("\\", "")
    words = {*re.findall(r"[\w-]+", told)}
    firsts = {name: name.split()[0] for name in names.values()}
    return {name for id, name in names.items() if name in told or words & {firsts[name], id}}


@pytest.mark.parametrize("page", [*PAGES, "present", "room"])
@pytest.mark.parametrize("plan", SAMPLES)
def test_no_page_names_anybody(page, plan, plans) -> None:
    app = opened(page, plan, customer="1")
    assert not app.exception
    assert named(app, persons(plans, plan)) == set()
    assert WORDS_OF_A_COMPLAINT not in "\n".join(texts(app))
    assert changing(app) == [], "what nobody may be named in, nobody may edit"


@pytest.mark.parametrize(("page", "id"), [(page, id) for page, ids in OBJECTS.items() for id in ids])
def test_no_object_names_anybody(page, id, plans) -> None:
    app = opened(page, "harbour-bank", customer="1", id=id)
    assert not app.exception
    assert named(app, persons(plans, "harbour-bank")) == set()


@pytest.mark.parametrize("step", range(1, 9))
def test_no_step_of_the_presentation_names_anybody_whoever_presents_it(step, plans) -> None:
    app = opened("present", "harbour-bank", step=str(step))
    assert not app.exception
    assert named(app, persons(plans, "harbour-bank")) == set()


@pytest.mark.parametrize("page", PAGES)
def test_the_same_pages_name_people_otherwise(page, plans) -> None:
    assert named(opened(page, "harbour-bank"), persons(plans, "harbour-bank")), "else the tests above could not fail"


def test_the_switch_is_kept_from_page_to_page_and_in_the_address() -> None:
    app = opened("programme", "harbour-bank")
    app.toggle(key="customer-safe").set_value(True).run()
    assert "1" in app.query_params["customer"]
    assert any("safe view" in each.value for each in app.caption)
    assert not any("kept-told" in each for each in texts(app)), "what is hidden is no change of somebody else"
    app = app.switch_page("pages/guarantee.py").run()
    assert "1" in app.query_params["customer"]
    assert app.toggle(key="customer-safe").value is True
    app.toggle(key="customer-safe").set_value(False).run()
    assert "0" in app.query_params["customer"]
    assert not any("safe view" in each.value for each in app.caption)


def test_people_are_told_by_what_they_do(plans) -> None:
    told = "\n".join(texts(opened("realization", "harbour-bank", customer="1", id="call-roster"))).replace("\\", "")
    assert "Blocked: the list that it specialist has not sent to head of the complaint desk" in told


@pytest.mark.parametrize("customer", ["1", "0"])
def test_a_survey_that_parts_customers_by_their_manager_is_no_scorecard(customer, plans) -> None:
    app = opened("assessment", "harbour-bank", customer=customer)
    assert not app.exception
    kinds = app.selectbox(key="segment.survey-2026").options
    assert ("handler" in kinds) == (customer == "0")
    if customer == "1":
        assert named(app, persons(plans, "harbour-bank")) == set()
