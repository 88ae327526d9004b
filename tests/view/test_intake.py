"""What a real survey file was understood to be: doubts first, each with the control that answers it."""

from pathlib import Path

import pytest

from improvement.evidence.recognise import Understanding, understand
from improvement.view.intake import preview, questions, rated_rows, recognised, stored_as, understood, with_role
from tests.evidence import exports


@pytest.fixture(scope="module")
def airport(shared: Path) -> Understanding:
    return understand((shared / "data/sfo-airport-2017.csv").read_bytes(), "sfo-airport-2017.csv")


def test_doubts_of_the_airport_survey(airport) -> None:
    asked = {each.control: each for each in questions(airport)}
    assert asked["top"].items == ("netpro",)
    assert asked["overall"].items == ("q7all", "q9all")
    codes = next(each for each in questions(airport) if each.codes == ("0", "6"))
    assert len(codes.items) == 24
    assert codes.text.endswith("and 18 more")
    assert all(each.text[0].isupper() for each in asked.values())


def test_what_was_understood_has_no_bare_ids(airport) -> None:
    told = understood(airport)
    assert not any(line.startswith("Understood") for line in told)
    assert "NETPRO asks whether people would recommend it, from 0 to 10" in told


def test_the_preview_starts_with_the_outcome_and_leaves_out_what_is_not_stored(airport) -> None:
    first = list(preview(airport)[0])
    assert first[:2] == ["Q7ALL", "NETPRO"]
    assert "CCGID" not in first
    assert len(preview(airport)) == 5
    assert stored_as(airport.rows, airport.mapping).startswith("Stored are 2,831 rows and 67 of 97 columns")


def test_rated_questions_show_scale_and_codes(airport) -> None:
    rows = {row.id: row for row in rated_rows(airport.mapping)}
    assert (rows["q7food"].scale, rows["q7food"].blank) == ("1 to 5", "0, 6")
    assert len(with_role(airport.mapping, "driver")) == 14


def test_an_export_says_its_program_and_asks_what_it_cannot_know() -> None:
    qualtrics = understand(exports.table(exports.qualtrics()), "q.csv")
    assert recognised(qualtrics) == "This looks like a Qualtrics export with three heading rows"
    assert next(each for each in questions(qualtrics) if each.control == "rows").text.startswith("2 of 40 rows")
    assert next(each for each in questions(qualtrics) if each.control == "rows").codes == ("all", "real", "finished")
    keys = understand(exports.table(exports.keypad()), "k.csv")
    assert next(each for each in questions(keys) if each.control == "good").items == ("key-pressed",)
    words = understand(exports.table(exports.limesurvey("full")), "l.csv")
    asked = next(each for each in questions(words) if each.control == "words")
    assert [words.mapping.items[id].text for id in asked.items] == ["Speed", "Tone"]
    assert recognised(understand(b"id,Overall\n1,4\n2,5\n", "x.csv")) == ""


def test_questions_that_can_be_answered_come_before_notes() -> None:
    text = "Export\n\nwhen,overall,price\n" + "\n".join(
        f"0{1 + n % 9}/02/2027,{1 + n % 5},{1 + n % 5}" for n in range(40)
    )
    controls = [each.control for each in questions(understand(text.encode(), "x.csv"))]
    assert "dates" in controls
    assert controls == sorted(controls, key=lambda control: control == "none")
