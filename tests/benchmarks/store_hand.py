"""Somebody saves the plan's file in an editor, again and again, while others change the plan in the app.

The editor knows nothing of the store: it reads the file, takes its time, and writes the whole text over whatever is
there by then. Each hand save fills a field of its own, so that all of them, and all acknowledged edits, must be there.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from improvement.errors import KeptError
from improvement.model.change import Applied, Change, Edit, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_plans import ACTIVITIES, ID, dense, opened

# seconds: while the editor's text is open, between two saves, until the last save must be imported
THINKS, RESTS, IMPORTED = 0.06, 0.25, 5.0
PAUSE = 0.02


@dataclass
class HandSaves:
    """What was saved by hand and in the app, and what of it is missing in the end.

    `tried`: the last value of a field, acknowledged or not. `set_back`: acknowledged edits that their author, who alone
    writes that field, did not find there later on.
    """

    saves: dict[str, list[str]] = field(default_factory=dict)
    edits: dict[tuple[str, ...], str] = field(default_factory=dict)
    tried: dict[tuple[str, ...], str] = field(default_factory=dict)
    acknowledged: int = 0
    not_taken: int = 0
    lost_saves: dict[str, int] = field(default_factory=dict)
    lost_edits: int = 0
    set_back: int = 0
    problems: list[str] = field(default_factory=list)


def _in_place(file: Path, text: str, dice: random.Random) -> None:
    """Empties the file and writes it at once."""
    file.write_text(text)


def _slowly(file: Path, text: str, dice: random.Random) -> None:
    """Empties the file and writes it in two parts."""
    half = dice.randrange(len(text))
    with file.open("w") as out:
        for part in (text[:half], text[half:]):
            out.write(part)
            out.flush()
            time.sleep(dice.random() * 0.03)


def _renamed(file: Path, text: str, dice: random.Random) -> None:
    """Writes another file and gives it the name."""
    other = file.with_name("plan.yaml.new")
    other.write_text(text)
    time.sleep(dice.random() * 0.01)
    other.replace(file)


STYLES: dict[str, Callable[[Path, str, random.Random], None]] = {
    "in place": _in_place,
    "in two parts": _slowly,
    "renamed": _renamed,
}


def hand_saves(root: Path, saves: int, writers: int, seed: int, rests: float = RESTS) -> HandSaves:
    """Save by hand while threads write; what is missing after the last import."""
    store, found, over = opened(root, dense(max(saves, writers))), HandSaves(), threading.Event()
    threads = [threading.Thread(target=_write, args=(store, n, writers, found, over)) for n in range(writers)]
    for each in threads:
        each.start()
    try:
        _save_by_hand(root / ID / "plan.yaml", saves, random.Random(seed), found, rests)
    finally:
        over.set()
        for each in threads:
            each.join()
    _look(store, found)
    return found


def _save_by_hand(file: Path, saves: int, dice: random.Random, found: HandSaves, rests: float) -> None:
    styles = list(STYLES)
    for n in range(saves):
        style = styles[n % len(styles)]
        text = file.read_text()
        time.sleep(dice.random() * THINKS)
        title = f"      title: Do the thing number {n} with care\n"
        if title not in text:
            found.problems.append(f"save {n}: the editor was shown a text without activity {n}")
            continue
        STYLES[style](file, text.replace(title, f"{title}      department: by hand {n}\n"), dice)
        found.saves.setdefault(style, []).append(str(n))
        time.sleep(dice.random() * rests)


def _write(store: FolderStore, worker: int, workers: int, found: HandSaves, over: threading.Event) -> None:
    count = 0
    while not over.is_set():
        path = (*ACTIVITIES, f"act-{worker + workers * (count % 3)}", "blocked_by")
        value = f"w{worker} n{count}"
        try:
            snapshot = store.snapshot(ID)
            stands = lookup(snapshot.data, path)
            found.set_back += stands not in (found.edits.get(path), found.tried.get(path))
            edit, found.tried[path] = Edit("set", path, stands, value), value
            outcome = store.apply(ID, Change(f"w{worker}", NOW, snapshot.revision, (edit,)))
        except (KeptError, OSError) as problem:
            found.problems.append(f"apply: {problem!r}")
            continue
        if isinstance(outcome, Applied):
            found.edits[path] = value
            found.acknowledged += 1
            count += 1
        else:
            # held back while the file is half written, or the field was set back: the person tries again
            found.not_taken += 1
        time.sleep(PAUSE)


def _look(store: FolderStore, found: HandSaves) -> None:
    """Wait for the last import, then count what is missing for this process and for a new one."""
    deadline = time.monotonic() + IMPORTED
    while _count(store, found) and time.monotonic() < deadline:
        time.sleep(0.05)
    fresh = FolderStore(store.root)
    _count(fresh, found)
    try:
        if fresh.fsck(ID) != len(fresh.log(ID)):
            found.problems.append("fsck")
    except KeptError as problem:
        found.problems.append(f"fsck: {problem}")
    if issues := fresh.snapshot(ID).issues:
        found.problems.append(f"the plan is not in order: {issues[0].id}")


def _count(store: FolderStore, found: HandSaves) -> int:
    data = store.snapshot(ID).data
    for style, saves in found.saves.items():
        missing = (lookup(data, (*ACTIVITIES, f"act-{n}", "department")) != f"by hand {n}" for n in saves)
        found.lost_saves[style] = sum(missing)
    stands = ((lookup(data, path), path) for path in found.edits)
    found.lost_edits = sum(value not in (found.edits[path], found.tried[path]) for value, path in stands)
    return sum(found.lost_saves.values()) + found.lost_edits
