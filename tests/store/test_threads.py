"""Threads on one store: own fields all land, the shared field loses no increment, readers never go back in time."""

import threading
from pathlib import Path

from improvement.model.snapshot import Snapshot
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import Task, threads
from tests.benchmarks.store_plans import ID, dense, opened

PEOPLE, EDITS, ACTIVITIES = 10, 8, 50


def test_people_in_threads_lose_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path, dense(ACTIVITIES))
    done = threads(store, [Task(n, EDITS, ACTIVITIES, every=4) for n in range(PEOPLE)])
    assert len(done.waits) == PEOPLE * EDITS
    assert (done.lost(store), done.lost(FolderStore(tmp_path))) == (0, 0)
    assert store.fsck(ID) == PEOPLE * EDITS


def test_readers_see_whole_states_that_only_go_forward(tmp_path: Path) -> None:
    store, seen, over = opened(tmp_path, dense(ACTIVITIES)), [], threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.append(store.snapshot(ID))

    reader = threading.Thread(target=read)
    reader.start()
    done = threads(store, [Task(n, EDITS, ACTIVITIES) for n in range(4)])
    over.set()
    reader.join()
    assert done.lost(store) == 0
    filled = [_filled(each) for each in seen]
    assert filled == sorted(filled)
    assert not any(each.issues for each in seen)


def _filled(snapshot: Snapshot) -> int:
    """How many of the workers' edits a snapshot holds."""
    assert snapshot.plan
    works = snapshot.plan.realization.activities.values()
    return sum((each.department is not None) + (each.blocked_by is not None) for each in works)
