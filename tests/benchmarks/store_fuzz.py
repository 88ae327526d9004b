"""Random changes with nasty texts, in plans of many layouts: what lands in the file, read by three other readers.

What should stand there is kept in a tree of its own, so that the store's own notion of an edit is on trial too.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
import yaml12
from ruamel.yaml import YAML

from improvement.model.change import Applied, Change, Edit, PlanForm, Refused, lookup
from improvement.store.emit import emit
from improvement.store.folder import FolderStore
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_plans import ID, opened
from tests.store.test_source_and_emit import as_text

BOM = b"\xef\xbb\xbf"
PARTS = [
    *r"""
    NO yes null ~ Null 017 1_000 1e3 .5 12:30 1:2:3 0x1f 0o17 0b1 true True 2027-01-01 2027-01-01T10:00 .inf -.nan
    # #x @x = ' " \ \n \u0041 a: :a ::: [x] {x} [ ] { } , % %YAML --- ... - ? ! !x & &x * *x | |- > >2 ` << a,b "q" '''
    <b> $x :red[y] ${z} é ดำเนิน 承诺 नि
    """.split(),  # noqa: SIM905  # words read better than a list
    *("- a", "a: b", "a #b", " a", "a ", "\ta", "a\tb", "? b", "k: [1, 2", "'it''s'", "word " * 30, "x" * 130),
    *("e\u0301", "\U0001f600", "ا\u200fب", "x\u00a0y", "\u3000", "\u200b", "K\u212a"),
]  # fmt: skip
JOINTS = ("", " ", "\n", "\n\n", "\n  ", ": ", " #", ", ", "\n- ", "\n# ", " \n")
KINDS: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {
    ("programme", "people"): ("name", ("role",)),
    ("assessment", "findings"): ("statement", ("reason",)),
    ("realization", "activities"): ("title", ("department", "blocked_by")),
}
SLOGAN = ("programme", "slogan")


def nasty(dice: random.Random) -> str:
    """A text that libraries disagree on; never blank."""
    text = dice.choice(PARTS)
    for _ in range(dice.choice((0, 0, 1, 2, 3))):
        text += dice.choice(JOINTS) + dice.choice(PARTS)
    return text if text.strip() else "x"


def small(dice: random.Random, entries: int = 3) -> dict[str, PlanForm]:
    """A plan with some entries of each kind."""
    tree: dict[str, PlanForm] = {"programme": {"title": "Small", "starts": "2027-01-01", "slogan": {"en": "Say it"}}}
    for (section, name), (needed, more) in KINDS.items():
        inner: dict[str, PlanForm] = {
            f"{name[:3]}-{n}": {needed: f"{name} {n}", **{each: "words" for each in more if dice.random() < 0.5}}
            for n in range(entries)
        }
        part = tree.setdefault(section, {})
        assert isinstance(part, dict)
        part[name] = inner
    findings = lookup(tree, ("assessment", "findings", "fin-0"))
    assert isinstance(findings, dict)
    findings["causes"] = ["no owner", "desk closes"]
    return tree


@dataclass
class Editor:
    """Somebody who makes random changes; `tree` is what the plan should hold."""

    dice: random.Random
    tree: dict[str, PlanForm]
    made: int = 0

    def next(self) -> tuple[Edit, dict[str, PlanForm]]:
        """A random edit, and the tree as it should be once it is applied."""
        kinds = (self._set, self._set, self._set, self._list, self._add, self._remove, self._move)
        edit: Edit | None = None
        while edit is None:
            edit = self.dice.choice(kinds)()
        wanted = copy.deepcopy(self.tree)
        moved = lookup(wanted, edit.path)
        _put(wanted, edit.path, None if edit.op == "move" else copy.deepcopy(edit.new))
        if edit.op == "move" and isinstance(edit.new, list):
            _put(wanted, tuple(map(str, edit.new)), moved)
        self.made += 1
        return edit, wanted

    def _entry(self) -> tuple[str, ...] | None:
        section = self.dice.choice(list(KINDS))
        found = lookup(self.tree, section)
        return (*section, self.dice.choice(list(found))) if isinstance(found, dict) and found else None

    def _set(self) -> Edit | None:
        """A text: of an entry, of the slogan in some language, or the title; sometimes none."""
        entry = self._entry()
        needed, more = KINDS[entry[:2]] if entry else ("", ())
        field = self.dice.choice((needed, *more)) if entry else ""
        choices = [(*SLOGAN, self.dice.choice(["en", "th", "zh"])), ("programme", "title")]
        path = self.dice.choice([*choices, *([(*entry, field)] * 6 if entry else [])])
        old = lookup(self.tree, path)
        if field in more and path[-1] == field and old and self.dice.random() < 0.3:
            return Edit(self.dice.choice(("set", "remove")), path, old, None)
        return Edit("set", path, old, nasty(self.dice))

    def _list(self) -> Edit | None:
        """The causes of a finding: all of them, one of them, or one less."""
        entry = self._entry()
        if entry is None or entry[1] != "findings":
            return None
        path = (*entry, "causes")
        old = lookup(self.tree, path)
        if isinstance(old, list) and self.dice.random() < 0.6:
            place = str(self.dice.randrange(len(old)))
            new = nasty(self.dice) if self.dice.random() < 0.6 else None
            return Edit("set", (*path, place), lookup(old, (place,)), new)
        return Edit("set", path, old, [nasty(self.dice) for _ in range(self.dice.randint(1, 3))])

    def _add(self) -> Edit:
        section = self.dice.choice(list(KINDS))
        needed, more = KINDS[section]
        new: PlanForm = {each: nasty(self.dice) for each in (needed, *more)}
        return Edit("add", (*section, f"new-{self.made}"), None, new)

    def _remove(self) -> Edit | None:
        entry = self._entry()
        return Edit("remove", entry, lookup(self.tree, entry), None) if entry else None

    def _move(self) -> Edit | None:
        entry = self._entry()
        return Edit("move", entry, None, [*entry[:-1], f"moved-{self.made}"]) if entry else None


def _put(tree: Any, path: tuple[str, ...], value: PlanForm) -> None:
    """Set or (None) remove a value; what is empty then is absent."""
    way = [tree]
    for key in path[:-1]:
        inner = way[-1]
        way.append(inner[int(key)] if isinstance(inner, list) else inner.setdefault(key, {}))
    key: Any = int(path[-1]) if isinstance(way[-1], list) else path[-1]
    if value is not None:
        way[-1][key] = value
        return
    way[-1].pop(key, None) if isinstance(way[-1], dict) else way[-1].pop(key)
    for outer, name in reversed(list(zip(way, path, strict=False))[:-1]):
        if not outer[name]:
            del outer[name]


def _commented(text: str) -> str:
    """A comment before every entry and one behind every simple value."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        if re.fullmatch(r" {2,4}[a-z0-9-]+:", line):
            lines.append(f"{line[: len(line) - len(line.lstrip())]}# note {number}.")
        simple = re.fullmatch(r" +[a-z-]+: [A-Za-z0-9 -]+", line)
        lines.append(f"{line}   # beside {number}." if simple else line)
    return "\n".join(lines) + "\n"


