"""Columns about rivals, and the least that is acceptable: recognised by their headings, corrected by settings."""

import numpy as np
import pytest

from improvement.errors import KeptError
from improvement.evidence.correct import correct
from improvement.evidence.recognise import understand
from improvement.model.mapping import Item, Mapping


def understood(*headings: str) -> dict[str, Item]:
    answers = np.random.default_rng(1).integers(1, 6, (90, len(headings)))
    rows = "\n".join(",".join(map(str, row)) for row in answers)
    found = understand(f"{','.join(headings)}\n{rows}\n".encode(), "survey.csv").mapping
    return {item.column: item for item in found.items.values()}


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
    items = understood("overall", "competition", "arrival", "rival")
    assert {each.rival for each in items.values()} == {None}


def test_a_rival_is_never_the_question_on_the_whole() -> None:
    items = understood("Overall satisfaction competitor", "Overall satisfaction", "food")
    assert items["Overall satisfaction"].role == "overall"
    assert items["Overall satisfaction competitor"].rival == "competitor"


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
