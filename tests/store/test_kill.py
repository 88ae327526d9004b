"""kill -9 at random moments: a small version of `make bench-store`."""

import random
from pathlib import Path

import pytest

from tests.benchmarks.store_kill import kill_often

pytestmark = pytest.mark.heavy


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    found = kill_often(tmp_path, 12, random.Random(7))
    assert found.acknowledged > 0
    assert (found.lost, found.corrupt, found.left_over, found.misread) == (0, 0, 0, 0)
