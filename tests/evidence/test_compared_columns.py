"""Columns about rivals, and the least that is acceptable: recognised by their headings, corrected by settings."""

import numpy as np
import pandas as pd
import pytest

from improvement.assessment.scores import assess
from improvement.errors import KeptError
from improvement.evidence.correct import correct
from improvement.evidence.recognise import Understanding, understand
from improvement.model.mapping import Item, Mapping
from tests.assessment.build import plan_with


def answered(*headings: str) -> pd.DataFrame:
    answers = np.random.default_rng(1).integers(1, 6, (90, len(headings)))
    return pd.DataFrame(answers, columns=list(headings))


def understanding(*headings: str) -> Understanding:
    return understand(answered(*headings).to_csv(index=False).encode(), "survey.csv")


def understood(*headings: str) -> dict[str, Item]:
    return {item.column: item for item in understanding(*headings).mapping.items.values()}


@pytest.mark.parametrize(
    ("ours", "theirs", "rival"),
    [
        ("Speed (us)", "Speed (competitor A)", "competitor A"),
        ("food", "food_rival", "rival"),
        ("Tone", "Tone - best competitor", "best competitor"),
        ("速度 我们", "速度 竞争对手", "竞争对手"),
        ("обслуживание", "обслуживание конкурента", "конкурента"),
        ("Atención", "Atención competidor", "competidor"),
    ],
)
def test_a_rivals_column_is_paired_with_ours(ours, theirs, rival) -> None:
    items = understood("overall", ours, theirs)
    assert items[theirs].rival == rival
    assert items[theirs].of is not None
    assert items[theirs].of == items[ours].of
    assert (items[ours].rival, items["overall"].rival) == (None, None)


def test_what_only_sounds_like_a_rival_is_ours() -> None:
    items = understood("overall", "competition", "arrival", "Arrivals hall")
    assert {each.rival for each in items.values()} == {None}


def test_a_word_that_sounds_like_a_rival_takes_part_in_a_pair() -> None:
    items = understood("overall", "Arrival", "Arrival (competitor A)")
    ours, theirs = items["Arrival"], items["Arrival (competitor A)"]
    assert (ours.rival, theirs.rival) == (None, "competitor A")
    assert ours.of == theirs.of == "arrival"


def test_a_rival_is_paired_with_what_we_are_perceived_as_not_with_what_is_expected() -> None:
    items = understood(
        "overall", "perceived speed", "expected speed", "speed (competitor A)", "perceived tone", "tone rival"
    )
    assert [items[each].role for each in ("perceived speed", "expected speed")] == ["perception", "expectation"]
    assert {items[each].of for each in ("perceived speed", "expected speed", "speed (competitor A)")} == {"speed"}
    assert items["perceived tone"].of == items["tone rival"].of == "tone"
    assert (items["speed (competitor A)"].rival, items["tone rival"].rival) == ("competitor A", "rival")


@pytest.mark.parametrize("heading", ["Kindness of staff - competitor A", "competitor A", "Main rival: parking"])
def test_a_rival_without_a_question_about_us_is_no_driver_of_ours_and_is_told(heading) -> None:
    headings = ("overall", "Staff kindness", "food", heading)
    table, mapping = answered(*headings), understanding(*headings).mapping
    ids = {item.column: name for name, item in mapping.items.items()}
    found = mapping.items[ids[heading]]
    assert (found.role, found.of) == ("perception", None)
    assert found.rival
    evidence = (mapping, table.rename(columns=ids).astype(float))
    scored = assess(plan_with("s"), {"s": evidence}).sources["s"]
    assert ids[heading] not in scored.items
    told = [each.fact("column") for each in scored.warnings if each.id == "rival-without-partner"]
    assert told == [heading]


def test_a_rival_is_never_the_question_on_the_whole() -> None:
    items = understood("Overall satisfaction competitor", "Overall satisfaction", "food")
    assert items["Overall satisfaction"].role == "overall"
    assert items["Overall satisfaction competitor"].rival == "competitor"


def test_a_rivals_question_on_the_whole_is_not_offered_as_ours() -> None:
    headings = ("Overall satisfaction", "Competitor B overall satisfaction", "food", "Overall feeling")
    told = {each.id: dict(each.facts) for each in understanding(*headings).doubts}
    assert told["several-overall"]["others"] == "Overall feeling"
    assert "several-overall" not in {each.id for each in understanding(*headings[:3]).doubts}


def test_three_levels_of_one_attribute() -> None:
    items = understood("Speed: minimum", "Speed: desired", "Speed: perceived", "adequate parking")
    roles = [items[f"Speed: {each}"].role for each in ("minimum", "desired", "perceived")]
    assert roles == ["adequate", "expectation", "perception"]
    assert len({items[f"Speed: {each}"].of for each in ("minimum", "desired", "perceived")}) == 1
    assert items["adequate parking"].role != "adequate"


def test_settings_name_rivals_attributes_and_who_answered() -> None:
    mapping = Mapping(items={"q1": Item(column="Q1", role="perception"), "q2": Item(column="Q2", role="perception")})
    settings = {"rival.Q2": "Acme", "of.q2": "speed", "of.Q1": "speed", "factor.q1": "price", "element.q1": "rules"}
    found = correct(mapping, settings | {"respondents": "staff", "rival": "Acme"})
    assert (found.items["q2"].rival, found.items["q1"].of, found.items["q1"].element) == ("Acme", "speed", "rules")
    assert (found.respondents, found.rival) == ("staff", "Acme")
    cleared = correct(found, {"rival.q2": "", "rival": "", "respondents": ""})
    assert (cleared.items["q2"].rival, cleared.rival, cleared.respondents) == (None, None, "customers")
    with pytest.raises(KeptError):
        correct(mapping, {"respondents": "cats"})


def test_an_earlier_file_of_staff_is_no_silent_reason_to_take_this_one_for_theirs() -> None:
    data = b"speed\n" + b"\n".join(b"%d" % (1 + n % 5) for n in range(40)) + b"\n"
    first = understand(data, "survey.csv").mapping
    for settings, told in (({"respondents": "staff"}, "staff-as-before"), ({"rival": "Acme"}, "rival-as-before")):
        again = understand(data, "survey.csv", known=correct(first, settings))
        assert told in {each.id for each in again.doubts}
