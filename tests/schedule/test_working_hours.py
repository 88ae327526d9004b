"""Working hours against a loop over minutes."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.working_hours import WorkingHours

CALENDAR = WorkCalendar(closed=frozenset({date(2027, 3, 19)}))
OFFICE = WorkingHours(CALENDAR, time(9), time(17))
MOMENTS = st.integers(0, 8 * 24 * 60).map(
    lambda minutes: datetime.fromisoformat("2027-03-15") + timedelta(minutes=minutes)
)


def minutes_open(hours: WorkingHours, start: datetime, stop: datetime) -> int:
    count = 0
    while start < stop:
        closes = hours.closes if hours.closes != time(0) else time.max
        count += hours.calendar.is_working(start.date()) and hours.opens <= start.time() < closes
        start += timedelta(minutes=1)
    return count


@settings(max_examples=30, deadline=None)
@given(MOMENTS, MOMENTS, st.sampled_from([OFFICE, WorkingHours(CALENDAR, time(7, 30), time(0))]))
def test_agrees_with_a_loop_over_minutes(one: datetime, two: datetime, hours: WorkingHours) -> None:
    start, stop = min(one, two), max(one, two)
    expected = minutes_open(hours, start, stop) / 60
    assert hours.between([start], [stop])[0] == pytest.approx(expected)
    assert hours.between([stop], [start])[0] == pytest.approx(-expected)


def test_a_complaint_of_friday_evening_waits_over_the_weekend() -> None:
    friday, monday = datetime.fromisoformat("2027-03-12T16:30"), datetime.fromisoformat("2027-03-15T10:00")
    assert OFFICE.between([friday], [monday]).tolist() == [1.5]


def test_missing_moments_stay_missing() -> None:
    start = np.array(["2027-03-15T09:00", "NaT", "2027-03-15T09:00"], dtype="datetime64[s]")
    stop = np.array(["2027-03-15T12:00", "2027-03-15T12:00", "NaT"], dtype="datetime64[s]")
    found = OFFICE.between(start, stop)
    assert found[0] == 3
    assert np.isnan(found).tolist() == [False, True, True]


def test_errors() -> None:
    with pytest.raises(ValueError, match="before they open"):
        WorkingHours(CALENDAR, time(17), time(9))
    with pytest.raises(ValueError, match="outside"):
        OFFICE.between(np.array(["1980-01-01"], "datetime64[s]"), np.array(["2027-01-01"], "datetime64[s]"))
