"""The traps of real files, one test each; the names of the cases are the list.

Codes that are no answers, 0-10 coded 1-11, 11 = blank, reversed and unlike scales, encodings, semicolons and decimal
commas, preambles and total rows, spreadsheet days of 1900 and 1904, Buddhist years and Thai digits, the order of days,
quotes and newlines, formula text, personal columns: here. Weights beside unweighted scores, pairwise correlations and
signs beside shares: tests/assessment. Charts of more than 1,000 cases a day and censored windows: tests/guarantee.
The traps of single programs: test_tools.py; broken files: test_hostile_files.py.
"""

import io
from collections.abc import Sequence

import pandas as pd
import pyreadstat
import pytest

from improvement.errors import Issue
from improvement.evidence.cleaning import clean
from improvement.evidence.correct import correct
from improvement.evidence.reading import open_table, read_table
from improvement.evidence.recognise import Understanding, understand
from improvement.model.mapping import Item
from tests.evidence.exports import table, workbook

N = 44


def one(heading: str, cells: Sequence[object]) -> tuple[bytes, Understanding, Item]:
    """A file with an overall question and one column more: its bytes, the understanding, the column's item."""
    data = table([["Overall", heading], *([1 + n % 5, cell] for n, cell in enumerate(cells))])
    found = understand(data, "trap.csv")
    return data, found, next(item for item in found.mapping.items.values() if item.column == heading)


def doubt(found: Understanding, id: str) -> Issue:
    return next(each for each in found.doubts if each.id == id)


def cleaned(data: bytes, found: Understanding, **settings: str) -> "pd.Series[float]":
    """The second column as it is stored, after a person's corrections."""
    mapping = correct(found.mapping, {key.replace("__", "."): value for key, value in settings.items()})
    stored = clean(read_table(data, "trap.csv", mapping.read), mapping, b"key")
    return stored.iloc[:, 1]


CODES = {
    "0 is not applicable": ([0, 1, 2, 3, 4, 5], {"0"}),
    "6 is never used": ([1, 2, 3, 4, 5, 6], {"6"}),
    "0 and 6": ([0, 1, 2, 3, 4, 5, 6], {"0", "6"}),
    "-2 and -3 are skipped": ([-2, -3, 1, 2, 3, 4, 5], {"-2", "-3"}),
    "99 is refused": ([1, 2, 3, 4, 5, 99], {"99"}),
    "words for nothing": ([1, 2, 3, 4, 5, "n/a"], {"n/a"}),
}


@pytest.mark.parametrize("trap", CODES)
def test_codes_that_are_no_answers(trap: str) -> None:
    codes, apart = CODES[trap]
    data, found, item = one("Q1 rating", [codes[n % len(codes)] for n in range(N)])
    assert set(item.not_answers) == apart
    assert item.scale is not None
    assert (item.scale.low, item.scale.high) == (1, 5)
    assert cleaned(data, found).dropna().between(1, 5).all()


def test_eleven_points_counted_from_one_and_eleven_as_blank_look_alike_and_are_asked() -> None:
    _, counted, item = one("Would you recommend us?", [1 + n % 11 for n in range(N)])
    assert item.scale is not None
    assert (item.scale.high, doubt(counted, "counted-from-one").fact("high")) == (11, 11)
    _, blank, item = one("Would you recommend us?", [n % 12 for n in range(N)])
    assert item.scale is not None
    assert (item.scale.high, doubt(blank, "blank-or-top").fact("code")) == (10, 11)


WORDS = {
    "English, five": (("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"), 5),
    "English, nobody chose the worst": (("Dissatisfied", "Neutral", "Satisfied", "Very satisfied"), 5),
    "English, no middle": (("Strongly disagree", "Disagree", "Agree", "Strongly agree"), 4),
    "English, seven": (
        ("Strongly disagree", "Disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree", "Agree",
         "Strongly agree"), 7),
    "Spanish": (
        ("Muy insatisfecho", "Insatisfecho", "Ni satisfecho ni insatisfecho", "Satisfecho", "Muy satisfecho"), 5),
    "Chinese": (("非常不满意", "不满意", "一般", "满意", "非常满意"), 5),
    "Thai": (("ไม่พอใจมาก", "ไม่พอใจ", "ปานกลาง", "พอใจ", "พอใจมาก"), 5),
    "Russian": (("Совершенно не согласен", "Не согласен", "Нейтрально", "Согласен", "Полностью согласен"), 5),
    "frequency": (("Never", "Rarely", "Sometimes", "Often", "Always"), 5),
    "numbers before words": (("1 - Very bad", "2 - Bad", "3 - So-so", "4 - Good", "5 - Very good"), 5),
    "numbers after words": (("Very bad (1)", "Bad (2)", "So-so (3)", "Good (4)", "Very good (5)"), 5),
    "words at the ends only": (("1 - Very bad", "2", "3", "4", "5 - Very good"), 5),
}  # fmt: skip


