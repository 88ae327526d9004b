"""Sentences that say much the same stand together, in every script."""

from hypothesis import given
from hypothesis import strategies as st

from improvement.statistics.likeness import alike, likeness


def test_the_published_example_of_the_coefficient() -> None:
    # night: ni ig gh ht; nacht: na ac ch ht; one pair in common
    assert likeness("night", "nacht") == 0.25


def test_sentences_that_say_the_same_are_one_group() -> None:
    texts = [
        "Customers wait four days for a first answer",
        "The statement cannot be read without help",
        "First answers take four days!",
        "คนไข้รอนานเกินไป",
        "投诉四天后才有回复",
        "คนไข้ต้องรอนานมาก",
        "投诉要等四天才得到答复",
        "对账单看不懂",
    ]
    assert alike(texts) == ((0, 2), (1,), (3, 5), (4, 6), (7,))


@given(st.lists(st.text(max_size=12), max_size=8))
def test_every_text_is_in_one_group_and_equal_texts_in_the_same(texts) -> None:
    groups = alike(texts)
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    where = {place: group for group in groups for place in group}
    for one, first in enumerate(texts):
        for other, second in enumerate(texts):
            assert 0 <= likeness(first, second) == likeness(second, first) <= 1
            assert first != second or where[one] == where[other]
