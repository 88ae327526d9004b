"""The Assessment page with exports of known programs: which one it is, what it asks, what is stored."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from improvement.usecases.evidence import Evidence, Upload, evidence, store_evidence
from improvement.usecases.intake import confirmed, proposed
from improvement.usecases.new import new
from improvement.usecases.opened import opened
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view.escape import markdown
from tests.conftest import ROOT
from tests.evidence import exports


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("KEPT_PLANS", str(tmp_path))
    found = start(tmp_path, lambda: datetime.now(UTC).astimezone())
    new(found.store, "airport", "Airport", found.today, owner="Ana Ruiz")
    return found


def dropped(name: str, rows: list[list[object]]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["plan"] = "airport"
    app.run()
    app.switch_page("pages/assessment.py").run()
    app.file_uploader[0].upload(name, exports.table(rows), "text/csv").run()
    assert not app.exception
    return app


def stored(app: AppTest, workspace: Workspace, source_id: str) -> Evidence:
    next(each for each in app.button if each.label.startswith("Store th")).click().run()
    assert not app.exception
    found = evidence(opened(workspace, "airport"), source_id)
    assert found is not None
    return found


def said(app: AppTest, words: str) -> bool:
    return any(markdown(words) in each.value for each in app.markdown)


def test_a_qualtrics_export_asks_which_rows_count(workspace) -> None:
    app = dropped("qualtrics.csv", exports.qualtrics())
    assert said(app, "This looks like a Qualtrics export with three heading rows")
    next(each for each in app.radio if each.label == "Rows").set_value("finished").run()
    found = stored(app, workspace, "qualtrics")
    assert (found.mapping.read.rows, len(found.table)) == ("finished", 37)
    assert "ipaddress" not in found.table
    assert found.mapping.items["q2-1"].text == "Waiting time"


def test_a_log_of_keys_asks_which_is_the_best(workspace) -> None:
    app = dropped("keys.csv", exports.keypad())
    assert said(app, "This looks like a log of keys that callers pressed")
    next(each for each in app.radio if each.label == "Best key").set_value("low").run()
    scale = stored(app, workspace, "keys").mapping.items["key-pressed"].scale
    assert scale is not None
    assert scale.good == "low"


def test_answers_in_words_show_their_numbers(workspace) -> None:
    app = dropped("lime.csv", exports.limesurvey("full"))
    assert said(app, "This looks like a LimeSurvey export headed by full questions")
    assert said(app, "Answers in words are counted as 1 = Very bad, 2 = Bad, 3 = So-so, 4 = Good, 5 = Very good")
    found = stored(app, workspace, "lime")
    assert {1, 2, 3, 4, 5} == set(found.table["please-rate-speed"].dropna())


def test_the_same_export_next_month_has_no_questions(workspace) -> None:
    stored(dropped("march.csv", exports.qualtrics()), workspace, "march")
    again = dropped("april.csv", exports.qualtrics())
    assert any("An earlier file has the same columns" in each.value for each in again.success)
    assert not [each for each in again.radio if each.label in ("Rows", "Best key", "Order")]


def test_the_role_of_every_rated_question_stands_beside_its_attribute_and_kano_asks_for_its_end(workspace) -> None:
    rows: list[list[object]] = [["having", "missing"], *([1 + n % 5, 5 - n % 3] for n in range(60))]
    app = dropped("pairs.csv", rows)
    (table,) = [each for each in app.dataframe if "Used as" in each.proto.columns]
    labels = {name: config["label"] for name, config in json.loads(table.proto.columns).items() if "label" in config}
    columns = [labels.get(name) for name in table.value.columns]
    assert columns.index("Attribute") == columns.index("Used as") + 1
    assert len(table.value) == 2
    asked = "Which answer to the Kano questions is “I like it”?"
    assert not [each for each in app.radio if each.label == asked]
    upload = Upload(exports.table(rows), "pairs.csv")
    roles = {"role.having": "kano-functional", "role.missing": "kano-dysfunctional"}
    programme = opened(workspace, "airport")
    found = confirmed(proposed(upload, {}, programme).found, roles, {})
    store_evidence(programme, "pairs", upload, found.mapping, "ana")
    again = dropped("pairs.csv", rows)
    end = next(each for each in again.radio if each.label == asked)
    assert end.value is True
    end.set_value(False).run()
    scales = [item.scale for item in stored(again, workspace, "pairs").mapping.items.values()]
    assert [scale and scale.good for scale in scales] == ["high", "high"]


def test_kano_pairs_are_offered_as_a_guess_that_one_click_takes_back(workspace) -> None:
    answers = [[1 + n % 3, 5 if n % 4 else 1 + n % 5, 1 + n % 5] for n in range(40)]
    rows: list[list[object]] = [["Functional: chat", "Dysfunctional: chat", "Overall satisfaction"], *answers]
    app = dropped("kano.csv", rows)
    assert said(app, "how people feel with something and without it (1): Functional: chat, Dysfunctional: chat")
    kept = {id: each.role for id, each in stored(app, workspace, "kano").mapping.items.items()}
    assert kept == {
        "functional-chat": "kano-functional",
        "dysfunctional-chat": "kano-dysfunctional",
        "overall-satisfaction": "overall",
    }
    app = dropped("plain.csv", [[f"{heading} 2" for heading in rows[0]], *answers])
    next(each for each in app.radio if each.label == "Kano's questions").set_value("no").run()
    items = stored(app, workspace, "plain").mapping.items
    pair = [items["functional-chat-2"], items["dysfunctional-chat-2"]]
    assert [(each.role, each.scale and each.scale.good) for each in pair] == [("perception", "high")] * 2
