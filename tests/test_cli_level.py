"""The command level: what it prints, what it writes, and that it can be undone."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from improvement.cli import main
from improvement.usecases.access import open_workshop
from improvement.usecases.start import start
from tests.conftest import ROOT
from tests.realization.shared_plans import NORTH, SOUTH, place


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return place(tmp_path)


def answer(capsys: pytest.CaptureFixture[str], plans: Path) -> dict[str, Any]:
    assert main(["level", "--plans", str(plans), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def printed(capsys: pytest.CaptureFixture[str], plans: Path, *words: str) -> list[str]:
    assert main([words[0], "--plans", str(plans), *words[1:]]) == 0
    return capsys.readouterr().out.splitlines()


def test_it_tells_who_waits_for_whom(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, plans, "level") == [
        "1 programme has to wait; then no day of a shared person is too full",
        "Priority 1 comes first; programmes without one come after, the earlier start first.",
        "  1  north  2027-01-22 -> 2027-01-22  not at all",
        "  2  south  2027-01-19 -> 2027-02-02  10 working days",
        "       2027-01-11 -> 2027-01-25  coach  Waits for Kim Alvarez, busy with Course (North)",
    ]
    found = answer(capsys, plans)
    assert [each["finish"] for each in found["programmes"]] == ["2027-01-22", "2027-02-02"]
    assert found["programmes"][1]["not_before"] == {"coach": "2027-01-25"}
    (kim,) = found["people"]
    assert (kim["days_over_before"], kim["days_over_after"]) == (5, 0)
    assert max(each["before"] for each in kim["days"]) == pytest.approx(1.6)
    assert max(each["after"] for each in kim["days"]) == pytest.approx(1)


def test_nothing_is_written_unless_asked_for(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, plans, "level")
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_kept_dates_stand_in_the_plan_and_can_be_undone(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, plans, "level", "--write")[-1].startswith("saved, revision")
    assert "not_before: 2027-01-25" in (plans / "south" / "plan.yaml").read_text()
    assert (plans / "north" / "plan.yaml").read_text() == NORTH
    assert printed(capsys, plans, "level")[0] == "Nobody shared is asked for more than they have on any day"
    assert not any("%" in each for each in printed(capsys, plans, "status", "--all"))
    printed(capsys, plans, "undo", "south")
    assert "not_before" not in (plans / "south" / "plan.yaml").read_text()


def test_a_programme_without_dates_is_named(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    north = plans / "north" / "plan.yaml"
    north.write_text(NORTH.replace("needs: {kim: 1}", "after: [course]"))
    told = printed(capsys, plans, "level")
    assert any("north has no dates, so nobody waits for it" in each for each in told)


def test_a_broken_file_of_shared_people_is_no_all_clear(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plans / "people.yaml").write_text("people:\n  kim: {name: Kim Alvarez, availability: lots}\n")
    assert main(["level", "--plans", str(plans), "--write"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "people.yaml:2" in told.err
    assert "availability" in told.err
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_who_sees_one_programme_is_told_so(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kim's time in the other programme is not looked at, so "nobody" would be too much said."""
    token = open_workshop(start(plans, lambda: datetime.now(UTC)), "south", ("viewer",), 8)["viewer"]
    told = printed(capsys, plans, "level", "--token", token)
    assert told[0] == "Nobody shared is asked for more than they have on any day (in the programmes that you see)"
    assert json.loads("\n".join(printed(capsys, plans, "level", "--token", token, "--json")))["all_programmes"] is False
    assert answer(capsys, plans)["all_programmes"] is True


def test_nobody_of_the_staff_is_named_to_customers(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["level", "--plans", str(plans), "--customer-safe", "--write"]) == 1
    told = capsys.readouterr()
    assert "level-names-staff" in told.err
    assert "Kim" not in told.out + told.err
    assert (plans / "south" / "plan.yaml").read_text() == SOUTH


def test_the_sample_programmes_are_levelled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path / "plans", ignore=shutil.ignore_patterns(".store")))
    printed(capsys, folder, "level", "--write")
    found = answer(capsys, folder)
    assert all(not each["days_over_before"] for each in found["people"])


@pytest.mark.parametrize("priority", ["0", "first", "1.5"])
def test_a_priority_is_a_whole_number_from_one(plans: Path, capsys: pytest.CaptureFixture[str], priority: str) -> None:
    assert main(["set", "--plans", str(plans), "south", "programme.priority", priority]) == 1
    assert "whole number from 1" in capsys.readouterr().err
