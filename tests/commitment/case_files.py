"""A small plan with one standard, and tables of made-up cases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from improvement.commitment.case_times import CaseTimes, times_table
from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar

CALENDAR = WorkCalendar()
DATA_DATE = date(2027, 2, 15)
MONDAY = np.datetime64("2027-01-04T09:00", "s")
MAPPING: dict[str, Any] = {
    "items": {
        "received": {"column": "Received", "role": "time"},
        "answered": {"column": "Answered", "role": "time"},
        "kind": {"column": "Kind", "role": "segment", "values": {"R": "retail", "K": "vip"}},
        "polite": {"column": "Polite", "role": "driver"},
    }
}


def plan_of(
    target: dict[str, str] | None,
    measure: dict[str, str] | None = None,
    standard: dict[str, Any] | None = None,
    **promise: Any,
) -> Plan:
    """A plan with the standard `first-answer` and the promise `one-day` behind one measure."""
    measured = {"source": "complaints", "kind": "time", "start": "received", "stop": "answered"}
    told = {"answers": ["slow"], "measure": "first-answer", "owner": "ana", **(standard or {})}
    return Plan.model_validate(
        {
            "programme": {"title": "Bank", "starts": "2027-01-04", "segments": {"vip": {"title": "Key accounts"}}},
            "assessment": {"findings": {"slow": {"statement": "Answers are slow", "decision": "accepted"}}},
            "commitment": {
                "standards": {"first-answer": told | ({"target": target} if target else {})},
                "promises": {"one-day": {"standard": "first-answer", "text": "One day, one name", **promise}},
            },
            "guarantee": {"measures": {"first-answer": measure or measured}},
        }
    )


def mapping(**more: Any) -> Mapping:
    """What the columns of the made-up tables mean."""
    return Mapping.model_validate(MAPPING | more)


def table_of(hours: Sequence[float], start: np.datetime64 = MONDAY, **columns: Any) -> pd.DataFrame:
    """Cases received at one moment, answered so many hours by the clock later; NaN is still open."""
    seconds = np.array(
        [np.timedelta64("NaT") if np.isnan(each) else np.timedelta64(round(each * 3600), "s") for each in hours]
    )
    received = np.full(len(hours), start)
    return pd.DataFrame({"received": received, "answered": received + seconds.astype("timedelta64[s]"), **columns})


def read(plan: Plan, table: pd.DataFrame | None, data_date: date = DATA_DATE, promise: str | None = None) -> CaseTimes:
    """The case times of the plan's standard."""
    return times_table(plan, "first-answer", mapping(), table, CALENDAR, data_date, promise)
