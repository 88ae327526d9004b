"""What a verdict and a chart count as a case's time is what the assessment tells of it."""

from datetime import date, timedelta

import numpy as np
import pytest

from improvement.cases.observed import observe
from improvement.evidence.cases import case_moments, hours_taken
from tests.guarantee.case_files import CALENDAR, TIME, cases, mapping, plan_of

DAY = date(2027, 1, 4)
TABLE = cases(str(DAY), [5.0, 30.0, None, 200.0])


@pytest.mark.parametrize(
    ("table", "open_hours"), [(TABLE, 87.0), (TABLE.apply(lambda each: each.dt.normalize()), 72.0)]
)
def test_open_cases_have_one_age_with_and_without_a_clock(table, open_hours: float) -> None:
    until = DAY + timedelta(days=3)
    found = observe(plan_of(TIME), "first-answer", mapping(), table, CALENDAR, until)
    told = hours_taken(case_moments(table, "received", "answered", until))
    assert found.elapsed is not None
    assert np.array_equal(found.elapsed, told)
    assert told[~found.done].tolist() == [open_hours, open_hours]
