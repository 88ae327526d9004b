"""Smoothing a plan: the finish stays, the load evens out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import KeptError
from improvement.model.plan import Plan
from improvement.schedule import smoothed as module
from improvement.schedule.dates import schedule
from improvement.schedule.smoothed import smoothed
from tests.schedule.plan_text import plan_of
from tests.schedule.test_limited import HEAD, LENGTHS, NEEDS, plans


def test_work_with_float_makes_way_for_work_without() -> None:
    plan = plan_of(
        """
        activities:
          a: {title: A, estimate: 3d, needs: {duo: 2}}
          b: {title: B, estimate: 4d, needs: {duo: 1}, after: [a]}
          c: {title: C, estimate: 2d, needs: {duo: 1}}
        """,
        HEAD,
    )
    found = smoothed(plan)
    assert (found.before, found.after) == (2 * 9 + 4 + 4, 3 * 4 + 2 * 4 + 2 * 1)
    assert [str(day) for day in found.activities["c"]] == ["2027-01-14", "2027-01-15"]
    assert found.finish == schedule(plan).finish


@pytest.mark.parametrize("link", ["c FS+3d", "c FS+elapsed 7d", "c SS+9d", "c FF+2d", "c SF+12d"])
def test_a_milestone_after_the_last_work_keeps_its_day_and_gives_no_room_beyond_it(link: str) -> None:
    plan = plan_of(
        f"""
        activities:
          a: {{title: A, estimate: 3d, needs: {{duo: 2}}}}
          b: {{title: B, estimate: 1d, needs: {{duo: 1}}}}
          c: {{title: C, estimate: 4d, needs: {{duo: 2}}, after: [a]}}
        milestones:
          held: {{title: Held, after: [{link}]}}
          late: {{title: Held late, after: [b], due: 2027-01-12}}
        """,
        HEAD,
    )
    found, free = smoothed(plan), schedule(plan)
    last = free.activities["held"]
    assert found.finish == free.finish == last.early_finish > free.activities["c"].early_finish
    assert found.activities["held"] == (last.early_start, last.early_finish)
    assert found.after < found.before
    assert free.activities["c"].early_finish < found.activities["b"][1] <= last.early_finish, "beside nobody else"
    assert found.activities["late"][0] == found.activities["b"][1]


def test_a_milestone_that_two_moments_hold_alike_stands_on_the_day_of_the_unlimited_dates() -> None:
    plan = plan_of(
        """
        activities:
          a: {title: A, estimate: 5d, needs: {duo: 2}}
          b: {title: B, estimate: 2d, needs: {duo: 1}}
        milestones:
          end: {title: End, after: [b, a SS+5d]}
        """,
        HEAD,
    )
    found, free = smoothed(plan), schedule(plan)
    assert found.finish == free.finish
    assert found.activities["end"] == (free.activities["end"].early_start, free.activities["end"].early_finish)


def test_beyond_what_is_smoothed_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of("activities: {a: {title: A, estimate: 3d}, b: {title: B, estimate: 3d}}", HEAD)
    monkeypatch.setattr(module, "MOST_SMOOTHED", 2)
    assert smoothed(plan).finish == schedule(plan).finish
    monkeypatch.setattr(module, "MOST_SMOOTHED", 1)
    with pytest.raises(KeptError) as said:
        smoothed(plan)
    (left,) = said.value.issues
    assert (left.id, left.fact("count"), left.fact("limit")) == ("smoothing-left-out", 2, 1)


KINDS = st.sampled_from(["", " FS", " SS", " FF", " SF"])
LAGS = st.sampled_from(["", "+2d", "-1d", "+elapsed 3d", "+4h", "+10d"])


@st.composite
def with_milestones(draw: st.DrawFn) -> Plan:
    """Work and milestones, each of which waits for some before it in any way."""
    ids: list[str] = []

    def after() -> str:
        chosen = draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []
        links = [f"{id}{kind}{draw(LAGS) if kind else ''}" for id in chosen for kind in [draw(KINDS)]]
        return f", after: [{', '.join(links)}]" if links else ""

    lines = ["activities:"]
    for i in range(draw(st.integers(1, 5))):
        lines.append(f"  a{i}: {{title: T, estimate: {draw(LENGTHS)}, needs: {{{draw(NEEDS)}}}{after()}}}")
        ids.append(f"a{i}")
    lines.append("milestones:")
    for i in range(draw(st.integers(1, 3))):
        lines.append(f"  m{i}: {{title: M{after()}{draw(st.sampled_from(['', ', due: 2027-03-01']))}}}")
        ids.append(f"m{i}")
    return plan_of("\n".join(lines), HEAD)


@given(with_milestones())
@settings(max_examples=40, deadline=None)
def test_milestones_in_any_place_leave_the_finish_where_it_is(plan: Plan) -> None:
    found, free = smoothed(plan), schedule(plan)
    assert found.finish == free.finish
    for id, (start, finish) in found.activities.items():
        assert free.activities[id].early_start <= start
        assert free.activities[id].early_finish <= finish <= free.activities[id].late_finish


@given(plans())
@settings(max_examples=40, deadline=None)
def test_the_finish_stays_and_no_work_leaves_its_float(plan: Plan) -> None:
    found, free = smoothed(plan), schedule(plan)
    assert found.finish == free.finish
    assert found.after <= found.before
    for id, (start, finish) in found.activities.items():
        assert free.activities[id].early_start <= start
        assert finish <= free.activities[id].late_finish
