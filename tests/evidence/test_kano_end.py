"""Which end of Kano's five answers is "I like it" in a column of bare numbers that a person says is such a question."""

import pytest

from improvement.evidence.correct import correct
from improvement.evidence.recognise import understand
from improvement.model.mapping import Item, Mapping, Scale

ROWS = "".join(f"{1 + n % 5},{1 + n % 5}\n" for n in range(60))
MAPPING = understand(f"having,missing\n{ROWS}".encode(), "s.csv").mapping
ROLE = {"role.having": "kano-functional"}


def good(settings: dict[str, str], mapping: Mapping = MAPPING) -> str:
    scale = correct(mapping, settings).items["having"].scale
    assert scale is not None
    return scale.good


def test_the_usual_coding_begins_with_like() -> None:
    assert good({}) == "high"
    assert good(ROLE) == "low"
    assert good(ROLE | {"scale.having": "1..5"}) == "low"


@pytest.mark.parametrize("settings", [{"good.having": "high"} | ROLE, ROLE | {"good.having": "high"}])
def test_a_person_may_say_otherwise_before_or_after(settings: dict[str, str]) -> None:
    assert good(settings) == "high"


def test_what_was_said_before_stands() -> None:
    assert good({"role.having": "kano-dysfunctional"}, correct(MAPPING, ROLE | {"good.having": "high"})) == "high"


def test_answers_in_words_keep_their_order() -> None:
    scale = Scale(id="five-point", low=1.0, high=5.0)
    item = Item(column="having", role="perception", scale=scale, labels={"dislike": 1.0, "like": 5.0})
    assert good(ROLE, Mapping(items={"having": item})) == "high"
