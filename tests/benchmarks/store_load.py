"""Reading and editing plans of 1,000 activities, beside PyYAML, ruamel and git in the same run."""

import io
import random
import subprocess
import tempfile
from pathlib import Path

import yaml
from ruamel.yaml import YAML

from improvement.model.change import Applied, Change, Edit, PlanForm, lookup
from improvement.model.plan import Plan
from improvement.model.validation import validate
from improvement.store.document import read_document
from improvement.store.folder import FolderStore
from tests.benchmarks.figures import cpu_ms, percentile, told, wall_ms
from tests.benchmarks.store_crowd import NOW
from tests.benchmarks.store_plans import ACTIVITIES, ID, dense, opened, place, realistic

SIZE, EDITS = 1000, 200


def run() -> bool:
    """Print the figures of both plans; False where one misses its goal."""
    reached = True
    for name, text in (("short texts", dense(SIZE)), ("long texts and comments", realistic(SIZE))):
        print(f"{SIZE:,} activities, {name}, {len(text.encode()) / 1000:.0f} KB")
        reached &= _reading(text)
        with tempfile.TemporaryDirectory() as folder:
            reached &= _editing(Path(folder) / "plans", text)
            _git(Path(folder) / "git", text)
    return reached


def _reading(text: str) -> bool:
    anchor = cpu_ms(lambda: yaml.load(text, yaml.CSafeLoader))
    read = cpu_ms(lambda: read_document(text))
    data = read_document(text).data
    valid = cpu_ms(lambda: validate(Plan, data))
    told("anchor: PyYAML CSafeLoader", anchor, "ms")
    told("anchor: ruamel, read and write back", cpu_ms(lambda: _ruamel(text), 1), "ms")
    return all(
        (
            told("read with places, of CSafeLoader", read / anchor, "x", at_most=0.7),
            told("read with places and validate", read + valid, "ms", at_most=150),
        )
    )


def _editing(root: Path, text: str) -> bool:
    document, path = read_document(text), (*ACTIVITIES, "act-500", "title")
    edit = Edit("set", path, lookup(document.data, path), "New")
    store = opened(root, text)
    told("a new process shows the plan", wall_ms(lambda: FolderStore(root).snapshot(ID), 1)[0], "ms")
    waits, wide = _durable(store, random.Random(1))
    return all(
        (
            told("one edit in the text, verified", cpu_ms(lambda: document.edited((edit,))), "ms", at_most=2),
            told("one edit, durable, p50", percentile(waits, 0.5), "ms", at_most=20),
            told("one edit, durable, p95", percentile(waits, 0.95), "ms", at_most=100),
            told(f"of {EDITS} edits changed other lines than their own", wide, at_most=0),
            told(f"changes that fsck missed after {EDITS} edits", EDITS - store.fsck(ID), at_most=0),
        )
    )


def _durable(store: FolderStore, dice: random.Random) -> tuple[list[float], int]:
    """Milliseconds of single edits on random fields; how many of them changed other lines than those of the field."""
    waits, wide = [], 0
    file = store.root / ID / "plan.yaml"
    for n in range(EDITS):
        path = (*ACTIVITIES, f"act-{dice.randrange(SIZE)}", dice.choice(("title", "estimate", "blocked_by")))
        old = lookup(store.snapshot(ID).data, path)
        new: PlanForm = [f"{n}d", f"{n + 1}d", f"{n + 2}d"] if path[-1] == "estimate" else f"New words {n}"
        before = file.read_text().splitlines()
        waits.append(_edit(store, Edit("set", path, old, new)))
        wide += changed_lines(before, file.read_text().splitlines()) != (_lines(old), 1)
    return waits, wide


def _lines(value: PlanForm) -> int:
    """The lines that a field takes in the house style: its own, and those of a text of several lines below it."""
    more = value.count("\n") + 1 if isinstance(value, str) and "\n" in value else 0
    return 0 if value is None else 1 + more


def changed_lines(before: list[str], after: list[str]) -> tuple[int, int]:
    """How many lines went and how many came, between the common beginning and the common end."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return len(before) - start - end, len(after) - start - end


def _common(left: list[str], right: list[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _edit(store: FolderStore, edit: Edit) -> float:
    change, outcomes = Change("bench", NOW, store.revision(ID), (edit,)), []
    wait = wall_ms(lambda: outcomes.append(store.apply(ID, change)), 1)[0]
    assert isinstance(outcomes[0], Applied), outcomes
    return wait


def _ruamel(text: str) -> str:
    yaml_file, out = YAML(), io.StringIO()
    yaml_file.dump(yaml_file.load(text), out)
    return out.getvalue()


def _git(folder: Path, text: str) -> None:
    """What one commit of the same file costs."""
    command = ["git", "-C", str(folder), "-c", "user.name=B", "-c", "user.email=b@example.org"]

    def commit() -> None:
        file.write_text(file.read_text() + "# one more line\n")
        subprocess.run([*command, "commit", "-qam", "one edit"], check=True)

    file = place(folder, text)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run([*command, "add", "."], check=True)
    told("anchor: one git commit", percentile(wall_ms(commit, 10), 0.5), "ms")
