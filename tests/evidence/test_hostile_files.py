"""Files that are broken, mislabelled or odd: a clear refusal or a doubt, never a bare traceback."""

import codecs
import io
import random
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.errors import UnreadableData
from improvement.evidence.reading import MOST_BYTES, open_table, read_table
from improvement.evidence.recognise import understand
from improvement.model.mapping import Reading
from tests.evidence.exports import workbook

ROWS = "\n".join(f"{n},{1 + n % 5},{'retail' if n % 2 else 'vip'}" for n in range(1, 41))
PLAIN = f"id,Overall,segment\n{ROWS}\n"


def archive() -> bytes:
    """A zip file that is no workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("survey.csv", PLAIN)
    return out.getvalue()


REFUSED = {
    "empty": (b"", "empty-file", "empty"),
    "only delimiters": (b",,,\n,,,\n", "empty-file", "empty"),
    "binary junk": (random.Random(7).randbytes(4000), "not-this-kind", "binary"),
    "html": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "not-this-kind", "markup"),
    "html in capitals after blanks": (b"\n  <HTML><table><tr><td>1</td></tr></table>", "not-this-kind", "markup"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not-this-kind", "pdf"),
    "zip": (archive(), "not-this-kind", "archive"),
    "cut workbook": (workbook({"a": [["x"], [1]]})[:600], "unreadable-file", "damaged"),
    "old workbook that is none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unreadable-file", "damaged"),
    "cut parquet": (b"PAR1" + b"\0" * 40, "unreadable-file", "damaged"),
    "headings only": (b"id,Overall,segment\n", "no-table", "rows"),
    "open quote": (b'id,Overall\n1,"never closed\n2,4\n', "unreadable-file", "quotes"),
    "too many columns": (b",".join(b"c%d" % n for n in range(6000)) + b"\n1\n", "too-large", "columns"),
    "empty workbook": (workbook({"a": []}), "empty-file", "empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_with_a_reason(case: str) -> None:
    data, id, why = REFUSED[case]
    with pytest.raises(UnreadableData) as refused:
        understand(data, "survey.csv")
    (problem,) = refused.value.issues
    assert (problem.id, problem.fact("why"), problem.fact("name")) == (id, why, "survey.csv")


def test_a_file_above_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableData) as refused:
        open_table(bytes(MOST_BYTES + 1), "survey.csv")
    assert refused.value.issues[0].id == "too-large"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF8 + PLAIN.encode(), "utf-8-sig"),
        (PLAIN.encode(), "utf-8"),
    ],
)
def test_byte_order_marks_decide(data: bytes, encoding: str) -> None:
    opened = open_table(data, "survey.csv")
    assert opened.reading.encoding == encoding
    assert list(opened.cells.columns) == ["id", "Overall", "segment"]
    assert len(opened.cells) == 40


def test_bytes_of_windows_are_read_and_doubted() -> None:
    text = "Nombre de la región;Atención\n" + "Málaga – ciudad;4,5\nCádiz;3,5\nCórdoba y Jaén;2,5\nLogroño;3,5\n" * 5
    opened = open_table(text.encode("cp1252"), "encuesta.csv")
    assert opened.cells.iloc[0, 0] == "Málaga – ciudad"
    assert (opened.reading.delimiter, opened.reading.decimal) == (";", ",")
    (doubt,) = opened.doubts
    assert doubt.id == "encoding-guessed"
    assert 0 <= float(doubt.fact("confidence")) <= 1


def test_quoted_delimiters_and_newlines_stay_in_their_cell() -> None:
    opened = open_table(b'id,comment,Overall\r\n1,"slow, and\r\n""rude""",2\r\n2,fine,5\r\n', "survey.csv")
    assert opened.cells["comment"].tolist() == ['slow, and\r\n"rude"', "fine"]


