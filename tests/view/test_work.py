"""Work in words: the page's answer, statuses, floats, the Gantt's rows, load above 100 %, effects, drafts."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.model.change import Edit, lookup
from improvement.usecases.drafting import drafted
from improvement.usecases.opened import Opened, opened
from improvement.usecases.start import start
from improvement.usecases.work import Board, board, effect, trial
from improvement.usecases.work_edits import finished, kept, listed, new_id, removed
from improvement.usecases.workspace import Workspace
from improvement.view.drafts import draft_rows, findings_to_draft
from improvement.view.milestones import milestone_rows
from improvement.view.training import gap_rows, training_cards
from improvement.view.work import by_urgency, detail, work_title
from improvement.view.work_effect import effect_lines
from improvement.view.work_gantt import gantt_rows, load_rows, load_title, over_lines, over_weeks, shown, timeline
from improvement.view.work_rows import work_rows
from tests.conftest import ROOT

ACTIVITIES = ("realization", "activities")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = Path(shutil.copytree(ROOT / "plans", tmp_path_factory.mktemp("work") / "plans"))
    return start(folder, lambda: datetime(2026, 11, 16, 9, tzinfo=UTC))


@pytest.fixture(scope="module")
def river(workspace: Workspace) -> Opened:
    return opened(workspace, "river-logistics")


@pytest.fixture(scope="module")
def river_board(river: Opened) -> Board:
    return board(river)


@pytest.fixture(scope="module")
def bank(workspace: Workspace) -> Opened:
    return opened(workspace, "harbour-bank")


def test_the_title_compares_the_forecast_with_the_approved_finish(river_board, bank):
    # by hand: working days from 10 Feb to 4 Mar 2027, no holidays in this plan
    assert (river_board.progress.planned_finish, river_board.progress.finish) == (date(2027, 2, 9), date(2027, 3, 4))
    title = work_title(river_board.progress, approved=True)
    assert title == "Ready by 4 Mar 2027, 17 working days later than approved; 9 activities are late"
    assert work_title(board(bank).progress, True) == "Ready by 30 Dec 2026, as approved; 6 activities are late"
    assert "later than planned" in work_title(river_board.progress, approved=False)


def test_status_is_computed_and_blocked_work_says_by_what(river_board):
    found = detail(river_board.plan, river_board.dates, river_board.progress, "fit-trackers")
    assert (found.mood, found.status) == ("act", "Blocked: four barges are still upstream")
    assert "53 working days after its day, 11 Sep 2026" in found.lines
    assert "Waited for by: Send the messages by themselves, Dispatch sees every barge" in found.lines


def test_a_link_with_a_lag_is_shown_with_it(river_board):
    found = detail(river_board.plan, river_board.dates, river_board.progress, "warning-messages")
    line = "Waits for: Fit the tracker to twenty-two barges (FS-10d), Decide when a receiver is told"
    assert line in found.lines
    assert "No float: every day it slips moves the finish of all" in found.lines


def test_milestones_are_met_missed_or_ahead_with_their_days(bank):
    words = {each.id: each.words for each in milestone_rows(bank.plan, board(bank).progress)}
    assert words["desk-live"].startswith("Met: reached on 12 Mar 2026 · 6 working days before its day, 20 Mar 2026")
    assert words["settling-live"].startswith("Missed: reached on 15 Apr 2026 · 10 working days after its day")
    assert words["calls-live"].startswith("Ahead: forecast for 30 Dec 2026")


def test_gantt_rows_stand_under_the_promise_they_serve(river_board):
    plan, found = river_board.plan, river_board.progress
    rows = gantt_rows(plan, river_board.dates, found, river_board.baseline, shown(plan, found, "all"))
    assert [row.label for row in rows if row.kind == "group"] == ["Three days on the river", "You know first"]
    by_id = {row.id: row for row in rows}
    assert by_id["slots-delta"].late_days == 49, "Mei is away for a week of it"
    assert by_id["slots-delta"].done == pytest.approx(0.55)
    assert not by_id["slots-north"].late_days, "late and done is over"
    assert not by_id["bend-runs"].late_days
    assert [row.id for row in rows if row.critical] == [
        "warning-messages",
        "warning-pilot",
        "warning-for-all",
        "watch-messages",
    ]
    order = [row.label for row in rows]
    assert order.index("Slots run in all three ports") < order.index("You know first"), "a milestone stands by its work"


def test_filters_leave_out_what_is_done_and_what_others_own(river_board):
    plan, found = river_board.plan, river_board.progress
    assert "slot-rules" in shown(plan, found, "all")
    assert "slot-rules" not in shown(plan, found, "open")
    assert set(shown(plan, found, "late")) == {*found.late, "slots-run", "barges-seen"}
    assert set(shown(plan, found, "all", "ivan")) == {"choose-tracker", "warning-messages"}


def test_too_much_work_is_named_with_who_week_percent_and_activities(workspace, bank, river_board):
    names = {id: each.name for id, each in river_board.people.items()}
    over = over_weeks(river_board.load, "river-logistics")
    lines = over_lines(over, river_board.plans, "river-logistics", names)
    assert (
        "Kim Alvarez, week of 23 Nov 2026: 160 %, for “Coach dispatch at North port on the job”,"
        " “Reading the tracking board”" in lines
    )
    assert any("140 %" in line and "(Harbour Bank - branches that keep their word)" in line for line in lines)
    # Mei's work alone waits while she is away
    assert load_title(over, names) == "Asked for more than they have: Kim Alvarez"
    # of the bank's own people nobody's week without the bank's work is named
    assert all("Harbour" not in line for line in over_lines(over_weeks(board(bank).load, "harbour-bank"), {}, "", {}))


def test_load_stands_on_the_days_of_the_gantt(river_board):
    plan, found = river_board.plan, river_board.progress
    rows = gantt_rows(plan, river_board.dates, found, river_board.baseline, shown(plan, found, "late"))
    time = timeline(rows, found.data_date)
    people = load_rows(river_board.load, {}, time)
    assert people[0].name == "trainer-kim"
    assert max(week.load for week in people[0].weeks) == pytest.approx(1.6)
    assert all(time.first <= week.monday <= time.last for each in people for week in each.weeks[1:])


def test_a_report_says_what_it_would_change_and_saves_nothing(bank):
    edit = Edit("set", (*ACTIVITIES, "call-roster", "remaining"), "6d", "30d")
    found = effect(bank, (edit,))
    assert found.days > 0
    assert found.finish == date(2027, 1, 21)
    lines = [words for _mood, words in effect_lines(bank.plan, found)]
    assert lines[0] == f"Finish +{found.days} working days: 21 Jan 2027"
    assert "“We call, you do not wait” still not ready in time" in lines
    assert opened(bank.workspace, bank.id).plan == bank.plan


def test_a_block_endangers_the_promise_it_serves(bank):
    finish = Edit("set", (*ACTIVITIES, "summer-cover", "actual_finish"), None, "2026-11-13")
    left = Edit("set", (*ACTIVITIES, "summer-cover", "remaining"), "4d")
    lines = effect_lines(bank.plan, effect(bank, (finish, left)))
    assert ("good", "“Ten days and done” ready in time again") in lines
    ready = trial(bank, (finish, left))
    assert ready.plan.realization.activities["summer-cover"].actual_finish == date(2026, 11, 13)


def test_a_cycle_is_refused_with_the_loop(bank):
    path = (*ACTIVITIES, "call-roster", "after")
    with pytest.raises(KeptError) as refused:
        trial(bank, (Edit("set", path, ["call-list"], ["call-list", "call-pilot"]),))
    (problem,) = refused.value.issues
    assert problem.id == "cycle"
    assert problem.fact("loop") == "call-roster -> call-pilot -> call-roster"


def test_finished_work_has_nothing_left(bank):
    snapshot = bank.workspace.store.snapshot(bank.id)
    path = (*ACTIVITIES, "call-roster")
    edits = (Edit("set", (*path, "actual_finish"), None, "2026-11-13"),)
    with pytest.raises(KeptError):
        trial(bank, edits)
    more = finished(snapshot, path, edits)
    assert {each.path[-1] for each in more} == {"remaining", "percent_complete"}
    assert trial(bank, (*edits, *more))
    assert finished(snapshot, path, ()) == ()


def test_removed_work_leaves_no_link_behind(bank):
    snapshot = bank.workspace.store.snapshot(bank.id)
    plan = trial(bank, removed(snapshot, "call-list")).plan
    assert "call-list" not in plan.realization.activities
    assert plan.realization.activities["call-roster"].after == ()
    assert [str(each) for each in plan.realization.activities["call-pilot"].after] == [
        "call-roster",
        "keep-a-call FS+2d",
    ]


def test_ids_from_titles_in_any_script(bank):
    assert new_id(bank.plan, "ทดสอบ", "activity") == "activity"
    assert new_id(bank.plan, "Call list", "activity") == "call-list-2"
    assert new_id(bank.plan, "2027", "milestone") == "milestone"


@pytest.mark.parametrize(("text", "form"), [("", None), (" 3d ", "3d"), ("2d,3d , 6d", ["2d", "3d", "6d"])])
def test_estimates_as_they_are_typed(text, form):
    assert listed(text) == form


def test_the_table_keeps_its_order_when_work_moves(river_board):
    plan, found = river_board.plan, river_board.progress
    rows = work_rows(plan, river_board.dates, found, shown(plan, found, "all"))
    assert len(rows) == len(found.works)
    assert [row["id"] for row in rows] == [*plan.realization.activities, *plan.realization.training]
    by_id = {row["id"]: row for row in rows}
    assert by_id["fit-trackers"]["status"] == "✕ Blocked: four barges are still upstream"
    assert by_id["fit-trackers"]["estimate"] == "30d, 40d, 60d"
    assert by_id["slot-rules"]["status"] == "✓ Done"
    assert (by_id["slot-rules"]["float"], by_id["slot-rules"]["late"]) == ("", "")


def test_the_list_starts_with_what_needs_somebody(river_board):
    found = river_board.progress
    order = by_urgency(found, found.works)
    assert order[0] == "fit-trackers", "blocked"
    assert found.works[order[-1]].status == "done"


def test_gaps_name_competency_group_and_missing_levels(bank):
    found = board(bank)
    first, second = gap_rows(found.plan, found.gaps, found.people)
    # by hand from the plan: am-03, -11, -14 at level 2 and am-09 at level 1, of thirteen, level 3 required
    assert first.words.startswith("Owning a complaint · account manager: 4 of 13 are below the level required")
    assert first.words.endswith("5 levels are missing in all")
    assert "11 of 11 are below" in second.words


def test_attendance_is_not_yet_ability(bank):
    found = board(bank)
    held, planned = training_cards(found.plan, found.training, found.plan.programme.data_date)
    assert held.attendance == "12 of 13 have attended, 18 seats offered"
    assert (held.mood, held.effect[:12]) == ("act", "Time to look")
    assert [row["State"] for row in held.checks] == ["due"] * 4
    assert [row["Attended"] for row in planned.sessions] == ["ahead", "ahead"]


def test_dropped_drafts_leave_a_plan_that_holds(workspace):
    clinic = opened(workspace, "city-clinic")
    edits = drafted(clinic, ("seen-late",), ("shorter-queues",))
    rows = draft_rows(edits, {"noor": "Noor Haddad"})
    assert {row["owner"] for row in rows} == {"Noor Haddad"}
    first = rows[0]["id"]
    left = kept(edits, (first,))
    plan = trial(clinic, left).plan
    assert first not in plan.realization.activities
    assert len(plan.realization.activities) == len(rows) - 1
    assert all(first not in str(lookup(each.new, ("after",))) for each in left)
    assert not any(each.path[1] == "standards" for each in kept(edits, [row["id"] for row in rows]))


def test_findings_without_work_come_first_accepted_before_open(bank):
    findings = findings_to_draft(bank.plan)
    assert findings[0] == "statement-not-understood"
    assert "card-abroad" not in findings, "rejected"
    assert findings.index("fees-felt-unfair") < findings.index("slow-first-answer")
