"""A seeded play without files: people save the plan by hand in several styles while the app changes it too.

Every value and every comment is a word that stands nowhere else, so that a lost one can be told.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.store.document import Document, read_document
from improvement.store.hand import imported
from improvement.store.segments import cut

ACTIVITIES: Path = ("realization", "activities")
FIELDS = ("title", "department", "blocked_by")
OPEN_AT_ONCE, KNOWN_LIMIT = 3, 400

_HEAD = "programme:\n  title: Small   # as customers know it\n  starts: 2027-01-01\n\nrealization:\n  activities:\n"
_FIELD = re.compile(r"^( +)(title|department|blocked_by): .*$", re.MULTILINE)


@dataclass
class Play:
    """What happened: `lost` words of either side, comments that vanished, merged texts that lay in no order."""

    saves: dict[str, int] = field(default_factory=dict)
    app_edits: int = 0
    clashes: int = 0
    lost_hand: list[str] = field(default_factory=list)
    lost_app: list[str] = field(default_factory=list)
    lost_comments: list[str] = field(default_factory=list)


@dataclass
class Buffer:
    """An editor's window: the text that it read, and what the app had written until then."""

    text: str
    seen: dict[Path, str]


@dataclass
class Saved:
    """A text that a person saves, with the words that are new in it and the places that were changed or removed."""

    text: str
    words: dict[Path, str]
    removed: tuple[Path, ...] = ()


def first_text(activities: int) -> str:
    """A plan whose every activity has a comment above, one beside and one between its fields."""
    works = (
        f"\n    # above-{n}\n    act-{n}:\n      title: Do number {n}   # beside-{n}\n      department: sales\n"
        f"      blocked_by: nobody\n      # inside-{n}\n      estimate: [2d, 3d, 6d]\n"
        for n in range(activities)
    )
    return _HEAD + "".join(works) + "\n# the end\n"


class Stage:
    """The plan as the store has it, every text that it knows, and the windows of slow editors."""

    def __init__(self, activities: int, seed: int) -> None:
        self.dice, self.play, self.count = random.Random(seed), Play(), 0
        self.app = read_document(first_text(activities))
        self.known, self.raw = [self.app.text], set[str]()
        self.made: dict[Path, str] = {}
        self.windows: list[Buffer] = []

    def word(self, side: str) -> str:
        self.count += 1
        return f"{side}-{self.count}"

    def any_entry(self, data: PlanForm) -> Path:
        entries = lookup(data, ACTIVITIES)
        assert isinstance(entries, dict)
        return (*ACTIVITIES, self.dice.choice(list(entries)))

    def edit_in_app(self) -> None:
        """A field is set, an entry added, or, seldom, one removed."""
        kind, self.play.app_edits = self.dice.random(), self.play.app_edits + 1
        if kind < 0.1:
            word = self.word("app")
            edit = Edit("add", (*ACTIVITIES, word), None, {"title": word, "department": word})
            self.made[(*ACTIVITIES, word, "title")] = word
        elif kind < 0.15:
            entry = self.any_entry(self.app.data)
            edit = Edit("remove", entry, lookup(self.app.data, entry), None)
            self.made = {path: word for path, word in self.made.items() if path[:3] != entry}
        else:
            path = (*self.any_entry(self.app.data), self.dice.choice(FIELDS))
            self.made[path] = self.word("app")
            edit = Edit("set", path, lookup(self.app.data, path), self.made[path])
        self.known.insert(0, self.app.text)
        self.app = self.app.edited([edit])

    def window(self) -> Buffer:
        return Buffer(self.app.text, dict(self.made))

    def save(self, style: str, buffer: Buffer, saved: Saved) -> None:
        """Import one hand save, and look for what is missing then."""
        self.play.saves[style] = self.play.saves.get(style, 0) + 1
        file, before = read_document(saved.text), self.app
        assert not file.issues, file.issues
        merged = imported(before, file, [before.text, *self.known], self.raw)
        assert not merged.document.issues
        self.play.clashes += len(merged.clashes)
        self._look(buffer, saved, before, merged.document, merged.clashes)
        self.known[:0] = [saved.text, before.text]
        del self.known[KNOWN_LIMIT:]
        self.raw.add(saved.text)
        self.app = merged.document
        self.made = {path: word for path, word in self.made.items() if lookup(self.app.data, path) == word}

    def _look(self, buffer: Buffer, saved: Saved, before: Document, after: Document, clashes: tuple[Edit, ...]) -> None:
        self.play.lost_hand += [word for path, word in saved.words.items() if lookup(after.data, path) != word]
        self.play.lost_hand += [f"{entry[-1]} came back" for entry in saved.removed if lookup(after.data, entry)]
        for path, word in self.made.items():
            # what a person saw and wrote over, or removed, is gone because they wanted it
            wanted = buffer.seen.get(path) == word and (path in saved.words or path[:3] in saved.removed)
            listed = any(path[: len(each.path)] == each.path and word in str(each.new) for each in clashes)
            if lookup(after.data, path) != word and not listed and not wanted:
                self.play.lost_app.append(word)
        # a comment goes with the entry that it stands in; one that only an older text had, the app has removed
        older = _comments("".join(self.known)) - _comments(before.text)
        for text in (saved.text, before.text):
            for path, segment in cut(text).segments().items():
                if lookup(after.data, path) is not None:
                    self.play.lost_comments += _comments(segment) - older - _comments(after.text)


