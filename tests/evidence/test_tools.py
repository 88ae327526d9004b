"""Exports of survey, ticket and phone programs in their documented shapes, made up by exports.py."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from improvement.errors import UnreadableData
from improvement.evidence.cleaning import clean
from improvement.evidence.correct import correct
from improvement.evidence.reading import read_table
from improvement.evidence.recognise import Understanding, understand
from improvement.model.mapping import Mapping
from improvement.view.wording import sentence
from tests.evidence import exports


def told(found: Understanding) -> str:
    return sentence(found.understood[0])


def headings(mapping: Mapping, role: str) -> list[str]:
    return [item.column for item in mapping.items.values() if item.role == role]


def doubts(found: Understanding) -> set[str]:
    return {each.id for each in found.doubts}


def read(rows: Sequence[exports.Row], **how: str) -> tuple[Understanding, pd.DataFrame]:
    """What a CSV is understood to be, and its cleaned table."""
    data = exports.table(rows, **how)
    found = understand(data, "export.csv")
    return found, clean(read_table(data, "export.csv", found.mapping.read), found.mapping, b"key")


def test_qualtrics_gives_words_to_its_codes_and_leaves_out_previews() -> None:
    found, table = read(exports.qualtrics())
    assert (found.rows, len(table), found.mapping.read.rows) == (38, 38, "real")
    assert found.mapping.items["q1"].role == "recommend"
    assert [found.mapping.items[each].text for each in ("q2-1", "q2-2")] == ["Waiting time", "Staff"]
    asked = {each.id: dict(each.facts) for each in found.doubts}
    assert asked["rows-to-count"] == {"kind": "tests-and-unfinished", "rows": 40, "tests": 2, "unfinished": 1}
    assert asked["time-zone"]["zone"] == "Asia/Bangkok"
    assert dict(found.row_counts) == {"all": 40, "real": 38, "finished": 37}


@pytest.mark.parametrize(("choice", "rows"), [("all", 40), ("real", 38), ("finished", 37)])
def test_a_person_says_which_rows_count(choice: str, rows: int) -> None:
    data = exports.table(exports.qualtrics())
    mapping = correct(understand(data, "q.csv").mapping, {"read.rows": choice})
    assert len(read_table(data, "q.csv", mapping.read)) == rows
    assert understand(data, "q.csv", mapping).rows == rows


@pytest.mark.parametrize(("shape", "words"), [("codes", "question codes"), ("full", "full questions")])
def test_limesurvey(shape: str, words: str) -> None:
    found, table = read(exports.limesurvey(shape))
    assert words in told(found)
    (asked,) = [each for each in found.doubts if each.id == "rows-to-count"]
    assert (asked.fact("unfinished"), found.rows) == (10, 40)
    speed, tone = list(found.mapping.items)[5:7]
    assert table[speed].min() == 1
    assert table[speed].max() == 5
    # nobody gave the tone the best answer, but it is asked on the same scale
    assert found.mapping.items[tone].scale == found.mapping.items[speed].scale
    assert dict(found.mapping.items[tone].not_answers) == {"N/A": "never shown"}
    assert table[tone].isna().sum() == 5
    assert found.mapping.items[speed].text == (None if shape == "codes" else "Speed")
    assert ("codes-as-numbers" if shape == "codes" else "words-as-numbers") in doubts(found)


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig"])
def test_limesurvey_with_and_without_a_byte_order_mark(mark: str) -> None:
    assert read(exports.limesurvey("full"), encoding=mark)[0].mapping.tool == "limesurvey"


@pytest.mark.parametrize(
    ("word", "moment", "read_as"),
    [
        ("Timestamp", "9/26/2018 0:06:16", "2018-09-26 00:06:16"),
        ("Marca temporal", "2022/02/13 10:26:52 p. m. GMT-3", "2022-02-13 22:26:52"),
        ("时间戳记", "2022/02/13 10:26:52 下午 GMT+8", "2022-02-13 22:26:52"),
        ("ประทับเวลา", "26/9/2561, 10:06:16", "2018-09-26 10:06:16"),
        ("Отметка времени", "26.09.2018 10:06:16", "2018-09-26 10:06:16"),
    ],
)
def test_google_forms_in_the_language_of_its_owner(word: str, moment: str, read_as: str) -> None:
    found, table = read(exports.google_forms(word, moment))
    assert told(found) == "this looks like answers of a Google form"
    assert str(table.iloc[0, 0]) == read_as
    assert headings(found.mapping, "personal") == ["Email Address"]
    assert [item.text for item in found.mapping.items.values() if item.scale] == ["Speed", "Tone"]
    assert "Where were you served?" in headings(found.mapping, "text")


@pytest.mark.parametrize("quiz", [False, True])
def test_microsoft_forms(quiz: bool) -> None:
    found, table = read(exports.microsoft_forms(quiz))
    assert ("quiz" in told(found)) is quiz
    assert found.mapping.items["how-satisfied-are-you-overall"].role == "overall"
    assert "Channels" in headings(found.mapping, "text")
    assert ("Points - Channels" in headings(found.mapping, "ignore")) is quiz
    assert "date-order" in doubts(found)
    assert "email" not in table


def test_kobo_reads_the_answers_and_not_the_longer_sheet_of_a_repeated_group() -> None:
    sheets = exports.kobo()
    found = understand(exports.workbook(sheets), "kobo.xlsx")
    assert told(found) == "this looks like a KoboToolbox export"
    assert (found.rows, found.mapping.read.sheet) == (40, "answers")
    assert "sheet-chosen" in doubts(found)
    assert headings(found.mapping, "text") == ["visit/why"]
    assert {"visit/why/speed", "visit/why/price"} <= set(headings(found.mapping, "ignore"))
    assert found.mapping.items["visit-overall-satisfaction"].text == "overall satisfaction"


def real_headings(shared: Path, name: str) -> list[str]:
    text = (shared / "data/survey-exports" / f"{name}_HEADER_ONLY.csv").read_text(encoding="utf-8-sig")
    return next(csv.reader([text.strip()]))


def test_zendesk_has_two_clocks(shared: Path) -> None:
    moments = {"Created at": "2026-03-02 09:00:00 +0700", "Solved at": "2026-03-03 10:00:00 +0700"}
    rows = exports.tickets(
        real_headings(shared, "zendesk"), moments, Requester="Person {n}", **{"Requester id": "{n}", "Group": "Cards"}
    )
    found, table = read(rows)
    assert told(found) == "this looks like a ticket export of Zendesk"
    ((_, times),) = found.mapping.cases.items()
    assert (times.start, times.stop) == ("created-at", "solved-at")
    assert (table[times.stop] - table[times.start]).dt.total_seconds().eq(90_000).all()
    (clocks,) = [each for each in found.doubts if each.id == "two-clocks"]
    assert clocks.fact("other") == "First reply time in minutes within business hours"
    assert "Requester" in headings(found.mapping, "personal")
    assert headings(found.mapping, "respondent") == ["Requester id"]


def test_freshdesk_hours_above_a_day_are_no_times_of_day(shared: Path) -> None:
    moments = {"Created time": "2026-03-02 09:00:00", "Resolved time": "2026-03-04 10:00:00"}
    moments |= {"Initial response time": "2026-03-02 09:30:00", "Closed time": "2026-03-05 10:00:00"}
    more = {"First response time (in hrs)": "00:30:00", "Resolution time (in hrs)": "49:00:00", "Ticket ID": "{n}"}
    found, table = read(exports.tickets(real_headings(shared, "freshdesk"), moments, **more))
    assert told(found).startswith("this looks like a ticket export of Freshdesk")
    assert {times.stop for times in found.mapping.cases.values()} == {
        "initial-response-time",
        "resolved-time",
        "closed-time",
    }
    assert (table["initial-response-time"] - table["created-time"]).dt.total_seconds().eq(1800).all()
    assert "First response time (in hrs)" in headings(found.mapping, "ignore")


def test_jira_repeats_headings_and_names_months(shared: Path) -> None:
    moments = {"Created": "13/May/24 3:31 PM", "Resolved": "14/May/24 9:01 AM"}
    rows = exports.tickets(
        real_headings(shared, "jira_all_fields"), moments, Watchers="person{n}", Status="Done", Reporter="person {n}"
    )
    found, table = read(rows)
    assert told(found) == "this looks like an issue export of Jira"
    assert str(table["created"].iloc[0]) == "2024-05-13 15:31:00"
    assert [item.column for item in found.mapping.items.values() if item.column.startswith("Watchers")] == [
        "Watchers", "Watchers (2)", "Watchers (3)",
    ]  # fmt: skip
    assert {"Watchers", "Watchers (3)", "Reporter"} <= set(headings(found.mapping, "personal"))
    assert [times.stop for times in found.mapping.cases.values()] == ["resolved"]


def test_nine_rows_of_asterisk_are_four_calls() -> None:
    found, table = read(exports.asterisk())
    assert told(found).startswith("these look like Asterisk call records")
    assert found.rows == 4
    assert table["outcome"].tolist() == ["person", "menu only", "menu only", "person"]
    waited = (table["answered-by-a-person"] - table["started"]).dt.total_seconds()
    assert waited.fillna(-1).tolist() == [30, -1, -1, 5]
    assert headings(found.mapping, "personal") == ["caller"]
    ((_, times),) = found.mapping.cases.items()
    assert (times.start, times.stop) == ("started", "answered-by-a-person")


def test_call_records_of_a_database_have_a_start_and_no_answer() -> None:
    names = (
        "calldate",
        "src",
        "dst",
        "dcontext",
        "dstchannel",
        "lastapp",
        "duration",
        "billsec",
        "disposition",
        "linkedid",
    )
    calls = [
        ["2026-03-02 09:00:00", "0255", "600", "in", "SIP/1", "Queue", 100, 70, "ANSWERED", "a"],
        ["2026-03-02 09:10:00", "0256", "600", "in", "SIP/1", "Queue", 60, 60, "NO ANSWER", "b"],
    ]
    _, table = read([names, *calls])
    assert str(table["answered-by-a-person"].iloc[0]) == "2026-03-02 09:00:30"
    assert pd.isna(table["answered-by-a-person"].iloc[1])


def test_rows_that_name_no_call_are_calls_and_that_is_told() -> None:
    found, table = read([row[:16] for row in exports.asterisk()])
    assert len(table) == 9
    assert "calls-not-joined" in doubts(found)


def test_keypad_logs_ask_which_key_is_the_best() -> None:
    found, table = read(exports.keypad())
    assert told(found) == "this looks like a log of keys that callers pressed"
    (item,) = [item for item in found.mapping.items.values() if item.role == "overall"]
    assert item.column == "Key pressed"
    assert dict(item.not_answers) == {"timeout": "no key"}
    assert (item.scale and item.scale.low, item.scale and item.scale.high) == (1, 3)
    assert "key-order" in doubts(found)
    turned = correct(found.mapping, {"good.Key pressed": "low"}).items["key-pressed"].scale
    assert turned is not None
    assert turned.good == "low"
    assert table["key-pressed"].isna().sum() == 8
    assert headings(found.mapping, "personal") == ["Caller"]


def test_menu_keys_are_choices_and_no_rating() -> None:
    rows = [["Caller", "Digits pressed"], *([f"0255501{n:02}", n % 10] for n in range(40))]
    found, _ = read(rows)
    assert headings(found.mapping, "segment") == ["Digits pressed"]
    assert "key-order" not in doubts(found)


QUALTRICS = exports.qualtrics()
MONKEY = [
    ["Respondent ID", "How good was it?", "", "", "Age"],
    ["", "Speed", "Tone", "Price", "Response"],
    *([n, 1 + n % 5, 1 + n % 4, 1 + n % 5, "18-29"] for n in range(40)),
]
CUT = {
    "Qualtrics without its import ids": (
        QUALTRICS[:2] + QUALTRICS[3:],
        "third heading row is gone",
        38,
        "Waiting time",
    ),
    "Qualtrics without its questions": (QUALTRICS[:1] + QUALTRICS[2:], "row of questions is gone", 38, None),
    "Qualtrics with its import ids alone": (QUALTRICS[2:], "first two heading rows are gone", 38, None),
    "Qualtrics with its codes alone": (QUALTRICS[:1] + QUALTRICS[3:], "with one heading row", 38, None),
    "SurveyMonkey without its options": (
        MONKEY[:1] + MONKEY[2:],
        "second heading row is gone",
        40,
        "How good was it?: 2",
    ),
}


@pytest.mark.parametrize("case", CUT)
def test_half_a_multi_row_heading_is_read_and_said(case: str) -> None:
    rows, words, count, text = CUT[case]
    found, _ = read(rows)
    assert told(found).endswith(words) or words in told(found)
    assert found.rows == count
    names = {item.text or item.column for item in found.mapping.items.values()}
    assert text is None or text in names
    assert "heading-row-missing" in doubts(found) or "one heading row" in words


def test_the_lower_half_of_a_heading_is_refused_because_the_questions_are_not_there() -> None:
    with pytest.raises(UnreadableData) as refused:
        read([["", "Response", "Response", "Open-Ended Response"], *([n, 4, 5, "fine"] for n in range(9))])
    assert sentence(refused.value.issues[0]).startswith("the first of two heading rows is missing")


LOOK_ALIKES = {
    "a status and an end date": ["StartDate", "EndDate", "Status", "Overall"],
    "a timestamp that is a number": ["Timestamp", "Overall", "Speed"],
    "respondents with no second heading row": ["RespondentID", "Overall", "Speed"],
    "an id and a seed": ["id", "seed", "Overall"],
    "a form's headings in another order": ["ID", "Name", "Email", "Start time", "Completion time", "Overall"],
    "tickets of nobody's tool": ["Ticket ID", "Created", "Closed", "Overall"],
    "sixteen columns": [f"c{n}" for n in range(16)],
    "keys without calls": ["Person", "Key pressed"],
}


@pytest.mark.parametrize("case", LOOK_ALIKES)
def test_what_only_looks_like_an_export_is_a_plain_table(case: str) -> None:
    names = LOOK_ALIKES[case]
    rows = [[1 + (n + place) % 5 for place in range(len(names))] for n in range(40)]
    found, _ = read([names, *rows])
    assert found.mapping.tool == "plain-csv"
    assert found.rows == 40


def test_signs_of_two_programs_are_doubted() -> None:
    both = ["_uuid", "_submission_time", "Ticket ID", "Created time", "Resolved time"]
    found, _ = read([both, *([f"u{n}", "2026-03-02", n, "2026-03-02", "2026-03-03"] for n in range(5))])
    (doubt,) = [each for each in found.doubts if each.id == "tool-unsure"]
    assert (doubt.fact("tool"), doubt.fact("others")) == ("kobo", "freshdesk")


@pytest.mark.parametrize(
    "rows",
    [exports.qualtrics(), exports.limesurvey("codes"), exports.limesurvey("full"),
     exports.google_forms("Timestamp", "9/26/2018"), exports.microsoft_forms(), exports.asterisk(),
     exports.keypad(), MONKEY],
)  # fmt: skip
def test_next_month_the_same_export_is_read_without_questions(rows: list[list[object]]) -> None:
    data = exports.table(rows)
    known = understand(data, "march.csv").mapping
    again = understand(data, "april.csv", known)
    assert again.mapping is known
    assert again.doubts == ()
    assert again.understood[0].id == "tool-recognised"


def test_next_month_new_columns_and_new_answers_are_told() -> None:
    known = understand(exports.table(exports.limesurvey("full")), "march.csv").mapping
    rows = exports.limesurvey("full")
    rows = [[*rows[0], "New question"], *([*row, "x"] for row in rows[1:])]
    rows[1][5] = "Splendid"
    found = understand(exports.table(rows), "april.csv", known)
    told = {each.id: dict(each.facts) for each in found.doubts}
    assert told["columns-new"]["columns"] == "New question"
    assert told["outside-scale"]["codes"] == "Splendid"


def test_a_personal_column_is_kept_only_on_purpose() -> None:
    data = exports.table(exports.qualtrics())
    mapping = understand(data, "q.csv").mapping
    kept = correct(mapping, {"role.RecipientEmail": "text"})
    cells = read_table(data, "q.csv", mapping.read)
    assert "recipientemail" not in clean(cells, mapping, b"key")
    assert clean(cells, kept, b"key")["recipientemail"].iloc[0] == "p2@example.org"
