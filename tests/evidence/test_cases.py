"""Cases: open ones are censored, not missing."""

from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from improvement.evidence.caserows import moments as as_moments
from improvement.evidence.cases import case_moments, hours_taken

CELLS = pd.DataFrame(
    [
        ("2026-01-30T09:00", "2026-01-30T12:00", "a"),
        ("2026-02-01T10:00", "", "b"),
        ("2026-02-02T10:00", "2026-02-09T10:00", "a"),
        ("", "2026-02-01T10:00", "a"),
        ("2026-02-05T10:00", "2026-02-04T10:00", "a"),
        ("2026-01-01T00:00", "2026-01-02T00:00", "b"),
    ],
    columns=["start", "stop", "kind"],
)
TABLE = CELLS.assign(start=as_moments(CELLS["start"], "ymd"), stop=as_moments(CELLS["stop"], "ymd"))


@pytest.mark.parametrize("table", [TABLE, pl.from_pandas(TABLE)], ids=["pandas", "polars"])
def test_open_cases_are_censored_at_the_end_of_collection(table: object) -> None:
    found = case_moments(table, "start", "stop", date(2026, 2, 6), ["kind"])
    assert len(found.start) == 4, "the undated case and the one that stopped before it started are left out"
    assert found.is_open.tolist() == [False, True, True, False], "stopped after collection is open"
    assert hours_taken(found).tolist() == [3.0, 134.0, 110.0, 24.0]
    assert found.segments["kind"] == ("a", "b", "a", "b")
    assert found.has_clock
    assert [(each.id, each.fact("count")) for each in found.warnings] == [("cases-undated", 1), ("cases-reversed", 1)]


def test_days_have_no_clock_and_open_cases_the_age_of_the_last_day() -> None:
    days = TABLE.assign(start=TABLE["start"].dt.normalize(), stop=TABLE["stop"].dt.normalize())
    found = case_moments(days, "start", "stop", date(2026, 2, 6))
    assert not found.has_clock
    # open since 1 and 2 February on the evening of the 6th: five and four days, as if they had stopped that day
    assert (hours_taken(found) / 24).tolist() == [0.0, 5.0, 4.0, 1.0]


def test_the_citys_cases(shared: Path) -> None:
    cells = pd.read_csv(shared / "data" / "nyc-casework-20k.csv", dtype=str, keep_default_na=False)
    table = pd.DataFrame({name: as_moments(cells[name], "ymd") for name in ("opendate", "closedate")})
    found = case_moments(table, "opendate", "closedate", date(2025, 1, 9))
    assert (len(found.start), int(found.is_open.sum()), found.has_clock) == (20000, 806, False)