@pytest.mark.parametrize("trap", WORDS)
def test_answers_in_words_become_numbers_worst_first_and_are_asked(trap: str) -> None:
    words, size = WORDS[trap]
    data, found, item = one("Q1", [words[n % len(words)] for n in range(N)])
    first = size - len(words) + 1
    assert [item.labels[word] for word in words] == list(range(first, size + 1))
    assert item.scale is not None
    assert (item.scale.low, item.scale.high) == (1, size)
    assert doubt(found, "words-as-numbers").fact("columns") == "Q1"
    assert cleaned(data, found).tolist()[: len(words)] == list(range(first, size + 1))


NO_RATINGS = {
    "ages": ("18-29", "30-44", "45-60", "> 60"),
    "prices": ("3000-3499元", "5001-8000元", "15000元以上"),
    "numbered regions": ("1. North", "2. East", "3. South", "4. West", "5. Centre"),
    "yes and no": ("Yes", "No"),
    "channels": ("Phone", "Hall", "Letter"),
}


@pytest.mark.parametrize("trap", NO_RATINGS)
def test_categories_in_words_are_no_ratings(trap: str) -> None:
    words = NO_RATINGS[trap]
    _, _, item = one("Q1", [words[n % len(words)] for n in range(N)])
    assert (item.role, item.scale, dict(item.labels)) == ("segment", None, {})


def test_three_good_answers_against_two_bad_ones_are_pointed_out() -> None:
    words = ("Poor", "Fair", "Good", "Very good", "Excellent")
    _, found, item = one("Q1", [words[n % 5] for n in range(N)])
    assert [item.labels[word] for word in words] == [1, 2, 3, 4, 5]
    assert doubt(found, "words-unbalanced").fact("columns") == "Q1"


def test_a_person_gives_words_other_numbers_and_turns_a_scale() -> None:
    words = ("Bad", "So-so", "Good")
    data, found, _ = one("Q1", [words[n % 3] for n in range(N)])
    assert cleaned(data, found, labels__Q1="Bad=0;So-so=5;Good=10").tolist()[:3] == [0, 5, 10]
    item = correct(found.mapping, {"good.Q1": "low"}).items["q1"]
    assert item.scale is not None
    assert item.scale.good == "low"


def spss(frame: pd.DataFrame, tmp: io.BytesIO | str, **about: object) -> bytes:
    pyreadstat.write_sav(frame, str(tmp), **about)
    with open(str(tmp), "rb") as file:
        return file.read()


def test_spss_labels_say_that_the_lowest_is_the_best_and_99_is_no_answer(tmp_path) -> None:
    frame = pd.DataFrame({"sat": [1, 2, 3, 4, 5, 99, 1, 2] * 5, "where": [1, 2] * 20, "share": [0.5, 1.5] * 20})
    labels = {
        "sat": {1: "พอใจมาก", 2: "พอใจ", 3: "ปานกลาง", 4: "ไม่พอใจ", 5: "ไม่พอใจมาก", 99: "ไม่ตอบ"},
        "where": {1: "Bangkok", 2: "Chiang Mai"},
    }
    data = spss(
        frame,
        tmp_path / "thai.sav",
        column_labels={"sat": "ความพึงพอใจโดยรวม"},
        variable_value_labels=labels,
        missing_ranges={"sat": [99]},
    )
    found = understand(data, "thai.sav")
    item = found.mapping.items["sat"]
    assert (item.role, item.text, dict(item.not_answers)) == ("overall", "ความพึงพอใจโดยรวม", {"99": "ไม่ตอบ"})
    assert item.scale is not None
    assert (item.scale.low, item.scale.high, item.scale.good) == (1, 5, "low")
    assert doubt(found, "reversed-scale").fact("columns") == "sat"
    stored = clean(read_table(data, "thai.sav", found.mapping.read), found.mapping, b"key")
    assert stored["sat"].isna().sum() == 5
    assert stored["where"].unique().tolist() == ["Bangkok", "Chiang Mai"]


