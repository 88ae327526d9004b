"""The rooms of a folder of programmes on disk, and who was seen in them lately."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from improvement.errors import KeptError, Severity, issue
from improvement.model.room import Room
from improvement.model.values import parse_id
from improvement.store.disk import Stamp, stamp_of, write_atomically

FOLDER, FILE, LOCK = "room", "room.json", "lock"
_ROOM = TypeAdapter(Room)


class _Known(NamedTuple):
    stamp: Stamp
    room: Room


class Rooms:
    """One room a programme, in .store/ID/room/room.json: several processes may share it (flock), a restart keeps it.

    A folder of its own, because the store sweeps half-written files beside its journal under its own lock. Who was
    seen when is kept in memory: it changes with every poll and is known again two seconds after a start.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, _Known] = {}
        self._seen: dict[str, dict[str, datetime]] = {}

    def read(self, plan_id: str) -> Room:
        """The room now; the file is read only when it changed. KeptError where it cannot be read."""
        stamp = self._stamp(plan_id)
        if stamp is None:
            return Room()
        known = self._known.get(plan_id)
        if known is None or known.stamp != stamp:
            known = self._known[plan_id] = self._load(plan_id)
        return known.room

    def update(self, plan_id: str, move: Callable[[Room], Room]) -> Room:
        """The room after a move, on disk when this returns; what `move` raises leaves everything as it was."""
        with self._lock(plan_id):
            # two changes in one tick of the clock may leave the same stamp: whoever changes a room reads it
            before = self._load(plan_id).room if self._stamp(plan_id) else Room()
            return self._save(plan_id, before, move(before))

    def begin(self, plan_id: str, room: Room) -> Room:
        """A new room instead of the old one, whatever that held."""
        with self._lock(plan_id):
            return self._save(plan_id, None, room)

    def saw(self, plan_id: str, key: str, when: datetime) -> None:
        """This person's screen asked for news."""
        self._seen.setdefault(plan_id, {})[key] = when

    def last_seen(self, plan_id: str, key: str) -> datetime | None:
        """When this person's screen last asked for news; None where it has not since the process started."""
        return self._seen.get(plan_id, {}).get(key)

    def _save(self, plan_id: str, before: Room | None, after: Room) -> Room:
        if after != before:
            stamp = write_atomically(self._folder(plan_id) / FILE, _ROOM.dump_json(after, indent=1))
            # whoever knows a person's key can vote for them
            (self._folder(plan_id) / FILE).chmod(0o600)
            self._known[plan_id] = _Known(stamp, after)
        return after

    def _load(self, plan_id: str) -> _Known:
        with (self._folder(plan_id) / FILE).open("rb") as opened:
            stamp = stamp_of(os.fstat(opened.fileno()))
            try:
                return _Known(stamp, _ROOM.validate_json(opened.read()))
            except ValidationError:
                raise KeptError(issue("room-damaged", Severity.ERROR, file=f"{plan_id}/{FOLDER}/{FILE}")) from None

    def _stamp(self, plan_id: str) -> Stamp | None:
        with contextlib.suppress(FileNotFoundError):
            return stamp_of((self._folder(plan_id) / FILE).lstat())
        return None

    def _folder(self, plan_id: str) -> Path:
        return self._root / ".store" / parse_id(plan_id) / FOLDER

    @contextlib.contextmanager
    def _lock(self, plan_id: str) -> Iterator[None]:
        folder = self._folder(plan_id)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOCK).open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
