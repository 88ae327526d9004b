"""Many people at once: threads on one store, or processes that share one folder; nothing acknowledged may be lost.

Each worker fills fields of its own; now and then everybody adds 1 to the same field, which is a Conflict whenever
somebody else was faster: it is counted and tried again, so that every increment must be there in the end.
"""

import multiprocessing
import random
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter

from improvement.model.change import Applied, Change, Conflict, Edit, Outcome, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.figures import percentile
from tests.benchmarks.store_plans import ACTIVITIES, ID

SHARED = ("programme", "cycle")
FIELDS = ("department", "blocked_by")
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass
class Crowd:
    """What a crowd did: seconds per acknowledged edit, the values that were acknowledged, clashes on the way."""

    waits: list[float] = field(default_factory=list)
    kept: dict[tuple[str, ...], str] = field(default_factory=dict)
    increments: int = 0
    conflicts: int = 0
    wall: float = 0.0

    def add(self, other: "Crowd") -> None:
        """Take in what another worker did."""
        self.waits += other.waits
        self.kept |= other.kept
        self.increments += other.increments
        self.conflicts += other.conflicts

    def lost(self, store: FolderStore) -> int:
        """How many acknowledged edits a new look at the plan does not find."""
        data = store.snapshot(ID).data
        missing = sum(lookup(data, path) != value for path, value in self.kept.items())
        return missing + 1 + self.increments - int(str(lookup(data, SHARED)))

    def rate(self) -> float:
        """Acknowledged edits a second."""
        return len(self.waits) / self.wall

    def ms(self, share: float) -> float:
        """The wait that this share of the edits stayed below, in milliseconds."""
        return 1000 * percentile(self.waits, share)


@dataclass(frozen=True)
class Task:
    """One worker's part: the edits number*count to number*count+count-1, about one of `every` on the shared field."""

    number: int
    count: int
    activities: int
    every: int = 50

    def run(self, store: FolderStore) -> Crowd:
        """All edits of this worker."""
        done, dice = Crowd(), random.Random(self.number)
        turn = dice.randrange(self.every)
        for n in range(self.count):
            if n % self.every == turn:
                self._increment(store, done)
            else:
                self._fill(store, self.number * self.count + n, done)
        return done

    def _fill(self, store: FolderStore, n: int, done: Crowd) -> None:
        path = (*ACTIVITIES, f"act-{n % self.activities}", FIELDS[n // self.activities])
        value = f"w{self.number} n{n}"
        assert isinstance(self._timed(store, Edit("set", path, None, value), done), Applied)
        done.kept[path] = value

    def _increment(self, store: FolderStore, done: Crowd) -> None:
        while True:
            old = str(lookup(store.snapshot(ID).data, SHARED))
            outcome = self._timed(store, Edit("set", SHARED, old, str(int(old) + 1)), done)
            if isinstance(outcome, Applied):
                done.increments += 1
                return
            assert isinstance(outcome, Conflict), outcome
            done.conflicts += 1

    def _timed(self, store: FolderStore, edit: Edit, done: Crowd) -> Outcome:
        start = perf_counter()
        outcome = store.apply(ID, Change(f"worker {self.number}", NOW, store.revision(ID), (edit,)))
        if isinstance(outcome, Applied):
            done.waits.append(perf_counter() - start)
        return outcome


def threads(store: FolderStore, tasks: Iterable[Task]) -> Crowd:
    """Everybody on one store of one process."""
    all_done, guard = Crowd(), threading.Lock()

    def work(task: Task) -> None:
        done = task.run(store)
        with guard:
            all_done.add(done)

    workers = [threading.Thread(target=work, args=(each,)) for each in tasks]
    start = perf_counter()
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    all_done.wall = perf_counter() - start
    return all_done


def processes(root: Path, tasks: list[Task]) -> Crowd:
    """Everybody in a process of their own, which begin together."""
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(len(tasks), fork, _set_out, (fork.Barrier(len(tasks)),)) as pool:
        parts = list(pool.map(_work, [root] * len(tasks), tasks))
    all_done = Crowd(wall=max(end for _, _, end in parts) - min(start for _, start, _ in parts))
    for done, _, _ in parts:
        all_done.add(done)
    return all_done


_START_LINE: list[Barrier] = []


def _set_out(begin: Barrier) -> None:
    _START_LINE.append(begin)


def _work(root: Path, task: Task) -> tuple[Crowd, float, float]:
    """In a process: what one worker did, from when to when by the clock that all processes share."""
    store = FolderStore(root)
    store.snapshot(ID)
    _START_LINE[-1].wait(60)
    start = perf_counter()
    return task.run(store), start, perf_counter()
