"""An editor that knows nothing of the store saves over everything: a small version of `make bench-store`."""

from pathlib import Path

from tests.benchmarks.store_hand import hand_saves


def test_saves_by_hand_and_edits_in_the_app_all_stay(tmp_path: Path) -> None:
    found = hand_saves(tmp_path, saves=9, writers=3, seed=1, rests=0.1)
    assert found.acknowledged > 0
    assert (found.lost_saves, found.lost_edits, found.set_back) == (
        {"in place": 0, "in two parts": 0, "renamed": 0},
        0,
        0,
    )
    assert not found.problems, "\n".join(found.problems)
