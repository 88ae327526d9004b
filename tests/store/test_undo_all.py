"""Taking back many random changes: a small version of `make bench-store`."""

from pathlib import Path

import pytest

from tests.benchmarks.store_undo import undo_all, undo_in_the_middle


@pytest.mark.parametrize("layout", ["comments", "CRLF", "brackets inside"])
def test_taking_back_everything_gives_every_earlier_text_byte_by_byte(layout: str, tmp_path: Path) -> None:
    found = undo_all(tmp_path, 20, seed=3, layout=layout)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.differing == 0


def test_taking_back_in_any_order_keeps_the_others(tmp_path: Path) -> None:
    wrong = undo_in_the_middle(tmp_path, 20, seed=4)
    assert not wrong, "\n".join(wrong)
