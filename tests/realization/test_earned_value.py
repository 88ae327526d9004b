"""Earned value: textbook figures, published earned schedule, and a small plan by hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from improvement.errors import Severity
from improvement.model.values import Effort
from improvement.realization.approved import approved, baseline_issues, seal
from improvement.realization.earned_value import EarnedValue, earned_schedule
from improvement.realization.earning import earning
from improvement.schedule.dates import schedule
from tests.schedule.plan_text import HEAD, plan_of


def jan(day: int) -> date:
    return date(2027, 1, day)


@pytest.mark.parametrize("id", ["evm_larson_gray", "evm_basic"])
def test_textbooks(shared: Path, id: str) -> None:
    cases = json.loads((shared / "methods" / "golden.json").read_text("utf-8"))
    case = next(case for case in cases if case["id"] == id)
    given = case["inputs"]
    found = EarnedValue(given["PV"], given["EV"], given["AC"], given["BAC"])
    figures = [
        *(found.cost_variance, found.schedule_variance, found.cost_index, found.schedule_index),
        *(found.at_completion, found.at_completion_as_planned, found.to_complete),
    ]
    assert figures == pytest.approx(case["expected"], abs=case["tol"])
    if id == "evm_larson_gray":
        assert found.variance_at_completion == pytest.approx(-104, abs=0.2)


def test_what_cannot_be_divided_is_not_there() -> None:
    nothing = EarnedValue(0, 0, 0, 100)
    assert (nothing.cost_index, nothing.schedule_index, nothing.at_completion) == (None, None, None)
    assert nothing.to_complete == 1
    untold = EarnedValue(10, 5, None, 100)
    assert (untold.cost_variance, untold.cost_index, untold.to_complete) == (None, None, None)
    assert untold.schedule_index == 0.5
    assert EarnedValue(10, 5, 100, 100).to_complete is None
    assert EarnedValue(10, 0, 4, 100).at_completion is None


def test_earned_schedule() -> None:
    # Lipke 2003: between the end of month 4 (PV 9) and 5 (PV 12), EV 10 is earned a third of the way
    curve = [0, 1, 3, 6, 9, 12, 12, 15]
    assert earned_schedule(curve, 10) == pytest.approx(4 + 1 / 3)
    assert earned_schedule(curve, 0) == 0
    assert earned_schedule(curve, 12) == 6
    assert earned_schedule(curve, 15) == earned_schedule(curve, 99) == 7
    assert earned_schedule([0, 4, 8, 8, 8], 8) == 2


WORK = """
activities:
  a:
    title: A
    effort: 10pd
    needs: {{team: 2}}
    {a}
  b:
    title: B
    estimate: 5d
    needs: {{ana: 1}}
    after: [a]
    {b}
  c:
    title: C
    estimate: 3d
training:
  t:
    title: T
    needs: {{team: 1}}
    sessions:
      one: {{date: 2027-01-12, attended: 4}}
      two: {{date: 2027-01-19}}
"""
DONE = "actual_start: 2027-01-11\n    actual_finish: 2027-01-15\n    percent_complete: 10%"


def text(a: str = "owner: ana", b: str = "owner: ana") -> str:
    return WORK.format(a=a, b=b)


def test_a_small_plan_by_hand() -> None:
    found = earning(plan_of(text(DONE, "actual_start: 2027-01-18\n    percent_complete: 99%")), jan(19))
    assert found
    # budgets: a 10, b 5 days x half of Ana, t 2 days x one of the team
    assert found.value.budget == pytest.approx(14.5)
    assert found.value.earned == pytest.approx(10 + 1.25 + 1)
    # a in full, two of the five days of b, t over the six working days from the 12th to the 19th
    assert found.value.planned == pytest.approx(10 + 1 + 2)
    assert found.value.actual is None
    assert [each.id for each in found.warnings] == ["actual-effort-missing"]
    assert (found.elapsed, found.counted, found.works) == (7, 3, 4)
    assert found.earned_days == pytest.approx(6 + (12.25 - 12.166667) / (13 - 12.166667), abs=1e-3)
    assert found.time_index == pytest.approx(found.earned_days / 7)


def test_what_was_spent() -> None:
    spent = WORK.replace("    sessions:", "    actual_effort: 1pd\n    sessions:").format(
        a=DONE + "\n    actual_effort: 12.5pd", b="owner: ana"
    )
    found = earning(plan_of(spent), jan(19))
    assert found
    assert found.value.actual == 13.5
    assert found.value.cost_index == pytest.approx(11 / 13.5)
    assert not found.warnings


def test_the_curve_of_the_approved_plan_counts() -> None:
    before = plan_of(text())
    frozen = approved(before, schedule(before))
    later = earning(plan_of(text().replace("10pd", "90pd").replace("5d", "9d")), jan(29), frozen)
    assert later
    assert [later.value.planned, later.value.budget] == pytest.approx([14.5, 14.5])
    assert later.curve[0] == 0
    assert list(later.curve) == sorted(later.curve)


def test_nothing_to_earn() -> None:
    assert earning(plan_of("activities:\n  a:\n    title: A\n    estimate: 3d"), jan(12)) is None
    assert earning(plan_of(""), jan(12)) is None


def test_late_to_the_end_stays_late_in_time() -> None:
    over = "actual_start: 2027-01-11\n    actual_finish: 2027-02-26"
    found = earning(plan_of(text(over, over).replace("2027-01-19}", "2027-01-19, attended: 1}")), date(2027, 2, 26))
    assert found
    assert found.value.schedule_index == pytest.approx(1)
    assert found.time_index
    assert found.time_index < 0.5


def test_the_clock_stops_when_the_work_is_done() -> None:
    over = "actual_start: 2027-01-11\n    actual_finish: 2027-01-18"
    plan = plan_of(text(over, over).replace("2027-01-19}", "2027-01-19, attended: 1}"))
    then, later = earning(plan, jan(19)), earning(plan, date(2027, 6, 30))
    assert then
    assert later
    assert later.time_index == then.time_index
    assert later.elapsed == 7


def test_a_seal_holds_what_is_in_the_file() -> None:
    head = HEAD.replace("  people:", "  baseline: 2027-01-11\n  people:")
    plan = plan_of(text(), head)
    frozen = approved(plan, schedule(plan))
    assert frozen.activities["a"].effort == Effort(10)
    assert not list(baseline_issues(plan, frozen))
    moved = frozen.model_copy(update={"finish": jan(1)})
    assert [each.id for each in baseline_issues(plan, moved)] == ["baseline-changed"]
    (unsealed,) = baseline_issues(plan, frozen.model_copy(update={"sha256": None}))
    assert (unsealed.id, unsealed.severity) == ("baseline-unsealed", Severity.ERROR), "else a seal is lost with a line"
    assert [each.id for each in baseline_issues(plan, None)] == ["baseline-missing"]
    assert not list(baseline_issues(plan_of(text()), None))
    assert seal(frozen) == seal(moved.model_copy(update={"finish": frozen.finish}))
