"""Long Parquet files: in parts they become what they would as a whole."""

import io
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from improvement.errors import UnreadableData
from improvement.evidence import large, reading
from improvement.evidence.cleaning import clean, outside_scale
from improvement.evidence.large import clean_parquet, parquet_rows, to_parquet_bytes
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import understand
from improvement.model.mapping import Item, Mapping, Scale
from tests.evidence.tables import FIVE

ROWS = 1000
ITEMS = {
    "id": Item(column="Ticket", role="respondent"),
    "overall": Item(column="Overall", role="overall", scale=FIVE, not_answers={"9": "refused"}),
    "seat": Item(column="Seat", role="driver", scale=FIVE, labels={"bad": 1.0, "fair": 3.0, "good": 5.0}),
    "small": Item(column="Small", role="driver", scale=Scale(id="percent", low=0.0, high=100.0)),
    "weight": Item(column="Weight", role="weight"),
    "kind": Item(column="Kind", role="segment", not_answers={"-": "unknown"}),
    "day": Item(column="Day", role="date"),
    "opened": Item(column="Opened", role="time"),
    "clock": Item(column="Clock", role="time"),
    "mail": Item(column="Mail", role="personal"),
}
MAPPING = Mapping(tool="plain-parquet", items=ITEMS)


def export(**changed: Any) -> bytes:
    """A Parquet file with columns of every kind, rare codes in its middle, three row groups."""
    rng = np.random.default_rng(3)
    overall = rng.integers(1, 6, ROWS).tolist()
    overall[400:405] = [9, 7, 7, None, 0]
    columns = {
        "Ticket": [f"t-{place // 2}" for place in range(ROWS)],
        "Overall": pa.array(overall, pa.int8()),
        "Seat": rng.choice(["bad", "fair", " good ", "", "?"], ROWS).tolist(),
        "Small": pa.array(rng.integers(0, 101, ROWS), pa.uint8()),
        "Weight": np.where(rng.random(ROWS) < 0.1, np.nan, rng.random(ROWS)),
        "Kind": pa.array(rng.choice(["vip", "-", "other"], ROWS)).dictionary_encode(),
        "Day": [f"2027-01-{1 + place % 28:02}" for place in range(ROWS)],
        "Opened": pa.array(
            [1_798_848_000 + 3600 * place if place % 7 else None for place in range(ROWS)], pa.timestamp("s")
        ),
        "Clock": [f"{place % 24:02}:15" for place in range(ROWS)],
        "Mail": ["a@example.org"] * ROWS,
    }
    sink = io.BytesIO()
    pq.write_table(pa.table(columns | changed), sink, row_group_size=400)
    return sink.getvalue()


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything above 100 rows is long and goes in parts of 150."""
    monkeypatch.setattr(reading, "LARGE_ROWS", 100)
    monkeypatch.setattr(large, "ROWS_PER_PART", 150)


def test_parts_become_what_the_whole_would(monkeypatch: pytest.MonkeyPatch) -> None:
    data, shares = export(), list[float]()
    stored, notes = clean_parquet(data, "a.parquet", MAPPING, b"key", shares.append)
    found = pq.read_table(io.BytesIO(stored))
    monkeypatch.setattr(reading, "LARGE_ROWS", ROWS)
    cells = read_table(data, "a.parquet", MAPPING.read)
    whole = clean(cells, MAPPING, b"key")
    assert_frame_equal(found.to_pandas(), pq.read_table(io.BytesIO(to_parquet_bytes(whole))).to_pandas())
    assert notes == outside_scale(cells, MAPPING)
    assert {dict(each.facts)["column"]: dict(each.facts)["count"] for each in notes}["Overall"] == 3
    assert "mail" not in found.column_names
    assert "t-1" not in found["id"].to_pylist(), "respondents are hashed"
    assert shares == sorted(shares)
    assert len(shares) > 6
    assert shares[-1] == 1.0


def test_empty_rows_do_not_count_in_parts_either(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pq.read_table(io.BytesIO(export()))
    empty = pa.table({each.name: pa.nulls(400, each.type) for each in table.schema})
    blank = empty.set_column(0, "Ticket", pa.array([""] * 400)).set_column(4, "Weight", pa.array([float("nan")] * 400))
    sink, before = io.BytesIO(), io.BytesIO()
    pq.write_table(table, before)
    pq.write_table(pa.concat_tables([table[:500], blank, table[500:]]), sink)
    found, expected = (clean_parquet(each.getvalue(), "a.parquet", MAPPING, b"key")[0] for each in (sink, before))
    assert_frame_equal(pd.read_parquet(io.BytesIO(found)), pd.read_parquet(io.BytesIO(expected)))
    monkeypatch.setattr(reading, "LARGE_ROWS", 2 * ROWS)
    assert len(read_table(sink.getvalue(), "a.parquet", MAPPING.read)) == ROWS, "as the whole table counts"


@pytest.mark.parametrize("longest", [100, 2 * ROWS])
def test_headings_that_stand_twice_are_numbered(longest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE_ROWS", longest)
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array([1] * ROWS), pa.array([2] * ROWS)], names=["a", "a"]), sink)
    found = reading.open_table(sink.getvalue(), "a.parquet")
    assert found.cells.iloc[0].to_dict() == {"a": "1", "a (2)": "2"}
    assert "heading-repeated" in {each.id for each in found.doubts}


def test_a_sample_says_what_columns_mean_and_how_many_rows_there_are() -> None:
    found = understand(export(), "a.parquet")
    assert found.rows == ROWS
    (sampled,) = [each for each in found.doubts if each.id == "rows-sampled"]
    assert dict(sampled.facts) == {"rows": ROWS, "sample": ROWS}, "three places have fewer rows than the sample takes"
    assert {id: found.mapping.items[id].role for id in ("kind", "mail", "opened")} == {
        "kind": "segment",
        "mail": "personal",
        "opened": "time",
    }
    assert parquet_rows(export(), "a.parquet") == ROWS


def test_the_sample_comes_from_every_part_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "SAMPLE_ROWS", 30)
    sample = large.parquet_sample(export(), "a.parquet")
    assert sample["Ticket"].tolist() == [f"t-{row // 2}" for start in (0, 400, 800) for row in range(start, start + 10)]


def test_what_the_sample_showed_no_sign_of_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times of day in the middle of moments."""
    monkeypatch.setattr(large, "SAMPLE_ROWS", 30)
    days = [f"{place % 24:02}:15" if 150 <= place < 300 else "2027-01-05" for place in range(ROWS)]
    stored, _notes = clean_parquet(export(Day=days), "a.parquet", MAPPING, b"key")
    found = pd.read_parquet(io.BytesIO(stored))["day"]
    assert found.isna().to_numpy().nonzero()[0].tolist() == list(range(150, 300))


def test_nested_columns_and_damage_are_refused() -> None:
    for data in (export(Small=[[1]] * ROWS), export()[:-100]):
        with pytest.raises(UnreadableData) as refused:
            clean_parquet(data, "a.parquet", MAPPING, b"key")
        assert refused.value.issues[0].id == "unreadable-file"
    with pytest.raises(UnreadableData) as refused:
        clean_parquet(export(), "a.parquet", Mapping(items={"x": Item(column="X", role="text")}), b"key")
    assert refused.value.issues[0].id == "column-missing"
