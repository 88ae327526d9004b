"""A full disk, page by page: a change may fail, nothing is lost, reading goes on, and so does writing afterwards."""

from pathlib import Path

import pytest

from tests.benchmarks.store_disk_full import CannotMount, cut_short, fill_up, small_disk

pytestmark = pytest.mark.heavy


def test_a_disk_without_space(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path / "disk", 200) as disk:
            found = fill_up(disk / "plans", 12)
    except CannotMount:
        pytest.skip("this user may not mount a small file system")
    assert found.failed > 3
    assert not found.wrong, "\n".join(found.wrong)


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """The journal's line is cut off in the middle, as a quota does."""
    found = cut_short(tmp_path, [0, 1, 9, 100, 300, 500, 900])
    assert found.failed > 3
    assert not found.wrong, "\n".join(found.wrong)
