"""A crash or a power cut at any call that changes the disk: the old state or the new one, and the store goes on."""

from pathlib import Path

import pytest

from tests.benchmarks.ptrace import can_trace
from tests.benchmarks.store_crash import SCENES, Scene, troubles

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_every_crash_point(scene: Scene, tmp_path: Path) -> None:
    if not can_trace():
        pytest.skip("this machine does not let a process trace its child")
    count, wrong = troubles(tmp_path, scene)
    assert count > 3
    assert not wrong, "\n".join(wrong)
