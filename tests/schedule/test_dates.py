"""Dates of a plan, and their form for machines."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import CyclicNetwork
from improvement.model.plan import Plan
from improvement.schedule.dates import as_json, schedule
from tests.schedule.plan_text import example_text, parsed, plan_of

CHAIN = """
activities:
  a:
    title: A
    estimate: 5d
  b:
    title: B
    estimate: [1d, 2d, 3d]
    after: [a]
  c:
    title: C
    estimate: 1d
    not_before: 2027-01-13
milestones:
  end:
    title: End
    after: [b, c]
    due: 2027-01-14
"""


def test_dates_floats_and_the_critical_path() -> None:
    found = schedule(plan_of(CHAIN))
    assert found.critical == ("a", "b", "end")
    assert found.finish == found.bound == date(2027, 1, 19)
    assert found.activities["b"].early_start == date(2027, 1, 18)
    assert found.activities["b"].driver == "a"
    assert found.activities["c"].reason == "not-before"
    assert found.activities["c"].total_float == 4


def test_a_due_date_is_compared_and_constrains_nothing() -> None:
    assert min(times.total_float for times in schedule(plan_of(CHAIN)).activities.values()) == 0


def test_json_names_what_the_manual_names() -> None:
    found = as_json(schedule(plan_of(CHAIN)))
    assert json.loads(json.dumps(found)) == found
    assert found.keys() == {
        *("status", "bound", "finish", "critical", "activities"),
        *("critical_paths", "critical_path_count", "near_critical"),
    }
    assert found["critical_paths"] == [["a", "b", "end"]]
    assert found["near_critical"] == ["c"]
    assert found["status"] == "optimal"
    assert found["activities"]["c"] == {  # type: ignore[index]  # the value is a map
        "early_start": "2027-01-13",
        "early_finish": "2027-01-13",
        "late_start": "2027-01-19",
        "late_finish": "2027-01-19",
        "total_float": 4.0,
        "free_float": 4.0,
    }


def test_unfinished_work_stands_after_the_data_date() -> None:
    found = schedule(plan_of(CHAIN), date(2027, 1, 20))
    assert found.activities["a"].early_start == date(2027, 1, 21)
    assert schedule(plan_of(CHAIN), date(2027, 1, 20), progress=False).finish > found.start


def test_work_that_waits_for_itself() -> None:
    text = "activities:\n  a:\n    title: A\n    after: [b]\n  b:\n    title: B\n    after: [a]"
    with pytest.raises(CyclicNetwork) as refused:
        schedule(plan_of(text))
    assert set(refused.value.loop) == {"a", "b"}


def test_no_work_at_all() -> None:
    found = schedule(plan_of(""))
    assert (found.finish, found.critical, dict(found.activities)) == (date(2027, 1, 11), (), {})


def test_the_example_of_the_manual(shared: Path) -> None:
    plan = parsed(example_text(shared))
    found = schedule(plan, plan.programme.data_date)
    pilot = found.activities["pilot"]
    assert (pilot.early_start, pilot.early_finish) == (date(2027, 2, 16), date(2027, 3, 1))
    assert found.activities["train-owners"].early_start == date(2027, 2, 8)
    assert found.activities["go-live"].early_finish == found.finish == date(2027, 3, 1)
    assert found.critical == ("pilot", "go-live")


@st.composite
def chained(draw: st.DrawFn) -> Plan:
    """Activities of whole days in a row of links from lower to higher numbers."""
    lines = ["activities:"]
    for i in range(draw(st.integers(1, 6))):
        lines += [f"  a{i}:", f"    title: A{i}", f"    estimate: {draw(st.integers(1, 9))}d"]
        before = draw(st.lists(st.integers(0, i - 1), unique=True)) if i else []
        lines += [f"    after: [{', '.join(f'a{p}' for p in before)}]"] if before else []
    return plan_of("\n".join(lines))


@settings(max_examples=25, deadline=None)
@given(chained(), st.integers(0, 30))
def test_waiting_for_a_later_data_date_never_helps(plan: Plan, days: int) -> None:
    free = schedule(plan)
    held = schedule(plan, date.fromordinal(plan.programme.starts.toordinal() + days))
    assert held.finish >= free.finish
    assert all(held.activities[id].early_start >= times.early_start for id, times in free.activities.items())
    assert set(free.critical) == {id for id, times in free.activities.items() if times.total_float == 0}


def test_days_that_contradict_each_other_are_told_with_the_work_between() -> None:
    text = CHAIN.replace("    estimate: 5d", "    estimate: 5d\n    must_start: 2027-02-01")
    text = text.replace("    after: [a]", "    after: [a]\n    not_after: 2027-01-15")
    found = schedule(plan_of(text))
    (problem,) = found.warnings
    assert problem.id == "day-not-kept"
    assert problem.where.path == ("realization", "activities", "b", "not_after")
    assert dict(problem.facts) == {"what": "not_after", "day": "2027-01-15", "days": 17, "chain": "a -> b"}
    assert found.activities["a"].early_start == date(2027, 2, 1)
    assert found.activities["a"].reason == "must-start"
    assert found.activities["a"].total_float == -17


def test_must_finish_holds_the_work_back() -> None:
    found = schedule(plan_of(CHAIN.replace("    not_before: 2027-01-13", "    must_finish: 2027-01-18")))
    times = found.activities["c"]
    assert (times.early_start, times.early_finish) == (date(2027, 1, 18), date(2027, 1, 18))
    assert (times.total_float, times.reason) == (0, "must-finish")
    assert found.warnings == ()
