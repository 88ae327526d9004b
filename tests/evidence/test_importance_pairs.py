"""Questions about importance find the rating of the same attribute by their headings."""

import pytest

from improvement.evidence.importance_pairs import importance_pairs
from improvement.evidence.recognise import understand


@pytest.mark.parametrize(
    ("importance", "rating"),
    [
        ("Importance: food", "Satisfaction: food"),
        ("importance_food", "sat_food"),
        ("Food (importance)", "Food"),
        ("Importancia de la comida", "Satisfacción de la comida"),
        ("餐饮 重要程度", "餐饮 满意度"),
        ("ความสำคัญ: อาหาร", "ความพึงพอใจ: อาหาร"),
        ("Важность: еда", "Удовлетворенность: еда"),
    ],
)
def test_headings_that_name_the_same(importance: str, rating: str) -> None:
    found = importance_pairs([importance, rating, "Overall satisfaction"], {})
    assert set(found) == {importance, rating}
    assert len(set(found.values())) == 1


def test_an_attribute_that_is_known_already_is_kept_and_nothing_else_is_joined() -> None:
    headings = ["food expected", "food perceived", "food importance", "price importance", "seats"]
    known = {"food expected": "food", "food perceived": "food"}
    assert importance_pairs(headings, known) == {"food importance": "food", "food perceived": "food"}


def test_a_dropped_file_has_its_pairs() -> None:
    rows = "\n".join(f"{n},{1 + n % 5},{1 + n // 5 % 5},{1 + (n + n // 3) % 5}" for n in range(100))
    mapping = understand(f"id,overall,sat_food,importance_food\n{rows}\n".encode(), "survey.csv").mapping
    one, other = mapping.items["sat-food"], mapping.items["importance-food"]
    assert (one.role, other.role) == ("perception", "importance")
    assert one.of is not None
    assert one.of == other.of
