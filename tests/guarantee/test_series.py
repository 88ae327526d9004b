"""Measures over time, and their charts."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.guarantee.charting import chart
from improvement.guarantee.periods import first_day, last_day, number_of
from improvement.guarantee.series import MeasureSeries, series
from improvement.model.commitment import Target
from improvement.model.guarantee import Period
from tests.guarantee.case_files import CALENDAR, DAY, SHARE, TIME, cases, day, mapping, plan_of

TARGET = Target.model_validate(DAY)


def over(measure: dict[str, str], table: pd.DataFrame, until: str, target: Target | None = TARGET) -> MeasureSeries:
    return series(plan_of(measure), "first-answer", target, mapping(), table, CALENDAR, day(until))


def test_share_in_time_by_month_of_receipt() -> None:
    table = pd.concat([cases("2027-01-04", [5] * 8 + [30] * 2), cases("2027-03-01", [5, 5, None])])
    found = over(TIME, table, "2027-03-31")
    assert [(str(each.start), each.n, each.hits, each.value) for each in found.points] == [
        ("2027-01-01", 10, 8, 0.8),
        ("2027-02-01", 0, 0, None),
        ("2027-03-01", 3, 2, 2 / 3),
    ]
    assert not any(each.running for each in found.points)


def test_open_cases_that_are_not_yet_due_are_left_out_and_counted() -> None:
    table = pd.concat([cases("2027-01-04", [5.0]), cases("2027-01-29", [5.0, None]), cases("2027-02-26", [5.0, None])])
    on_friday = over(TIME, table, "2027-01-28")
    assert [(each.n, each.not_due, each.running) for each in on_friday.points] == [(1, 0, True)]
    by_nine_to_five = over(TIME, table, "2027-01-29")
    assert [(each.n, each.hits) for each in by_nine_to_five.points] == [(3, 2)]
    two_days = Target.model_validate({"within": "2d", "share": "90%"})
    found = over(TIME, table, "2027-02-28", two_days)
    assert [(each.n, each.not_due, each.running) for each in found.points] == [(3, 0, False), (1, 1, True)]
    assert found.not_due == 1


def test_weeks_start_on_monday() -> None:
    table = pd.concat([cases("2027-01-03", [5.0]), cases("2027-01-04", [5.0, 5.0])])
    found = over(TIME | {"period": "week"}, table, "2027-01-11")
    assert [(str(each.start), str(each.last), each.n) for each in found.points] == [
        ("2026-12-28", "2027-01-03", 1),
        ("2027-01-04", "2027-01-10", 2),
        ("2027-01-11", "2027-01-17", 0),
    ]
    assert [each.running for each in found.points] == [False, False, True]


@given(st.dates(min_value=day("1990-01-01"), max_value=day("2099-12-31")))
def test_every_day_lies_in_its_period(any_day: date) -> None:
    kinds: tuple[Period, ...] = ("week", "month")
    for kind in kinds:
        number = number_of(any_day, kind)
        assert first_day(number, kind) <= any_day <= last_day(number, kind)
    assert first_day(number_of(any_day, "week"), "week").isocalendar()[:2] == any_day.isocalendar()[:2]


def test_shares_means_and_counts() -> None:
    table = pd.concat(
        [cases("2027-01-04", [1] * 4, answer=[1.0, 0.0, 1.0, None]), cases("2027-02-01", [1] * 2, answer=[5.0, 4.0])]
    )
    share = over(SHARE, table, "2027-02-28", None)
    assert [(each.n, each.hits, each.value) for each in share.points] == [(3, 2, 2 / 3), (2, 2, 1.0)]
    mean = over({**SHARE, "kind": "mean"}, table, "2027-02-28", None)
    assert [(each.n, each.value) for each in mean.points] == [(3, pytest.approx(2 / 3)), (2, 4.5)]
    count = over({"source": "complaints", "kind": "count", "date": "received"}, table, "2027-02-28", None)
    assert [(each.n, each.value) for each in count.points] == [(4, 4.0), (2, 2.0)]


@pytest.mark.parametrize(
    ("measure", "target", "hour", "reason"),
    [
        (TIME, None, 9, "measure-without-time"),
        (TIME, TARGET, 0, "finer-than-the-clock"),
        ({**SHARE, "date": "kind"}, None, 9, "cases-without-dates"),
        ({**SHARE, "item": "nothing"}, None, 9, "item-not-found"),
        ({**SHARE, "date": "nothing"}, None, 9, "item-not-found"),
        ({**SHARE, "item": "note"}, None, 9, "item-unlike-measure"),
        ({**SHARE, "item": "received"}, None, 9, "item-unlike-measure"),
        ({**SHARE, "kind": "mean", "item": "note"}, None, 9, "item-unlike-measure"),
        ({"source": "complaints", "kind": "count", "date": "note"}, None, 9, "item-unlike-measure"),
        ({**TIME, "start": "note"}, TARGET, 9, "item-unlike-measure"),
        ({**TIME, "stop": "answer"}, TARGET, 9, "item-unlike-measure"),
    ],
)
def test_no_points_have_a_reason(measure: dict[str, str], target: Target | None, hour: int, reason: str) -> None:
    table = cases("2027-01-04", [24.0, 48.0], answer=[1.0, 0.0], note=["late", "09:30:00"])
    table["received"] += pd.Timedelta(hours=hour - 9)
    table["answered"] += pd.Timedelta(hours=hour - 9)
    table["kind"] = pd.Series([pd.NaT, pd.NaT], dtype="datetime64[s]")
    found = over(measure, table, "2027-02-28", target)
    assert found.points == ()
    assert found.reason is not None
    assert found.reason.id == reason


def months(counts: list[int], size: int = 100) -> pd.DataFrame:
    """Consecutive months of 2025 and 2026, so many of the cases of each in time."""
    days = [f"{2025 + index // 12}-{index % 12 + 1:02}-05" for index in range(len(counts))]
    parts = [cases(first, [5] * in_time + [90] * (size - in_time)) for first, in_time in zip(days, counts, strict=True)]
    return pd.concat(parts)


def test_the_baseline_fixes_the_limits_of_a_share() -> None:
    measure = TIME | {"baseline_until": "2025-12-31"}
    plan = plan_of(measure)
    table = months([80] * 12 + [95] * 9 + [60])
    made = chart(over(measure, table, "2026-12-31"), plan.guarantee.measures["first-answer"])
    assert (made.chart.baseline, made.chart.provisional, made.chart.center) == (12, True, 0.8)
    # p-bar 0.8, n 100: 0.8 +- 3 sqrt(0.8 * 0.2 / 100) = 0.68 to 0.92
    assert made.chart.lower[0] == pytest.approx(0.68)
    assert made.chart.upper[0] == pytest.approx(0.92)
    beyond = [(str(each.point.start), each.below) for each in made.signals if each.rule == "beyond-limits"]
    assert beyond == [*((f"2026-{month:02}-01", False) for month in range(1, 10)), ("2026-10-01", True)]
    run = [(str(each.point.start), each.length, each.below) for each in made.signals if each.rule == "run-of-eight"]
    assert run == [("2026-09-01", 9, False)]


def test_the_running_month_is_not_charted() -> None:
    measure = TIME | {"baseline_until": "2025-12-31"}
    table = pd.concat([months([80] * 12), cases("2026-01-02", [90.0] * 9)])
    made = chart(over(measure, table, "2026-01-20"), plan_of(measure).guarantee.measures["first-answer"])
    assert len(made.points) == len(made.chart.points) == 12


def test_two_runs_are_told_apart() -> None:
    counts = [82, 78] * 4 + [84] * 8 + [76] * 9
    made = chart(over(TIME, months(counts), "2027-03-31"), plan_of(TIME).guarantee.measures["first-answer"])
    runs = [(each.length, each.below) for each in made.signals if each.rule == "run-of-eight"]
    assert runs == [(8, False), (9, True)]


def test_counts_and_means_have_their_own_charts() -> None:
    rng = np.random.default_rng(3)
    sizes = rng.integers(15, 25, 16)
    parts = [
        cases(f"{2025 + index // 12}-{index % 12 + 1:02}-05", [1] * size, answer=np.full(size, 4 + index % 2))
        for index, size in enumerate(sizes.tolist())
    ]
    table = pd.concat(parts)
    counting = {"source": "complaints", "kind": "count", "date": "received"}
    counted = chart(over(counting, table, "2026-04-30", None), plan_of(counting).guarantee.measures["first-answer"])
    assert (counted.chart.method, len(counted.points)) == ("c", 15)
    mean_count = sizes[1:].mean()
    assert counted.chart.upper[0] == pytest.approx(mean_count + 3 * np.sqrt(mean_count))
    averaging = {**SHARE, "kind": "mean"}
    averaged = chart(over(averaging, table, "2026-04-30", None), plan_of(averaging).guarantee.measures["first-answer"])
    assert averaged.chart.method == "xmr"
    # means 4, 5, 4, 5 ...: mean 4.5, moving range 1, limits 4.5 +- 2.66
    assert averaged.chart.upper[0] == pytest.approx(4.5 + 3 / 1.128)
