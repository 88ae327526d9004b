"""What may go wrong, on the Realization page: added, changed, removed; the day of 8 of 10 runs is told before."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from improvement.schedule.risk import risk
from improvement.ui import risk_events, session
from improvement.view.format import day
from tests.conftest import ROOT
from tests.schedule.plan_text import parsed

THAI = "ครูฝึกที่ได้รับมอบหมายป่วยกะทันหันและไม่มีผู้ใดสามารถสอนแทนได้ในสัปดาห์นั้น"
CHINESE = "把客户最常问的十个问题的答案集中到一个所有人都能看到的地方并且每周更新一次"
HEAD = """programme:
  title: At risk
  starts: 2027-01-11
  people:
    ana: {name: Ana Ruiz, role: project lead}
"""
WORK = f"""realization:
  activities:
    answers: {{title: {CHINESE}, estimate: [8d, 10d, 16d], owner: ana}}
    pilot: {{title: Pilot, estimate: [4d, 5d, 9d], after: [answers]}}
    done: {{title: Over, estimate: 1d, actual_start: 2027-01-11, actual_finish: 2027-01-11}}
  milestones:
    live: {{title: Live, after: [pilot], due: 2027-02-03}}
"""
RISK = f"""  risks:
    ill: {{title: {THAI}, probability: 40%, impact: {{answers: [2d, 5d, 10d], done: 1d}}, owner: ana}}
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "few").mkdir()
    (tmp_path / "few/plan.yaml").write_text(HEAD + WORK)
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    return tmp_path


def page(plan: str = "few", is_open: bool = True, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"plan": plan, **query}.items():
        app.query_params[name] = value
    app.run()
    app = app.switch_page("pages/realization.py")
    app.session_state[risk_events.FOLD] = is_open
    app.session_state["kept.name"] = "Ana Ruiz"
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(each.value for each in (*app.markdown, *app.caption)).replace("\\", "").replace("\u2060", "")


def widget(app: AppTest, kind: str, ending: str) -> Any:
    (found,) = [each for each in app.get(kind) if each.key and f".risk.realization.risks.{ending}" in each.key]
    return found


def risks(plans: Path) -> dict[str, Any]:
    return yaml.safe_load((plans / "few/plan.yaml").read_text())["realization"].get("risks", {})  # type: ignore[no-any-return]  # a plan holds texts only


def p80(text: str) -> str:
    found = risk(parsed(text))
    assert found
    return day(found.finish.dates[1])


def filled(app: AppTest) -> AppTest:
    app.button(key="risk-add").click().run()
    widget(app, "text_input", ".title").set_value(THAI).run()
    widget(app, "text_input", ".probability").set_value("40").run()
    widget(app, "multiselect", ".impact").set_value(["answers"]).run()
    assert app.button(key="risk-make").disabled, "how much longer is not said yet"
    widget(app, "text_input", ".impact.answers").set_value("2d, 5d, 10d").run()
    assert not app.exception
    return app


def test_it_says_what_to_do_and_an_event_is_added_with_its_effect_told_before(plans: Path) -> None:
    app = page()
    assert "No risk event is written down" in texts(app)
    assert "Add what could hold the work up" in texts(app)
    app = filled(app)
    assert "done" not in widget(app, "multiselect", ".impact").options, "what is finished cannot be hit"
    told = p80(HEAD + WORK + RISK.replace("ill:", "risk:").replace(", done: 1d", ""))
    assert told != p80(HEAD + WORK)
    assert f"Ready by {told} in 8 of 10 runs, " in texts(app)
    assert "“Live” in time in" in texts(app)
    assert risks(plans) == {}, "nothing is saved yet"
    app.button(key="risk-make").click().run()
    assert not app.exception
    assert risks(plans) == {"risk": {"title": THAI, "probability": "40%", "impact": {"answers": ["2d", "5d", "10d"]}}}
    assert f"{THAI} (40 %)" in texts(app)
    assert f"{CHINESE}: 2 working days to 10 working days longer, most likely 5 working days" in texts(app)
    assert not [each for each in app.button if each.key == "risk-make"], "the form is closed"


def chosen(plans: Path) -> AppTest:
    (plans / "few/plan.yaml").write_text(HEAD + WORK + RISK)
    app = page()
    app.selectbox(key="risk.chosen").set_value("ill").run()
    return app


def test_fields_of_an_event_are_changed_and_each_work_by_itself(plans: Path) -> None:
    app = chosen(plans)
    assert widget(app, "text_input", "ill.impact.done").value == "1d"
    widget(app, "text_input", "ill.probability").set_value("5 %").run()
    widget(app, "multiselect", "ill.impact").set_value(["answers", "pilot"]).run()
    widget(app, "text_input", "ill.impact.pilot").set_value("x1.5").run()
    assert "If you save:" in texts(app)
    app.button(key="risk-save").click().run()
    assert not app.exception
    kept = {"answers": ["2d", "5d", "10d"], "pilot": "x1.5"}
    assert risks(plans)["ill"] == {"title": THAI, "probability": "5%", "impact": kept, "owner": "ana"}
    widget(app, "multiselect", "ill.impact").set_value([]).run()
    app.button(key="risk-save").click().run()
    assert "impact" not in risks(plans)["ill"]
    app.button(key="risk-save").click().run()
    assert "Nothing was changed." in [each.value for each in app.info]


