"""What real files are understood to be, without help; and how a person corrects it."""

from pathlib import Path

import pytest

from improvement.errors import KeptError
from improvement.evidence.correct import correct
from improvement.evidence.recognise import Understanding, understand
from improvement.model.mapping import Mapping

Q7 = (
    "ART", "FOOD", "STORE", "SIGN", "WALKWAYS", "SCREENS", "INFODOWN",
    "INFOUP", "WIFI", "ROADS", "PARK", "AIRTRAIN", "LTPARKING", "RENTAL",
)  # fmt: skip


def understood(shared: Path, name: str) -> Understanding:
    """One of the shared files."""
    return understand((shared / "data" / name).read_bytes(), name)


def columns(mapping: Mapping, role: str) -> list[str]:
    """Headings of the items with a role."""
    return [item.column for item in mapping.items.values() if item.role == role]


def test_the_airport_survey_comes_out_without_help(shared: Path) -> None:
    found = understood(shared, "sfo-airport-2017.csv")
    mapping = found.mapping
    assert found.rows == 2831
    assert columns(mapping, "recommend") == ["NETPRO"]
    assert columns(mapping, "overall") == ["Q7ALL"]
    assert columns(mapping, "weight") == ["WEIGHT"]
    assert columns(mapping, "respondent") == ["RESPNUM"]
    assert columns(mapping, "driver") == [f"Q7{name}" for name in Q7]
    assert set(mapping.items["netpro"].not_answers) == {"11"}
    assert set(mapping.items["q7all"].not_answers) == {"Blank"}
    assert all(set(mapping.items[f"q7{name.lower()}"].not_answers) == {"0", "6"} for name in Q7)
    doubts = {each.id: dict(each.facts) for each in found.doubts}
    assert doubts["blank-or-top"] == {"column": "NETPRO", "code": 11, "top": 10, "count": 84}
    assert doubts["several-overall"]["others"] == "Q9ALL"


def test_the_bank_survey(shared: Path) -> None:
    mapping = understood(shared, "bank-satisfaction.csv").mapping
    assert columns(mapping, "overall") == ["sat1"]
    assert columns(mapping, "segment") == ["gender"]
    assert {name.rstrip("0123456789") for name in columns(mapping, "driver")} == {"imag", "qual", "val"}
    assert mapping.items["imag4"].scale == mapping.items["imag1"].scale, "nobody chose 0 to 2, but the block is 0 to 10"


def test_other_files(shared: Path) -> None:
    assert columns(understood(shared, "nps-testdata.csv").mapping, "recommend") == ["REC"]
    cases = understood(shared, "nyc-casework-20k.csv").mapping
    assert columns(cases, "date") == ["opendate", "closedate"]
    ((_, times),) = cases.cases.items()
    assert (times.start, times.stop, str(cases.collected)) == ("opendate", "closedate", "2025-01-09")


def test_a_known_mapping_is_used_as_it_is(shared: Path) -> None:
    data = (shared / "data" / "nps-testdata.csv").read_bytes()
    known = correct(understand(data, "a.csv").mapping, {"role.Region": "ignore", "wave": "2026"})
    assert understand(data, "a.csv", known).mapping is known
    assert understand(b"other,table\n1,2\n", "b.csv", known).mapping is not known


def survey(**extra: list[str]) -> bytes:
    """Forty answers to an overall question, with further columns."""
    table = {"Overall": [str(1 + n % 5) for n in range(40)], **extra}
    rows = zip(*table.values(), strict=True)
    return "\n".join([",".join(table), *(",".join(row) for row in rows)]).encode()


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Customer name", [f"Person {n}" for n in range(40)]),
        ("contact", [f"user{n}@example.org" for n in range(40)]),
        ("from", [f"192.0.2.{n}" for n in range(40)]),
        ("Teléfono", [f"{600_000_000 + n}" for n in range(40)]),
        ("document", [f"{10_000_000 + n}Z" for n in range(40)]),
    ],
)
def test_personal_columns_are_proposed_to_be_dropped(heading: str, cells: list[str]) -> None:
    found = understand(survey(**{heading: cells}), "a.csv")
    assert columns(found.mapping, "personal") == [heading]
    assert "personal-column" in {each.id for each in found.doubts}


