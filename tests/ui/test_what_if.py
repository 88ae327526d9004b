"""The part "What if?" of the Realization page: made, looked at, changed, taken over, deleted; no id is typed."""

import shutil
from pathlib import Path

import pytest
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
        app.segmented_control(key="what-if-field").set_value(field)
        dialog(app, NEW)
        assert [each for each in app.get(kind) if each.key == f"what-if-{WATCH}-{field}"]
    app.segmented_control(key="what-if-field").set_value("needs")
    dialog(app, NEW)
    app.selectbox(key=f"what-if-{WATCH}-needs-who").set_value("desk")
    dialog(app, NEW)
    app.number_input(key=f"what-if-{WATCH}.needs.desk").set_value(2)
    dialog(app, NEW)
    app.button(key="what-if-save").click()
    dialog(app, NEW)
    assert not app.exception
    assert "needs: {desk: 2}" in (plans / "harbour-bank/scenarios/scenario.yaml").read_text()


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
