"""The command line, end to end: what it prints, what it saves, how it ends."""

import getpass
import json
import shutil
from pathlib import Path

import pytest

from improvement.cli import main
from improvement.usecases.new import free_plan_id
from tests.conftest import ROOT

SIX_DRIVERS = "Q7FOOD,Q7STORE,Q7SIGN,Q7WALKWAYS,Q7SCREENS,Q7WIFI"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "plans/harbour-bank", tmp_path / "harbour-bank")
    shutil.copy(ROOT / "plans/people.yaml", tmp_path)
    return tmp_path


def run(plans: Path, *words: str) -> int:
    return main([words[0], "--plans", str(plans), *words[1:]])


def answer(capsys, plans: Path, *words: str) -> dict:
    assert run(plans, words[0], "--json", *words[1:]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_new_programme_is_valid_at_once(tmp_path, capsys) -> None:
    assert run(tmp_path, "new", "airport", "--title", "Airport", "--owner", "Ana Ruiz") == 0
    assert run(tmp_path, "check", "airport") == 0
    assert "title: Airport" in (tmp_path / "airport/plan.yaml").read_text()
    assert run(tmp_path, "new", "airport") == 1
    assert "error[plan-exists]" in capsys.readouterr().err


def test_a_copy_of_a_sample_has_its_evidence(plans) -> None:
    assert run(plans, "new", "copy", "--from", "harbour-bank", "--title", "Copy") == 0
    assert run(plans, "check", "copy") == 0
    original, copy = plans / "harbour-bank/evidence", plans / "copy/evidence"
    assert {each.name: each.read_bytes() for each in copy.iterdir()} == {
        each.name: each.read_bytes() for each in original.iterdir()
    }


@pytest.mark.heavy
def test_assess_on_the_airport_survey_equals_the_reference(tmp_path, capsys, shared) -> None:
    """NPS and its intervals, weighted NPS, top-2, item means, Johnson and LMG shares, as R computed them."""
    run(tmp_path, "new", "airport")
    survey = str(shared / "data/sfo-airport-2017.csv")
    assert (
        run(tmp_path, "evidence", survey, "--plan", "airport", "--as", "survey", "--set", f"drivers={SIX_DRIVERS}") == 0
    )
    capsys.readouterr()
    found = answer(capsys, tmp_path, "assess", "airport")["sources"]["survey"]
    reference = json.loads((shared / "data/reference/sfo-airport-2017.json").read_text())
    truth, drivers = reference["2017"], reference["drivers_2017"]

    nps = found["nps"]
    assert nps["n"] == truth["nps_unweighted"]["n"] == 2746
    assert nps["nps_points"] == pytest.approx(truth["nps_unweighted"]["nps"], abs=1e-6)
    assert [100 * each for each in nps["wald"]] == pytest.approx(
        [truth["nps_unweighted"]["lo95"], truth["nps_unweighted"]["hi95"]], abs=1e-6
    )
    assert 100 * nps["weighted"]["estimate"] == pytest.approx(truth["nps_weighted"]["nps"], abs=1e-6)
    overall = found["items"]["q7all"]
    assert overall["mean"] == pytest.approx(truth["q7all"]["mean"], abs=1e-6)
    top2 = truth["q7all"]["top2"]
    assert [overall["top2"][key] for key in ("estimate", "lo", "hi")] == pytest.approx(
        [top2["p"], top2["lo"], top2["hi"]], abs=1e-6
    )
    for column, item in truth["items"].items():
        assert found["items"][column.lower()]["n"] == item["n"]
        assert found["items"][column.lower()]["mean"] == pytest.approx(item["mean"], abs=1e-6)
    assert found["drivers"]["n"] == drivers["n"]
    assert found["drivers"]["r2"] == pytest.approx(drivers["r2"], abs=1e-6)
    for column, percent in drivers["johnson_pct"].items():
        assert 100 * found["drivers"]["johnson"][column.lower()]["share"] == pytest.approx(percent, abs=1e-6)
        assert 100 * found["drivers"]["lmg"][column.lower()]["share"] == pytest.approx(
            drivers["lmg_pct"][column], abs=1e-6
        )


def test_sizes_of_a_planned_survey(tmp_path, capsys) -> None:
    found = answer(capsys, tmp_path, "sample-size", "--margin", "5%", "--change", "80%", "0.85", "--answers", "100")
    assert (found["needed"], found["each_round"]) == (385, 903)
    assert found["margin"] == pytest.approx(0.098, abs=1e-4)
    assert run(tmp_path, "sample-size", "--margin", "3%", "--population", "12000", "--response", "25%") == 0
    assert capsys.readouterr().out == "For ± 3 of 100 it takes 981 answers, that is 3,924 people asked\n"
    assert run(tmp_path, "sample-size") == 2
    assert run(tmp_path, "sample-size", "--margin", "0%") == 1
    assert "margin must lie above 0 % and below 100 %" in capsys.readouterr().err


def test_a_design_of_telephone_keys_for_each_aim(tmp_path, capsys) -> None:
    found = answer(capsys, tmp_path, "keypad")
    assert found == {"realism": "best-first", "raising-service": "worst-first", "staff-morale": "leading"}
    assert run(tmp_path, "keypad", "--aim", "realism") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("To know how things are: the best answer on key 1")
    assert "many press 1 by habit" in line


def test_evidence_without_a_plan_stores_nothing(tmp_path, capsys, shared) -> None:
    told = answer(capsys, tmp_path, "evidence", str(shared / "data/sfo-airport-2017.csv"))
    items = told["mapping"]["items"]
    assert items["netpro"]["role"] == "recommend"
    assert items["netpro"]["not_answers"].keys() == {"11"}
    assert {each["id"] for each in told["doubts"]} >= {"blank-or-top", "codes-not-answers"}
    assert list(tmp_path.iterdir()) == []


def test_set_add_and_remove_change_the_file(plans) -> None:
    file = plans / "harbour-bank/plan.yaml"
    assert run(plans, "set", "harbour-bank", "programme.title", "A new title") == 0
    assert "title: A new title" in file.read_text()
    assert run(plans, "add", "harbour-bank", "assessment.findings.rude", "{statement: Staff are rude}") == 0
    assert run(plans, "set", "harbour-bank", "assessment.findings.rude.segments", "[retail]") == 0
    assert "segments: [retail]" in file.read_text()
    assert run(plans, "remove", "harbour-bank", "assessment.findings.rude") == 0
    assert "rude" not in file.read_text()


def test_log_undo_and_fsck(plans, capsys) -> None:
    before = (plans / "harbour-bank/plan.yaml").read_bytes()
    assert run(plans, "set", "harbour-bank", "programme.title", "A new title", "--who", "Ana") == 0
    assert run(plans, "undo", "harbour-bank", "--who", "Bo") == 1
    assert "[nothing-to-undo]" in capsys.readouterr().err
    assert run(plans, "undo", "harbour-bank", "--who", "Ana") == 0
    assert (plans / "harbour-bank/plan.yaml").read_bytes() == before
    capsys.readouterr()
    changes = answer(capsys, plans, "log", "harbour-bank")["changes"]
    assert [(each["kind"], each["who"], each["undone"]) for each in changes] == [
        ("change", "Ana", True),
        ("undo", "Ana", False),
    ]
    assert answer(capsys, plans, "fsck", "harbour-bank") == {"changes": 2}


def test_plans_may_be_named_by_path(plans, capsys) -> None:
    assert main(["check", str(plans / "harbour-bank")]) == 0
    assert main(["check", str(plans / "harbour-bank/plan.yaml")]) == 0
    assert "harbour-bank" in capsys.readouterr().out


def test_feasible_gives_each_promise_its_verdict(plans, capsys) -> None:
    found = answer(capsys, plans, "feasible", "harbour-bank")["promises"]
    verdicts = {each["promise"]: each["verdict"] for each in found if each["promise"]}
    assert verdicts == {
        "one-day-one-name": "safe",
        "ten-days-settled": "safe",
        "call-the-same-morning": "over-promise",
        "tell-us-once": "no-verdict",
        "done-at-once": "plausible",
    }


def test_a_draft_is_printed_and_with_apply_it_is_saved(plans, capsys) -> None:
    edits = answer(capsys, plans, "draft", "harbour-bank", "statement-not-understood")["edits"]
    assert all(each["op"] == "add" for each in edits)
    assert run(plans, "check", "--gates", "harbour-bank") == 1
    assert run(plans, "draft", "harbour-bank", "statement-not-understood", "--apply") == 0
    capsys.readouterr()
    issues = answer(capsys, plans, "check", "harbour-bank")["plans"]["harbour-bank"]["issues"]
    assert not any(each["id"] == "finding-unanswered" for each in issues)
    scheduled = answer(capsys, plans, "schedule", "harbour-bank")["activities"]
    added = [each["path"].split(".")[-1] for each in edits if ".activities." in each["path"]]
    assert added
    assert set(added) <= set(scheduled)


def test_chances_of_the_dates_with_their_seed(plans, capsys) -> None:
    found = answer(capsys, plans, "schedule", "harbour-bank", "--risk", "500", "--seed", "3")
    chances = found["risk"]
    assert (chances["runs"], chances["seed"]) == (500, 3)
    finish = chances["finish"]
    assert found["finish"] <= finish["p80"] <= finish["p95"]
    assert sum(finish["dates"].values()) == 500
    assert chances["milestones"]["calls-live"]["on_time"] == 1
    assert answer(capsys, plans, "schedule", "harbour-bank", "--risk", "500", "--seed", "3")["risk"] == chances
    assert answer(capsys, plans, "schedule", "harbour-bank", "--risk", "500")["risk"] != chances
    assert run(plans, "schedule", "harbour-bank", "--risk", "500") == 0
    assert "The plain critical path says 248 days" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        run(plans, "schedule", "harbour-bank", "--risk", "0")
    assert ended.value.code == 2


def test_status_of_all_puts_the_neediest_first(capsys) -> None:
    found = answer(capsys, ROOT / "plans", "status", "--all")["programmes"]
    assert [each["id"] for each in found] == ["harbour-bank", "river-logistics", "city-clinic"]
    river = found[1]
    assert river["progress"]["days_late"] > 0
    assert any(each["id"] == "need-overbooked" and each["facts"]["percent"] == 160 for each in river["reasons"])
    assert found[0]["promises"] == {"public": 2, "kept": 1, "at_risk": found[0]["promises"]["at_risk"]}


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (["check", "../etc"], "unknown-plan"),
        (["check", "nobody"], "unknown-plan"),
        (["set", "harbour-bank", "programme.owner", "nobody"], "unknown-reference"),
        (["set", "harbour-bank", "programme..owner", "x"], "edit-empty-path"),
        (["set", "harbour-bank", "programme.cycle", "[1"], "yaml-syntax"),
        (["add", "harbour-bank", "programme.titel", "x"], "unknown-key"),
        (["remove", "harbour-bank", "assessment.findings.nothing"], "edit-nothing-there"),
        (["draft", "harbour-bank", "nothing"], "unknown-reference"),
        (["feasible", "harbour-bank", "nothing"], "unknown-reference"),
        (["new", "../x"], "bad-plan-id"),
        (["new", "copy", "--from", "broken"], "yaml-syntax"),
        (["new", "broken", "--from", "harbour-bank"], "plan-exists"),
        (["set", "harbour-bank", "programme.title", "half \udcff"], "edit-not-possible"),
        (["evidence", "good.csv", "--plan", "harbour-bank", "--as", "../x"], "bad-key"),
        (["evidence", "good.csv", "--plan", "harbour-bank", "--as", "Two words"], "bad-key"),
        (["evidence", "plan.png", "--plan", "harbour-bank"], "not-this-kind"),
        (["evidence", "empty.csv"], "empty-file"),
        (["evidence", "good.csv", "--set", "overall"], "setting-shape"),
        (["evidence", "good.csv", "--set", "overall=none"], "unknown-column"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_changed(plans, capsys, monkeypatch, words, id) -> None:
    monkeypatch.chdir(plans)
    (plans / "plan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (plans / "empty.csv").write_bytes(b"")
    (plans / "good.csv").write_text("a,b\n1,2\n3,4\n")
    (plans / "broken").mkdir()
    (plans / "broken/plan.yaml").write_text("programme: [\n")
    before = {each: each.read_bytes() for each in plans.rglob("*/*.*") if ".store" not in each.parts}
    assert run(plans, *words) == 1
    printed = capsys.readouterr().err
    assert f"[{id}]" in printed
    assert "Traceback" not in printed
    assert {each: each.read_bytes() for each in plans.rglob("*/*.*") if ".store" not in each.parts} == before


def test_names_that_are_no_ids_and_files_with_other_names_make_ids_all_the_same(tmp_path, capsys, monkeypatch) -> None:
    assert run(tmp_path, "new", "airport", "--owner", "Yes") == 0
    assert "owner: owner" in (tmp_path / "airport/plan.yaml").read_text()
    for name in ("2027.csv", "ข้อมูล.csv"):
        (tmp_path / name).write_text("score\n" + "\n".join("12345" * 8) + "\n")
        assert run(tmp_path, "evidence", str(tmp_path / name), "--plan", "airport") == 0
    (tmp_path / "airport/evidence/.DS_Store").write_bytes(b"x")
    (tmp_path / "airport/evidence/copy of 2027.csv").write_bytes(b"x")
    assert run(tmp_path, "new", "second", "--from", "airport") == 0
    assert free_plan_id("2027", ()) == "programme"


def test_nobody_at_the_keyboard_needs_a_name(tmp_path, monkeypatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert run(tmp_path, "new", "airport") == 0


def test_errors_of_a_file_are_named_with_their_place_all_at_once(tmp_path, capsys) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/plan.yaml").write_text(
        "programme:\n  titel: x\n  starts: 2027-13-01\n"
        "assessment:\n  findings:\n    a: {statement: b, decision: acepted}\n"
    )
    assert run(tmp_path, "check") == 1
    printed = capsys.readouterr().err
    assert "bad/plan.yaml:2:3: error[unknown-key]: programme: 'titel' is not known - did you mean 'title'?" in printed
    assert "bad/plan.yaml:3:11: error[not-a-value]" in printed
    assert "bad/plan.yaml:6:33: error[not-one-of]: finding a: decision 'acepted'" in printed


def test_wrong_usage_ends_with_two(capsys) -> None:
    for words in (["nonsense"], ["check", "--nonsense"], ["set", "x"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert main(["status"]) == 2
    capsys.readouterr()


def test_dates_are_frozen_and_a_changed_file_is_found_out(plans, capsys) -> None:
    assert run(plans, "schedule", "harbour-bank", "--freeze") == 0
    capsys.readouterr()
    (told,) = answer(capsys, plans, "status", "harbour-bank")["programmes"]
    assert told["drift"] == {}
    assert told["warnings"] == []
    assert told["earned"]["ac"] is None
    assert told["earned"]["bac"] > told["earned"]["ev"] > 0
    newest = max((plans / "harbour-bank" / "baselines").iterdir())
    newest.write_text(newest.read_text().replace("2026-12-30", "2026-12-31"))
    issues = answer(capsys, plans, "schedule", "harbour-bank")["warnings"]
    assert [each["id"] for each in issues] == ["baseline-changed"]
    assert run(plans, "check", "harbour-bank") == 1
    assert "baseline-changed" in capsys.readouterr().err
    newest.write_text(newest.read_text().replace("2026-12-31", "1980-12-31"))
    assert run(plans, "check", "harbour-bank") == 1
    assert "baseline-missing" in capsys.readouterr().err, "a day outside all calendars is a damage"
    assert run(plans, "status", "harbour-bank") in (0, 1)
