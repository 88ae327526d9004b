"""Taking back: all changes, the newest first, give every earlier text byte by byte; one between others keeps them."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from improvement.model.change import Applied, Change, Edit, lookup
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_fuzz import LAYOUTS, Editor, comments_of, nasty, small
from tests.benchmarks.store_plans import ID, opened

FINDINGS = ("assessment", "findings")


@dataclass
class Undone:
    """How many changes were taken back, and after how many the text was not the earlier one."""

    changes: int = 0
    differing: int = 0
    wrong: list[str] = field(default_factory=list)


def undo_all(root: Path, changes: int, seed: int, layout: str = "comments") -> Undone:
    """Make random changes with nasty texts, then take all of them back."""
    dice = random.Random(seed)
    tree = small(dice, entries=8)
    store, editor, found = opened(root, LAYOUTS[layout](tree)), Editor(dice, tree), Undone()
    file, texts = root / ID / "plan.yaml", []
    while found.changes < changes:
        before, (edit, wanted) = file.read_bytes(), editor.next()
        if isinstance(store.apply(ID, Change("Ana", NOW, store.revision(ID), (edit,))), Applied):
            editor.tree = wanted
            if file.read_bytes() != before:
                texts.append(before)
                found.changes += 1
            else:
                store.undo(ID, "Ana", NOW)
    for text in reversed(texts):
        outcome = store.undo(ID, "Ana", NOW)
        if not isinstance(outcome, Applied):
            found.wrong.append(f"{layout}: {outcome}")
        found.differing += file.read_bytes() != text
    if store.fsck(ID) != len(store.log(ID)):
        found.wrong.append(f"{layout}: fsck")
    return found


def undo_in_the_middle(root: Path, changes: int, seed: int) -> list[str]:
    """Take back changes of fields of their own in a random order; what is wrong with the fields that were to stay."""
    dice = random.Random(seed)
    tree = small(dice, entries=max(changes, 2))
    store, wrong = opened(root, LAYOUTS["comments"](tree)), []
    start, texts = store.snapshot(ID).data, {}
    comments = set(comments_of((root / ID / "plan.yaml").read_bytes()))
    for n in range(changes):
        path = (*FINDINGS, f"fin-{n}", "statement")
        texts[path] = nasty(dice)
        _set(store, path, lookup(start, path), texts[path])
    order = dice.sample(range(1, changes + 1), changes)
    for number in order:
        outcome = store.undo(ID, "Bo", NOW, number)
        path = (*FINDINGS, f"fin-{number - 1}", "statement")
        texts[path] = str(lookup(start, path))
        if not isinstance(outcome, Applied):
            wrong.append(f"change {number}: {outcome}")
        data = store.snapshot(ID).data
        wrong += [f"undo {number}: {each} changed" for each, text in texts.items() if lookup(data, each) != text]
    if store.snapshot(ID).data != start:
        wrong.append("the plan is not the first one again")
    if gone := comments - set(comments_of((root / ID / "plan.yaml").read_bytes())):
        wrong.append(f"comments are gone: {gone}")
    if store.fsck(ID) != 2 * changes:
        wrong.append("fsck")
    return wrong


def _set(store: FolderStore, path: tuple[str, ...], old: object, new: str) -> None:
    edit = Edit("set", path, str(old), new)
    assert isinstance(store.apply(ID, Change("Ana", NOW, store.revision(ID), (edit,))), Applied)
