"""Every crash point: what a disk may hold when a process or the power ends before any call that changes the disk.

A process stopped there has done no more than a killed one, so one run shows all points. The power takes more with it:
what was never synced may be gone, the contents alone or the names too.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from improvement.errors import KeptError
from improvement.model.change import Applied, Change, Edit, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.ptrace import Call, calls
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_kill import left_over
from tests.benchmarks.store_plans import ID, dense, opened

TITLE = ("programme", "title")
Tree = dict[str, bytes | None]


@dataclass(frozen=True)
class Scene:
    """What stands in the folder before, and the work during which the crash happens."""

    name: str
    prepare: Callable[[Path], object]
    work: Callable[[FolderStore], object]


@dataclass(frozen=True)
class State:
    """What a disk may hold after a crash, and when it happened; `acknowledged`: the work had returned."""

    when: str
    tree: Tree
    acknowledged: bool = False


def set_title(store: FolderStore, new: str) -> None:
    """One change with two edits, of which the second makes the file longer."""
    data = store.snapshot(ID).data
    edits = (
        Edit("set", TITLE, lookup(data, TITLE), new),
        Edit("add", ("assessment", "findings", new.lower()), None, {"statement": f"{new}\nand more"}),
    )
    assert isinstance(store.apply(ID, Change("Ana", NOW, store.revision(ID), edits)), Applied)


def _prepared(root: Path) -> FolderStore:
    return opened(root, dense(4))


def _changed(root: Path) -> None:
    set_title(_prepared(root), "Second")


def _saved_by_hand(root: Path) -> None:
    _changed(root)
    file = root / ID / "plan.yaml"
    file.write_text(file.read_text().replace("Second", "By hand"))


def _crashed(root: Path) -> None:
    """The last state of a killed change in which the plan's file is still the old one."""
    _changed(root)
    file = f"{ID}/plan.yaml"
    old = _tree(root)[file]
    found = [each for each in states(root, lambda store: set_title(store, "Third")) if each.when.startswith("killed")]
    _lay_out([each.tree for each in found if each.tree[file] == old][-1], root)


SCENES = (
    Scene("first change", _prepared, lambda store: set_title(store, "Third")),
    Scene("next change", _changed, lambda store: set_title(store, "Third")),
    Scene("undo", _changed, lambda store: store.undo(ID, "Ana", NOW)),
    Scene("change after a hand save", _saved_by_hand, lambda store: set_title(store, "Third")),
    Scene("restart after a crash", _crashed, lambda store: store.fsck(ID)),
    Scene(
        "new programme",
        lambda root: root.mkdir(parents=True),
        lambda store: store.create(ID, {"programme": {"title": "New", "starts": "2027-01-01"}}),
    ),
)


def states(root: Path, work: Callable[[FolderStore], object]) -> Iterator[State]:
    """All different states that a crash during the work may leave, the finished one last."""
    seen = set()
    with contextlib.closing(_Disk(root)) as disk:
        for call in calls(lambda: work(FolderStore(root)) and None):
            for state in disk.states(call):
                key = repr(sorted(state.tree.items()))
                if key not in seen:
                    seen.add(key)
                    yield state
            disk.synced(call)
        yield from disk.states(None)


