"""Control charts and run rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from improvement.statistics.control import ChartKind, Rule, Signal, control_chart


def test_too_short_and_provisional_baselines() -> None:
    short = control_chart(ChartKind.C, np.full(11, 9.0))
    assert (short.center, short.lower, [each.id for each in short.warnings]) == (None, (), ["baseline-too-short"])
    twelve = control_chart(ChartKind.C, np.full(12, 9.0))
    assert (twelve.center, twelve.provisional) == (9.0, True)
    assert [each.id for each in twelve.warnings] == ["baseline-provisional"]
    assert not control_chart(ChartKind.C, np.full(20, 9.0)).provisional


def test_later_points_do_not_move_the_limits() -> None:
    rng = np.random.default_rng(1)
    counts = rng.binomial(200, 0.2, size=24).astype(float)
    later = np.append(counts, [80.0, 81.0])
    before = control_chart(ChartKind.P, counts, np.full(24, 200.0))
    after = control_chart(ChartKind.P, later, np.full(26, 200.0), baseline=24)
    assert after.center == before.center
    assert after.upper[:24] == before.upper
    assert {each.index for each in after.signals if each.rule is Rule.BEYOND_LIMITS} >= {24, 25}


def test_xmr_as_wheelers_constant() -> None:
    values = np.array([39.0, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40])
    chart = control_chart(ChartKind.XMR, values)
    moving_range = np.abs(np.diff(values)).mean()
    assert chart.upper[0] == pytest.approx(values.mean() + 2.66 * moving_range, abs=2e-3)
    assert chart.lower[0] == pytest.approx(values.mean() - 2.66 * moving_range, abs=2e-3)


def test_u_chart_limits_follow_the_sizes() -> None:
    sizes = np.tile([50.0, 200.0], 12)
    chart = control_chart(ChartKind.U, sizes * 0.5, sizes)
    assert chart.center == pytest.approx(0.5)
    assert chart.upper[:2] == pytest.approx([0.5 + 3 * (0.5 / 50) ** 0.5, 0.5 + 3 * (0.5 / 200) ** 0.5])


def test_large_sizes_switch_to_laney_and_stop_the_false_alarms() -> None:
    rng = np.random.default_rng(2)
    sizes = np.full(40, 20_000.0)
    counts = rng.binomial(20_000, rng.normal(0.3, 0.02, size=40)).astype(float)
    chart = control_chart(ChartKind.P, counts, sizes)
    assert chart.method == "p-prime"
    assert chart.sigma_z == pytest.approx(0.02 / (0.3 * 0.7 / 20_000) ** 0.5, rel=0.3)
    assert not [each for each in chart.signals if each.rule is Rule.BEYOND_LIMITS]
    shares = counts / sizes
    width = 3 * (shares.mean() * (1 - shares.mean()) / 20_000) ** 0.5
    assert np.mean(np.abs(shares - shares.mean()) > width) > 0.5


def test_small_sizes_that_spread_too_much_warn_and_can_be_charted_as_prime() -> None:
    counts = np.tile([4.0, 30.0, 15.0], 8)
    plain, prime = (control_chart(kind, counts, np.full(24, 60.0)) for kind in (ChartKind.P, ChartKind.P_PRIME))
    assert (plain.method, prime.method) == ("p", "p-prime")
    assert [each.id for each in plain.warnings] == ["over-dispersed"]
    assert prime.upper[0] > plain.upper[0]


def test_rare_events_need_longer_periods() -> None:
    chart = control_chart(ChartKind.P, np.tile([0.0, 1.0], 10), np.full(20, 50.0))
    assert [each.id for each in chart.warnings] == ["periods-too-small"]


def test_eight_on_one_side_signal_and_a_point_on_the_line_breaks_the_run() -> None:
    baseline = np.tile([8.0, 10.0], 10)
    run = control_chart(ChartKind.XMR, np.append(baseline, [9.5] * 9), baseline=20)
    # the last baseline point is above the centre too, so the eighth in a row is the seventh new one
    assert run.signals == tuple(Signal(index, Rule.RUN_OF_EIGHT) for index in (26, 27, 28))
    broken = control_chart(ChartKind.XMR, np.append(baseline, [9.5] * 6 + [9.0] + [9.5] * 7), baseline=20)
    assert broken.signals == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=40))
def test_share_limits_stay_within_0_and_1(counts: list[int]) -> None:
    chart = control_chart(ChartKind.P, np.array(counts, float), np.full(len(counts), 40.0))
    assert chart.center is not None
    assert 0 <= min(chart.lower) <= chart.center <= max(chart.upper) <= 1


def test_empty_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="size above 0"):
        control_chart(ChartKind.P, np.zeros(20), np.zeros(20))
    with pytest.raises(ValueError, match="size above 0"):
        control_chart(ChartKind.U, np.zeros(20))
