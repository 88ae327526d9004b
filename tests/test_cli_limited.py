"""The command schedule --limited: what it prints, and that its chances are those of limited people."""

import json
from pathlib import Path
from typing import Any

import pytest

from improvement.cli import main
from tests.benchmarks.limited_plan import text_with

FOUR = "".join(f"    {id}: {{title: T, estimate: [8d, 10d, 16d], needs: {{duo: 1}}}}\n" for id in "abcd")
FIXTURE = f"""programme:
  title: Merge
  starts: 2027-01-11
  estimates: triangular
  people:
    duo: {{name: Duo, count: 2}}
realization:
  activities:
{FOUR}    e: {{title: T, estimate: [4d, 5d, 8d], needs: {{duo: 1}}, after: [a, b, c, d]}}
"""


def place(folder: Path, text: str) -> None:
    (folder / "merge").mkdir()
    (folder / "merge" / "plan.yaml").write_text(text)


def answer(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> dict[str, Any]:
    assert main(["schedule", "--plans", str(folder), "--json", "merge", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_two_people_make_it_longer_and_it_is_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, FIXTURE)
    plain = answer(capsys, tmp_path)
    found = answer(capsys, tmp_path, "--limited")
    assert found["status"] == "optimal"
    assert found["bound"] == found["finish"] > plain["finish"]
    assert found["unlimited_finish"] == plain["finish"]
    assert found["days"] == found["bound_days"] == pytest.approx(2 * 34 / 3 + 17 / 3)
    assert found["gap"] == 0
    rows = found["activities"]
    assert max(each["finish"] for each in rows.values()) == found["finish"]
    assert sorted(each["start"] for each in rows.values())[:2] == ["2027-01-11"] * 2
    assert all(each["people"] == ["duo"] for each in rows.values())
    assert {id: each["early_start"] for id, each in rows.items()} == {
        id: each["early_start"] for id, each in plain["activities"].items()
    }


def test_people_are_limited_in_every_run_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, FIXTURE)
    free = answer(capsys, tmp_path, "--risk", "10000")["risk"]
    held = answer(capsys, tmp_path, "--risk", "10000", "--limited")["risk"]
    assert (free["limited"], held["limited"]) == (False, True)
    assert free["finish"]["p80_days"] == pytest.approx(20.2, abs=0.2)
    assert held["finish"]["p80_days"] == pytest.approx(31.6, abs=0.3)


def test_an_answer_without_time_is_feasible_and_says_how_far_from_the_bound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(tmp_path, text_with(100, 10))
    found = answer(capsys, tmp_path, "--limited", "--seconds", "0")
    assert found["status"] == "feasible"
    assert found["bound"] < found["finish"]
    assert found["gap"] == pytest.approx(found["days"] / found["bound_days"] - 1)
    assert main(["schedule", "--plans", str(tmp_path), "merge", "--limited", "--seconds", "0"]) == 0
    told = capsys.readouterr().out
    assert "with the people there are" in told
    assert "Feasible, at most" in told


def test_what_cannot_be_met_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, FIXTURE.replace("{duo: 1}", "{duo: 3}", 1))
    found = answer(capsys, tmp_path, "--limited", "--seconds", "1")
    assert [each["id"] for each in found["warnings"]] == ["need-set-aside"]
    assert main(["schedule", "--plans", str(tmp_path), "merge", "--limited", "--seconds", "1"]) == 0
    assert "! " in capsys.readouterr().out


def test_a_plan_without_people_answers_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, "programme: {title: T, starts: 2027-01-11}\nrealization: {activities: {a: {title: A}}}\n")
    found = answer(capsys, tmp_path, "--limited")
    assert (found["status"], found["finish"]) == ("optimal", found["unlimited_finish"])


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_who_does_what_is_not_told_to_customers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], json_too: list[str]
) -> None:
    place(tmp_path, FIXTURE.replace("duo: {name: Duo, count: 2}", "ann-berg: {name: Ann}").replace("duo:", "ann-berg:"))
    words = ["schedule", "--plans", str(tmp_path), "merge", "--customer-safe", *json_too]
    assert main([*words, "--limited", "--seconds", "0"]) == 1
    told = "".join(capsys.readouterr())
    assert "nobody of the staff may be named" in told
    assert "ann-berg" not in told
    assert main(words) == 0


def test_dates_with_limits_cannot_be_approved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, FIXTURE)
    assert main(["schedule", "--plans", str(tmp_path), "merge", "--freeze", "--limited"]) == 2
    assert "leave out --limited" in capsys.readouterr().err
    assert not (tmp_path / "merge" / "baselines").exists()
