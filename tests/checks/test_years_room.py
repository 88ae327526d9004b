"""Whether the work ends in the years of the calendars is mostly seen without a schedule."""

from datetime import date

import pytest

from improvement.checks import years
from improvement.checks.facts import Facts
from improvement.errors import CyclicNetwork
from improvement.model.plan import Plan
from improvement.schedule.dates import PlanSchedule, schedule
from tests.schedule.plan_text import plan_of


def work(count: int, days: int, after: str) -> Plan:
    rows = [f"  a{i}: {{title: A, estimate: {days}d{after.format(i - 1) if i else ''}}}" for i in range(count)]
    return plan_of("activities:\n" + "\n".join(rows))


@pytest.fixture
def schedules(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    made: list[Plan] = []

    def noted(plan: Plan, data_date: date | None = None, progress: bool = True) -> PlanSchedule:
        made.append(plan)
        return schedule(plan, data_date, progress=progress)

    monkeypatch.setattr(years, "schedule", noted)
    return made


@pytest.mark.parametrize(("count", "after"), [(3000, ""), (40, ", after: [a{}]"), (40, ", after: [a{} SS, nobody]")])
def test_work_side_by_side_needs_no_schedule(schedules: list[Plan], count: int, after: str) -> None:
    assert list(years.work_outside_years(work(count, 30, after), Facts())) == []
    assert schedules == []


def test_a_chain_that_is_too_long_is_found_by_the_schedule(schedules: list[Plan]) -> None:
    ((path, _told),) = years.work_outside_years(work(30, 1000, ", after: [a{}]"), Facts())
    assert path[:2] == ("realization", "activities")
    assert len(schedules) == 1


def test_work_that_waits_for_itself_is_another_rules(schedules: list[Plan]) -> None:
    plan = plan_of(
        "activities:\n  a: {title: A, estimate: 90000d, after: [b]}\n  b: {title: B, estimate: 90000d, after: [a]}"
    )
    assert list(years.work_outside_years(plan, Facts())) == []
    with pytest.raises(CyclicNetwork):
        schedule(plan)
