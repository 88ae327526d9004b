"""Activities, training and milestones as nodes and links."""

from datetime import date
from pathlib import Path

import pytest

from improvement.model.programme import Person
from improvement.schedule.dates import schedule
from improvement.schedule.network import expected_days, plan_calendar, plan_network
from improvement.schedule.precedence import Link, Node
from improvement.schedule.staff import availability, everybody, holders
from tests.schedule.plan_text import HEAD, example_text, parsed, plan_of


def jan(day: int) -> date:
    return date(2027, 1, day)


def nodes(realization: str, data_date: date | None = None, head: str = HEAD) -> dict[str, Node]:
    return {node.id: node for node in plan_network(plan_of(realization, head), data_date).nodes}


@pytest.mark.parametrize(
    ("fields", "days", "elapsed"),
    [
        ("estimate: 10d", 10, False),
        ("estimate: 2w", 10, False),
        ("estimate: 4h", 0.5, False),
        ("estimate: elapsed 2w", 14, True),
        ("estimate: [2d, 3d, 10d]", 4, False),
        ("effort: 6pd\n    needs: {team: 2}", 3, False),
        ("effort: 6pd\n    needs: {ana: 1, team: 1}", 4, False),
        ("effort: 6pd\n    needs: {'skill:listening>=2': 3}", 2, False),
        ("effort: 6pd", 6, False),
        ("department: sales", 1, False),
    ],
)
def test_durations(fields: str, days: float, elapsed: bool) -> None:
    node = nodes(f"activities:\n  a:\n    title: A\n    {fields}")["a"]
    assert node.duration == pytest.approx(days)
    assert node.elapsed == elapsed


def test_three_points_as_a_triangle_and_hours_of_the_day() -> None:
    head = HEAD.replace("  people:", "  estimates: triangular\n  calendar:\n    hours: 09:00-13:00\n  people:")
    found = nodes(
        "activities:\n  a:\n    title: A\n    estimate: [2d, 3d, 10d]\n  b:\n    title: B\n    estimate: 8h", head=head
    )
    assert (found["a"].duration, found["b"].duration) == (5, 2)


def test_links_keep_kind_lag_and_lead() -> None:
    plan = plan_of("""
        activities:
          a:
            title: A
            estimate: 1d
          b:
            title: B
            after: [a FS-3d, gone]
          c:
            title: C
            after: [a SS, b FF+elapsed 2d, a FS+12w]
        milestones:
          m:
            title: M
            after: [c]
        """)
    assert plan_network(plan).links == (
        Link("a", "b", "FS", -3),
        Link("a", "c", "SS"),
        Link("b", "c", "FF", 2, elapsed=True),
        Link("a", "c", "FS", 60),
        Link("c", "m"),
    )


SESSIONS = """
training:
  t:
    title: T
    estimate: 2d
    sessions:
      north:
        date: 2027-01-20
        {north}
      south:
        date: 2027-01-14
        attended: 7
"""


def test_training_stands_from_its_first_to_its_last_session() -> None:
    ahead = nodes(SESSIONS.format(north="seats: 12"))["t"]
    assert (ahead.fixed_start, ahead.fixed_finish, ahead.done) == (jan(14), jan(20), False)
    held = nodes(SESSIONS.format(north="attended: 12"))["t"]
    assert held.done


def test_training_without_estimate_takes_its_session_days() -> None:
    plan = plan_of(SESSIONS.replace("estimate: 2d", "owner: ana").format(north="place: here"))
    assert expected_days(plan.realization.training["t"], plan.programme, {}) == (2.0, False)
    assert not plan_network(plan).warnings


def test_progress_of_work() -> None:
    text = """
        activities:
          a:
            title: A
            estimate: 8d
            actual_start: 2027-01-11
            {}
        """
    assert nodes(text.format("remaining: elapsed 3d"))["a"] == Node("a", 8, True, fixed_start=jan(11), remaining=3)
    assert nodes(text.format("percent_complete: 75%"))["a"].remaining == 2
    done = nodes(text.format("actual_finish: 2027-01-13"))["a"]
    assert (done.done, done.fixed_finish) == (True, jan(13))
    bare = plan_network(plan_of(text.format("actual_finish: 2027-01-13")), progress=False).nodes[0]
    assert bare == Node("a", 8)


MILESTONES = """
activities:
  a:
    title: A
    estimate: 3d
    actual_start: 2027-01-11
    actual_finish: 2027-01-15
milestones:
  later:
    title: Later
    after: [reached, a FS+3d]
  reached:
    title: Reached
    after: [a]
  begun:
    title: Begun
    after: [a SS+elapsed 6d]
  never:
    title: Waits for nothing
"""


def test_milestones_are_reached_when_all_they_wait_for_has_happened() -> None:
    found = nodes(MILESTONES, date(2027, 1, 31))
    days = {id: node.fixed_finish for id, node in found.items() if node.done and id != "a"}
    assert days == {"later": jan(20), "reached": jan(15), "begun": jan(17)}
    assert not {id for id, node in nodes(MILESTONES, jan(16)).items() if node.done} & {"later", "begun"}


def test_waiting_loop_of_milestones_is_left_to_the_solver() -> None:
    text = "milestones:\n  p:\n    title: P\n    after: [q]\n  q:\n    title: Q\n    after: [p]"
    assert not any(node.done for node in nodes(text).values())


def test_the_calendar_of_the_programme() -> None:
    head = HEAD.replace(
        "  people:",
        "  calendar:\n    workdays: [mon, sat]\n    holidays: ES\n    closed: [2027-01-18..2027-01-25]\n  people:",
    )
    calendar = plan_calendar(plan_of("", head).programme)
    assert [day for day in range(1, 32) if calendar.is_working(jan(day))] == [2, 4, 9, 11, 16, 30]
    assert not calendar.is_working(date(2026, 10, 12)), "Spain's national day is a Monday"