class _Disk:
    """A folder, and what of it is safe when the power goes: contents and names as of the last sync of each."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contents: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        # an open file keeps its number from being given to another
        self._held: dict[int, int] = {}
        for each in (root, *root.rglob("*")):
            self._sync(each)

    def states(self, call: Call | None) -> Iterator[State]:
        """The states before a call; None: after the last one."""
        when, now = f"before {call}" if call else "at the end", _tree(self._root)
        for each in self._root.rglob("*"):
            self._hold(each)
        yield State(f"killed {when}", now, call is None)
        if call and call.content and (torn := self._torn(call, now)):
            yield State(f"killed in the middle of {call}", torn)
        stored = {name: None if old is None else self._safe(self._root / name) for name, old in now.items()}
        yield State(f"power cut {when}, contents lost", stored, call is None)
        for what, keeps in (("names lost", False), ("names lost but contents kept", True)):
            tree = self._by_name(self._root.stat().st_ino, keeps)
            yield State(f"power cut {when}, {what}", tree, call is None)

    def synced(self, call: Call) -> None:
        """Take in that a call makes something last."""
        if call.name in ("fsync", "fdatasync"):
            self._sync(Path(call.file))

    def _hold(self, path: Path) -> None:
        number = path.stat().st_ino
        if number not in self._held:
            self._held[number] = os.open(path, os.O_RDONLY)

    def _sync(self, path: Path) -> None:
        if not path.is_relative_to(self._root):
            return
        self._hold(path)
        if path.is_dir():
            self._names[path.stat().st_ino] = {each.name: each.stat().st_ino for each in path.iterdir()}
        else:
            self._contents[path.stat().st_ino] = path.read_bytes()

    def _torn(self, call: Call, now: Tree) -> Tree | None:
        if not Path(call.file).is_relative_to(self._root):
            return None
        name = Path(call.file).relative_to(self._root).as_posix()
        return {**now, name: (now[name] or b"") + call.content[: len(call.content) // 2]}

    def _safe(self, path: Path) -> bytes:
        return self._contents.get(path.stat().st_ino, b"")

    def _by_name(self, folder: int, keeps: bool, above: str = "") -> Tree:
        """The names that are safe, with the contents that are safe or (keeps) those of now."""
        found: Tree = {}
        for name, number in self._names.get(folder, {}).items():
            now = Path(f"/proc/self/fd/{self._held[number]}")
            if now.is_dir():
                found |= {above + name: None, **self._by_name(number, keeps, f"{above}{name}/")}
            else:
                found[above + name] = now.read_bytes() if keeps else self._contents.get(number, b"")
        return found

    def close(self) -> None:
        """Let go of all files."""
        for each in self._held.values():
            os.close(each)
        self._held.clear()


def second_crashes(folder: Path) -> list[Scene]:
    """A change after each way in which a killed change may leave the disk."""
    _changed(folder)
    found = [each for each in states(folder, lambda store: set_title(store, "Third")) if each.when.startswith("killed")]
    return [
        Scene(
            f"change after a crash ({each.when})", partial(_lay_out, each.tree), lambda store: set_title(store, "Last")
        )
        for each in found
    ]


def _tree(root: Path) -> Tree:
    """All names below a folder with their contents; None for folders."""
    return {
        each.relative_to(root).as_posix(): None if each.is_dir() else each.read_bytes()
        for each in sorted(root.rglob("*"))
    }


def _lay_out(tree: Tree, root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name, content in tree.items():
        if content is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(content)
            # a restart is later than a crash: nobody is writing this file just now
            os.utime(root / name, (NOW.timestamp(), NOW.timestamp()))


def troubles(folder: Path, scene: Scene) -> tuple[int, list[str]]:
    """How many states a crash in this scene may leave, and what is wrong with them after a restart."""
    root = folder / "plans"
    scene.prepare(root)
    file = root / ID / "plan.yaml"
    before = file.read_bytes() if file.exists() else b""
    mended = _mended(_tree(root), folder / "mended")
    found = list(states(root, scene.work))
    after, again, wrong = file.read_bytes(), folder / "again", []
    assert after != before, scene.name
    log = FolderStore(root).log(ID)
    logged, by_hand = len(log), sum(each.kind == "hand" for each in log)
    for state in found:
        _lay_out(state.tree, again)
        allowed = {after: logged} if state.acknowledged else {before: 0, mended: 0, after: 0}
        wrong += [f"{scene.name}, {state.when}: {each}" for each in _after_restart(again, allowed, by_hand)]
    return len(found), wrong


def _mended(tree: Tree, root: Path) -> bytes:
    """The text after a restart on which nothing else is done: a change that an earlier crash left in the journal."""
    _lay_out(tree, root)
    store, file = FolderStore(root), root / ID / "plan.yaml"
    if store.plans():
        store.fsck(ID)
    return file.read_bytes() if file.exists() else b""


def _after_restart(root: Path, allowed: dict[bytes, int], by_hand: int) -> Iterator[str]:
    """What a new process finds wrong; `allowed`: the texts that may stand there, each with the changes remembered."""
    store, file = FolderStore(root), root / ID / "plan.yaml"
    try:
        if store.plans():
            held = store.fsck(ID)
            text = file.read_bytes()
            if held != len(store.log(ID)):
                yield f"fsck says {held}"
        else:
            text = b""
            store.create(ID, {"programme": {"title": "New", "starts": "2027-01-01"}})
        if text not in allowed:
            yield f"neither the old text nor the new one: {len(text)} bytes"
        elif text and len(store.log(ID)) < allowed[text]:
            yield f"the history lost {allowed[text] - len(store.log(ID))} changes"
        if store.plans() and sum(each.kind == "hand" for each in store.log(ID)) > by_hand:
            yield "the crash was taken for a hand save"
        if found := store.snapshot(ID).issues:
            yield f"the plan is not in order: {found[0].id}"
        if left_over(root):
            yield "a half-written file is left over"
        set_title(store, "Afterwards")
        store.fsck(ID)
    except (KeptError, AssertionError) as problem:
        yield f"{type(problem).__name__}: {problem}"
