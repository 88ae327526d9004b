"""The stored table: typed, without personal data, the same bytes every time."""

import hashlib
import hmac

import pandas as pd
import pytest

from improvement.errors import UnreadableData
from improvement.evidence.cleaning import clean, file_sha256, outside_scale, read_clean, to_csv_bytes
from improvement.evidence.numerals import parse_cell, parse_moment_cell
from improvement.evidence.reading import read_table
from improvement.model.mapping import Item, Mapping, Reading
from tests.evidence.tables import FIVE

MAPPING = Mapping(
    read=Reading(delimiter=";", decimal=",", dates="dmy"),
    items={
        "who": Item(column="Respondent", role="respondent"),
        "mail": Item(column="Mail", role="personal"),
        "q1": Item(column="Overall", role="overall", scale=FIVE, not_answers={"6": "never used"}),
        "weight": Item(column="Weight", role="weight"),
        "group": Item(column="Group", role="segment", not_answers={"n/a": "not asked"}),
        "day": Item(column="Day", role="date"),
        "came": Item(column="Came", role="time"),
    },
)
DATA = (
    b"Respondent;Mail;Overall;Weight;Group;Day;Came\n"
    b"7;a@b.org;4;0,5;vip;02/03/2026;02/03/2026 9:05\n"
    b"8;c@d.org;6;1,5;n/a;;\n"
    b"9;e@f.org;9;1;retail;31/12/2569;\n"
)
KEY = b"a key for tests"


@pytest.fixture
def table() -> pd.DataFrame:
    """The cells of DATA."""
    return read_table(DATA, "a.csv", MAPPING.read)


def test_cells_become_typed_columns_by_item(table: pd.DataFrame) -> None:
    found = clean(table, MAPPING, KEY)
    assert list(found.columns) == ["who", "q1", "weight", "group", "day", "came", "_group"]
    assert found["q1"].tolist() == [4.0, pd.NA, pd.NA]
    assert found["weight"].tolist() == [0.5, 1.5, 1.0]
    assert found["group"].fillna("").tolist() == ["vip", "", "retail"]
    assert found["day"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2026-03-02", "", "2026-12-31"], (
        "2569 is the Buddhist 2026"
    )
    assert found["came"][0] == pd.Timestamp("2026-03-02T09:05:00")
    assert found["_group"].between(0, 199).all()


def test_respondents_are_keyed_hashes(table: pd.DataFrame) -> None:
    found = clean(table, MAPPING, KEY)["who"].tolist()
    assert found[0] == hmac.new(KEY, b"7", hashlib.sha256).hexdigest()[:16]
    assert found != clean(table, MAPPING, b"another")["who"].tolist()
    assert b"a@b.org" not in to_csv_bytes(clean(table, MAPPING, KEY))


def test_what_is_stored_reads_back_the_same(table: pd.DataFrame) -> None:
    first = clean(table, MAPPING, KEY)
    stored = to_csv_bytes(first)
    assert stored == to_csv_bytes(clean(table, MAPPING, KEY))
    pd.testing.assert_frame_equal(read_clean(stored, MAPPING), first)
    assert file_sha256(stored) == hashlib.sha256(stored).hexdigest()


def test_numbers_outside_the_scale_are_told(table: pd.DataFrame) -> None:
    (told,) = outside_scale(table, MAPPING)
    assert dict(told.facts) == {"column": "Overall", "codes": "9", "count": 1}


def test_a_missing_column_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(UnreadableData) as refused:
        clean(table.drop(columns="Overall"), MAPPING, KEY)
    assert refused.value.issues[0].fact("column") == "Overall"


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("3.5", ".", 3.5), ("3,5", ",", 3.5), ("1,234", ".", 1234.0), ("1.234,5", ",", 1234.5), ("๓", ".", 3.0),
        ("４", ".", 4.0), ("85 %", ".", 85.0), ("-2", ".", -2.0), ("nan", ".", None), ("1_0", ".", None),
        ("", ".", None), ("1e308", ".", 1e308), ("1e400", ".", None), ("-1e400", ",", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, decimal: str, number: float | None) -> None:
    assert parse_cell(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2026-03-02", "dmy", "2026-03-02T00:00:00"),
        ("3/2/26 4:05 PM", "mdy", "2026-03-02T16:05:00"),
        ("02.03.2026 16:05", "dmy", "2026-03-02T16:05:00"),
        ("2022/02/13 10:26:52 p. m. GMT-3", "ymd", "2022-02-13T22:26:52"),
        ("2026年3月2日", "ymd", "2026-03-02T00:00:00"),
        ("31/02/2026", "dmy", None),
    ],
)
def test_moments_as_programs_write_them(text: str, order: str, moment: str | None) -> None:
    found = parse_moment_cell(text, order)
    assert (found.isoformat() if found else None) == moment
