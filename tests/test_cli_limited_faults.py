"""The command schedule --limited where days are not kept, and where the search makes something that breaks a rule."""

from pathlib import Path

import pytest

from improvement.cli import main
from improvement.schedule import limited
from tests.test_cli_limited import answer, place

TWO = """programme:
  title: Merge
  starts: 2027-01-11
  people:
    ana: {name: Ana}
realization:
  activities:
    a: {title: A, estimate: 5d, needs: {ana: 1}, must_finish: 2027-01-13}
"""


def test_a_day_that_is_not_kept_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place(tmp_path, TWO + "    b: {title: B, estimate: 5d, needs: {ana: 1}, must_finish: 2027-01-15}\n")
    found = answer(capsys, tmp_path, "--limited", "--seconds", "1")
    late = [each["path"].split(".")[2] for each in found["warnings"] if each["id"] == "day-not-kept"]
    assert late == ["a", "b"]


def test_a_broken_schedule_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, TWO)
    monkeypatch.setattr(limited, "broken", lambda made: ("a",))
    assert main(["schedule", "--plans", str(tmp_path), "merge", "--limited", "--seconds", "1"]) != 0
    told = capsys.readouterr()
    assert "No schedule was found that keeps all rules" in told.out + told.err
