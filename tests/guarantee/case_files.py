"""A small plan with one public promise, and tables of made-up cases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from improvement.model.mapping import Mapping
from improvement.model.plan import Plan
from improvement.schedule.calendar import WorkCalendar

CALENDAR = WorkCalendar()
TIME: dict[str, str] = {"source": "complaints", "kind": "time", "start": "received", "stop": "answered"}
SHARE: dict[str, str] = {"source": "complaints", "kind": "share", "item": "answer", "at_least": "1", "date": "received"}
DAY = {"within": "8h", "share": "90%"}


def plan_of(measure: dict[str, str], target: dict[str, str] | None = None, **promise: Any) -> Plan:
    """A plan whose promise `one-day` stands on the standard and measure `first-answer`."""
    standard = {"measure": "first-answer", **({"target": target} if target else {})}
    return Plan.model_validate(
        {
            "programme": {"title": "Bank", "starts": "2027-01-04"},
            "commitment": {
                "standards": {"first-answer": standard},
                "promises": {"one-day": {"standard": "first-answer", "text": "One day, one name", **promise}},
            },
            "guarantee": {"measures": {"first-answer": measure}},
        }
    )


def mapping(**more: Any) -> Mapping:
    """What the columns of the made-up tables mean."""
    items = {
        "received": {"column": "Received", "role": "time"},
        "answered": {"column": "Answered", "role": "time"},
        "answer": {"column": "Answer", "role": "driver"},
        "kind": {"column": "Kind", "role": "segment", "values": {"R": "retail", "K": "vip"}},
    }
    return Mapping.model_validate({"items": items, **more})


def cases(day: str, hours: Sequence[float | None], **columns: Any) -> pd.DataFrame:
    """Cases received at nine on a day, answered so many hours by the clock later; None is still open."""
    start = np.datetime64(f"{day}T09:00", "s")
    stops = [
        np.datetime64("NaT", "s") if each is None else start + np.timedelta64(round(each * 3600), "s") for each in hours
    ]
    received = np.full(len(hours), start)
    return pd.DataFrame({"received": received, "answered": np.array(stops, dtype="datetime64[s]"), **columns})


def day(text: str) -> date:
    """An ISO day."""
    return date.fromisoformat(text)
