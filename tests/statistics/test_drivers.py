"""Laws of the driver weights and of the places that bootstrap intervals leave open."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.drivers import relative_importance
from improvement.statistics.moments import Moments
from improvement.statistics.results import FloatArray
from improvement.statistics.shapley import johnson_weights, lmg

few = settings(max_examples=25, deadline=None)


def _rows(seed: int, n: int, p: int, noise: float = 1.0) -> FloatArray:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    x = rng.normal(size=(n, p)) + common
    y = x @ np.linspace(1.0, 0.1, p) + noise * rng.normal(size=n)
    return np.column_stack([x, y])


@few
@given(st.integers(0, 1000), st.integers(1, 6))
def test_both_methods_share_out_exactly_the_r2_of_least_squares(seed: int, p: int) -> None:
    rows = _rows(seed, 60, p)
    x, y = np.column_stack([np.ones(60), rows[:, :-1]]), rows[:, -1]
    r2 = 1 - np.sum((y - x @ np.linalg.lstsq(x, y)[0]) ** 2) / np.sum((y - y.mean()) ** 2)
    correlation = Moments.of(rows).correlation()
    for weights in (method(correlation[:-1, :-1], correlation[:-1, -1]) for method in (johnson_weights, lmg)):
        assert weights.sum() == pytest.approx(r2, abs=1e-9)
        assert weights.min() >= -1e-12


@few
@given(st.integers(0, 1000))
def test_moments_of_parts_add_up(seed: int) -> None:
    rows = _rows(seed, 30, 3)
    whole = Moments.of(rows[:11]) + Moments.of(rows[11:])
    assert whole.n == 30
    assert whole.correlation() == pytest.approx(np.corrcoef(rows.T))


def test_a_stack_is_weighed_like_its_parts() -> None:
    matrices = [Moments.of(_rows(seed, 50, 4)).correlation() for seed in range(3)]
    stack = np.array(matrices)
    together = johnson_weights(stack[:, :-1, :-1], stack[:, :-1, -1])
    for matrix, row in zip(matrices, together, strict=True):
        assert row == pytest.approx(johnson_weights(matrix[:-1, :-1], matrix[:-1, -1]))


def test_more_than_twelve_items_are_too_many_for_lmg() -> None:
    with pytest.raises(ValueError, match="13 items"):
        lmg(np.eye(13), np.zeros(13))


def test_a_repeated_and_a_constant_item_are_left_out_and_named() -> None:
    rows = _rows(1, 200, 3)
    rows = np.column_stack([rows[:, 0], rows[:, 0] * 2, np.full(200, 4.0), rows[:, 1:]])
    found = relative_importance(["a", "twin", "flat", "b", "c"], rows, np.random.default_rng(1), draws=100)
    assert [each.item for each in found.drivers] == ["a", "b", "c"]
    assert [(each.id, each.fact("item")) for each in found.warnings] == [
        ("driver-duplicate", "twin"),
        ("driver-constant", "flat"),
    ]


def test_places_are_withheld_below_a_hundred_rows() -> None:
    found = relative_importance(["a", "b"], _rows(1, 99, 2), np.random.default_rng(1), draws=100)
    assert [each.id for each in found.warnings] == ["ranks-withheld"]
    assert found.warnings[0].fact("needed") == 100
    assert all(each.place_from is None for each in found.drivers)
    many = relative_importance([str(j) for j in range(14)], _rows(1, 139, 14), np.random.default_rng(1), draws=50)
    assert many.warnings[0].fact("needed") == 140
    assert many.drivers[0].lmg_share is None


def test_pure_noise_gets_no_places() -> None:
    rows = np.random.default_rng(7).normal(size=(300, 4))
    found = relative_importance(["a", "b", "c"], rows, np.random.default_rng(1), draws=100)
    assert [each.id for each in found.warnings] == ["drivers-explain-nothing"]
    assert all(each.place_to is None for each in found.drivers)


def test_overlapping_drivers_share_their_places() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(2000, 3))
    y = 2 * x[:, 0] + 0.5 * x[:, 1] + 0.5 * x[:, 2] + rng.normal(size=2000)
    found = relative_importance(["big", "one", "other"], np.column_stack([x, y]), rng)
    assert [(each.place_from, each.place_to) for each in found.drivers] == [(1, 1), (2, 3), (2, 3)]


def test_incomplete_rows_are_left_out() -> None:
    rows = _rows(1, 150, 2)
    rows[:10, 0] = np.nan
    assert relative_importance(["a", "b"], rows, np.random.default_rng(1), draws=50).n == 140
    with pytest.raises(ValueError, match="no complete rows"):
        relative_importance(["a", "b"], rows[:10], np.random.default_rng(1))
    rows[:, 2] = 3.0
    with pytest.raises(ValueError, match="same in all rows"):
        relative_importance(["a", "b"], rows, np.random.default_rng(1))


def test_two_thousand_draws_take_less_than_two_seconds_and_repeat_exactly() -> None:
    rows, items = _rows(2, 1700, 6), list("abcdef")
    start = time.process_time()
    first = relative_importance(items, rows, np.random.default_rng(1))
    assert time.process_time() - start < 2
    assert relative_importance(items, rows, np.random.default_rng(1)) == first
