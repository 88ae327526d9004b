"""Work that cannot be scheduled as it is written: `check` names place and remedy, `schedule` still answers."""

import json
from pathlib import Path

import pytest

from improvement.checks.facts import Facts
from improvement.checks.registry import RULES
from improvement.cli import main
from improvement.model.plan import Plan
from improvement.schedule.dates import schedule

pytestmark = pytest.mark.heavy

HEAD = """programme:
  title: Bad input
  owner: ana
  starts: 2027-01-11
{programme}  people:
    ana:
      name: Ana
{person}realization:
  competencies:
    listening:
      title: Listening
  activities:
"""
COUNT = 20_000
GOOD = ("a:", "  title: A", "  owner: ana", "  estimate: [1d, 2d, 4d]")


def written(folder: Path, *lines: str, programme: str = "", person: str = "") -> Path:
    plan = folder / "bad"
    plan.mkdir(parents=True)
    text = HEAD.format(programme=programme, person=person) + "".join(f"    {line}\n" for line in lines)
    (plan / "plan.yaml").write_text(text)
    return plan


def answers(plan: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, dict], int, str]:
    """Issues of `check` by id, then the exit status of `schedule` and what it prints."""
    main(["check", str(plan), "--json"])
    issues = json.loads(capsys.readouterr().out)["plans"]["bad"]["issues"]
    status = main(["schedule", str(plan), "--json"])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return {each["id"]: each for each in reversed(issues)}, status, told.out or told.err


A_CYCLE = (*GOOD, "  after: [b]", "b:", "  title: B", "  after: [a]")
CASES = {
    "a cycle": (A_CYCLE, "cycle", "realization.activities.a.after.0", 1),
    "itself": ((*GOOD, "  after: [a]"), "cycle", "realization.activities.a.after.0", 1),
    "nothing": ((*GOOD, "  after: [gone]"), "unknown-reference", "realization.activities.a.after.0", 0),
    "a negative duration": (
        ("a:", "  title: A", "  estimate: -3d"),
        "not-a-value",
        "realization.activities.a.estimate",
        1,
    ),
    "contradictory days": (
        (*GOOD, "  must_start: 2027-03-01", "  must_finish: 2027-02-01"),
        "contradictory-days",
        "realization.activities.a.must_finish",
        0,
    ),
    "days against the links": (
        (
            *GOOD,
            "  must_start: 2027-03-01",
            "b:",
            "  title: B",
            "  estimate: 2d",
            "  after: [a]",
            "  not_after: 2027-02-01",
        ),
        "day-not-kept",
        "realization.activities.b.not_after",
        0,
    ),
    "a skill that nobody has": (
        (*GOOD, "  needs:", "    skill:listening>=2: 1"),
        "nobody-with-skill",
        "realization.activities.a.needs.skill:listening>=2",
        0,
    ),
    "after the data date": (
        (*GOOD, "  actual_start: 2027-02-01", "  actual_finish: 2027-02-03"),
        "after-data-date",
        "realization.activities.a.actual_start",
        0,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_has_a_place_and_the_command_answers(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, id, place, refused = CASES[name]
    plan = written(tmp_path, *lines, programme="  data_date: 2027-01-20\n")
    issues, status, told = answers(plan, capsys)
    assert issues[id]["path"] == place
    assert issues[id]["line"]
    assert issues[id]["message"]
    assert status == refused
    assert (id in told) or not refused
    if not refused:
        assert json.loads(told)["finish"] > "2027-01-11"


def test_a_week_without_a_working_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issues, status, told = answers(written(tmp_path, *GOOD, programme="  calendar:\n    workdays: []\n"), capsys)
    assert issues["no-workdays"]["path"] == "programme.calendar.workdays"
    assert status == 0, "read as Monday to Friday"
    assert json.loads(told)["finish"] == "2027-01-13"


def test_closed_for_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = "  calendar:\n    closed: [2027-01-01..2099-12-31]\n"
    issues, status, told = answers(written(tmp_path, *GOOD, programme=calendar), capsys)
    assert issues["work-outside-years"]["path"] == "realization.activities.a"
    assert status == 0
    assert json.loads(told)["finish"] > "2100-01-01"


def test_somebody_who_is_away_all_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = written(tmp_path, *GOOD, "  needs: {ana: 1}", person="      away: [2027-01-01..2028-02-29]\n")
    issues, status, told = answers(plan, capsys)
    assert issues["away-all-year"]["path"] == "realization.activities.a.needs.ana"
    assert status == 0
    assert json.loads(told)["activities"]["a"]["early_start"] == "2028-03-01"


def test_twenty_thousand_activities() -> None:
    works = {
        f"a{i}": {"title": f"A{i}", "estimate": "1h", "after": [f"a{p}" for p in {i - 1, i - 7} if p // 40 == i // 40]}
        for i in range(COUNT)
    }
    plan = Plan.model_validate(
        {"programme": {"title": "Large", "starts": "2027-01-11"}, "realization": {"activities": works}}
    )
    found = schedule(plan)
    assert len(found.activities) == COUNT
    assert found.paths.count == COUNT / 40
    assert len(found.paths.shown) == 20
    assert len(list(RULES["redundant-dependency"].find(plan, Facts()))) == COUNT / 40 * 33
