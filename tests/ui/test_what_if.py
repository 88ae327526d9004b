"""The part "What if?" of the Realization page: made, looked at, changed, taken over, deleted; no id is typed."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from improvement.ui import session, what_if
from tests.conftest import ROOT

NEW, MORE = "what-if-new", "what-if-more"
WATCH = "realization.activities.watch-second-contacts"


@pytest.fixture
def plans(tmp_path, monkeypatch) -> Path:
    ignored = shutil.ignore_patterns(".store")
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans", ignore=ignored))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    return folder


def page(is_open: bool = True, plan: str = "harbour-bank", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = plan
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app = app.switch_page("pages/realization.py")
    app.session_state["what-if"] = is_open
    app.session_state["kept.name"] = "Ana Ruiz"
    return app.run()


def rows(app: AppTest) -> list[dict[str, str]]:
    (table,) = [each.value for each in app.dataframe if "Weeks overbooked" in each.value.columns]
    return table.to_dict("records")


def dialog(app: AppTest, opener: str) -> AppTest:
    """Run with the dialog open: AppTest runs the whole page where a browser runs the dialog only."""
    return app.button(key=opener).click().run()


def field_of(app: AppTest) -> Any:
    (found,) = [each for each in app.segmented_control if str(each.key).startswith("what-if-field-")]
    return found


def made(app: AppTest) -> AppTest:
    dialog(app, NEW)
    app.text_input(key="what-if-title").set_value("A longer watch")
    app.selectbox(key="what-if-target").set_value("work.watch-second-contacts")
    dialog(app, NEW)
    assert app.button(key="what-if-save").disabled, "nothing is changed yet"
    app.text_input(key=f"what-if-{WATCH}-estimate").set_value("8w")
    dialog(app, NEW)
    assert any("Finish \\+17 working days" in each.value for each in app.markdown), "its effect is shown before"
    app.button(key="what-if-save").click()
    dialog(app, NEW)
    assert not app.exception
    return app.run()


def test_it_computes_only_while_it_is_open(plans, monkeypatch) -> None:
    def never(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(what_if, "scenarios", never)
    assert not page(is_open=False).exception


def test_an_empty_part_says_what_to_do(plans) -> None:
    app = page()
    assert any("A scenario says so beside the plan" in each.value for each in app.markdown)
    assert app.button(key=NEW).label == "New scenario"


def test_made_looked_at_taken_over_and_undone(plans) -> None:
    plan, file = plans / "harbour-bank/plan.yaml", plans / "harbour-bank/scenarios/a-longer-watch.yaml"
    before = plan.read_bytes()
    app = made(page())
    assert "      estimate: 8w\n" in file.read_text()
    assert plan.read_bytes() == before
    today, longer = rows(app)
    assert (today["Plan"], today["Ready by"]) == ("As it is", "30 Dec 2026")
    assert (longer["Ready by"], longer["Against today's plan"]) == ("26 Jan 2027", "+17 working days")
    app.button(key="what-if-take").click().run()
    assert not app.exception
    assert app.header[0].value.startswith("Ready by 26 Jan 2027")
    assert app.button(key="what-if-take").disabled, "the plan says the same now"
    app.button(key="undo").click().run()
    assert plan.read_bytes() == before


def test_one_more_thing_and_deleted(plans) -> None:
    file = plans / "harbour-bank/scenarios/a-longer-watch.yaml"
    app = made(page())
    dialog(app, MORE)
    app.selectbox(key="what-if-target").set_value("people.trainers")
    dialog(app, MORE)
    app.number_input(key="what-if-programme.people.trainers.count").set_value(3)
    dialog(app, MORE)
    app.button(key="what-if-save").click()
    dialog(app, MORE)
    assert not app.exception
    assert file.read_text().endswith("programme:\n  people:\n    trainers:\n      count: 3\n")
    app.button(key="what-if-sure-a-longer-watch").click().run()
    assert not app.exception
    assert not file.exists()
    assert not app.dataframe or not any("Weeks overbooked" in each.value.columns for each in app.dataframe)


def test_each_field_has_its_input(plans) -> None:
    app = dialog(page(), NEW)
    app.text_input(key="what-if-title").set_value("多两个人帮忙")
    app.selectbox(key="what-if-target").set_value("work.watch-second-contacts")
    dialog(app, NEW)
    for field, kind in {"owner": "selectbox", "not_before": "date_input"}.items():
        field_of(app).set_value(field)
        dialog(app, NEW)
        assert [each for each in app.get(kind) if each.key == f"what-if-{WATCH}-{field}"]
    field_of(app).set_value("needs")
    dialog(app, NEW)
    app.selectbox(key=f"what-if-{WATCH}-needs-who").set_value("desk")
    dialog(app, NEW)
    app.number_input(key=f"what-if-{WATCH}.needs.desk").set_value(2)
    dialog(app, NEW)
    app.button(key="what-if-save").click()
    dialog(app, NEW)
    assert not app.exception
    assert "needs: {desk: 2}" in (plans / "harbour-bank/scenarios/scenario.yaml").read_text()


WHOLE = """programme:
  title: Whole
  starts: 2027-01-11
  calendar:
    closed: [2027-01-20]
  people:
    ana: {name: Ana Ruiz}
    kim: {name: Kim Lee, availability: 50%, away: [2027-01-13..2027-01-14], skills: {calls: 2}}
    bo: {name: Bo Berg}
