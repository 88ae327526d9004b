"""Changes of others, unsent text and clashes on the pages, without a browser."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from improvement.cli import main
from tests.conftest import ROOT

PLAN = "city-clinic"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans", ignore=shutil.ignore_patterns(".store")))
    monkeypatch.setenv("KEPT_PLANS", str(folder))
    return folder


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"] = PLAN
    app.run()
    app.switch_page("pages/programme.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def other(plans: Path, path: str, value: str, who: str = "Bo") -> None:
    assert main(["set", "--plans", str(plans), "--who", who, PLAN, path, value]) == 0


def title(app: AppTest) -> Any:
    return next(each for each in app.text_input if ".programme.title." in str(each.key))


def texts(app: AppTest) -> str:
    found = (*app.markdown, *app.caption, *app.info, *app.subheader)
    return "\n".join(each.value for each in found).replace("\\", "")


def draft_key(app: AppTest) -> str:
    return "".join(app.query_params["draft"])


def drafts(plans: Path) -> list[Path]:
    return list((plans / ".store" / PLAN / "drafts").glob("*"))


def charter(plans: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((plans / PLAN / "plan.yaml").read_text())["programme"]
    return found


def test_an_input_that_nobody_touched_follows_the_plan_and_says_so(plans: Path) -> None:
    app = opened()
    other(plans, "programme.title", "Clinic that calls back")
    app.run()
    assert not app.exception
    assert title(app).value == "Clinic that calls back"
    assert "Bo changed the charter just now" in texts(app)
    assert "Changed just now: title of the programme" in texts(app)


def test_an_input_that_was_touched_keeps_its_text_and_merges_with_the_rest(plans: Path) -> None:
    app = opened()
    title(app).set_value("Mine").run()
    other(plans, "programme.listen_again", "2027-03-01")
    app.run()
    assert title(app).value == "Mine"
    app.button(key="save-charter-form").click().run()
    assert {key: str(charter(plans)[key]) for key in ("title", "listen_again")} == {
        "title": "Mine",
        "listen_again": "2027-03-01",
    }
    assert "Changed just now: title" not in texts(app), "one's own change is no news"


def test_the_same_field_waits_for_a_choice_and_the_third_is_a_new_text(plans: Path) -> None:
    app = opened()
    title(app).set_value("Mine").run()
    other(plans, "programme.title", "Theirs")
    app.button(key="save-charter-form").click().run()
    assert re.search(r"Bo and you changed the same, \d+ s apart", texts(app))
    assert charter(plans)["title"] == "Theirs"
    clash = next(each for each in app.text_input if str(each.key).startswith("conflict-text-"))
    assert clash.value == "Mine"
    clash.set_value("Ours").run()
    app.button(key="keep-new").click().run()
    assert not app.exception
    assert charter(plans)["title"] == "Ours"
    assert title(app).value == "Ours"
    assert drafts(plans) == []


def test_unsent_text_outlives_the_session_and_is_offered_again(plans: Path) -> None:
    app = opened()
    title(app).set_value("Half a title").run()
    app.run()
    assert len(drafts(plans)) == 1
    key = draft_key(app)
    assert key not in drafts(plans)[0].name

    app = opened(draft=key)
    assert "You had begun: title of the programme, just now" in texts(app)
    assert title(app).value != "Half a title"
    app.button(key="begun-go-0").click().run()
    assert not app.exception
    assert title(app).value == "Half a title"
    assert "You had begun" not in texts(app)
    app.button(key="save-charter-form").click().run()
    assert charter(plans)["title"] == "Half a title"
    assert drafts(plans) == []
    assert "draft" not in app.query_params


def test_a_draft_knows_what_its_writer_saw(plans: Path) -> None:
    app = opened()
    title(app).set_value("Half a title").run()
    app.run()
    other(plans, "programme.title", "Theirs")
    app = opened(draft=draft_key(app))
    app.button(key="begun-go-0").click().run()
    app.button(key="save-charter-form").click().run()
    assert "Bo and you changed the same" in texts(app)
    assert charter(plans)["title"] == "Theirs"


def test_a_draft_is_thrown_away_on_request_and_belongs_to_its_key(plans: Path) -> None:
    app = opened()
    title(app).set_value("Half a title").run()
    app.run()
    key = draft_key(app)
    for wrong in ("", "short", "x" * len(key)):
        assert "You had begun" not in texts(opened(draft=wrong))
    app = opened(draft=key)
    app.button(key="begun-drop-0").click().run()
    assert "You had begun" not in texts(app)
    assert drafts(plans) == []
    assert "You had begun" not in texts(opened(draft=key))


def test_text_that_was_put_back_is_no_draft(plans: Path) -> None:
    app = opened()
    before = title(app).value
    title(app).set_value("Half a title").run()
    app.run()
    assert drafts(plans)
    title(app).set_value(before).run()
    app.run()
    assert drafts(plans) == []


def test_undo_says_what_it_undoes_and_has_its_key(plans: Path) -> None:
    app = opened()
    app.text_input(key="kept.name.typed").set_value("Ana Ruiz").run()
    title(app).set_value("Mine").run()
    app.button(key="save-charter-form").click().run()
    undo = app.button(key="undo")
    assert undo.label.replace("\\", "") == "Undo: the charter"
    assert undo.proto.shortcut.lower() == "alt+z"
    undo.click().run()
    assert charter(plans)["title"] != "Mine"


def _table() -> None:
    import streamlit as st

    from improvement.model.change import Edit, lookup
    from improvement.ui import grid_edits, live, session
    from improvement.usecases.opened import Opened

    session.open_plan("river-logistics")
    workspace = session.workspace()
    snapshot = workspace.store.snapshot("river-logistics")
    assert snapshot.plan
    live.arrive(Opened(workspace, snapshot.id, snapshot.plan), snapshot)
    works = lookup(snapshot.data, ("realization", "activities"))
    assert isinstance(works, dict)

    def edit_of(id: str, column: str, value: object) -> Edit | None:
        path = ("realization", "activities", id, column)
        old, new = lookup(snapshot.data, path), str(value)
        return Edit("set", path, old, new) if old != new else None

    rows = [{"id": id, "title": lookup(each, ("title",))} for id, each in works.items()]
    grid_edits.grid("small-editor", snapshot, rows, {"title": st.column_config.TextColumn("Title")}, edit_of)
    st.json([row["id"] for row in st.session_state["small-editor.rows"]])
    for typed in st.session_state.get("type", ()):
        st.session_state["typed"] = {"edited_rows": typed}
        grid_edits._save("typed", snapshot, [str(row["id"]) for row in rows], edit_of)
        st.text(repr([type(each).__name__ for _value, each in grid_edits._handled("typed").values()]))


def test_cells_are_saved_one_by_one_and_rows_stay_until_a_refresh(plans: Path) -> None:
    def works() -> dict[str, Any]:
        text = (plans / "river-logistics/plan.yaml").read_text()
        found: dict[str, Any] = yaml.safe_load(text)["realization"]["activities"]
        return found

    first, second = list(works())[:2]
    app = AppTest.from_function(_table, default_timeout=60).run()
    assert not app.exception
    rows = yaml.safe_load(app.json[0].value)
    app.session_state["type"] = [{0: {"title": "A"}}, {0: {"title": "A"}, 1: {"title": "B"}}]
    app.run()
    assert [each.value for each in app.text] == ["['Applied']", "['Applied', 'Applied']"]
    assert [works()[id]["title"] for id in (first, second)] == ["A", "B"]

    # somebody else changes the first cell: what was typed there earlier is not saved over it with the next cell
    arguments = ["--plans", str(plans), "--who", "Bo", "river-logistics"]
    assert main(["set", *arguments, f"realization.activities.{first}.title", "Theirs"]) == 0
    assert main(["add", *arguments, "realization.activities.fresh", "{title: Fresh}"]) == 0
    app.session_state["type"] = [{0: {"title": "A"}, 1: {"title": "C"}}]
    app.run()
    assert [works()[id]["title"] for id in (first, second)] == ["Theirs", "C"]
    assert yaml.safe_load(app.json[0].value) == rows
    app.session_state["kept.take"] = True
    app.session_state["type"] = []
    app.run()
    assert yaml.safe_load(app.json[0].value) == [*rows, "fresh"]


def reopened(app: AppTest, page: str) -> AppTest:
    """The same tab after a reload, on another page."""
    key = draft_key(app)
    app = opened(draft=key).switch_page(f"pages/{page}.py")
    app.query_params["draft"] = key
    return app.run()


def go_on(app: AppTest, page: str) -> AppTest:
    """AppTest gives pages no address, so that the way back to them is unknown there."""
    app.button(key="begun-go-0").click().run()
    return app.switch_page(f"pages/{page}.py").run()


def test_a_new_promise_that_was_not_saved_comes_back(plans: Path) -> None:
    app = opened().switch_page("pages/commitment.py").run()
    app.button(key="add-first").click().run()
    app.text_input(key="draft-title").set_value("Called back the same day").run()
    app.text_area(key="draft-wording").set_value("We call you back today").run()
    app.run()
    app = reopened(app, "commitment")
    assert "You had begun: title of “a new entry”, wording of “a new entry”" in texts(app)
    app = go_on(app, "commitment")
    assert app.text_input(key="draft-title").value == "Called back the same day"
    assert app.text_area(key="draft-wording").value == "We call you back today"
    app.button(key="draft-discard").click().run()
    assert drafts(plans) == []
    assert app.button(key="add-first")


def test_a_finding_written_by_hand_comes_back_and_leaves_an_empty_form(plans: Path) -> None:
    app = opened().switch_page("pages/assessment.py").run()
    app.text_area(key="by-hand.0.statement").set_value("Nobody calls back").run()
    app.run()
    app = reopened(app, "assessment")
    app = go_on(app, "assessment")
    statement = next(each for each in app.text_area if str(each.key).startswith("by-hand.1.statement"))
    assert statement.value == "Nobody calls back"
    app.button(key="save-finding-by-hand").click().run()
    assert not app.exception
    assert "Nobody calls back" in (plans / PLAN / "plan.yaml").read_text()
    assert drafts(plans) == []
    assert app.text_area(key="by-hand.2.statement").value == ""
