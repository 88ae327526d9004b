"""The store on a plan of 1,000 activities, beside PyYAML's C loader in the same run: `make bench`."""

import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from improvement.model.change import Applied, Change, Edit, PlanForm
from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.store.emit import emit
from improvement.store.folder import FolderStore
from improvement.store.source import read_source
from improvement.store.splice import spliced

ACTIVITIES = ("realization", "activities")
THREADS, EDITS = 30, 10
PROCESSES = 4


def plan(activities: int) -> dict[str, PlanForm]:
    """A made-up plan with many activities."""
    works: dict[str, PlanForm] = {
        f"act-{n}": {
            "title": f"Do the thing number {n} with care",
            "owner": "ana",
            "estimate": ["2d", "3d", "6d"],
            "serves": ["first"],
            **({"after": [f"act-{n - 1}"]} if n % 7 else {}),
        }
        for n in range(activities)
    }
    return {
        "programme": {"title": "Big", "starts": "2027-01-01", "people": {"ana": {"name": "Ana"}}},
        "assessment": {"findings": {"slow": {"statement": "Too slow"}}},
        "commitment": {"standards": {"first": {"answers": ["slow"]}}},
        "realization": {"activities": works},
    }


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The best of some runs, in seconds of processor time."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def edit(store: FolderStore, id: str, field: str, value: str, waits: list[float]) -> None:
    """One edit through the store, timed by the clock."""
    path = (*ACTIVITIES, id, field)
    start = time.perf_counter()
    change = Change("bench", datetime.now(UTC), store.revision("big"), (Edit("set", path, None, value),))
    assert isinstance(store.apply("big", change), Applied)
    waits.append(time.perf_counter() - start)


def told(name: str, waits: list[float], wall: float, lost: int) -> None:
    ordered = sorted(waits)
    p50, p95 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    print(f"{name}: {len(waits) / wall:.0f} edits/s, p50 {p50:.0f} ms, p95 {p95:.0f} ms, lost {lost}")


def threads(root: Path, count: int) -> None:
    """Thirty people at once on one store."""
    store, waits, start = FolderStore(root), [], time.perf_counter()

    def work(worker: int) -> None:
        for n in range(EDITS):
            edit(store, f"act-{worker * EDITS + n}", "department", f"t{worker}", waits)

    workers = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    wall = time.perf_counter() - start
    read = store.snapshot("big").plan
    assert read
    kept = sum(bool(each.department) for each in read.realization.activities.values())
    told(f"{count} threads x {EDITS} edits", waits, wall, count * EDITS - kept)


def main() -> None:
    text = emit(plan(1000))
    source = read_source(text)
    anchor = seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    read = seconds(lambda: read_source(text))
    checked = seconds(lambda: validate(Plan, source.data))
    change = Edit("set", (*ACTIVITIES, "act-500", "title"), "Do the thing number 500 with care", "New")
    one = seconds(lambda: spliced(source, (change,)))
    print(f"1,000 activities, {len(text):,} characters; PyYAML's CSafeLoader {1000 * anchor:.0f} ms")
    print(f"read with places {1000 * read:.0f} ms ({read / anchor:.2f} x), models {1000 * checked:.0f} ms")
    print(f"one edit in the text, verified {1000 * one:.0f} ms ({one / anchor:.2f} x)")
    for size in (100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "big").mkdir()
            (root / "big/plan.yaml").write_text(emit(plan(size)))
            print(f"{size} activities:")
            threads(root, min(THREADS, size // EDITS))
            if size == 1000:
                start = time.perf_counter()
                spawn = multiprocessing.get_context("spawn")
                workers = [spawn.Process(target=_process, args=(root, n)) for n in range(PROCESSES)]
                for each in workers:
                    each.start()
                for each in workers:
                    each.join()
                held = FolderStore(root).fsck("big")
                print(
                    f"{PROCESSES} processes x {EDITS} edits: {time.perf_counter() - start:.1f} s, journal holds {held}"
                )


def _process(root: Path, worker: int) -> None:
    store, waits = FolderStore(root), []
    for n in range(EDITS):
        edit(store, f"act-{500 + worker * EDITS + n}", "rollout", "on-site-guidance", waits)


if __name__ == "__main__":
    main()