def _dumped(**style: Any) -> Callable[[dict[str, PlanForm]], bytes]:
    return lambda tree: yaml.safe_dump(tree, allow_unicode=True, **style).encode()


LAYOUTS: dict[str, Callable[[dict[str, PlanForm]], bytes]] = {
    "house": lambda tree: emit(tree).encode(),
    "comments": lambda tree: _commented(emit(tree)).encode(),
    "CRLF": lambda tree: _commented(emit(tree)).replace("\n", "\r\n").encode(),
    "byte order mark": lambda tree: BOM + _commented(emit(tree)).encode(),
    "indent 4": _dumped(indent=4),
    "brackets": _dumped(default_flow_style=True),
    "brackets inside": _dumped(default_flow_style=None),
    "double quotes": _dumped(default_style='"'),
    "single quotes": _dumped(default_style="'"),
    "narrow": _dumped(width=20),
}


@dataclass
class Fuzz:
    """How many operations were tried and refused, and what was wrong with which."""

    tried: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def fuzz(folder: Path, operations: int, seed: int, chain: int = 20) -> Fuzz:
    """Chains of random operations, each chain on a new plan in the next layout."""
    dice, found, layouts = random.Random(seed), Fuzz(), list(LAYOUTS)
    while found.tried < operations:
        layout = layouts[found.tried // chain % len(layouts)]
        tree = small(dice)
        root = folder / f"{seed}-{found.tried}"
        store, editor = opened(root, LAYOUTS[layout](tree)), Editor(dice, tree)
        assert store.snapshot(ID).data == tree, layout
        for _ in range(min(chain, operations - found.tried)):
            found.tried += 1
            found.wrong += [f"{layout}, seed {seed}: {each}" for each in _one(store, editor, found)]
        if store.fsck(ID) != len(store.log(ID)):
            found.wrong.append(f"{layout}: fsck")
    return found


def _one(store: FolderStore, editor: Editor, found: Fuzz) -> Iterator[str]:
    """One operation and what is wrong after it; the editor goes on from what is in the file."""
    file = store.root / ID / "plan.yaml"
    before, (edit, wanted) = file.read_bytes(), editor.next()
    outcome = store.apply(ID, Change("fuzz", NOW, store.revision(ID), (edit,)))
    after = file.read_bytes()
    if isinstance(outcome, Applied):
        editor.tree = wanted
        yield from (f"{what}: {edit}" for what in (*_unlike(after, wanted), *_not_kept(before, after, edit)))
        if store.snapshot(ID).data != wanted:
            yield f"the snapshot differs: {edit}"
            editor.tree = copy.deepcopy(store.snapshot(ID).data)  # type: ignore[assignment]  # a plan is a map
        return
    found.refused += 1
    if after != before:
        yield f"changed although refused: {edit}"
    known = {"edit-not-possible", "edit-nothing-there"}
    if not isinstance(outcome, Refused) or known & {each.id for each in outcome.issues}:
        yield f"{outcome}: {edit}"


READERS: dict[str, Callable[[str], Any]] = {
    "PyYAML": lambda text: yaml.load(text, yaml.CSafeLoader),
    "ruamel": lambda text: YAML(typ="safe", pure=True).load(text),
    "yaml12": yaml12.parse_yaml,
}


def _unlike(raw: bytes, wanted: PlanForm) -> Iterator[str]:
    """The readers that make something else of the file."""
    text = raw.removeprefix(BOM).decode()
    if yaml.load(text, yaml.BaseLoader) != wanted:
        yield "PyYAML as text differs"
    for name, read in READERS.items():
        try:
            theirs = as_text(read(text))
        except Exception as problem:  # any complaint of a foreign reader is a finding
            yield f"{name} cannot read it: {problem}"
            continue
        if theirs != as_text(wanted):
            yield f"{name} differs"


def _not_kept(before: bytes, after: bytes, edit: Edit) -> Iterator[str]:
    """Byte order mark and line ends stay; so does every comment where one text took the place of another."""
    if before.startswith(BOM) != after.startswith(BOM):
        yield "the byte order mark changed"
    if b"\r\n" in before and after.count(b"\n") != after.count(b"\r\n"):
        yield "line ends changed"
    kept = edit.op == "add" or (isinstance(edit.old, str) and isinstance(edit.new, str))
    if kept and (gone := set(comments_of(before)) - set(comments_of(after))):
        yield f"comments are gone: {gone}"


def comments_of(raw: bytes) -> list[bytes]:
    """The comments of a made-up plan, each of which stands there once."""
    return re.findall(rb"# (?:note|beside) \d+\.", raw)
