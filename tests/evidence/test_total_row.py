"""A last row that is a total is left out in a table of cells, in a long file read in parts, and in a file in place."""

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from improvement.evidence import large, reading
from improvement.evidence.cleaning import clean
from improvement.evidence.engines import Engine, scan_parquet
from improvement.evidence.large import clean_parquet, parquet_total
from improvement.evidence.reading import open_table, read_table
from improvement.evidence.recognise import understand
from improvement.model.mapping import Item, Mapping
from tests.evidence.tables import FIVE

MAPPING = Mapping(
    items={
        "branch": Item(column="branch", role="segment"),
        "place": Item(column="place", role="segment"),
        "food": Item(column="food", role="driver", scale=FIVE),
        "weight": Item(column="weight", role="weight"),
    }
)
Row = tuple[str | None, str | None, int | None, float | None]
EMPTY: Row = (None, "", None, None)
WORDS = st.sampled_from(["north", "south", "", None, " ", "Total", "Total:", " sum ", "合计", "รวม", "totally"])
ROWS = st.tuples(
    WORDS, WORDS, st.one_of(st.none(), st.integers(1, 5)), st.one_of(st.none(), st.just(float("nan")), st.just(1.5))
)


def parquet(rows: Sequence[Row], group_rows: int = 100) -> bytes:
    """A Parquet file of two columns of text, the second a dictionary, and two of numbers."""
    branch, place, food, weight = zip(*rows, strict=True)
    columns = [pa.array(branch, pa.string()), pa.array(place, pa.string()).dictionary_encode()]
    columns += [pa.array(food, pa.int8()), pa.array(weight, pa.float64())]
    sink = io.BytesIO()
    table = pa.Table.from_arrays(columns, names=["branch", "place", "food", "weight"])
    pq.write_table(table, sink, row_group_size=group_rows)
    return sink.getvalue()


def answers(table: Any) -> NDArray[Any]:
    """What the rows with any answer say, in their order."""
    found = nw.from_native(table).lazy().collect().to_pandas()[list(MAPPING.items)].astype(object)
    cells = found.where(found.notna(), "").to_numpy()
    return np.array([row for row in cells.tolist() if any(each != "" for each in row)], dtype=object)


def in_place(data: bytes, engine: Engine) -> NDArray[Any]:
    """What a file says that stays as it is."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.parquet"
        file.write_bytes(data)
        return answers(scan_parquet(file, MAPPING, engine))


@pytest.mark.heavy
@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(ROWS, st.just(EMPTY)), min_size=1, max_size=12), st.integers(1, 5))
def test_a_file_says_the_same_in_place_in_parts_and_as_a_table(rows: list[Row], group_rows: int) -> None:
    data = parquet([("north", "hall", 5, 1.0), *rows], group_rows)
    expected = answers(clean(read_table(data, "a.parquet", MAPPING.read), MAPPING, b"key")).tolist()
    for engine in ("pandas", "polars"):
        assert in_place(data, engine).tolist() == expected, engine
    assert (
        answers(pd.read_parquet(io.BytesIO(clean_parquet(data, "a.parquet", MAPPING, b"key")[0]))).tolist() == expected
    )


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([("north", "", 5, 1.0), ("Total", "", 5, 1.0)], (1, "Total")),
        ([("north", "", 5, 1.0), (None, "Grand total:", 5, 1.0), EMPTY, EMPTY], (1, "Grand total:")),
        ([("north", "", 5, 1.0), (" ", " sum ", None, None)], (1, " sum ")),
        ([("north", "", 5, 1.0), ("合计：", "", 5, 1.0)], (1, "合计：")),
        ([("north", "", 5, 1.0), ("Total :", "", 5, 1.0)], (1, "Total :")),
        ([("north", "", 5, 1.0), ("Total", "", 5, 1.0), ("south", "", 4, 1.0)], None),
        ([("north", "", 5, 1.0), ("south", "Total", 5, 1.0)], None),
        ([EMPTY, ("Total", "", 5, 1.0)], None),
        ([EMPTY, EMPTY], None),
    ],
)
@pytest.mark.parametrize("group_rows", [1, 100])
def test_only_the_last_filled_row_of_several_is_a_total(
    rows: list[Row], total: tuple[int, str] | None, group_rows: int
) -> None:
    assert parquet_total(parquet(rows, group_rows), "a.parquet") == total


def test_a_number_before_the_word_makes_it_a_cell_like_others() -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"food": [5, 4], "branch": ["north", "Total"]}), sink)
    assert parquet_total(sink.getvalue(), "a.parquet") is None
    sink = io.BytesIO()
    pq.write_table(pa.table({"food": [5, None], "branch": ["north", "Total"]}), sink)
    assert parquet_total(sink.getvalue(), "a.parquet") == (1, "Total")


def test_views_of_text_are_text() -> None:
    rows: list[Row] = [("north", "hall", 5, 1.0), ("", "", None, None), ("Total", "", 5, 1.0), EMPTY]
    plain = pq.read_table(io.BytesIO(parquet(rows)))
    sink = io.BytesIO()
    pq.write_table(plain.set_column(0, "branch", plain["branch"].cast(pa.string_view())), sink)
    data = sink.getvalue()
    assert parquet_total(data, "a.parquet") == parquet_total(parquet(rows), "a.parquet") == (2, "Total")
    expected = answers(clean(read_table(parquet(rows), "a.parquet", MAPPING.read), MAPPING, b"key")).tolist()
    assert [row[0] for row in expected] == ["north"]
    for engine in ("pandas", "polars"):
        assert in_place(data, engine).tolist() == expected, engine
    stored = pd.read_parquet(io.BytesIO(clean_parquet(data, "a.parquet", MAPPING, b"key")[0]))
    assert answers(stored).tolist() == expected


def test_a_long_file_tells_the_total_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE_ROWS", 10)
    monkeypatch.setattr(large, "ROWS_PER_PART", 7)
    rows: list[Row] = [("north", "hall", 1 + row % 5, 1.0) for row in range(40)]
    data = parquet([*rows, ("Total", "", 5, 40.0)], 8)
    found = understand(data, "a.parquet")
    assert found.rows == 40
    assert [dict(each.facts)["text"] for each in found.doubts if each.id == "total-row"] == ["Total"]
    stored = pd.read_parquet(io.BytesIO(clean_parquet(data, "a.parquet", MAPPING, b"key")[0]))
    assert len(stored) == 40
    assert stored["weight"].max() == 1.0


def test_what_ends_the_sample_is_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE_ROWS", 10)
    monkeypatch.setattr(large, "SAMPLE_ROWS", 3)
    data = parquet([("Total" if row == 2 else "north", "hall", 1 + row % 5, 1.0) for row in range(40)])
    opened = open_table(data, "a.parquet")
    assert opened.rows == 40
    assert "total-row" not in {each.id for each in opened.doubts}
