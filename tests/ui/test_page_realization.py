"""The Realization page: reports tried before they are saved, cycles refused, work edited, drafted and approved."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.schedule.risk import risk
from improvement.store.source import read_source
from improvement.view import format
from tests.conftest import ROOT


@pytest.fixture
def plans(tmp_path, monkeypatch) -> Path:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans"))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    return folder


def page(plan: str, id: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = plan
    app.run()
    app = app.switch_page("pages/realization.py")
    if id:
        app.query_params["id"] = id
    return app.run()


def unfolded(app: AppTest, fold: str) -> AppTest:
    app.session_state[fold] = True
    app.run()
    assert not app.exception
    return app


def programme_of(plans: Path):
    plan, _issues = validate(Plan, read_source((plans / "harbour-bank" / "plan.yaml").read_bytes()).data)
    return plan


def stored(plans: Path, plan: str = "harbour-bank") -> dict:
    return yaml.safe_load((plans / plan / "plan.yaml").read_text())["realization"]


def widget(app: AppTest, kind: str, ending: str):
    (found,) = [each for each in app.get(kind) if each.key and ending in each.key]
    return found


def texts(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


def test_a_report_shows_its_effect_and_then_moves_the_finish(plans):
    app = page("harbour-bank", "call-roster")
    assert app.header[0].value.startswith("Ready by 30 Dec 2026, as approved")
    app.button(key="report-progress").click().run()
    widget(app, "text_input", "call-roster.remaining").set_value("30d").run()
    assert "Finish \\+14 working days" in texts(app)
    assert stored(plans)["activities"]["call-roster"]["remaining"] == "6d", "nothing is saved yet"
    app.button(key="save-report").click().run()
    assert not app.exception
    assert stored(plans)["activities"]["call-roster"]["remaining"] == "30d"
    assert app.header[0].value.startswith("Ready by 21 Jan 2027, 14 working days later than approved")
    assert app.button(key="report-progress"), "the form is closed"


def test_finishing_clears_what_remains(plans):
    app = page("harbour-bank", "call-roster")
    app.button(key="report-progress").click().run()
    widget(app, "date_input", "call-roster.actual_finish").set_value(date(2026, 11, 13)).run()
    app.button(key="save-report").click().run()
    work = stored(plans)["activities"]["call-roster"]
    assert str(work["actual_finish"]) == "2026-11-13"
    assert "remaining" not in work
    assert "percent_complete" not in work


def test_a_report_that_cannot_be_is_refused_beside_the_form(plans):
    app = page("harbour-bank", "call-pilot")
    app.button(key="report-progress").click().run()
    widget(app, "date_input", "call-pilot.actual_finish").set_value(date(2026, 11, 13)).run()
    assert any("has no actual start" in each.value for each in app.error)
    assert app.button(key="save-report").disabled


def test_a_cycle_is_refused_with_the_loop_written_out(plans):
    app = unfolded(page("harbour-bank", "call-roster"), "edit-call-roster")
    widget(app, "multiselect", "call-roster.after").set_value(["call-list", "call-pilot"])
    (save,) = [each for each in app.button if each.label == "Save the changes"]
    save.click().run()
    assert any("nothing was saved" in each.value for each in app.error)
    told = texts(app).replace("\\", "").replace("\u2060", "")
    assert "waits for itself: call-roster -> call-pilot -> call-roster" in told
    assert stored(plans)["activities"]["call-roster"]["after"] == ["call-list"]


def test_an_empty_programme_is_drafted_from_the_playbook(plans):
    app = page("city-clinic")
    assert app.header[0].value == "What has to be done?"
    assert "Draft activities from the playbook for 3 findings" in [each.value for each in app.info]
    app.button(key="draft-take").click().run()
    assert not app.exception
    work = stored(plans, "city-clinic")["activities"]
    assert len(work) == 5
    assert all(each["playbook"] == "shorter-queues" for each in work.values())
    assert app.header[0].value.startswith("Ready by ")


def test_anything_of_the_playbook_can_be_taken_where_nothing_fits(plans):
    file = plans / "city-clinic/plan.yaml"
    plan = yaml.safe_load(file.read_text())
    finding = {"statement": "Zzz qqq", "decision": "open"}
    file.write_text(yaml.safe_dump(plan | {"assessment": plan["assessment"] | {"findings": {"odd": finding}}}))
    app = page("city-clinic")
    others = widget(app, "multiselect", "draft-others-odd")
    assert len(others.options) >= 50
    others.set_value(["shorter-queues"]).run()
    app.button(key="draft-take").click().run()
    assert not app.exception
    work = stored(plans, "city-clinic")["activities"]
    assert {each["playbook"] for each in work.values()} == {"shorter-queues"}


def test_attendance_is_reported(plans):
    app = page("harbour-bank", "keep-a-call")
    app.button(key="report-progress").click().run()
    widget(app, "date_input", "programme.data_date").set_value(date(2026, 12, 3)).run()
    for day in ("north", "port"):
        widget(app, "text_input", f"harbour-bank.report..realization.training.keep-a-call.sessions.{day}").set_value(
            "6"
        ).run()
    app.button(key="save-report").click().run()
    days = stored(plans)["training"]["keep-a-call"]["sessions"]
    assert {str(each["attended"]) for each in days.values()} == {"6"}


def test_approved_dates_become_the_baseline(plans):
    app = page("river-logistics")
    assert "17 working days later" in app.header[0].value
    app.button(key="approve-sure").click().run()
    assert app.header[0].value == "Ready by 4 Mar 2027, as approved"
    assert len(list((plans / "river-logistics/baselines").iterdir())) == 2
    assert app.button(key="approve-sure").disabled


def test_one_primary_button(plans):
    for plan in ("harbour-bank", "city-clinic"):
        primary = [each for each in page(plan).button if each.proto.type == "primary"]
        assert len(primary) == 1


@pytest.mark.parametrize("id", ["calls-live", "gone"])
def test_every_kind_of_object_opens(plans, id):
    app = page("harbour-bank", id)
    assert not app.exception
    assert app.header[0].value.startswith("Ready by ")


def test_work_is_removed_with_the_links_to_it(plans):
    app = unfolded(page("harbour-bank", "call-list"), "edit-call-list")
    app.button(key="remove-sure-call-list").click().run()
    assert not app.exception
    work = stored(plans)["activities"]
    assert "call-list" not in work
    assert "after" not in work["call-roster"]


def test_work_of_one_owner_only(plans):
    app = page("river-logistics")
    app.selectbox(key="url.whose").select("ivan").run()
    assert app.query_params["whose"] == "ivan"
    assert len(app.selectbox(key="work.pick").options) == 2


def edit_plan(plans: Path, plan: str, old: str, new: str) -> None:
    file = plans / plan / "plan.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_a_day_that_cannot_be_kept_names_the_work_before_it(plans):
    edit_plan(plans, "harbour-bank", "    note-screen:\n", "    note-screen:\n      not_after: 2026-12-04\n")
    app = page("harbour-bank", "note-screen")
    assert not app.exception
    told = texts(app)
    assert "may not end after 4 Dec 2026" in told
    assert "→ Show the note to whoever takes the call" in told.replace("\\", "")
    assert "A fixed day after it would need it" in told


def test_approved_dates_that_were_changed_are_said(plans):
    file = plans / "harbour-bank" / "baselines" / "2026-02-02.yaml"
    file.write_text(file.read_text().replace("finish: 2026-12-30", "finish: 2027-12-30", 1))
    app = page("harbour-bank")
    assert not app.exception
    assert "do not fit their seal" in texts(app)
    file.unlink()
    app = page("harbour-bank")
    assert not app.exception
    assert "their file cannot be read" in texts(app)


def test_drift_and_earned_value(plans):
    app = page("river-logistics")
    labels = [each.label for each in app.expander]
    assert any(label.startswith("18 of 18 have moved since the dates were approved") for label in labels)
    assert "Earned value" in labels
    assert "SPI(t)" not in "".join(str(each.value) for each in app.dataframe), "computed only when it is opened"
    app.session_state["earned"] = True
    app.run()
    assert not app.exception
    assert "SPI(t)" in "".join(str(each.value) for each in app.dataframe)
    assert "what was spent is not known: 6 begun have no actual_effort" in texts(app).replace("\\", "")


def test_how_sure_the_dates_are_is_computed_when_it_is_opened(plans):
    app = page("harbour-bank")
    assert not [each for each in app.toggle if each.key == "see-risk.limited"]
    unfolded(app, "how-sure")
    found = risk(programme_of(plans), 10_000, 1, programme_of(plans).programme.data_date)
    assert found.finish.days == pytest.approx((248, 254, 258), abs=2)
    told = [each.value for each in app.subheader]
    assert any(f"Ready by {format.day(found.finish.dates[1])} in 8 of 10 runs" in each for each in told), (
        "as on the command line"
    )
    assert "The plain critical path says 248 days" in texts(app)
    app.number_input(key="see-risk.chance").set_value(100).run()
    assert f"100 of 100 runs are ready by {format.day(found.finish.date_for(1))}" in texts(app)