@pytest.mark.parametrize(
    ("days", "order", "asked"),
    [
        ([f"{1 + n % 28:02}/03/2026" for n in range(40)], "dmy", False),
        ([f"03/{1 + n % 28:02}/2026" for n in range(40)], "mdy", False),
        ([f"0{1 + n % 9}/0{1 + n % 8}/2026" for n in range(40)], "dmy", True),
        ([f"2026-03-{1 + n % 28:02}" for n in range(40)], "ymd", False),
    ],
)
def test_the_order_of_days_is_seen_or_asked(days: list[str], order: str, asked: bool) -> None:
    found = understand(survey(asked=days), "a.csv")
    assert found.mapping.read.dates == order
    assert ("date-order" in {each.id for each in found.doubts}) is asked


def test_expectation_and_perception_are_paired() -> None:
    answers = [str(1 + n % 7) for n in range(40)]
    found = understand(survey(E1=answers, E2=answers, P1=answers, P2=answers), "a.csv").mapping
    assert {name: (found.items[name].role, found.items[name].of) for name in ("e1", "p1")} == {
        "e1": ("expectation", found.items["p1"].of),
        "p1": ("perception", found.items["e1"].of),
    }
    assert found.items["e1"].of != found.items["e2"].of


def test_eleven_points_counted_from_one_are_asked_about() -> None:
    found = understand(survey(NPS=[str(1 + n % 11) for n in range(40)]), "a.csv")
    scale = found.mapping.items["nps"].scale
    assert scale is not None
    assert (scale.low, scale.high) == (1, 11)
    assert "counted-from-one" in {each.id for each in found.doubts}


def test_headings_in_other_scripts_get_ids() -> None:
    found = understand("推荐,总体满意度,2026\n".encode() + b"9,4,1\n8,5,2\n3,1,3\n10,3,3\n" * 9, "a.csv").mapping
    assert columns(found, "recommend") == ["推荐"]
    assert columns(found, "overall") == ["总体满意度"]
    assert list(found.items) == ["q1", "q2", "q2026"]


def test_corrections_name_columns_by_heading_or_id(shared: Path) -> None:
    mapping = understood(shared, "sfo-airport-2017.csv").mapping
    found = correct(
        mapping,
        {
            "overall": "Q9ALL",
            "drivers": "Q7FOOD,q7store",
            "not_answers.NETPRO": "11,0",
            "role.Q17CITY": "ignore",
            "read.encoding": "cp1252",
            "collected": "2017-05-31",
        },
    )
    assert columns(found, "overall") == ["Q9ALL"]
    assert columns(found, "driver") == ["Q7FOOD", "Q7STORE"]
    assert found.items["q7all"].role == "perception"
    assert set(found.items["netpro"].not_answers) == {"11", "0"}
    assert (found.items["q17city"].role, found.read.encoding, str(found.collected)) == (
        "ignore",
        "cp1252",
        "2017-05-31",
    )


@pytest.mark.parametrize(
    ("settings", "id", "suggestion"),
    [
        ({"overall": "Q7AL"}, "unknown-column", "Q7ALL"),
        ({"wieght": "WEIGHT"}, "unknown-setting", "weight"),
        ({"role.WEIGHT": "wait"}, "not-a-value", None),
        ({"read.colour": "red"}, "not-a-value", None),
    ],
)
def test_a_correction_that_cannot_be_done_is_refused(
    shared: Path, settings: dict[str, str], id: str, suggestion: str | None
) -> None:
    with pytest.raises(KeptError) as refused:
        correct(understood(shared, "sfo-airport-2017.csv").mapping, settings)
    (problem,) = refused.value.issues
    assert problem.id == id
    assert suggestion is None or problem.fact("suggestion") == suggestion
