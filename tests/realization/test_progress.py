"""What is done, late, overdue, met or missed."""

import json
from datetime import date
from pathlib import Path

import pytest

from improvement.model.base import FrozenMap
from improvement.model.plan import Baseline, BaselineDates, Plan
from improvement.realization.progress import Progress, as_json, days_after, progress, promises_at_risk
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.dates import schedule
from tests.schedule.plan_text import example_text, parsed, plan_of


def jan(day: int) -> date:
    return date(2027, 1, day)


def found(plan: Plan, data_date: date | None, baseline: Baseline | None = None) -> Progress:
    return progress(plan, schedule(plan, data_date), data_date, baseline)


CHAIN = """
activities:
  a:
    title: A
    estimate: 5d
    {a}
  b:
    title: B
    estimate: 5d
    after: [a]
    {b}
  c:
    title: C
    estimate: 20d
    not_before: 2027-02-01
milestones:
  end:
    title: End
    after: [b]
    due: 2027-01-25
"""


def chain(a: str = "owner: ana", b: str = "owner: ana") -> Plan:
    return plan_of(CHAIN.format(a=a.replace("\n", "\n    "), b=b.replace("\n", "\n    ")))


DONE = "actual_start: 2027-01-11\nactual_finish: 2027-01-18"
STARTED = "actual_start: 2027-01-19\nremaining: 4d"


def statuses(plan: Plan, data_date: date | None) -> dict[str, str]:
    return {id: each.status for id, each in found(plan, data_date).works.items()}


def test_each_status() -> None:
    assert statuses(chain(), None) == {"a": "not-started", "b": "not-started", "c": "not-started"}
    assert statuses(chain("actual_start: 2027-01-11"), jan(11))["a"] == "late", "5 days still to do after the first"
    assert statuses(chain("actual_start: 2027-01-11\nremaining: 4d"), jan(11))["a"] == "started"
    assert statuses(chain(), jan(14)) == {"a": "late", "b": "late", "c": "not-started"}
    assert statuses(chain(), jan(15))["a"] == "overdue"
    assert statuses(chain("blocked_by: no key"), jan(15))["a"] == "blocked"
    assert statuses(chain(DONE, STARTED), jan(20)) == {"a": "done", "b": "late", "c": "not-started"}


def test_days_late_are_working_days_behind_the_approved_day() -> None:
    now = found(chain(DONE, STARTED), jan(20))
    assert (now.works["a"].finish, now.works["a"].days_late, now.works["a"].late) == (jan(18), 1, False)
    assert (now.works["b"].finish, now.works["b"].planned_finish, now.works["b"].days_late) == (jan(26), jan(22), 2)
    assert now.overdue == ()
    assert now.late == ("b",)
    assert found(chain(), jan(22)).overdue == ("a", "b")


def test_done_in_share_and_in_weight() -> None:
    now = found(chain(DONE), jan(20))
    assert now.share_done == pytest.approx(1 / 3)
    assert now.weight_done == pytest.approx(5 / 30)
    assert found(plan_of(""), jan(20)).share_done is None


def test_calendar_days_weigh_as_the_days_on_which_work_is_done() -> None:
    text = """
        activities:
          a:
            title: A
            estimate: elapsed 2w
            actual_start: 2027-01-11
            actual_finish: 2027-01-24
          b:
            title: B
            estimate: 30d
        """
    assert found(plan_of(text), jan(25)).weight_done == pytest.approx(10 / 40)


def test_the_baseline_is_what_counts() -> None:
    baseline = Baseline(
        finish=date(2027, 2, 10),
        activities=FrozenMap(
            {"b": BaselineDates(start=jan(18), finish=jan(27)), "end": BaselineDates(start=jan(27), finish=jan(21))}
        ),
    )
    now = found(chain(DONE, STARTED), jan(20), baseline)
    assert (now.works["b"].status, now.works["b"].days_late) == ("started", -1)
    assert (now.works["c"].planned_finish, now.works["c"].days_late) == (None, None), "not in the baseline"
    assert now.milestones["end"].days_after_baseline == 3
    assert (now.planned_finish, now.finish, now.days_late) == (date(2027, 2, 10), date(2027, 2, 26), 12)


def test_milestones() -> None:
    ahead = found(chain(), jan(12)).milestones["end"]
    assert (ahead.status, ahead.reached, ahead.day, ahead.days_after_due) == ("ahead", False, jan(26), 1)
    assert found(chain(), jan(25)).milestones["end"].status == "missed"
    both = "actual_start: 2027-01-19\nactual_finish: 2027-01-{}"
    met = found(chain(DONE, both.format(22)), jan(29)).milestones["end"]
    assert (met.status, met.day, met.days_after_due) == ("met", jan(22), -1)
    missed = found(chain(DONE, both.format(26)), jan(29)).milestones["end"]
    assert (missed.status, missed.reached) == ("missed", True)


def test_a_session_that_nobody_reported_is_overdue() -> None:
    text = """
        training:
          t:
            title: T
            sessions:
              north:
                date: 2027-01-12
                attended: 3
              south:
                date: 2027-01-14
        """
    assert statuses(plan_of(text), jan(13)) == {"t": "started"}
    assert found(plan_of(text), jan(14), Baseline(finish=jan(20))).overdue == ("t",)


def test_working_days_between_dates() -> None:
    week = WorkCalendar()
    friday, monday = jan(15), jan(18)
    assert (days_after(friday, monday, week), days_after(monday, friday, week)) == (1, -1)
    assert days_after(friday, jan(17), week) == days_after(jan(17), jan(16), week) == 0


def test_the_example_of_the_manual(shared: Path) -> None:
    plan = parsed(example_text(shared))
    now = found(plan, plan.programme.data_date)
    assert {id: each.status for id, each in now.works.items()} == {
        "name-owner": "done",
        "pilot": "late",
        "train-owners": "done",
    }
    assert now.milestones["go-live"].status == "ahead"
    assert promises_at_risk(plan, now) == {"one-day-one-name": ("pilot",)}
    form = as_json(now)
    assert json.loads(json.dumps(form)) == form
    assert form["works"]["pilot"]["finish"] == "2027-03-01"  # type: ignore[index]  # the value is a map
    assert form["late"] == ["pilot"]