def test_a_region_nobody_knows_has_no_holidays_and_is_said() -> None:
    plan = plan_of("", HEAD.replace("  people:", "  calendar:\n    holidays: XX\n    workdays: []\n  people:"))
    assert plan_calendar(plan.programme).is_working(jan(1))
    assert [each.id for each in plan_network(plan).warnings] == ["unknown-region", "no-workdays"]


def test_people_of_the_plan_stand_before_shared_ones() -> None:
    plan = plan_of("")
    shared = {"ana": plan.programme.people["team"], "eva": plan.programme.people["team"]}
    people = everybody(plan, shared)
    assert people["ana"].availability == 0.5
    assert set(holders("skill:listening>=2", people)) == {"team", "eva"}
    assert not holders("skill:listening>=3", people)
    assert availability("skill:unknown>=1", people) == 1


def test_the_example_of_the_manual(shared: Path) -> None:
    plan = parsed(example_text(shared))
    found = {node.id: node for node in plan_network(plan, plan.programme.data_date).nodes}
    assert found["name-owner"].done
    assert found["train-owners"].done, "attendance is known for every session"
    assert found["pilot"].duration == 10
    assert not found["go-live"].done


def test_points_in_hours_and_days_may_change_places_in_a_short_working_day() -> None:
    """Eight hours are more than one day of six; the estimate stays one."""
    short = HEAD + "  calendar:\n    hours: 09:00-15:00\n"
    found = nodes("activities:\n  x:\n    title: X\n    estimate: [8h, 1d, 2d]", head=short)
    assert found["x"].duration == pytest.approx((1 + 4 * 8 / 6 + 2) / 6)


BOUND = """
activities:
  a:
    title: A
    estimate: 2d
    not_before: 2027-01-12
    must_start: 2027-01-14
    not_after: 2027-01-20
    must_finish: 2027-01-19
    {progress}
"""


def test_days_that_bind() -> None:
    ahead = nodes(BOUND.format(progress="owner: ana"))["a"]
    assert ahead == Node("a", 2, False, jan(14), jan(19), start_by=jan(14), finish_from=jan(19))
    begun = nodes(BOUND.format(progress="actual_start: 2027-01-13"))["a"]
    assert begun == Node("a", 2, due=jan(19), fixed_start=jan(13), finish_from=jan(19))
    over = nodes(BOUND.format(progress="actual_start: 2027-01-13\n    actual_finish: 2027-01-29"))["a"]
    assert over == Node("a", 2, fixed_start=jan(13), fixed_finish=jan(29), done=True)


def test_work_of_one_named_person_is_done_on_their_days() -> None:
    head = HEAD.replace("      availability: 50%", "      workdays: [mon, tue]\n      away: [2027-01-18]")
    text = """
        activities:
          alone:
            title: A
            estimate: 4d
            needs: {ana: 1}
          together:
            title: T
            estimate: 4d
            needs: {ana: 1, team: 1}
          team:
            title: M
            estimate: 4d
            needs: {team: 1}
          waiting:
            title: W
            estimate: elapsed 4d
            needs: {ana: 1}
        """
    found = nodes(text, head=head)
    assert {id for id, node in found.items() if node.calendar} == {"alone"}
    assert schedule(plan_of(text, head)).activities["alone"].early_finish == date(2027, 1, 25)
    assert schedule(plan_of(text, head)).activities["together"].early_finish == jan(14)


def test_started_work_waits_or_goes_on() -> None:
    text = """
        activities:
          a:
            title: A
            estimate: 8d
          b:
            title: B
            estimate: 4d
            actual_start: 2027-01-12
            remaining: 2d
            after: [a]
          c:
            title: C
            estimate: 1d
            after: [b]
        """
    retained = schedule(plan_of(text), jan(13)).activities
    assert (retained["b"].early_finish, retained["c"].early_finish) == (jan(27), jan(28))
    override = schedule(plan_of(text, HEAD.replace("  people:", "  progress: override\n  people:")), jan(13)).activities
    assert (override["b"].early_finish, override["c"].early_finish) == (jan(15), jan(18))
    assert override["a"].total_float == 0
    assert override["b"].total_float == 5


def test_a_network_is_made_once_for_dates_progress_and_load() -> None:
    plan, other = (plan_of("activities: {a: {title: A, estimate: 3d}}", HEAD) for _ in range(2))
    network = plan_network(plan, None, {})
    assert plan_network(plan, None, everybody(plan)) is network, "the same people, however they are given"
    assert plan_network(plan, jan(13)) is not network
    assert plan_network(plan, None, everybody(plan) | {"kim": Person(name="Kim")}) is not network
    assert plan_network(other) is not plan_network(plan)
    assert plan_network(other) == network


def test_as_if_no_work_had_been_done() -> None:
    text = """
    activities:
      a: {title: A, estimate: 3d}
      b: {title: B, estimate: 3d, actual_start: 2027-01-12, percent_complete: 50%}
      c: {title: C, estimate: 3d, remaining: 1d}
    training:
      t: {title: T, sessions: {one: {date: 2027-01-13, attended: 3}}}
    """
    plan = plan_of(text, HEAD)
    found = plan_network(plan, progress=False)
    assert not any(node.started or node.done or node.remaining for node in found.nodes[:3])
    assert [node.duration for node in found.nodes[:3]] == [3, 3, 3]
    assert not found.nodes[3].done
    assert plan_network(plan).nodes[3].done
