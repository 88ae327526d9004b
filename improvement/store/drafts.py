"""Texts that people began and did not save yet: one small file per tab and plan in the sidecar, never part of the plan.

A draft is a convenience: it is written whole or not at all, but not synced, and the oldest make room for new ones.
"""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from improvement.model.change import PlanForm
from improvement.model.values import parse_id

MOST_DRAFTS, MOST_BYTES, MOST_FILES = 20, 256_000, 300


@dataclass(frozen=True, slots=True)
class Typed:
    """One input: its name in the form, the plan's value when it was first shown, and what was typed instead."""

    name: str
    seen: PlanForm
    value: PlanForm


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person typed into one form: the form's key, where it stands (page/id), when it was typed last."""

    form: str
    place: str
    when: datetime
    inputs: tuple[Typed, ...]


class Drafts:
    """The drafts of a plans folder; `owner` is any text that nobody else can guess, only its hash becomes a name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, plan_id: str, owner: str) -> tuple[Draft, ...]:
        """The drafts of one owner, as written; none where there are none or the file is damaged."""
        file = self._file(plan_id, owner)
        try:
            if file.is_symlink() or file.stat().st_size > MOST_BYTES:
                return ()
            return tuple(_draft(each) for each in json.loads(file.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ()

    def write(self, plan_id: str, owner: str, drafts: Sequence[Draft]) -> None:
        """Keep these drafts of one owner and no others; the newest that fit (20, 256 kB together).

        Raises OSError where the folder cannot be written.
        """
        file = self._file(plan_id, owner)
        content = _fitting(drafts)
        if not content:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        is_new = not file.exists()
        temporary = file.with_name(f".{file.name}.{uuid4().hex}.tmp")
        try:
            temporary.write_bytes(content)
            os.replace(temporary, file)
        finally:
            temporary.unlink(missing_ok=True)
        if is_new:
            _make_room(file.parent)

    def _file(self, plan_id: str, owner: str) -> Path:
        name = sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()
        return self._root / ".store" / parse_id(plan_id) / "drafts" / f"{name}.json"


def _fitting(drafts: Sequence[Draft]) -> bytes:
    """The newest drafts as JSON, as many as are allowed; empty where none are."""
    newest = sorted(drafts, key=lambda each: each.when)[-MOST_DRAFTS:]
    while newest:
        content = json.dumps([asdict(each) | {"when": each.when.isoformat()} for each in newest]).encode()
        if len(content) <= MOST_BYTES:
            return content
        newest = newest[1:]
    return b""


def _draft(found: dict[str, Any]) -> Draft:
    inputs = tuple(Typed(str(each["name"]), each["seen"], each["value"]) for each in found["inputs"])
    return Draft(str(found["form"]), str(found["place"]), datetime.fromisoformat(found["when"]), inputs)


def _make_room(folder: Path) -> None:
    """Remove the files that were written longest ago."""
    ages = sorted(_ages(folder))
    for _age, file in ages[: max(len(ages) - MOST_FILES, 0)]:
        file.unlink(missing_ok=True)


def _ages(folder: Path) -> Iterator[tuple[int, Path]]:
    for file in folder.glob("*.json"):
        # another tab may have removed its file meanwhile
        with contextlib.suppress(FileNotFoundError):
            yield file.stat().st_mtime_ns, file
