"""Dates, numbers and ranges in five languages, against pages.md's own examples."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.view import format
from improvement.view.language import use

WHEN = date(2027, 2, 15)


@pytest.fixture(autouse=True)
def _english():
    use("en")
    yield
    use("en")


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "15 Feb 2027", "1,204.5"),
        ("es", "15 feb 2027", "1.204,5"),
        ("zh", "2027年2月15日", "1,204.5"),
        ("th", "15 ก.พ. 2570", "1,204.5"),
        ("ru", "15 февр. 2027", "1\u00a0204,5"),
    ],
)
def test_each_language_writes_days_and_numbers_its_own_way(language, day, number):
    use(language)
    assert format.day(WHEN) == day
    assert format.number(1204.5) == number


def test_the_era_of_thai_years_is_a_setting():
    use("th")
    token = format.thai_era.set("common")
    assert format.day(WHEN) == "15 ก.พ. 2027"
    format.thai_era.reset(token)
    assert format.year(WHEN) == "2570"


def test_the_era_leaves_other_languages_alone():
    assert format.year(WHEN) == "2027"


@pytest.mark.parametrize(
    ("language", "month", "name", "short"),
    [
        ("en", "Feb 2027", "Feb", "15 Feb"),
        ("zh", "2027年2月", "2月", "2月15日"),
        ("th", "ก.พ. 2570", "ก.พ.", "15 ก.พ."),
    ],
)
def test_months_and_days_without_year(language, month, name, short):
    use(language)
    assert (format.month(WHEN), format.month_name(WHEN), format.short_day(WHEN)) == (month, name, short)


@pytest.mark.parametrize(
    ("value", "settings_", "text"),
    [
        (8.0, {}, "8"),
        (-0.9, {}, "−0.9"),
        (-0.04, {}, "0"),
        (0.04, {"sign": True}, "0"),
        (12, {"sign": True}, "+12"),
        (10.01, {"rounding": "up"}, "10.1"),
        (3.14159, {"decimals": 2}, "3.14"),
        (1234567, {"decimals": 0}, "1,234,567"),
    ],
)
def test_numbers_have_no_needless_decimals_and_a_true_minus(value, settings_, text):
    assert format.number(value, **settings_) == text


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="nan"):
        format.number(float("nan"))


def test_ranges_in_words():
    assert format.between(37, 42) == "between 37 and 42"
    assert format.between(-1.1, -0.7) == "between −1.1 and −0.7"
    assert format.between_of_100(0.931, 0.972) == "between 93 and 98 of 100"


def test_shares_chances_points_places_and_times():
    assert format.of_100(0.95) == "95 of 100"
    assert format.in_10(0.8) == "8 in 10"
    assert [format.points(score) for score in (0.12, -0.05, 0.0)] == ["+12", "−5", "0"]
    assert [format.place(1, 3), format.place(2, 2)] == ["1-3", "2"]
    assert format.duration(11, "working hours") == "11 h"
    assert format.duration(10.21, "seconds", rounding="up") == "10.3 s"


@given(st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_a_whole_percent_survives_both_roundings(percent):
    share = percent / 100
    assert format.of_100(share, "down") == format.of_100(share, "up") == f"{percent} of 100"


@given(st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_safe_share_is_never_rounded_up(share):
    assert int(format.of_100(share, "down").split()[0]) <= 100 * share + 1e-9
