"""The portfolio in words: who needs the manager, and why."""

from datetime import UTC, date, datetime

import pytest

from improvement.checks.standing import Portfolio
from improvement.realization.load import WeekLoad
from improvement.usecases.portfolio import portfolio
from improvement.usecases.start import start
from improvement.usecases.workspace import Workspace
from improvement.view.language import use
from improvement.view.portfolio_rows import finish_rows, overbooked_rows, portfolio_title, programme_rows
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    use("en")
    return start(ROOT / "plans", lambda: datetime(2026, 11, 21, tzinfo=UTC))


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> Portfolio:
    return portfolio(workspace)


def test_the_neediest_comes_first_with_its_reasons(workspace, found) -> None:
    assert portfolio_title(found) == "2 of 3 need you"
    harbour, river, clinic = programme_rows(found, workspace.store.people())
    assert harbour.reasons[0] == "Public promises missed: 1, first “Ten days and done”"
    assert river.late
    assert "Kim Alvarez is booked at 160 % in 2026-W48" in river.reasons
    assert clinic.reasons == ()
    assert all(each.sample for each in (harbour, river, clinic))


def test_people_are_named_with_what_they_are_booked_for_across_programmes(workspace, found) -> None:
    plans = {each.id: each.plan for each in found.programmes if each.plan}
    rows = overbooked_rows(found.overbooked, plans, workspace.store.people())
    kim = [row for row in rows if row["Who"] == "Kim Alvarez"]
    assert [row["Booked"] for row in kim] == ["160 %", "140 %"]
    assert "River Logistics" in kim[1]["For"]
    assert "Harbour Bank" in kim[1]["For"]


def test_work_while_away_has_no_percentage(workspace) -> None:
    away = WeekLoad("kim", "", date(2026, 11, 23), booked=2, capacity=0, works=())
    (row,) = overbooked_rows((away,), {}, workspace.store.people())
    assert row["Booked"] == "while away"


def test_a_programme_without_work_has_no_finish(found) -> None:
    assert [row.days_late > 0 for row in finish_rows(found)] == [False, True]


def test_a_file_that_was_never_readable_is_a_reason(tmp_path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/plan.yaml").write_text("programme: [\n")
    seen = portfolio(start(tmp_path, lambda: datetime(2026, 11, 21, tzinfo=UTC)))
    assert portfolio_title(seen) == "1 of 1 needs you"
    row = programme_rows(seen, start(tmp_path, lambda: datetime(2026, 11, 21, tzinfo=UTC)).store.people())[0]
    assert row.reasons == ("The plan file has mistakes: 1",)
