"""A Parquet file used in place says what it would say cleaned and stored."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from improvement.evidence.cleaning import clean
from improvement.evidence.engines import Engine, scan_parquet
from improvement.evidence.reading import read_table
from improvement.model.mapping import Item, Mapping
from tests.evidence.tables import FIVE
from tests.evidence.test_large import MAPPING, ROWS, export

COLUMNS = {
    "gaps": pa.array([1.0, None, 2.0, 2.5, float("nan"), 1e16]),
    "whole": pa.array([1, None, 2, 3, 99, 2], pa.int32()),
    "flag": pa.array([True, None, False, True, False, True]),
    "share": pa.array([Decimal("1.00"), None, Decimal("2.50"), Decimal("2.50"), None, Decimal("1.00")]),
    "clock": pa.array([dt.time(9, 30), None, dt.time(10), dt.time(10), None, dt.time(9, 30)]),
    "day": pa.array([dt.date(2027, 1, 2), None, dt.date(2027, 1, 3), None, None, dt.date(2027, 1, 2)]),
    "moment": pa.array([dt.datetime(2027, 1, 2), None, dt.datetime(2027, 1, 2, 9, 30)] * 2),  # noqa: DTZ001 - no zone
    "unfilled": pa.nulls(6),
    "turned": pa.array([1, None, 2, 3, 9, 5], pa.int64()),
    "judged": pa.array([True, None, False, True, False, True]),
    "exact": pa.array([Decimal("1.00"), None, Decimal("2.50"), Decimal("9.00"), None, Decimal("5.00")]),
    "ranked": pa.array(["good", None, "bad", "good", "", "bad"]).dictionary_encode(),
    "endless": pa.array([1.0, float("inf"), float("-inf"), float("nan"), None, 0.5]),
    "nothing": pa.array([9, 9, 9, 9, 9, 9]),
}
RATED = {
    "turned": {"labels": {"1": 5.0, "2": 4.0, "3": 3.0, "4": 2.0, "5": 1.0}, "not_answers": {"9": "refused"}},
    "judged": {"labels": {"true": 5.0, "false": 1.0}},
    "exact": {},
    "ranked": {"labels": {"good": 5.0, "bad": 1.0}},
    "nothing": {"labels": {"1": 5.0}},
}


def collected(table: Any) -> pd.DataFrame:
    """A table of any engine as pandas, rows in their order."""
    return nw.from_native(table).lazy().collect().to_pandas()


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_answers_are_those_of_the_cleaned_table(engine: Engine, tmp_path: Path) -> None:
    data = export(Day=pd.date_range("2027-01-01", periods=ROWS, freq="h").date.tolist())
    (tmp_path / "raw.parquet").write_bytes(data)
    found = collected(scan_parquet(tmp_path / "raw.parquet", MAPPING, engine))
    cleaned = clean(read_table(data, "raw.parquet", MAPPING.read), MAPPING, b"key")
    for name in ("overall", "seat", "small", "weight"):
        ours, theirs = (each[name].to_numpy(float, na_value=np.nan) for each in (found, cleaned))
        np.testing.assert_array_equal(ours, theirs, name)
    assert found["kind"].fillna("").tolist() == cleaned["kind"].fillna("").tolist()
    for name in ("day", "opened"):
        assert found[name].astype("datetime64[s]").equals(cleaned[name].astype("datetime64[s]")), name
    assert found["_group"].tolist() == [row % 200 for row in range(ROWS)]
    assert set(found) == {"overall", "seat", "small", "weight", "kind", "day", "opened", "_group"}, (
        "respondents, mails and times of day are not read"
    )


def test_columns_of_an_unfit_type_are_left_out(tmp_path: Path) -> None:
    data = export(Overall=[True] * ROWS, Seat=[b"x"] * ROWS)
    (tmp_path / "raw.parquet").write_bytes(data)
    found = scan_parquet(tmp_path / "raw.parquet", MAPPING)
    assert not {"overall", "seat", "day"} & set(collected(found)), "booleans, bytes, days as text"
    assert "Overall" in pq.read_schema(io.BytesIO(data)).names


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_columns_of_every_type_say_what_they_say_stored(engine: Engine, tmp_path: Path) -> None:
    pq.write_table(pa.table(COLUMNS), tmp_path / "a.parquet")
    segments = {name: Item(column=name, role="segment", not_answers={"99": "unknown"}) for name in list(COLUMNS)[:8]}
    rated = {name: Item(column=name, role="driver", scale=FIVE, **more) for name, more in RATED.items()}
    mapping = Mapping(items={**segments, **rated, "endless": Item(column="endless", role="weight")})
    found = collected(scan_parquet(tmp_path / "a.parquet", mapping, engine))
    cleaned = clean(read_table((tmp_path / "a.parquet").read_bytes(), "a.parquet", mapping.read), mapping, b"key")
    for name in segments:
        assert found[name].fillna("").tolist() == cleaned[name].fillna("").tolist(), name
    for name in (*rated, "endless"):
        ours, theirs = (each[name].to_numpy(float, na_value=np.nan) for each in (found, cleaned))
        np.testing.assert_array_equal(ours, theirs, name)
    assert found["flag"].fillna("").tolist() == ["true", "", "false", "true", "false", "true"]
    assert found["gaps"].fillna("").tolist()[:4] == ["1", "", "2", "2.5"]
    assert found["turned"].fillna(0).tolist() == [5, 0, 4, 3, 0, 1]
    assert found["endless"].fillna(0).tolist() == [1, 0, 0, 0, 0, 0.5], "no number is endless"