ENCODINGS = {
    "cp874": "ความพึงพอใจโดยรวมของลูกค้าที่มาใช้บริการ",
    "gb18030": "客户对服务的总体满意度和建议",
    "cp1251": "Общая удовлетворённость клиентов обслуживанием",
    "cp1252": "Atención al público en la región de Cádiz, ¿volverá?",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_guessed_with_a_doubt_or_taken_as_told(encoding: str) -> None:
    text = ENCODINGS[encoding]
    data = table([["id", text, "comment"], *([n, 1 + n % 5, text] for n in range(N))], encoding=encoding)
    opened = open_table(data, "trap.csv")
    assert [each.id for each in opened.doubts] == ["encoding-guessed"]
    told = understand(data, "trap.csv", reading=opened.reading.model_copy(update={"encoding": encoding}))
    assert told.columns[1].column == text


def test_semicolons_and_decimal_commas() -> None:
    data = "weight;Overall\n" + "".join(f"{0.5 + n % 3 / 2:.2f};{1 + n % 5}\n".replace(".", ",") for n in range(N))
    found = understand(data.encode(), "trap.csv")
    assert (found.mapping.read.delimiter, found.mapping.read.decimal) == (";", ",")
    assert found.mapping.items["weight"].role == "weight"


DAYS = {
    "year first": ("2026-03-{day:02}", "ymd", None, "2026-03-01"),
    "day first, as a late day shows": ("{day:02}/03/2026", "dmy", None, "2026-03-01"),
    "month first, as a late day shows": ("03/{day:02}/2026", "mdy", None, "2026-03-01"),
    "either": ("0{digit}/03/2026", "dmy", "date-order", "2026-03-01"),
    "Buddhist years": ("{day:02}/03/2569", "dmy", "buddhist-years", "2026-03-01"),
    "Buddhist years of two digits": ("{day:02}/03/69", "dmy-be", "short-buddhist-years", "2026-03-01"),
    "two digits that may be Buddhist": ("{day:02}/03/71", "dmy", "short-buddhist-years", "1971-03-01"),
    "Thai digits": ("{thai}/๐๓/๒๕๖๙", "dmy", "buddhist-years", "2026-03-01"),
    "named months": ("{day:02}/Mar/26", "ymd", None, "2026-03-01"),
    "named months, month first": ("Mar {day}, 2026", "ymd", None, "2026-03-01"),
    "days of a spreadsheet": ("{serial}", "ymd", "serial-days", "2026-03-01"),
}


def written(how: str, n: int) -> str:
    day = 1 + n % 28
    thai = f"{day:02}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return how.format(day=day, digit=1 + n % 9, thai=thai, serial=46_082 - 1 + day)


@pytest.mark.parametrize("trap", DAYS)
def test_days_are_read_and_asked_where_they_could_be_read_in_two_ways(trap: str) -> None:
    how, order, asked, first = DAYS[trap]
    data, found, item = one("Day of the visit", [written(how, n) for n in range(N)])
    assert item.role == "date"
    assert found.mapping.read.dates == order
    ids = {each.id for each in found.doubts}
    assert {"date-order", "buddhist-years", "short-buddhist-years", "serial-days"} & ids == (
        {asked} if asked else set()
    )
    assert str(cleaned(data, found).iloc[0])[:10] == first


def test_a_person_says_that_days_count_from_1904_or_that_years_are_buddhist() -> None:
    data, found, _ = one("Day of the visit", [44_620 + n for n in range(N)])
    facts = doubt(found, "serial-days")
    assert (facts.fact("first"), facts.fact("second")) == ("2022-02-28", "2026-03-01")
    assert str(cleaned(data, found, read__dates="serial-1904").iloc[0])[:10] == "2026-03-01"
    data, found, _ = one("Day of the visit", [f"{1 + n % 28:02}/03/71" for n in range(N)])
    assert str(cleaned(data, found, read__dates="dmy-be").iloc[0])[:10] == "2028-03-01"


def test_five_digits_are_days_only_under_a_heading_of_days() -> None:
    _, found, item = one("Amount", [46_082 + n for n in range(N)])
    assert (item.role, "serial-days" in {each.id for each in found.doubts}) == ("ignore", False)


@pytest.mark.parametrize("text", ["=1+1", "+49 cmd", "@SUM(A1)", 'a "quoted", text\nwith a newline'])
def test_formulas_quotes_and_newlines_stay_text(text: str) -> None:
    data, _, _ = one("comment", [text, *(f"{text} {n}" for n in range(N))])
    assert open_table(data, "trap.csv").cells["comment"].iloc[0] == text


def test_a_program_is_recognised_below_a_preamble_and_in_a_workbook() -> None:
    rows = [["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、总体满意度"],
            *([n, "2026/3/2 9:00:00", "35秒", "微信", "", f"192.0.2.{n}", 1 + n % 5] for n in range(N))]  # fmt: skip
    for data in (table([["导出", *[""] * 6], *rows]), workbook({"Sheet1": rows})):
        found = understand(data, "wjx.xlsx")
        assert (found.mapping.tool, found.rows) == ("wjx", N)
        items = {item.column: item for item in found.mapping.items.values()}
        assert (items["所用时间"].role, items["来自IP"].role) == ("ignore", "personal")
        assert (items["1、总体满意度"].role, items["1、总体满意度"].text) == ("overall", "总体满意度")


def test_three_hundred_columns_are_read_and_one_row_is_a_table() -> None:
    rows = [[f"Q{place}" for place in range(300)], *([1 + (n + place) % 5 for place in range(300)] for n in range(30))]
    found = understand(table(rows), "wide.csv")
    assert len(found.mapping.items) == 300
    assert sum(item.scale is not None for item in found.mapping.items.values()) == 300
    one_row = understand(table(rows[:2]), "one.csv")
    assert one_row.rows == 1
    assert "nothing-to-measure" in {each.id for each in one_row.doubts}