def test_what_is_no_impact_is_refused_beside_the_form(plans: Path) -> None:
    app = chosen(plans)
    widget(app, "text_input", "ill.impact.answers").set_value("soon").run()
    assert any("soon" in each.value and "impact" in each.value for each in app.error)
    assert app.button(key="risk-save").disabled
    widget(app, "text_input", "ill.impact.answers").set_value("5d").run()
    widget(app, "text_input", "ill.probability").set_value("most likely").run()
    assert any("most likely" in each.value for each in app.error)


def test_what_somebody_else_changed_meanwhile_is_never_overwritten(plans: Path) -> None:
    app = chosen(plans)
    widget(app, "text_input", "ill.impact.answers").set_value("8d").run()
    file = plans / "few/plan.yaml"
    file.write_text(file.read_text().replace("answers: [2d, 5d, 10d], done: 1d", "answers: 3d, done: 2d"))
    app.button(key="risk-save").click().run()
    assert risks(plans)["ill"]["impact"] == {"answers": "3d", "done": "2d"}, "the clash waits for a choice"


def test_what_somebody_else_changed_beside_it_stays(plans: Path) -> None:
    app = chosen(plans)
    file = plans / "few/plan.yaml"
    widget(app, "text_input", "ill.impact.answers").set_value("8d").run()
    file.write_text(file.read_text().replace("done: 1d", "done: 2d, pilot: 1d"))
    app.button(key="risk-save").click().run()
    assert risks(plans)["ill"]["impact"] == {"answers": "8d", "done": "2d", "pilot": "1d"}


def removing(app: AppTest) -> AppTest:
    app.session_state["risk-remove"] = True
    return app.run()


def test_an_event_is_removed_with_its_effect_told_before(plans: Path) -> None:
    app = chosen(plans)
    widget(app, "text_input", "ill.probability").set_value("90%").run()
    app = removing(app)
    assert not app.exception
    assert "If you save:" in texts(app)
    assert "If you remove it:" in texts(app)
    assert f"Ready by {p80(HEAD + WORK)} in 8 of 10 runs, " in texts(app)
    assert "earlier" in texts(app)
    app.button(key="risk-remove-sure").click().run()
    assert not app.exception
    assert risks(plans) == {}
    assert "Add what could hold the work up" in texts(app)


def go_on(app: AppTest) -> AppTest:
    """AppTest gives pages no address, so that the way back to them is unknown there."""
    app.button(key="begun-go-0").click().run()
    app = app.switch_page("pages/realization.py").run()
    assert not app.exception
    return app


def test_nothing_typed_is_lost_by_a_reload(plans: Path) -> None:
    app = filled(page())
    app.run()
    app = page(is_open=False, draft="".join(app.query_params["draft"]))
    assert "You had begun" in texts(app)
    app = go_on(app)
    assert widget(app, "text_input", ".title").value == THAI
    assert widget(app, "multiselect", ".impact").value == ["answers"]
    assert widget(app, "text_input", ".impact.answers").value == "2d, 5d, 10d"
    app.button(key="risk-make").click().run()
    assert risks(plans)["risk"]["impact"] == {"answers": ["2d", "5d", "10d"]}
    assert "draft" not in app.query_params


def test_a_draft_of_a_change_opens_its_event(plans: Path) -> None:
    app = chosen(plans)
    widget(app, "text_area", "ill.response").set_value("A second trainer learns it").run()
    app.run()
    app = page(is_open=False, draft="".join(app.query_params["draft"]))
    app = go_on(app)
    assert app.selectbox(key="risk.chosen").value == "ill"
    assert widget(app, "text_area", "ill.response").value == "A second trainer learns it"


def test_it_computes_only_while_it_is_open(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk_events, "how_sure", lambda *_given: pytest.fail("not asked for"))
    (plans / "few/plan.yaml").write_text(HEAD + WORK + RISK)
    assert THAI not in texts(page(is_open=False))


def test_viewers_read_every_value_and_customers_no_name(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = plans / "few/plan.yaml"
    file.write_text(HEAD + WORK + RISK.replace("owner: ana", "owner: ana, response: Ana Ruiz steps in"))
    with monkeypatch.context() as viewed:
        viewed.setattr(session, "may_edit", lambda: False)
        told = page()
        assert f"{THAI} (40 %)" in texts(told)
        assert "What is done about it: Ana Ruiz steps in" in texts(told)
        assert "Watched by Ana Ruiz" in texts(told)
        assert not [each.key for each in told.button if str(each.key).startswith("risk")]
        assert not [each.key for each in told.selectbox if str(each.key).startswith("risk")]
    told = page(customer="1")
    assert "Watched by project lead" in texts(told)
    assert "Ana Ruiz" not in texts(told)


def test_an_event_that_somebody_removed_meanwhile_is_no_longer_chosen(plans: Path) -> None:
    app = chosen(plans)
    assert main(["remove", "--plans", str(plans), "--who", "Bo", "few", "realization.risks.ill"]) == 0
    app.run()
    assert not app.exception
    assert "No risk event is written down" in texts(app)
