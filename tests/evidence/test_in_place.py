"""A Parquet file used in place says what it would say cleaned and stored."""

import io
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from improvement.evidence.cleaning import clean
from improvement.evidence.engines import Engine, scan_parquet
from improvement.evidence.reading import read_table
from tests.evidence.test_large import MAPPING, ROWS, export


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
