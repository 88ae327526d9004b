"""Drivers that are known are among the first that are shown, and equal ones are shown as a tie."""

import pytest

from tests.benchmarks.known_drivers import CLEAR, EQUAL, found, share_of

pytestmark = pytest.mark.heavy

DATA_SETS = 30


def test_the_true_first_three_are_within_the_first_four_shown() -> None:
    results = [found(CLEAR, seed) for seed in range(DATA_SETS)]
    assert share_of([each.within for each in results]) >= 0.9
    assert share_of([each.wrong > 0 for each in results]) <= 0.05


def test_drivers_that_weigh_the_same_share_a_place() -> None:
    results = [found(EQUAL, seed) for seed in range(DATA_SETS)]
    assert share_of([each.equal_tied for each in results]) >= 0.95
    assert share_of([each.within for each in results]) >= 0.9
