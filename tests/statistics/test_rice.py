"""RICE: a published example, the floor of half a month, what cannot be."""

import pytest

from improvement.statistics.rice import rice


def test_a_published_example() -> None:
    assert [rice(5000, 2, 0.8, 2), rice(10, 3, 1, 6), rice(10000, 3, 1, 0.5)] == pytest.approx([4000, 5, 60000])


def test_less_than_half_a_month_counts_as_half_a_month() -> None:
    assert rice(100, 1, 1, 0.1) == rice(100, 1, 1, 0.5) == 200


@pytest.mark.parametrize("wrong", [(-1, 1, 1, 1), (1, -1, 1, 1), (1, 1, -0.5, 1), (1, 1, 1, 0)])
def test_what_cannot_be_is_refused(wrong: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        rice(*wrong)