def test_repeated_and_missing_headings_are_named_and_doubted() -> None:
    opened = open_table(b"Sprint,Sprint,,Sprint\n1,2,3,4\n5,6,7,8\n", "jira.csv")
    assert list(opened.cells.columns) == ["Sprint", "Sprint (2)", "Column 3", "Sprint (3)"]
    assert [each.id for each in opened.doubts] == ["heading-missing", "heading-repeated", "heading-repeated"]


def test_an_empty_last_column_is_dropped_and_a_longer_row_widens_the_table() -> None:
    assert list(open_table(b"a,b,\n1,2,\n3,4,\n", "x.csv").cells.columns) == ["a", "b"]
    wide = open_table(b"a,b\n" + b"1,2\n" * 300 + b"3,4,5\n", "x.csv")
    assert wide.cells.iloc[-1].tolist() == ["3", "4", "5"]


def test_a_preamble_and_a_total_row_are_left_out_and_told() -> None:
    text = f"Export of 3 May\n\n{PLAIN}Total,120,\n"
    opened = open_table(text.encode(), "survey.csv")
    assert len(opened.cells) == 40
    assert opened.reading.header_rows == 3
    assert [each.id for each in opened.doubts] == ["preamble", "total-row"]
    assert read_table(text.encode(), "survey.csv", opened.reading).equals(opened.cells)


def test_one_column_and_one_row_are_tables() -> None:
    one = understand(b"Overall\n4\n5\n", "x.csv")
    assert "one-column" in {each.id for each in one.doubts}
    assert understand(b"id,Overall,segment\n1,4,vip\n", "x.csv").rows == 1


def test_numbers_as_headings_are_doubted() -> None:
    assert "heading-is-data" in {each.id for each in open_table(b"1,5,3\n2,4,3\n", "x.csv").doubts}


def test_content_decides_not_the_name() -> None:
    data = workbook({"notes": [["x"]], "answers": [["id", "Overall"], [1, 4.0], [2, 4.5]]})
    opened = open_table(data, "survey.csv")
    assert (opened.tool, opened.reading.sheet) == ("plain-xlsx", "answers")
    assert opened.cells["Overall"].tolist() == ["4", "4.5"]
    assert [each.id for each in opened.doubts] == ["sheet-chosen"]


def test_an_old_workbook_is_read(shared: Path) -> None:
    name = "wjx_by_codes.xls"
    opened = open_table((shared / "data" / "survey-exports" / name).read_bytes(), name)
    assert opened.tool == "wjx"
    assert opened.cells.shape[1] > 5


def test_parquet_is_read_as_text() -> None:
    out = io.BytesIO()
    answers = {
        "Overall": [1.0, None, 4.5],
        "day": pd.to_datetime(["2026-01-02T00:00", None, "2026-01-03T10:00"]),
        "n": [1, 2, 3],
    }
    pd.DataFrame(answers).to_parquet(out)
    opened = open_table(out.getvalue(), "x.parquet")
    assert opened.tool == "plain-parquet"
    assert opened.cells.to_dict("list") == {
        "Overall": ["1", "", "4.5"],
        "day": ["2026-01-02", "", "2026-01-03T10:00:00"],
        "n": ["1", "2", "3"],
    }


def test_a_huge_cell_is_read() -> None:
    cell = "long " * 400_000
    assert open_table(f"id,comment\n1,{cell}\n".encode(), "x.csv").cells["comment"][0].strip() == cell.strip()


def test_a_told_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UnreadableData):
        read_table("é,b\n1,2\n".encode("cp1252"), "x.csv", Reading(encoding="utf-8"))


def rows_or_refusal(data: bytes) -> int | tuple[object, ...]:
    """Rows of the table, or the issues of the refusal."""
    try:
        return understand(data, "anything.csv").rows
    except UnreadableData as refused:
        return refused.issues


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    assert rows_or_refusal(data)


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_cells_are_a_table_or_a_refusal(rows: list[list[str]]) -> None:
    assert rows_or_refusal("\n".join(",".join(row) for row in rows).encode("utf-8", "ignore"))
