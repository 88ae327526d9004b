"""Laws of progress: what goes as planned is in time, and finishing something never makes anything later."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.model.base import FrozenMap
from improvement.model.plan import Baseline, BaselineDates, Plan
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import schedule
from tests.realization.test_progress import found
from tests.schedule.plan_text import plan_of


def approved(plan: Plan) -> Baseline:
    """The plan's dates without progress as its baseline."""
    dates = schedule(plan, progress=False)
    rows = {
        id: BaselineDates(start=each.early_start, finish=each.early_finish) for id, each in dates.activities.items()
    }
    return Baseline(finish=dates.finish, activities=FrozenMap(rows))


@st.composite
def planned(draw: st.DrawFn) -> Plan:
    """Activities of whole days in a row of links from lower to higher numbers, with a milestone behind the last."""
    count = draw(st.integers(1, 6))
    lines = ["activities:"]
    for i in range(count):
        before = draw(st.lists(st.integers(0, i - 1), unique=True)) if i else []
        lines += [f"  a{i}:", "    title: A", f"    estimate: {draw(st.integers(1, 9))}d"]
        lines += [f"    after: [{', '.join(f'a{p}' for p in before)}]"]
    lines += ["milestones:", "  end:", "    title: End", f"    after: [a{count - 1}]"]
    return plan_of("\n".join(lines))


def as_planned(plan: Plan, data_date: date) -> Plan:
    """Everything has happened on its day up to the data date."""
    dates = schedule(plan)
    calendar = WorkCalendar()
    activities = {}
    for id, activity in plan.realization.activities.items():
        row = dates.activities[id]
        happened: dict[str, object] = {"actual_start": row.early_start} if row.early_start <= data_date else {}
        if row.early_finish <= data_date:
            happened["actual_finish"] = row.early_finish
        elif happened:
            left = calendar.count(data_date + timedelta(1), row.early_finish + timedelta(1))
            happened["percent_complete"] = 1 - left / calendar.count(row.early_start, row.early_finish + timedelta(1))
        activities[id] = activity.model_copy(update=happened)
    realization = plan.realization.model_copy(update={"activities": FrozenMap(activities)})
    return plan.model_copy(update={"realization": realization})


@settings(max_examples=25, deadline=None)
@given(planned(), st.integers(0, 60))
def test_what_goes_as_planned_is_never_late(plan: Plan, days: int) -> None:
    data_date = plan.programme.starts + timedelta(days)
    for baseline in (None, approved(plan)):
        now = found(as_planned(plan, data_date), data_date, baseline)
        assert (now.late, now.overdue, now.days_late) == ((), (), 0)
        assert {each.days_late for each in now.works.values()} == {0}


@settings(max_examples=25, deadline=None)
@given(planned(), st.integers(0, 60), st.integers(0, 5))
def test_finishing_something_never_makes_anything_later(plan: Plan, days: int, which: int) -> None:
    data_date = plan.programme.starts + timedelta(days)
    before = found(plan, data_date, approved(plan))
    id = list(plan.realization.activities)[which % len(plan.realization.activities)]
    done = plan.realization.activities[id].model_copy(
        update={"actual_start": plan.programme.starts, "actual_finish": data_date}
    )
    activities = FrozenMap({**plan.realization.activities, id: done})
    realization = plan.realization.model_copy(update={"activities": activities})
    after = found(plan.model_copy(update={"realization": realization}), data_date, approved(plan))
    assert after.works[id].status == "done"
    assert id not in after.late
    assert all((after.works[each].days_late or 0) <= (row.days_late or 0) for each, row in before.works.items())
    assert set(after.overdue) == set(before.overdue) - {id}
    assert (after.share_done or 0) > (before.share_done or 0)
