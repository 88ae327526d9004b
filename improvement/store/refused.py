"""The record of refused tries: who wanted to change what without the right to. Bounded: nobody can fill a disk."""

import fcntl
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from improvement.model.change import Path as Keys
from improvement.model.programme import Role
from improvement.model.refusal import Refusal

MOST_BYTES = 256_000
MOST_PATHS, MOST_CHARACTERS = 20, 200


def refusal(when: datetime, who: str, role: Role | None, did: str, paths: Iterable[Keys]) -> Refusal:
    """A try cut to a length that fits the record."""
    named = tuple(".".join(each)[:MOST_CHARACTERS] for _number, each in zip(range(MOST_PATHS), paths, strict=False))
    return Refusal(when=when, who=who[:MOST_CHARACTERS], role=role, did=did, paths=named)


def note(file: Path, tried: Refusal) -> None:
    """Append one line; the oldest half goes when the file has grown too large."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if held.tell() > MOST_BYTES:
            held.seek(0)
            lines = held.readlines()
            held.truncate(0)
            held.writelines(lines[len(lines) // 2 :])
        held.write(tried.model_dump_json(exclude_none=True).encode() + b"\n")


def noted(file: Path) -> tuple[Refusal, ...]:
    """Every refused try that is still on record, the oldest first; a damaged line is passed over."""
    if not file.exists():
        return ()
    found = []
    for line in file.read_bytes().splitlines():
        try:
            found.append(Refusal.model_validate_json(line))
        except ValidationError:
            continue
    return tuple(found)
