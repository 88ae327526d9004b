"""Processes that share one plans folder: nothing is lost, and a store that stood by sees all of it."""

from pathlib import Path

from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import Task, processes
from tests.benchmarks.store_plans import ID, dense, opened

WORKERS, EDITS, ACTIVITIES = 3, 12, 40


def test_people_in_processes_lose_nothing(tmp_path: Path) -> None:
    stands_by = opened(tmp_path, dense(ACTIVITIES))
    stands_by.snapshot(ID)
    done = processes(tmp_path, [Task(n, EDITS, ACTIVITIES, every=4) for n in range(WORKERS)])
    assert len(done.waits) == WORKERS * EDITS
    for store in (stands_by, FolderStore(tmp_path)):
        assert done.lost(store) == 0
        assert store.fsck(ID) == len(store.log(ID)) == WORKERS * EDITS
