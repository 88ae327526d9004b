"""The Assessment page: a dropped survey, a stored one, an accepted candidate, a finding by hand; wrong files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import NumberInput

from improvement.model.plan import Plan
from improvement.usecases.new import new
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from tests.conftest import ROOT

ROWS = "\n".join(f"{n},{3 + n % 3},{1 + n % 5},{1 + (n * 7 + n % 3) % 5},{n % 11}" for n in range(200))
SURVEY = f"id,overall,seat,food,recommend\n{ROWS}\n".encode()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    # the page decides on the day of its own clock, which must not be in this one's future
    found = start(tmp_path, lambda: datetime.now(UTC).astimezone())
    new(found.store, "airport", "Airport", found.today, owner="Ana Ruiz")
    return found


def page() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = "airport"
    app.run()
    return app.switch_page("pages/assessment.py").run()


def plan(workspace: Workspace) -> Plan:
    found = workspace.store.snapshot("airport").plan
    assert found is not None
    return found


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def stored(app: AppTest) -> AppTest:
    app.file_uploader[0].upload("survey.csv", SURVEY, "text/csv").run()
    return press(app, "Store this survey")


def test_an_empty_programme_asks_for_a_file(workspace) -> None:
    app = page()
    assert app.header[0].value == "Where do we fall short, and what matters most?"
    assert app.file_uploader[0].label == "Drop a survey, ticket or phone file here"
    assert any("nothing is sent anywhere" in each.value for each in app.caption)


def test_a_file_of_which_nothing_would_be_used_is_not_stored(workspace) -> None:
    app = page()
    app.file_uploader[0].upload("odd.csv", b"a,b,c\n" + b"1,2,3\n" * 60, "text/csv").run()
    assert not app.exception
    assert next(each for each in app.button if each.label.startswith("Store these")).disabled
    assert any("Nothing of this file would be used" in each.value for each in app.caption)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"), (b"<html></html>", "web page")],
)
def test_a_wrong_file_is_told_and_nothing_is_stored(content, told, workspace) -> None:
    app = page()
    app.file_uploader[0].upload("survey.csv", content, "text/csv").run()
    assert not app.exception
    assert told in app.error[0].value
    assert not any(each.label == "Store this survey" for each in app.button)
    assert workspace.store.attachments("airport") == ()


def test_a_survey_is_stored_with_the_corrections_of_a_person(workspace) -> None:
    app = page()
    app.file_uploader[0].upload("Survey 2026.csv", SURVEY, "text/csv").run()
    wave = next(each for each in app.text_input if each.label == "Survey round")
    wave.set_value("2026-autumn").run()
    app = press(app, "Store this survey")
    assert not app.exception
    source = plan(workspace).assessment.sources["survey-2026"]
    mapping = workspace.store.attachment("airport", source.mapping).decode()
    assert "wave: 2026-autumn" in mapping
    assert b"_group" in workspace.store.attachment("airport", source.file)


def test_a_candidate_is_accepted_with_who_and_why(workspace) -> None:
    app = press(stored(page()), "Accept")
    next(each for each in app.selectbox if each.label == "Who decides").set_value("Ana Ruiz")
    next(each for each in app.text_input if each.label == "Why").set_value("weighs most")
    app = press(app, "Accept this finding")
    assert not app.exception
    (finding,) = plan(workspace).assessment.findings.values()
    assert (finding.decision, finding.reason) == ("accepted", "weighs most")
    assert finding.decided_by == plan(workspace).programme.owner
    assert finding.evidence[0].startswith("survey/")


def test_a_decision_without_a_name_is_not_saved(workspace) -> None:
    app = press(press(stored(page()), "Reject"), "Reject this finding")
    assert app.error[0].value == "A decision needs a sentence, a name and a reason."
    assert not plan(workspace).assessment.findings


def test_a_finding_is_written_by_hand(workspace) -> None:
    app = page()
    app.text_area(key="by-hand.0.statement").set_value("Callers wait too long")
    app = press(app, "Add the finding")
    assert plan(workspace).assessment.findings["callers-wait-too-long"].decision == "open"
    assert not app.exception


def ranking(app: AppTest) -> tuple[str, list[str]]:
    """The heading of the list of candidates and what stands in it."""
    found = next(each for each in app.radio if each.label.startswith("Ranked by"))
    return found.label, list(found.options)


def weight(app: AppTest, name: str) -> NumberInput:
    return next(each for each in app.number_input if each.label == name)


def test_a_team_weighs_the_criteria_itself_and_the_address_keeps_it(workspace) -> None:
    app = stored(page())
    assert ranking(app)[0] == "Ranked by shortfall, importance and reach"
    usual = {each.label: each.value for each in app.number_input if each.label in {"Shortfall", "Customers or cases"}}
    assert usual == {"Shortfall": 75.0, "Customers or cases": 25.0}, "rank-order centroids of two"
    before = next(each.value for each in app.dataframe if "Place" in each.value)
    weight(app, "Shortfall").set_value(0.0).run()
    assert not app.exception
    assert app.query_params["weights"] == "shortfall=0,reach=25"
    assert ranking(app)[0] == "Ranked by your own weights (below)"
    captions = [each.value.replace("\\", "") for each in app.caption]
    assert any("Your own weights: Customers or cases 100 of 100" in each for each in captions)
    after = next(each.value for each in app.dataframe if "Place" in each.value)
    reach = list(map(int, after["Customers or cases, of 100"]))
    assert reach == sorted(reach, reverse=True)
    assert sorted(after["What"]) == sorted(before["What"])
    press(app, "The usual weights")
    assert "weights" not in app.query_params
    assert weight(app, "Shortfall").value == 75.0
    assert ranking(app)[0] == "Ranked by shortfall, importance and reach"


def test_a_large_or_broken_weight_stands_in_the_address_as_it_was_typed(workspace) -> None:
    app = stored(page())
    for typed, written in ((123456.7, "123456.7"), (1_000_000.0, "1000000"), (0.001, "0.001")):
        weight(app, "Shortfall").set_value(typed).run()
        assert not app.warning
        assert app.query_params["weights"] == f"shortfall={written},reach=25"
        assert weight(app, "Shortfall").value == typed
    assert weight(app, "Shortfall").max == 1_000_000.0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("reach=much", "'much' is no weight of reach"),
        ("reach=2e6", "Give a number from 0 to 1000000"),
        ("=5", "The weight '5' names no criterion"),
        ("reach=1,reach=2", "Reach has two weights"),
        ("shortfall=0", "No criterion that the data fill has a weight"),
        ("contact_cost=5", "No criterion that the data fill has a weight"),
    ],
)
def test_weights_in_the_address_that_cannot_be_used_are_told(text, told, workspace) -> None:
    app = stored(page())
    app.query_params["weights"] = text
    app.run()
    assert not app.exception
    assert any(told in each.value.replace("\\", "") for each in app.warning)
    assert ranking(app)[0] == "Ranked by shortfall, importance and reach"
    weight(app, "Customers or cases").set_value(50.0).run()
    assert not app.warning
    assert ranking(app)[0] == "Ranked by your own weights (below)"
