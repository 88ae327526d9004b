"""The chain that decides a limited finish: through links where they bind, through people where they do."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.plan import Plan
from improvement.schedule.limited import LimitedSchedule, limited
from improvement.schedule.limited_waits import Step, chain, decided_by, follows
from improvement.schedule.network import plan_calendar
from tests.benchmarks.limited_plan import plan_with
from tests.schedule.plan_text import plan_of

HEAD = """
programme:
  title: Test
  starts: 2027-01-11
  people:
    ana: {name: Ana, away: [2027-01-13..2027-01-14]}
    duo: {name: Duo, count: 2}
"""


def solved(plan: Plan) -> tuple[LimitedSchedule, tuple[Step, ...]]:
    found = limited(plan, time.monotonic, time.monotonic() + 60, schedules=50, proof=False)
    after = {id: [link.predecessor for link in work.after] for id, work in plan.realization.activities.items()}
    return found, chain(found, after, plan_calendar(plan.programme))


def test_a_team_of_two_decides_over_four_parallel_pieces() -> None:
    four = "".join(f"  {name}: {{title: T, estimate: 10d, needs: {{duo: 1}}}}\n" for name in "abcd")
    last = "  e: {title: T, estimate: 5d, after: [a, b, c, d]}\n"
    _found, steps = solved(plan_of("activities:\n" + four + last, HEAD))
    first, second, third = steps
    assert (first.follows, first.people, third.id, third.people) == ("", (), "e", ())
    assert second == Step(second.id, first.id, ("duo",), 10, 10)
    assert third.follows == second.id
    assert decided_by(steps) == {"duo": 10}


def test_links_alone_decide() -> None:
    text = "activities:\n  a: {title: A, estimate: 5d}\n  b: {title: B, estimate: 5d, needs: {ana: 1}, after: [a]}\n"
    _found, steps = solved(plan_of(text, HEAD))
    assert [(each.id, each.follows) for each in steps] == [("a", ""), ("b", "a")]
    assert decided_by(steps) == {}


def test_leave_of_the_only_person_is_in_the_days_of_the_work_itself() -> None:
    text = "activities:\n  a: {title: A, estimate: 2d, needs: {ana: 1}, not_before: 2027-01-13}\n"
    _found, steps = solved(plan_of(text, HEAD))
    assert steps == (Step("a", ""),)


def test_no_work() -> None:
    found, _steps = solved(plan_of("activities:\n  a: {title: A, estimate: 2d}\n", HEAD))
    assert decided_by(chain(found, {}, plan_calendar(plan_of("activities: {}", HEAD).programme))) == {}


@given(st.integers(1, 400), st.integers(1, 4), st.integers(2, 25))
@settings(max_examples=15, deadline=None)
def test_the_chain_leads_to_the_finish_and_its_waits_fit_into_it(seed: int, people: int, works: int) -> None:
    found, steps = solved(plan_with(works, people + 1, seed))
    assert found.activities[steps[-1].id].finish == found.finish
    for before, each in pairwise(steps):
        assert each.follows == before.id
        assert found.activities[before.id].finish <= found.activities[each.id].start
    held = [each.held for each in steps]
    assert sum(held) <= found.makespan + 1e-6
    assert all(each.held <= each.days for each in steps)
    assert sum(decided_by(steps).values()) == pytest.approx(sum(each.held * len({*each.people}) for each in steps))


@given(st.integers(1, 400), st.integers(1, 4), st.integers(2, 25))
@settings(max_examples=15, deadline=None)
def test_what_waited_for_people_follows_the_last_work_of_one_of_them(seed: int, people: int, works: int) -> None:
    plan = plan_with(works, people + 1, seed)
    found, _steps = solved(plan)
    told = follows(found, {}, plan_calendar(plan.programme))
    placed = found.activities
    for id, each in placed.items():
        others = [other for other in placed if other != id and {*placed[other].people} & {*each.people}]
        before = [other for other in others if placed[other].finish <= each.start]
        last = max(before, key=lambda other: (placed[other].finish, placed[other].start), default="")
        assert told[id] == (last if each.waited > 1e-6 else "")


@pytest.mark.heavy
def test_five_thousand_pieces_of_work_are_read_at_once() -> None:
    plan = plan_with(5_000, 40)
    found = limited(plan, time.monotonic, time.monotonic(), proof=False)
    begun = time.process_time()
    assert len(follows(found, {}, plan_calendar(plan.programme))) == 5_000
    assert time.process_time() - begun < 0.5
