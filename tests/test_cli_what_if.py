"""`schedule PLAN --what-if FILE`: what it prints, what it saves, how it ends."""

from pathlib import Path

import pytest

from tests.test_cli import answer, plans, run

__all__ = ["plans"]

LONGER = """title: A longer watch
realization:
  activities:
    watch-second-contacts:
      estimate: 8w
      owner: null
"""


@pytest.fixture
def file(tmp_path_factory) -> Path:
    found: Path = tmp_path_factory.mktemp("what-if") / "longer.yaml"
    found.write_text(LONGER)
    return found


def test_before_and_after_stand_side_by_side(plans, file, capsys) -> None:
    text = (plans / "harbour-bank/plan.yaml").read_bytes()
    found = answer(capsys, plans, "schedule", "harbour-bank", "--what-if", str(file))
    plain = answer(capsys, plans, "schedule", "harbour-bank")
    assert found["before"]["finish"] == plain["finish"] == "2026-12-30"
    assert (found["after"]["finish"], found["days"]) == ("2027-01-26", 17)
    assert list(found["moved"]) == ["watch-second-contacts"]
    assert found["before"]["milestones"] == found["after"]["milestones"]
    assert found["after"]["promises"]["done-at-once"]["ready"] == "2027-01-26"
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file)) == 0
    out = capsys.readouterr().out
    assert "estimate of “Follow second contacts each week”: 4w, 4w, 6w → 8w" in out
    assert "owner of “Follow second contacts each week”: Luis Ferrer goes out" in out
    assert "Ready by: 26 Jan 2027; Against today's plan: +17 working days" in out
    assert (plans / "harbour-bank/plan.yaml").read_bytes() == text


def test_whole_entries_come_and_go(plans, file, capsys) -> None:
    file.write_text(
        "title: T\nrealization:\n  milestones:\n    calls-live: null\n  activities:\n    extra:\n      title: Extra\n"
        "      after: [watch-second-contacts]\n      estimate: 3d\n"
    )
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file)) == 0
    out = capsys.readouterr().out
    assert "“Extra” is added" in out
    assert "“Key accounts are called back in time” goes out" in out
    assert "Key accounts are called back in time: As it is: 30 Dec 2026; In the scenario: –" in out


def test_customers_are_told_no_name(plans, file, capsys) -> None:
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file), "--customer-safe") == 0
    out = capsys.readouterr().out
    assert "Luis Ferrer" not in out
    assert "head of the complaint desk goes out" in out
    file.write_text(LONGER + "      ownr: Luis Ferrer\n")
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file), "--customer-safe") == 1
    assert "Luis" not in capsys.readouterr().err


def test_apply_takes_it_over_as_one_change(plans, file, capsys) -> None:
    text = (plans / "harbour-bank/plan.yaml").read_bytes()
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file), "--apply") == 0
    assert answer_finish(capsys, plans) == "2027-01-26"
    assert run(plans, "undo", "harbour-bank") == 0
    assert (plans / "harbour-bank/plan.yaml").read_bytes() == text


def answer_finish(capsys, plans: Path) -> str:
    capsys.readouterr()
    return str(answer(capsys, plans, "schedule", "harbour-bank")["finish"])


def test_mistakes_are_told_with_their_place(plans, file, capsys) -> None:
    file.write_text(LONGER.replace("8w", "8 weeks"))
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file)) == 1
    assert f"{file}:5:17: error[not-a-value]" in capsys.readouterr().err
    assert run(plans, "schedule", "harbour-bank", "--what-if", str(file.with_name("none.yaml"))) == 1
    assert "No such file" in capsys.readouterr().err


def test_check_looks_at_the_scenarios_of_a_plan(plans, file, capsys) -> None:
    folder = plans / "harbour-bank/scenarios"
    folder.mkdir()
    (folder / "longer.yaml").write_text(LONGER)
    assert run(plans, "check", "harbour-bank") == 0
    (folder / "lost.yaml").write_text("title: Lost\nbuilds_on: longr\n")
    capsys.readouterr()
    assert run(plans, "check", "harbour-bank") == 1
    told = capsys.readouterr().err
    assert "scenarios/lost.yaml:2:12: error[scenario-missing]" in told
    assert "did you mean 'longer'?" in told
