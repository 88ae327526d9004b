"""Smoothing a plan: the finish stays, the load evens out."""

from hypothesis import given, settings

from improvement.model.plan import Plan
from improvement.schedule.dates import schedule
from improvement.schedule.smoothed import smoothed
from tests.schedule.plan_text import plan_of
from tests.schedule.test_limited import HEAD, plans


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


@given(plans())
@settings(max_examples=40, deadline=None)
def test_the_finish_stays_and_no_work_leaves_its_float(plan: Plan) -> None:
    found, free = smoothed(plan), schedule(plan)
    assert found.finish == free.finish
    assert found.after <= found.before
    for id, (start, finish) in found.activities.items():
        assert free.activities[id].early_start <= start
        assert finish <= free.activities[id].late_finish
