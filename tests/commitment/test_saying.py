"""Times said up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.commitment.saying import said_up


@pytest.mark.parametrize(
    ("hours", "unit", "elapsed", "whole", "said"),
    [
        (10.42, "h", False, False, "11h"),
        (6.02, "h", False, False, "6.5h"),
        (6.5, "h", False, False, "6.5h"),
        (26.0, "d", False, False, "3.5d"),
        (26.0, "d", False, True, "4d"),
        (26.0, "d", True, False, "elapsed 1.5d"),
        (0.0, "h", False, False, "0h"),
    ],
)
def test_rounds_up_to_halves_and_wholes(hours: float, unit: str, elapsed: bool, whole: bool, said: str) -> None:
    assert str(said_up(hours, unit, elapsed, 8.0, whole=whole)) == said  # type: ignore[arg-type]


@given(st.floats(0, 5000), st.sampled_from(["h", "d"]), st.booleans(), st.sampled_from([7.5, 8.0, 7 + 2 / 3]))
def test_never_shorter_and_less_than_a_step_longer(hours: float, unit: str, elapsed: bool, day: float) -> None:
    said = said_up(hours, unit, elapsed, day, whole=False)  # type: ignore[arg-type]
    size = said.hours(day) / said.amount if said.amount else 1.0
    assert said.hours(day) >= hours
    assert said.hours(day) - hours < size * (1 if hours > 10 * size else 0.5) + 1e-6
