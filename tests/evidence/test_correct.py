"""Settings as people type them: shares of customers, telephone keys, bridges."""

import pytest

from improvement.errors import KeptError
from improvement.evidence.correct import correct
from improvement.evidence.recognise import understand
from improvement.model.mapping import Bridge, Keypad, Mapping

ROWS = "".join(f"{n},{1 + n % 5},{('north', 'south')[n % 2]},x\n" for n in range(60))
MAPPING = understand(f"id,overall,region,age.group\n{ROWS}".encode(), "s.csv").mapping


def corrected(**settings: str) -> Mapping:
    return correct(MAPPING, {key.replace("__", "."): value for key, value in settings.items()})


def test_shares_of_customers_are_typed_as_numbers_or_percentages() -> None:
    found = corrected(population__region__north="0.4", population__region__south="60%", trim_weights="5")
    assert found.population == {"region": {"north": 0.4, "south": 0.6}}
    assert found.trim_weights == 5
    taken = correct(found, {"population.region.north": "", "population.region.south": ""})
    assert taken.population == {}


def test_a_heading_and_a_part_may_have_dots_in_them() -> None:
    found = correct(MAPPING, {"population.age.group.18.5": "1"})
    assert found.population == {"age-group": {"18.5": 1.0}}


def test_a_keypad_is_typed_key_by_key() -> None:
    settings = {
        "keypad.overall.read": "1, 2, 3",
        "keypad.overall.labels": "1=satisfied; 2=average; 3=dissatisfied",
        "keypad.overall.pause_seconds": "1.5",
        "keypad.overall.started_by": "staff",
        "keypad.overall.by_chance": "true",
        "keypad.overall.offered": "200",
    }
    found = correct(MAPPING, settings)
    assert found.items["overall"].keypad == Keypad(
        labels={"1": "satisfied", "2": "average", "3": "dissatisfied"},
        read=(1, 2, 3),
        pause_seconds=1.5,
        started_by="staff",
        by_chance=True,
        offered=200,
    )
    assert correct(found, dict.fromkeys(settings, "")).items["overall"].keypad is None


def test_a_bridge_is_two_questions() -> None:
    found = correct(MAPPING, {"bridge.overall": "split/five, split/seven"})
    assert found.bridges == {"overall": Bridge(old="split/five", new="split/seven")}
    assert correct(found, {"bridge.overall": ""}).bridges == {}


@pytest.mark.parametrize("typed", ["40", "4000%", "1.4", "-1"])
def test_a_share_that_is_none_is_refused_as_it_was_typed(typed: str) -> None:
    with pytest.raises(KeptError) as refused:
        correct(MAPPING, {"population.region.north": typed})
    (found,) = refused.value.issues
    assert typed in dict(found.facts).values()


@pytest.mark.parametrize(
    ("key", "value", "id", "fact"),
    [
        ("population.regio.north", "0.4", "unknown-column", "region"),
        ("population.region", "0.4", "unknown-setting", "population.COLUMN.PART"),
        ("population.region.north", "-1", "not-a-value", "95%"),
        ("population.region.north", "1.4", "not-a-value", "95%"),
        ("population.region.north", "many", "not-a-value", "95%"),
        ("keypad.overall.pause", "1", "unknown-setting", "keypad.COLUMN.pause_seconds"),
        ("keypad.overall.started_by", "boss", "not-a-value", "system, staff"),
        ("keypad.overall.read", "one", "not-a-value", "3"),
        ("bridge.overall", "here", "not-a-value", "survey-2026/q07"),
        ("trim_weight", "5", "unknown-setting", "trim_weights"),
    ],
)
def test_what_cannot_be_followed_says_why(key: str, value: str, id: str, fact: str) -> None:
    with pytest.raises(KeptError) as refused:
        correct(MAPPING, {key: value})
    (found,) = refused.value.issues
    assert found.id == id
    assert fact in {found.fact(name) for name in ("suggestion", "example") if name in dict(found.facts)}
