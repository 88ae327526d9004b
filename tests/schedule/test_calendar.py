"""Working days against numpy.busday and the published holidays of Spain."""

import pickle
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.calendar import WorkCalendar, known_region, region_holidays
from improvement.schedule.cpm import Node, solve

DATES = st.dates(date(2025, 1, 1), date(2028, 12, 31))
WORKDAYS = st.frozensets(st.integers(0, 6), min_size=1)
law = settings(max_examples=60, deadline=None)


def mask(workdays: frozenset[int]) -> list[bool]:
    return [day in workdays for day in range(7)]


@law
@given(WORKDAYS, st.frozensets(DATES, max_size=30), DATES, DATES, st.integers(-300, 300))
def test_agrees_with_numpy(workdays: frozenset[int], off: frozenset[date], one: date, two: date, days: int) -> None:
    calendar = WorkCalendar(workdays, closed=off)
    busday = {"weekmask": mask(workdays), "holidays": sorted(off)}
    start, end = min(one, two), max(one, two)
    assert calendar.is_working(one) == np.is_busday(one, **busday)
    assert calendar.count(start, end) == np.busday_count(start, end, **busday)
    roll = "forward" if days >= 0 else "backward"
    assert calendar.add(one, days) == np.busday_offset(one, days, roll=roll, **busday).item()


@law
@given(WORKDAYS, DATES)
def test_numbers_and_dates_are_inverse(workdays: frozenset[int], day: date) -> None:
    calendar = WorkCalendar(workdays)
    found = calendar.date_of(calendar.index_of(day))
    assert found >= day
    assert (found == day) == calendar.is_working(day)
    assert not any(calendar.is_working(day + timedelta(n)) for n in range((found - day).days))


def test_closed_days_and_holidays_are_both_off() -> None:
    calendar = WorkCalendar(closed=frozenset({date(2027, 3, 19)}), holidays=frozenset({date(2027, 3, 18)}))
    assert calendar.add(date(2027, 3, 17), 1) == date(2027, 3, 22)


def test_whole_span_is_covered_and_not_a_day_more() -> None:
    calendar = WorkCalendar()
    assert calendar.is_working(date(1990, 1, 1))
    assert calendar.is_working(date(2100, 12, 31))
    for outside in (date(1989, 12, 31), date(2101, 1, 1)):
        with pytest.raises(ValueError, match=r"1990\.\.2100"):
            calendar.is_working(outside)
    with pytest.raises(ValueError, match=r"1990\.\.2100"):
        calendar.add(date(2100, 12, 31), 1)


def test_is_a_value() -> None:
    one, two = WorkCalendar(), WorkCalendar()
    one.index_of(date(2027, 1, 1))
    assert one == two
    assert hash(one) == hash(two)
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(ValueError, match="workdays"):
        WorkCalendar(frozenset())


def test_regions() -> None:
    spain, madrid = region_holidays("ES", [2026]), region_holidays("ES-MD", [2026])
    assert date(2026, 10, 12) in spain
    assert date(2026, 5, 2) in madrid - spain
    assert region_holidays("", [2026]) == frozenset()
    assert all(map(known_region, ("", "ES", "ES-MD")))
    assert not any(map(known_region, ("XX", "ES-", "ES-XX", "es")))
    with pytest.raises(ValueError, match="ES-XX"):
        region_holidays("ES-XX", [2026])


@pytest.mark.heavy
def test_a_hundred_thousand_sums_agree_with_numpy() -> None:
    """One way through the calendar, and one through the engine: activities of n days from a day on."""
    dice = np.random.default_rng(20270111)
    closed = frozenset(date(2025, 1, 1) + timedelta(int(days)) for days in dice.integers(0, 2000, 60))
    for workdays, size in ((range(5), 60_000), ((0, 2, 3, 5), 40_000)):
        calendar = WorkCalendar(frozenset(workdays), closed=closed)
        busday = np.busdaycalendar(weekmask=mask(frozenset(workdays)), holidays=sorted(closed))
        days = np.datetime64("2025-01-01") + dice.integers(0, 1500, size)
        steps = dice.integers(0, 400, size)
        expected = np.busday_offset(days, steps, roll="forward", busdaycal=busday).tolist()
        starts = days.tolist()
        assert [calendar.add(day, int(n)) for day, n in zip(starts, steps, strict=True)] == expected
        back = np.busday_offset(days, -steps - 1, roll="backward", busdaycal=busday).tolist()
        assert [calendar.add(day, -int(n) - 1) for day, n in zip(starts, steps, strict=True)] == back
        nodes = [
            Node(str(i), n + 1, not_before=day) for i, (day, n) in enumerate(zip(starts, steps.tolist(), strict=True))
        ]
        rows = solve(nodes, [], calendar, date(2025, 1, 1)).times.values()
        assert [row.early_finish for row in rows] == expected
