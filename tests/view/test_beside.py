"""One question rated for two sides, in a line."""

import pytest

from improvement.assessment.beside import Beside, Lead, Twin
from improvement.statistics.results import Estimate
from improvement.view.beside import beside_line

PLAIN = Estimate(0.5, 0.2, 0.8, 100, "paired t")


@pytest.mark.parametrize(("lo", "end"), [(0.1, "; weighted between 0.1 and 0.9"), (None, ", n 100")])
def test_a_weighted_range_is_told_where_there_is_one(lo: float | None, end: str) -> None:
    twin = Twin(PLAIN, PLAIN, Estimate(0.5, lo, lo and 0.9, 40, "linearised"))
    row = Beside("speed", "speed", "speed-b", PLAIN, PLAIN, PLAIN, 0.01, Lead.AHEAD, twin)
    assert beside_line(row, {}, "ours", "theirs").endswith(end)
