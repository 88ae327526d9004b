"""Plans with limited people: who does what when, laws, and what is said where a need cannot be met."""

import time
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.schedule.cpm import passes
from improvement.schedule.dates import schedule
from improvement.schedule.dispatch import Dispatch, ends, ranked
from improvement.schedule.dispatch_check import broken
from improvement.schedule.limited import LimitedSchedule, limited
from improvement.schedule.limited_project import Image
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.network import plan_network
from improvement.schedule.rcpsp.solve import solve
from improvement.schedule.risk_people import staff
from tests.benchmarks.limited_plan import plan_with
from tests.schedule.plan_text import plan_of

HEAD = """
programme:
  title: Test
  starts: 2027-01-11
  people:
    ana: {name: Ana, away: [2027-01-13..2027-01-14]}
    duo: {name: Duo, count: 2, skills: {listening: 2}}
    bob: {name: Bob, workdays: [mon, tue, wed, thu, sat], skills: {listening: 1}}
"""


def quick(plan: Plan, **more: object) -> LimitedSchedule:
    return limited(plan, time.monotonic, time.monotonic() + 60, schedules=200, **more)  # type: ignore[arg-type]


def days(found: LimitedSchedule, id: str) -> tuple[str, str]:
    return str(found.activities[id].start), str(found.activities[id].finish)


def test_two_people_take_twice_as_long_for_four_parallel_pieces() -> None:
    head = "programme: {title: T, starts: 2027-01-11, estimates: triangular, people: {duo: {name: Duo, count: 2}}}\n"
    four = "".join(f"  {name}: {{title: T, estimate: [8d, 10d, 16d], needs: {{duo: 1}}}}\n" for name in "abcd")
    last = "  e: {title: T, estimate: [4d, 5d, 8d], needs: {duo: 1}, after: [a, b, c, d]}\n"
    plan = plan_of("activities:\n" + four + last, head)
    found = quick(plan)
    assert found.makespan == pytest.approx(2 * 34 / 3 + 17 / 3)
    assert (found.status, found.gap) == ("optimal", 0)
    assert schedule(plan).finish == date(2027, 2, 2)


def test_work_pauses_for_leave_and_waits_for_people() -> None:
    found = quick(
        plan_of(
            """
            activities:
              a: {title: A, estimate: 3d, needs: {ana: 1}}
              b: {title: B, estimate: 2d, needs: {ana: 1}, after: [a SS]}
              c: {title: C, estimate: 5d, needs: {ana: 1, bob: 1}, not_before: 2027-01-20}
            milestones:
              m: {title: M, after: [b]}
            """,
            HEAD,
        )
    )
    assert days(found, "a") == ("2027-01-11", "2027-01-15")
    assert days(found, "b") == ("2027-01-18", "2027-01-19")
    assert found.activities["b"].people == ("ana",)
    assert found.activities["b"].waited == 5
    # neither works on Friday 22 January together, nor on Saturdays
    assert days(found, "c") == ("2027-01-20", "2027-01-27")
    assert days(found, "m") == ("2027-01-19", "2027-01-19")


def test_skills_are_met_by_whoever_has_the_level() -> None:
    found = quick(
        plan_of(
            """
            activities:
              a: {title: A, estimate: 4d, needs: {"skill:listening>=1": 1}}
              b: {title: B, estimate: 4d, needs: {"skill:listening>=2": 2}}
              c: {title: C, estimate: 4d, needs: {"skill:listening>=2": 1}}
            """,
            HEAD,
        )
    )
    assert found.activities["a"].people == ("bob",)
    assert found.activities["b"].people == ("duo", "duo")
    assert found.activities["c"].people == ("duo",)
    assert found.finish == date(2027, 1, 20)
    assert found.status == "optimal"


def test_a_need_that_nobody_can_meet_is_set_aside_and_said() -> None:
    text = "activities:\n  a: {title: A, estimate: 4d, needs: {'skill:listening>=3': 1, duo: 3}}"
    found = quick(plan_of(text, HEAD))
    assert days(found, "a") == ("2027-01-11", "2027-01-14")
    assert found.activities["a"].people == ("duo", "duo")
    said = [(each.id, each.fact("wanted"), each.fact("count")) for each in found.warnings]
    assert said == [("need-set-aside", 1, 0), ("need-set-aside", 3, 2)]


def test_started_work_goes_on_first_and_done_work_needs_nobody() -> None:
    found = quick(
        plan_of(
            """
            activities:
              a: {title: A, estimate: 9d, needs: {ana: 1}}
              b: {title: B, estimate: 4d, needs: {ana: 1}, actual_start: 2027-01-15, remaining: 2d}
              c: {title: C, estimate: 4d, needs: {ana: 1}, actual_start: 2027-01-11, actual_finish: 2027-01-18}
            """,
            HEAD,
        ),
        data_date=date(2027, 1, 18),
    )
    assert days(found, "b") == ("2027-01-15", "2027-01-20")
    assert days(found, "a") == ("2027-01-21", "2027-02-02")
    assert days(found, "c") == ("2027-01-11", "2027-01-18")


