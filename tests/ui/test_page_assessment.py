"""The Assessment page: a dropped survey, a stored one, an accepted candidate, a finding by hand; wrong files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
