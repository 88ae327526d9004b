"""Every real sample of ../shared/data/survey-exports is recognised and read right."""

from pathlib import Path

import pytest

from improvement.errors import UnreadableData
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import Understanding, understand
from improvement.model.mapping import Mapping
from improvement.view.wording import sentence


def sample(shared: Path, name: str) -> Understanding:
    return understand((shared / "data" / "survey-exports" / name).read_bytes(), name)


def told(found: Understanding) -> str:
    """The first sentence about the file: which program it is from."""
    return sentence(found.understood[0])


def headings(mapping: Mapping, role: str) -> list[str]:
    return [item.column for item in mapping.items.values() if item.role == role]


def test_qualtrics_with_three_heading_rows(shared: Path) -> None:
    found = sample(shared, "qualtrics_3header.csv")
    assert told(found) == "this looks like a Qualtrics export with three heading rows"
    assert (found.rows, found.mapping.read.header_rows) == (1, 3)
    # the second row is German over English codes: the code is the column, the question its words
    assert found.mapping.items["q1"].text == "This is a multiple choice question."
    assert headings(found.mapping, "personal") == ["IPAddress", "LocationLatitude", "LocationLongitude"]
    assert headings(found.mapping, "respondent") == ["ResponseId"]


def test_qualtrics_with_two_heading_rows_a_mark_and_an_empty_last_column(shared: Path) -> None:
    found = sample(shared, "qualtrics_legacy_2header.csv")
    assert told(found) == "this looks like an old Qualtrics export with two heading rows"
    assert (found.rows, found.mapping.read.encoding) == (1, "utf-8-sig")
    assert len(found.columns) == 15
    assert headings(found.mapping, "personal") == ["Name", "IPAddress", "LocationLatitude", "LocationLongitude"]


def test_a_qualtrics_matrix_whose_import_ids_are_no_json(shared: Path) -> None:
    found = sample(shared, "qualtrics_matrix_3header_singlequote.csv")
    assert told(found) == "this looks like a Qualtrics export with three heading rows"
    assert found.rows == 5
    assert found.mapping.items["q2-1"].text == "Click to write the question text: Click to write Statement 1"
    assert found.columns[11].examples == ("3", "4", "2")
    (tests,) = [each for each in found.doubts if each.id == "rows-to-count"]
    assert (tests.fact("tests"), tests.fact("rows"), found.mapping.read.rows) == (5, 5, "all")


def test_surveymonkey_with_options_in_the_second_row(shared: Path) -> None:
    found = sample(shared, "surveymonkey_2header_cp1252.csv")
    assert told(found).startswith("this looks like a SurveyMonkey export")
    assert (found.rows, found.mapping.read.encoding) == (40, "cp1252")
    seen = "Which of the following Star Wars films have you seen? Please select all that apply.: "
    assert sum(each.startswith(seen) for each in headings(found.mapping, "ignore")) == 6
    assert sum("in order of preference" in each for each in headings(found.mapping, "ignore")) == 6
    rated = {item.text: item for item in found.mapping.items.values() if item.scale}
    assert len(rated) == 14
    assert dict(rated["Yoda"].labels) == {
        "Very unfavorably": 1,
        "Somewhat unfavorably": 2,
        "Neither favorably nor unfavorably (neutral)": 3,
        "Somewhat favorably": 4,
        "Very favorably": 5,
    }
    assert set(rated["Yoda"].not_answers) == {"Unfamiliar (N/A)"}
    assert {"words-as-numbers", "ranks-left-out"} <= {each.id for each in found.doubts}


def test_surveymonkey_with_response_under_each_question(shared: Path) -> None:
    found = sample(shared, "surveymonkey_response_row.csv")
    assert told(found).startswith("this looks like a SurveyMonkey export")
    assert found.rows == 30
    # the heading has <br> marks
    assert found.columns[1].column.startswith("Consider the following hypothetical situations: In Lottery A")
    assert "How do you like your steak prepared?" in headings(found.mapping, "segment")


def test_wjx_by_text(shared: Path) -> None:
    found = sample(shared, "wjx_by_text.xls")
    assert told(found) == "this looks like a wjx (问卷星) export by text"
    assert found.rows == 800
    assert headings(found.mapping, "text") == ["6、兴趣爱好", "8、关注资讯"]  # several answers in one cell
    assert found.mapping.items["q1-2"].text == "手机部数"


def test_wjx_by_codes(shared: Path) -> None:
    found = sample(shared, "wjx_by_codes.xls")
    assert told(found) == "this looks like a wjx (问卷星) export by codes"
    assert found.rows == 800
    (asked,) = [each for each in found.doubts if each.id == "options-without-question"]
    assert asked.fact("count") == 24
    # codes 1 to 7 of a price class are choices, not a rating
    assert not any(item.scale for item in found.mapping.items.values())
    assert "2、手机价格" in headings(found.mapping, "segment")


def test_spss_with_dates_labels_and_codes_that_users_declared_missing(shared: Path) -> None:
    name = "spss_simple_alltypes.sav"
    file = ((shared / "data" / "survey-exports" / name).read_bytes(), name)
    found = understand(*file)
    assert told(found).startswith("this is an SPSS file")
    items = found.mapping.items
    assert items["x"].text == "Numeric variable with value labels"
    assert set(read_table(*file, found.mapping.read)["x"]) == {"red", "green", "blue", "4", "8", "9"}
    assert dict(items["x"].not_answers) == {"8": "missing"}
    assert dict(items["z"].not_answers) == {"-9": "missing", "999": "skipped"}
    assert headings(found.mapping, "date") == ["y", "date", "quarter"]
    assert found.preview[0][-1] == "2014-10-01"


def test_spss_keeps_a_missing_code_of_a_range(shared: Path) -> None:
    found = sample(shared, "spss_missing_test.sav")
    assert found.rows == 2
    assert dict(found.mapping.items["var1"].not_answers) == {"1": "missing"}


@pytest.mark.parametrize("tool", ["zendesk", "freshdesk", "jira_all_fields"])
def test_headings_without_rows_name_the_program_and_are_refused(shared: Path, tool: str) -> None:
    with pytest.raises(UnreadableData) as refused:
        sample(shared, f"{tool}_HEADER_ONLY.csv")
    first, second = refused.value.issues
    assert tool.split("_", maxsplit=1)[0] in sentence(first).lower()
    assert (second.id, second.fact("why")) == ("no-table", "rows")
