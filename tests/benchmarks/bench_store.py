"""The proof of the store, every figure beside its goal: `make bench-store`, or some parts of it by name.

python -m tests.benchmarks.bench_store load threads processes kill crash disk hand fuzz undo
"""

import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import store_crowd, store_load
from tests.benchmarks.figures import told
from tests.benchmarks.ptrace import can_trace
from tests.benchmarks.store_crash import SCENES, second_crashes, troubles
from tests.benchmarks.store_disk_full import CannotMount, cut_short, fill_up, small_disk
from tests.benchmarks.store_fuzz import LAYOUTS, Fuzz, fuzz
from tests.benchmarks.store_hand import hand_saves
from tests.benchmarks.store_kill import kill_often
from tests.benchmarks.store_plans import ID, dense, opened
from tests.benchmarks.store_undo import undo_all, undo_in_the_middle

SHOWN = 5


def _complaints(found: list[str] | tuple[str, ...]) -> bool:
    """Print the first things that were wrong."""
    for each in found[:SHOWN]:
        print(f"    ! {each[:300]}")
    return told("things that were wrong", len(found), at_most=0)


def load(_folder: Path) -> bool:
    """Reading, validating, one edit."""
    return store_load.run()


def threads(folder: Path) -> bool:
    """30 people on one store."""
    store = opened(folder, dense(1000))
    store.snapshot(ID)
    done = store_crowd.threads(store, [store_crowd.Task(n, 50, 1000) for n in range(30)])
    print("30 threads x 50 edits, 1,000 activities, one of 50 edits on one shared field")
    return _crowd(folder, done, rate=150) & told("slowest edit", 1000 * max(done.waits), "ms", at_most=1000)


def processes(folder: Path) -> bool:
    """4 processes on one folder."""
    opened(folder, dense(1000))
    done = store_crowd.processes(folder, [store_crowd.Task(n, 200, 1000) for n in range(4)])
    print("4 processes x 200 edits, 1,000 activities, one of 50 edits on one shared field")
    return _crowd(folder, done, rate=100)


def _crowd(folder: Path, done: store_crowd.Crowd, rate: float) -> bool:
    store = store_crowd.FolderStore(folder)
    told("conflicts on the shared field, each tried again", done.conflicts)
    return all(
        (
            told("lost", done.lost(store), at_most=0),
            told("changes that fsck missed", len(done.waits) - store.fsck(ID), at_most=0),
            told("edits a second", done.rate(), at_least=rate),
            told("p50", done.ms(0.5), "ms"),
            told("p95", done.ms(0.95), "ms", at_most=150),
        )
    )


def kill(folder: Path) -> bool:
    """kill -9 at random moments."""
    found = kill_often(folder, 200, random.Random(7))
    print(f"{found.kills} x kill -9 of a process that writes with two threads")
    told("acknowledged edits", found.acknowledged)
    told("slowest restart with fsck", 1000 * found.slowest_restart, "ms")
    return all(
        (
            told("lost", found.lost, at_most=0),
            told("corrupt", found.corrupt, at_most=0),
            told("half-written files left over", found.left_over, at_most=0),
            told("crashes taken for hand saves", found.misread, at_most=0),
        )
    )


def crash(folder: Path) -> bool:
    """Every crash point."""
    if not can_trace():
        print("every crash point: not measured, this machine does not let a process trace its child")
        return True
    found = [troubles(folder / str(n), scene) for n, scene in enumerate(SCENES)]
    found += [troubles(folder / f"again-{n}", scene) for n, scene in enumerate(second_crashes(folder / "first"))]
    print(f"every crash point and power cut of {len(SCENES)} scenes, and of a change after each crash")
    told("different states of the disk", sum(count for count, _ in found))
    return _complaints([each for _, wrong in found for each in wrong])


def disk(folder: Path) -> bool:
    """A full disk."""
    print("a full disk: tmpfs with 0 to 23 free pages, twice; then a limit of the file's size")
    try:
        with small_disk(folder, 2000) as mounted:
            found = [fill_up(mounted / "plans", 24, times=2)]
    except CannotMount:
        print("  tmpfs: not measured, this user may not mount one")
        found = []
    found.append(cut_short(folder / "limit", [*range(0, 40, 3), *range(40, 1200, 40)]))
    told("changes tried", sum(each.tried for each in found))
    told("changes refused by the disk", sum(each.failed for each in found))
    return _complaints([what for each in found for what in each.wrong])


def hand(folder: Path) -> bool:
    """Hand saves against writers."""
    found = hand_saves(folder, 300, 8, seed=1)
    count = sum(map(len, found.saves.values()))
    print(f"{count} hand saves in 3 styles against 8 writing threads")
    told("acknowledged edits meanwhile", found.acknowledged)
    told("edits not taken, tried again", found.not_taken)
    lost = [told(f"lost hand saves, {style}", missing, at_most=0) for style, missing in found.lost_saves.items()]
    lost.append(told("lost edits of the app", found.lost_edits, at_most=0))
    lost.append(told("edits of the app that were set back meanwhile", found.set_back, at_most=0))
    return _complaints(found.problems) & all(lost)


def fuzz_all(folder: Path) -> bool:
    """Random operations on two processors."""
    with multiprocessing.get_context("fork").Pool(2) as pool:
        parts: list[Fuzz] = pool.starmap(fuzz, [(folder, 1000, seed) for seed in range(10)], chunksize=1)
    print(f"random changes with nasty texts in {len(LAYOUTS)} layouts, read by PyYAML (twice), ruamel and yaml12")
    told("operations", sum(each.tried for each in parts), at_least=10_000)
    told("refused by the rules of a plan", sum(each.refused for each in parts))
    return _complaints([what for each in parts for what in each.wrong])


def undo(folder: Path) -> bool:
    """Taking back."""
    print("1,000 random changes taken back, the newest first; then 60 in any order")
    found = undo_all(folder / "all", 1000, seed=3)
    differing = told("texts that were not the earlier one byte by byte", found.differing, at_most=0)
    return _complaints([*found.wrong, *undo_in_the_middle(folder / "middle", 60, seed=4)]) & differing


PARTS: dict[str, Callable[[Path], bool]] = {
    "load": load,
    "threads": threads,
    "processes": processes,
    "kill": kill,
    "crash": crash,
    "disk": disk,
    "hand": hand,
    "fuzz": fuzz_all,
    "undo": undo,
}


def main(names: list[str]) -> None:
    """Run the parts named, else all; ends with the number of parts that missed a goal."""
    missed = []
    for name in names or PARTS:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            if not PARTS[name](Path(folder) / "plans"):
                missed.append(name)
        print(f"  ({name}: {time.perf_counter() - start:.0f} s)\n")
    print(f"goals missed in: {', '.join(missed)}" if missed else "every goal reached")


if __name__ == "__main__":
    main(sys.argv[1:])
