"""Each kind of value: what its grammar takes, what it refuses, and that writing reads back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.model.values import (
    Dependency,
    Duration,
    Effort,
    Estimate,
    Hours,
    LocalText,
    Rate,
    Span,
    parse_count,
    parse_date,
    parse_file,
    parse_flag,
    parse_id,
    parse_need,
    parse_number,
    parse_percent,
    write_number,
    write_percent,
)

REFUSED = [
    (parse_id, ["", "A", "a_b", "-a", "a--b", "a-", "on", "no", "null", "2027", "a\n", "x" * 65, "../x", "é", "1e3"]),
    (parse_date, ["2027-2-1", "27-02-01", "2027-02-30", "2027-02-01T10:00", "١٢٣٤-01-01", "0"]),
    (parse_number, ["1_000", "1e3", ".5", "1.", "inf", "nan", " 1", "1,5"]),
    (parse_count, ["-1", "1.0", "1_0", "no", ""]),
    (parse_percent, ["95", "101%", "-1%", "95 %", "%"]),
    (parse_flag, ["yes", "True", "1", "on"]),
    (Duration.parse, ["3", "3 d", "d", "3m", "-3d", "elapsed3d", "1_0d"]),
    (Span.parse, ["2027-02-02..2027-02-01", "2027-02-01..", "..2027-02-01", "2027-02-01-2027-02-02"]),
    (Hours.parse, ["9-17", "17:00-09:00", "09:00-09:00", "25:00-26:00"]),
    (Dependency.parse, ["a XX", "a FS+", "a+2d", "a FS+2", "A", "a  FS"]),
    (Estimate.parse, [["1d", "2d"], ["3d", "2d", "1d"], [], "x", ["1d", "elapsed 2d", "3d"], 5]),
    (Rate.parse, ["2", "2 per 0", "2 per", "x per 10", "1 per " + 400 * "9"]),
    (Effort.parse, ["6", "6d", "pd"]),
    (LocalText.parse, ["", "  ", {"xx": "a"}, {}, {"en": ""}, [], 3]),
    (parse_need, ["skill:x", "skill:x>=10", "A"]),
    (parse_file, ["../x", "/x", "a/../b", ".hidden", "a//b", "a b", ""]),
]


@pytest.mark.parametrize(("parse", "text"), [(parse, text) for parse, texts in REFUSED for text in texts])
def test_what_is_no_value_is_refused(parse, text) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the sentence is made from the kind, not from the exception
        parse(text)


def test_values_mean_what_they_say() -> None:
    assert parse_date("2027-02-15") == date(2027, 2, 15)
    assert parse_percent("95%") == 0.95
    assert parse_percent("99.5%") == 0.995
    assert Duration.parse("elapsed 48h") == Duration(48, "h", elapsed=True)
    assert Duration.parse("2w").days(8) == 10
    assert Duration.parse("elapsed 2w").days(8) == 14
    assert Duration.parse("4h").days(8) == 0.5
    assert Duration.parse("elapsed 12h").days(8) == 0.5
    assert Span.parse("2027-02-01").last == date(2027, 2, 1)
    assert Hours.parse("09:00-17:30") == Hours(time(9), time(17, 30))
    assert Hours.parse("09:00-17:30").length == 8.5
    assert Dependency.parse("a-b SS-2d") == Dependency("a-b", "SS", Duration(2, "d"), lead=True)
    assert Dependency.parse("a FS") == Dependency("a")
    assert Rate.parse("2 per 1000") == Rate(2, 1000)
    assert LocalText.parse({"es": "hola", "en": "hello"}).show("ru") == "hello"
    assert LocalText.parse({"es": "hola"}).show("en") == "hola"


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (Duration.parse, "elapsed 10d"),
        (Duration.parse, "0.5d"),
        (Span.parse, "2027-02-22..2027-02-26"),
        (Span.parse, "2027-02-22"),
        (Hours.parse, "09:00-17:00"),
        (Dependency.parse, "train-owners FS+2d"),
        (Dependency.parse, "train-owners FF-elapsed 3d"),
        (Dependency.parse, "pilot SS"),
        (Dependency.parse, "pilot"),
        (Rate.parse, "2 per 1000"),
        (Rate.parse, "0.00001 per 1"),
        (Effort.parse, "6pd"),
    ],
)
def test_what_is_written_is_what_was_read(parse, text) -> None:
    assert str(parse(text)) == text


@given(st.integers(0, 1000).map(lambda n: n / 10))
def test_percentages_read_back(percent: float) -> None:
    text = f"{write_number(percent)}%"
    assert write_percent(parse_percent(text)) == text


@given(st.decimals(0, 1, places=12).map(float))
def test_small_numbers_are_written_as_they_can_be_read(number: float) -> None:
    assert parse_number(write_number(number)) == number