def _comments(text: str) -> set[str]:
    return set(re.findall(r"# \S+", text))


def _with_field(text: str, path: Path, word: str) -> str:
    """The text with one line changed, as an editor does it."""
    start = text.index(f"\n    {path[2]}:")
    found = re.compile(rf"^( +{path[3]}:) [^#\n]*?( +#.*)?$", re.MULTILINE).search(text, start)
    assert found
    return f"{text[: found.start()]}{found[1]} {word}{found[2] or ''}{text[found.end() :]}"


def _without(text: str, entry: Path) -> str:
    return "".join(segment for path, segment in cut(text).segments().items() if path != entry)


def _one_field(stage: Stage, text: str) -> Saved:
    data = read_document(text).data
    entry = stage.any_entry(data)
    path = (*entry, stage.dice.choice([each for each in FIELDS[:2] if lookup(data, (*entry, each))]))
    word = stage.word("hand")
    return Saved(_with_field(text, path, word), {path: word})


def careful(stage: Stage) -> None:
    """Reads the newest, edits one field, saves at once."""
    buffer = stage.window()
    stage.save("careful", buffer, _one_field(stage, buffer.text))


def sed(stage: Stage) -> None:
    """Changes one line of the newest text; the app writes while it runs."""
    buffer = stage.window()
    saved = _one_field(stage, buffer.text)
    stage.edit_in_app()
    stage.save("sed", buffer, saved)


def sloppy(stage: Stage) -> None:
    """Read long ago, edits, changes quotes and adds comments elsewhere, keeps the window open; saves twice at times."""
    if len(stage.windows) < OPEN_AT_ONCE:
        stage.windows.append(stage.window())
        return
    buffer = stage.dice.choice(stage.windows)
    saved = _one_field(stage, buffer.text)

    def requoted(found: re.Match[str]) -> str:
        plain = stage.dice.random() < 0.9 or "#" in found[0] or '"' in found[0]
        return found[0] if plain else re.sub(r": (.*)", r': "\1"', found[0]) + f"   # {stage.word('note')}"

    saved.text = _FIELD.sub(requoted, saved.text)
    stage.save("sloppy", buffer, saved)
    if stage.dice.random() < 0.3:
        stage.edit_in_app()
        stage.save("sloppy", buffer, Saved(saved.text, {}))
    buffer.text = saved.text
    if stage.dice.random() < 0.3:
        stage.windows.remove(buffer)


def adding(stage: Stage) -> None:
    """Adds an entry to a text read a while ago."""
    buffer, word = stage.window(), stage.word("hand")
    for _ in range(stage.dice.randrange(4)):
        stage.edit_in_app()
    text = buffer.text.replace("  activities:\n", f"  activities:\n    {word}:   # new\n      title: {word}\n")
    stage.save("adding", buffer, Saved(text, {(*ACTIVITIES, word, "title"): word}))


def removing(stage: Stage) -> None:
    """Removes an entry from a text read a while ago."""
    buffer = stage.window()
    entry = stage.any_entry(read_document(buffer.text).data)
    for _ in range(stage.dice.randrange(3)):
        stage.edit_in_app()
    stage.save("removing", buffer, Saved(_without(buffer.text, entry), {}, (entry,)))


STYLES: tuple[Callable[[Stage], None], ...] = (careful, sed, sloppy, sloppy, adding, removing)


def simulate(saves: int, seed: int, activities: int = 12) -> Play:
    """Play until so many hand saves were imported."""
    stage = Stage(activities, seed)
    while sum(stage.play.saves.values()) < saves:
        for _ in range(stage.dice.randrange(4)):
            stage.edit_in_app()
        stage.dice.choice(STYLES)(stage)
    return stage.play
