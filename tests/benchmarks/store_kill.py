"""kill -9 of a writing process at a random moment: what it acknowledged is there after a restart, nothing is torn.

Acknowledged means: the process wrote the number of the edit into a pipe after `apply` had returned.
"""

import contextlib
import os
import random
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from improvement.model.change import Applied, Change, Edit, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_plans import ACTIVITIES, ID, dense, opened

COUNT, HANDS, LONGEST = 40, 2, 0.08
# a new plan now and then keeps the journal, and with it the restart, short
KILLS_PER_PLAN = 25


@dataclass
class Kills:
    """How often a writer was killed, how many edits it had acknowledged, and what was wrong afterwards.

    `misread`: crashes that were taken for a hand save, which sets a committed change back.
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    left_over: int = 0
    misread: int = 0
    slowest_restart: float = 0.0


def forked(work: Callable[[], None]) -> int:
    """The id of a child process that does the work and ends without any clean-up."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:  # the child must never return into the test that started it
            os._exit(1)
        os._exit(0)
    return pid


def kill_often(folder: Path, kills: int, dice: random.Random) -> Kills:
    """Kill a writer again and again, looking at what is there after each."""
    found = Kills()
    while found.kills < kills:
        root = folder / str(found.kills)
        opened(root, dense(COUNT))
        said: set[str] = set()
        for n in range(min(KILLS_PER_PLAN, kills - found.kills)):
            fresh = _killed_writer(root, n, LONGEST * dice.random())
            found.kills += 1
            found.acknowledged += len(fresh)
            said |= fresh
            _look(root, said, found)
    return found


def _killed_writer(root: Path, run: int, seconds: float) -> set[str]:
    """The values that a writer acknowledged before it was killed."""
    reading, writing = os.pipe()
    pid = forked(lambda: _write_for_ever(root, run, writing))
    os.close(writing)
    if run % 3:
        # else the moment falls into the start
        select.select([reading], [], [], 10)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the writer ended by itself"
    with os.fdopen(reading) as pipe:
        return set(pipe.read().splitlines())


def _write_for_ever(root: Path, run: int, acknowledge: int) -> None:
    store = FolderStore(root)
    hands = [threading.Thread(target=_edit_for_ever, args=(store, run, n, acknowledge)) for n in range(HANDS)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()


def _edit_for_ever(store: FolderStore, run: int, hand: int, acknowledge: int) -> None:
    """Texts of all lengths, so that files grow and shrink; each hand has activities of its own."""
    with contextlib.suppress(BrokenPipeError):
        for n in range(1_000_000):
            path = (*ACTIVITIES, f"act-{hand + HANDS * (n % (COUNT // HANDS))}", "department")
            snapshot, value = store.snapshot(ID), f"{run}-{hand}-{n}"
            new = value + " x" * (n * 37 % 400)
            change = Change("hand", NOW, snapshot.revision, (Edit("set", path, lookup(snapshot.data, path), new),))
            assert isinstance(store.apply(ID, change), Applied)
            os.write(acknowledge, f"{value}\n".encode())


def _look(root: Path, said: set[str], found: Kills) -> None:
    """What a new process finds."""
    start = time.perf_counter()
    store = FolderStore(root)
    held, snapshot = store.fsck(ID), store.snapshot(ID)
    found.slowest_restart = max(found.slowest_restart, time.perf_counter() - start)
    log = store.log(ID)
    edits = [edit for each in log if each.kind == "change" for edit in each.edits]
    written = [str(edit.new).split()[0] for edit in edits]
    # in the history exactly once, and the last of each field in the file
    found.lost += len(said - set(written)) + len(written) - len(set(written))
    last = {edit.path: edit.new for edit in edits}
    found.lost += sum(lookup(snapshot.data, path) != new for path, new in last.items())
    found.misread += sum(each.kind == "hand" for each in log)
    found.corrupt += bool(snapshot.issues) or held != len(log)
    found.corrupt += yaml.load((root / ID / "plan.yaml").read_bytes(), yaml.BaseLoader) != snapshot.data
    found.left_over += left_over(root)


def left_over(root: Path) -> int:
    """Files that look half written, after a store has looked after its folder."""
    names = [each.name for each in root.rglob("*") if each.is_file()]
    return sum(name.startswith(".") or "tmp" in name or name.endswith("~") for name in names)