commitment:
  standards:
    first: {title: First answer, target: {within: 8h, share: 95%}}
  promises:
    day: {standard: first, text: Answered within a day}
realization:
  competencies:
    calls: {title: Keeping calls, levels: 2}
  activities:
    list: {title: Call list, estimate: [2d, 3d, 6d], needs: {kim: 1}, serves: [first]}
    pilot: {title: Pilot, effort: 6pd, needs: {ana: 1}, after: [list]}
    begun: {title: Begun, estimate: 9d, actual_start: 2027-01-11}
    over: {title: Over, estimate: 1d, actual_start: 2027-01-11, actual_finish: 2027-01-11}
  milestones:
    live: {title: Live, after: [pilot], due: 2027-02-01}
  training:
    course: {title: Course, needs: {"skill:calls>=2": 1}, sessions: {north: {date: 2027-01-18, place: North}}}
  risks:
    ill: {title: Kim falls ill, probability: 20%, impact: {list: 5d}}
"""
PICK, TEXT, NUMBER, DAY = "selectbox", "text_input", "number_input", "date_input"
# what is chosen, the field, what is set in which inputs one after the other, and what the file says then
EVERY: dict[str, tuple[str, str, list[tuple[str, str, Any]], dict[str, Any]]] = {
    "estimate": ("work.list", "estimate", [(TEXT, "realization.activities.list-estimate", "2d, 4d, 9d")],
        {"realization": {"activities": {"list": {"estimate": ["2d", "4d", "9d"]}}}}),
    "effort": ("work.pilot", "effort", [(TEXT, "realization.activities.pilot-effort", "9pd")],
        {"realization": {"activities": {"pilot": {"effort": "9pd"}}}}),
    "remaining": ("work.begun", "remaining", [(TEXT, "realization.activities.begun-remaining", "20d")],
        {"realization": {"activities": {"begun": {"remaining": "20d"}}}}),
    "needs": ("work.list", "needs", [(PICK, "realization.activities.list-needs-who", "skill:calls>=1"),
        (NUMBER, "realization.activities.list.needs.skill:calls>=1", 1)],
        {"realization": {"activities": {"list": {"needs": {"skill:calls>=1": 1}}}}}),
    "owner": ("work.list", "owner", [(PICK, "realization.activities.list-owner", "ana")],
        {"realization": {"activities": {"list": {"owner": "ana"}}}}),
    "after": ("work.begun", "after", [(PICK, "realization.activities.begun-after.added", "list")],
        {"realization": {"activities": {"begun": {"after": ["list"]}}}}),
    **{field: ("work.pilot", field, [(DAY, f"realization.activities.pilot-{field}", date(2027, 3, 1))],
        {"realization": {"activities": {"pilot": {field: date(2027, 3, 1)}}}})
        for field in ("not_before", "not_after", "must_start", "must_finish")},
    "sessions": ("work.course", "sessions", [(PICK, "realization.training.course-sessions-which", "north"),
        (DAY, "realization.training.course-sessions-north-date", date(2027, 3, 1))],
        {"realization": {"training": {"course": {"sessions": {"north": {"date": date(2027, 3, 1)}}}}}}),
    "due": ("milestone.live", "due", [(DAY, "realization.milestones.live-due", date(2027, 3, 1))],
        {"realization": {"milestones": {"live": {"due": date(2027, 3, 1)}}}}),
    "milestone": ("milestone.live", "after", [(PICK, "realization.milestones.live-after.added", "begun")],
        {"realization": {"milestones": {"live": {"after": ["pilot", "begun"]}}}}),
    "count": ("people.kim", "count", [(NUMBER, "programme.people.kim.count", 2)],
        {"programme": {"people": {"kim": {"count": 2}}}}),
    "availability": ("people.kim", "availability", [(TEXT, "programme.people.kim-availability", "80%")],
        {"programme": {"people": {"kim": {"availability": "80%"}}}}),
    "away": ("people.kim", "away", [(DAY, "programme.people.kim-away", (date(2027, 1, 25), date(2027, 1, 27)))],
        {"programme": {"people": {"kim": {"away": ["2027-01-13..2027-01-14", "2027-01-25..2027-01-27"]}}}}),
    "back": ("people.kim", "away", [("multiselect", "programme.people.kim-away-gone", ["2027-01-13..2027-01-14"])],
        {"programme": {"people": {"kim": {"away": None}}}}),
    "probability": ("risk.ill", "probability", [(TEXT, "realization.risks.ill-probability", "90%")],
        {"realization": {"risks": {"ill": {"probability": "90%"}}}}),
    "impact": ("risk.ill", "impact", [(PICK, "realization.risks.ill-impact-which", "pilot"),
        (TEXT, "realization.risks.ill-impact-pilot", "x1.5")],
        {"realization": {"risks": {"ill": {"impact": {"pilot": "x1.5"}}}}}),
    "target": ("promise.day", "target", [(NUMBER, "commitment.standards.first-target-time", 6.0)],
        {"commitment": {"standards": {"first": {"target": {"within": "6h"}}}}}),
    "starts": ("programme", "starts", [(DAY, "programme-starts", date(2027, 1, 4))],
        {"programme": {"starts": date(2027, 1, 4)}}),
    "closed": ("programme", "closed", [(DAY, "programme-closed", (date(2027, 1, 25), date(2027, 1, 25)))],
        {"programme": {"calendar": {"closed": [date(2027, 1, 20), date(2027, 1, 25)]}}}),
}  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_every_field_that_moves_dates_load_or_promises_is_chosen_by_name(name: str, plans: Path) -> None:
    target, field, inputs, told = EVERY[name]
    (plans / "whole").mkdir()
    (plans / "whole/plan.yaml").write_text(WHOLE)
    app = dialog(page(plan="whole"), NEW)
    app.text_input(key="what-if-title").set_value("Other")
    app.selectbox(key="what-if-target").set_value(target)
    dialog(app, NEW)
    field_of(app).set_value(field)
    for kind, key, value in inputs:
        dialog(app, NEW)
        (asked,) = [each for each in app.get(kind) if each.key == f"what-if-{key}"]
        asked.set_value(value)
    dialog(app, NEW)
    assert not app.exception
    app.button(key="what-if-save").click()
    dialog(app, NEW)
    assert not app.exception
    found = yaml.safe_load((plans / "whole/scenarios/other.yaml").read_text())
    assert found == {"title": "Other", **told}
    app.run()
    assert not app.exception, "and it is shown in words"
    assert len(rows(app)) == 2


def test_what_is_chosen_from_says_its_kind_and_leaves_out_what_is_over(plans: Path) -> None:
    (plans / "whole").mkdir()
    (plans / "whole/plan.yaml").write_text(WHOLE)
    app = dialog(page(plan="whole"), NEW)
    assert app.selectbox(key="what-if-target").options == [
        "Call list", "Pilot", "Begun", "Course", "Milestone: Live", "People: Ana Ruiz", "People: Kim Lee",
        "Risk event: Kim falls ill", "Promise: Answered within a day", "The whole programme",
    ]  # fmt: skip


def test_days_are_counted_on_the_calendar_of_today_where_a_scenario_has_another(plans: Path) -> None:
    (plans / "whole/scenarios").mkdir(parents=True)
    (plans / "whole/plan.yaml").write_text(WHOLE)
    calendar = "title: Short weeks\nprogramme:\n  calendar:\n    workdays: [mon, tue]\n"
    (plans / "whole/scenarios/short.yaml").write_text(calendar)
    app = page(plan="whole")
    moved = rows(app)[1]["Against today's plan"]
    assert moved.startswith("+")
    assert any(f"Finish \\{moved}" in each.value for each in app.markdown), "in the table as below it"


def test_mistakes_are_shown_and_the_others_go_on(plans) -> None:
    folder = plans / "harbour-bank/scenarios"
    folder.mkdir()
    (folder / "bad.yaml").write_text("title: Bad\nprogramme:\n  ownr: ana\n")
    (folder / "good.yaml").write_text("title: Good\n")
    app = page()
    assert [each["Plan"] for each in rows(app)] == ["As it is", "Good"]
    assert any("scenarios/bad.yaml:3:3: error[unknown-key]" in each.value for each in app.code)


def test_viewers_see_it_and_change_nothing_and_customers_do_not_see_it(plans, monkeypatch) -> None:
    made(page())
    monkeypatch.setattr(session, "may_edit", lambda: False)
    app = page()
    assert len(rows(app)) == 2
    assert not [each.key for each in app.button if str(each.key).startswith("what-if")]
    monkeypatch.undo()
    monkeypatch.setenv("KEPT_PLANS", str(plans))
    app = page(customer="1")
    assert not [each for each in app.expander if each.label == "What if?"]


def _heads_page() -> None:
    from types import SimpleNamespace

    import streamlit as st

    from improvement.model.change import Edit
    from improvement.ui.what_if_value import _count

    path, written = ("programme", "people", "crowd"), st.session_state["written"]

    def edit(at: tuple[str, ...], new: str | None) -> Edit:
        return Edit("set", at, written, new)

    data = {"programme": {"people": {"crowd": {"name": "Crowd", "count": written}}}}
    st.text(str(getattr(_count(SimpleNamespace(data=data, path=path, edit=edit)), "new", None)))


@pytest.mark.parametrize(("written", "low", "high"), [("0", 0, 999), ("5", 1, 999), ("1000", 1, 2000)])
def test_a_team_of_any_size_can_be_changed(written: str, low: int, high: int) -> None:
    app = AppTest.from_function(_heads_page)
    app.session_state["written"] = written
    app.run()
    assert not app.exception
    (heads,) = app.number_input
    assert (heads.value, heads.min, heads.max, app.text[0].value) == (int(written), low, high, "None")
    assert heads.set_value(high).run().text[0].value == str(high)
