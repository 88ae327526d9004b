"""Weeks and months as whole numbers, and back to their first days."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from improvement.evidence.cases import Moments
from improvement.model.guarantee import Period

MONDAY_BEFORE_1970 = date(1969, 12, 29)


def period_numbers(moments: Moments, kind: Period) -> npt.NDArray[np.int64]:
    """The number of each moment's month (1970-01 = 0) or week (Monday 1969-12-29 = 0); no NaT."""
    if kind == "month":
        return moments.astype("datetime64[M]").astype(np.int64)
    return (moments.astype("datetime64[D]").astype(np.int64) + 3) // 7


def number_of(day: date, kind: Period) -> int:
    """The number of a day's month or week."""
    return int(period_numbers(np.array([str(day)], dtype="datetime64[s]"), kind)[0])


def first_day(number: int, kind: Period) -> date:
    """First day of a month or week by its number."""
    if kind == "month":
        return date(1970 + number // 12, number % 12 + 1, 1)
    return MONDAY_BEFORE_1970 + timedelta(weeks=number)


def last_day(number: int, kind: Period) -> date:
    """Last day of a month or week by its number, inclusive."""
    return first_day(number + 1, kind) - timedelta(days=1)
