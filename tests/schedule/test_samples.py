"""Drawn durations against the distributions of scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from improvement.schedule.pert import expected
from improvement.schedule.samples import LEVELS, Dice, Drawn, Spread, Throw, stream

MIDDLES = (np.arange(LEVELS) + 0.5) / LEVELS


@pytest.mark.parametrize("points", [(8, 10, 16), (1, 1, 9), (2, 9, 9), (0, 5, 10), (3.5, 4, 4.1)])
def test_quantiles(points: tuple[float, float, float]) -> None:
    low, likely, high = points
    width, shape = high - low, (likely - low) / (high - low)
    pert = stats.beta(1 + 4 * shape, 5 - 4 * shape, low, width)
    assert Spread(*points).quantiles("pert") == pytest.approx(pert.ppf(MIDDLES), abs=0.004 * width)
    assert Spread(*points).quantiles("triangular") == pytest.approx(stats.triang(shape, low, width).ppf(MIDDLES))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted), st.floats(0.1, 3))
def test_means_and_ends(points: list[float], scale: float) -> None:
    low, likely, high = points
    for how in ("pert", "triangular"):
        found = Spread(low, likely, high, scale).quantiles(how)
        assert found.mean() == pytest.approx(scale * expected(low, likely, high, how), rel=1e-3, abs=1e-6)
        assert (np.diff(found) >= -1e-9).all()
        assert scale * low - 1e-6 <= found[0]
        assert found[-1] <= scale * high + 1e-6


def _scores(groups: tuple[str, str], rho: float) -> np.ndarray:
    table = np.rint(Spread(0, 1, 3).quantiles("triangular") * 1e6).astype(np.int64)
    drawn = [Drawn(i, f"a{i}", table, group) for i, group in enumerate(groups)]
    lengths = np.zeros((2, 40_000), np.int64)
    Throw(Dice(np.zeros(2, np.int64), drawn, (), 3, rho)).levels(40_000).lengths(lengths)
    assert lengths[1].mean() == pytest.approx(4e6 / 3, rel=0.01), "the share of luck leaves each duration as it is"
    return stats.norm.ppf(stats.rankdata(lengths, axis=1) / 40_001)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
def test_the_same_owner_has_the_same_luck_as_far_as_asked(rho: float) -> None:
    assert np.corrcoef(_scores(("ana", "ana"), rho))[0, 1] == pytest.approx(rho, abs=0.02)
    assert np.corrcoef(_scores(("ana", "ben"), rho))[0, 1] == pytest.approx(0, abs=0.02)
    assert np.corrcoef(_scores(("", ""), rho))[0, 1] == pytest.approx(0, abs=0.02)


@given(st.integers(0, 2**70), st.integers(0, 2), st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_streams_are_those_that_numpy_seeds(seed: int, kind: int, name: str) -> None:
    known = np.random.PCG64(np.random.SeedSequence([seed, kind, int.from_bytes(name.encode())]))
    assert stream(seed, kind, name).state == known.state