def test_progress_tells_dates_that_never_get_later() -> None:
    told: list[LimitedSchedule] = []
    found = quick(plan_with(40, 3), progress=told.append)
    finishes = [each.makespan for each in told]
    assert finishes == sorted(finishes, reverse=True)
    assert finishes[-1] >= found.makespan >= found.least


@pytest.mark.parametrize("done", ["{}", "{a: {title: A, estimate: 2d, actual_finish: 2027-01-12, needs: {ana: 1}}}"])
def test_a_plan_without_open_work(done: str) -> None:
    found = quick(plan_of(f"activities: {done}", HEAD))
    assert (found.status, found.gap, found.schedules) == ("optimal", 0, 0)
    assert found.finish == (date(2027, 1, 12) if "a" in done else date(2027, 1, 11))


NEEDS = st.sampled_from(["ana: 1", "bob: 1", "duo: 1", "duo: 2", "ana: 1, bob: 1", "'skill:listening>=1': 2", ""])
LENGTHS = st.sampled_from(["1d", "3d", "[1d, 2d, 5d]", "5h", "elapsed 3d"])
LINKS = st.sampled_from(["", " FS+2d", " SS", " SS+1d", " FF", " FS-1d", " FS+elapsed 2d", " SF+4d"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    rows = ["activities:"]
    for i in range(draw(st.integers(1, 6))):
        after = [f"a{p}{draw(LINKS)}" for p in range(i) if draw(st.integers(0, 3)) == 0]
        length, needs = draw(LENGTHS), draw(NEEDS)
        rows.append(f"  a{i}: {{title: A, estimate: {length}, needs: {{{needs}}}, after: [{', '.join(after)}]}}")
    return plan_of("\n".join(rows), HEAD)


@given(plans())
@settings(max_examples=40, deadline=None)
def test_limited_is_never_earlier_than_unlimited_or_than_its_bound(plan: Plan) -> None:
    found, free = quick(plan), schedule(plan)
    assert found.finish >= found.bound >= free.finish
    assert all(placed.start >= free.activities[id].early_start for id, placed in found.activities.items())
    assert found.activities == quick(plan).activities


@given(plans())
@settings(max_examples=40, deadline=None)
def test_where_nobody_is_needed_the_dates_are_those_of_the_critical_path(plan: Plan) -> None:
    found = plan_network(plan)
    ahead, _ = passes(found.nodes, found.links, found.calendar, found.start)
    crew = Staff((), (), [()] * len(found.nodes))
    order = ranked(ahead.net, list(range(len(found.nodes)))[::-1])
    made = Dispatch(ahead.net, ahead.axis, ahead.start, None, staff=crew, ranked=order)
    assert (made.starts, made.finishes, made.exact) == (ahead.starts, ahead.finishes, ahead.exact)
    assert broken(made) == ()


def test_the_checker_finds_a_person_at_two_places_and_work_without_its_people() -> None:
    found = plan_network(
        plan_of("activities:\n  a: {title: A, estimate: 2d}\n  b: {title: B, estimate: 2d, after: [a SS]}", HEAD)
    )
    ahead, _ = passes(found.nodes, found.links, found.calendar, found.start)
    crew = Staff([found.calendar], [[0]], [[(0, 1)], [(0, 1)]], ["ana"])
    made = Dispatch(ahead.net, ahead.axis, ahead.start, None, staff=crew, ranked=[0, 1])
    assert broken(made) == ()
    made.starts[1], made.finishes[1] = ahead.starts[1], ahead.finishes[1]
    assert broken(made) == ("b",)
    made.crews[1] = ()
    assert broken(made) == ("b",)
    made.starts[1] -= 1
    made.finishes[1] -= 1
    assert broken(made) == ("b",)


@given(plans())
@settings(max_examples=25, deadline=None)
def test_no_order_of_the_work_beats_the_bound_of_its_image_in_slots(plan: Plan) -> None:
    found = plan_network(plan)
    early, _ = passes(found.nodes, found.links, found.calendar, found.start)
    who = staff(plan.realization.activities, found.nodes, plan.programme.people, found.calendar)
    dice = np.random.default_rng(1)

    def made(keys: list[float]) -> Dispatch:
        return Dispatch(early.net, early.axis, early.start, None, staff=who, ranked=ranked(early.net, keys))

    tried = [made(dice.random(len(found.nodes)).tolist()) for _ in range(20)]
    image = Image(early, tried[0])
    bound = image.moment(solve(image.project, time.monotonic, time.monotonic() + 60, schedules=100).bound)
    assert not any(broken(each) for each in tried)
    assert bound <= min(max(ends(each, i) for i in range(len(found.nodes))) for each in tried)
