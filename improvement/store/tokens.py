"""Tokens that let a visitor into one programme: only their hashes are stored, each with a role and an end."""

import fcntl
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, TypeAdapter

from improvement.model.base import Model
from improvement.model.programme import Role
from improvement.store.disk import Stamp, stamp_of, write_atomically

TOKEN_BYTES = 24


class Grant(Model):
    """What one token opens: a programme in a role, up to a moment (exclusive)."""

    plan: str
    role: Role
    until: AwareDatetime
    sha256: str

    def holds(self, now: datetime) -> bool:
        """Whether the token still opens anything."""
        return now < self.until


_GRANTS = TypeAdapter(tuple[Grant, ...])


class Tokens:
    """The grants of one plans folder, in .store/workshop.json."""

    def __init__(self, root: Path) -> None:
        self._file = root / ".store" / "workshop.json"
        self._known: tuple[Stamp | None, tuple[Grant, ...]] = (None, ())

    def grants(self, plan_id: str) -> tuple[Grant, ...]:
        """The newest grants for a programme, ended ones too."""
        return tuple(each for each in self._read() if each.plan == plan_id)

    def grant_of(self, token: str) -> Grant | None:
        """What a token opens, or opened; None for one that is unknown."""
        wanted = _hash(token)
        return next((each for each in self._read() if hmac.compare_digest(each.sha256, wanted)), None)

    def give(self, plan_id: str, roles: Iterable[Role], until: datetime) -> dict[Role, str]:
        """New tokens for a programme, one a role; earlier ones of this programme stop working."""
        # hexadecimal: one that began with "-" would be taken for an option after --token
        tokens = {role: secrets.token_hex(TOKEN_BYTES) for role in roles}
        new = tuple(Grant(plan=plan_id, role=role, until=until, sha256=_hash(each)) for role, each in tokens.items())
        self._replace(plan_id, lambda _known: new)
        return tokens

    def end(self, plan_id: str, now: datetime) -> None:
        """No token of a programme works from now on."""
        self._replace(plan_id, lambda known: tuple(_ended(each, now) for each in known))

    def _replace(self, plan_id: str, change: Callable[[tuple[Grant, ...]], tuple[Grant, ...]]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.with_name("workshop.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            others = tuple(each for each in self._read() if each.plan != plan_id)
            write_atomically(self._file, _GRANTS.dump_json(others + change(self.grants(plan_id)), indent=1))
            self._file.chmod(0o600)

    def _read(self) -> tuple[Grant, ...]:
        """Read again only when the file changed: a page asks many times."""
        try:
            stamp = stamp_of(self._file.stat())
            if self._known[0] != stamp:
                self._known = (stamp, _GRANTS.validate_json(self._file.read_bytes()))
        except (OSError, ValueError):
            # a file that is not there, or damaged, opens nothing
            self._known = (None, ())
        return self._known[1]


def _hash(token: str) -> str:
    """A token is random, so that a plain hash of it tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def _ended(grant: Grant, now: datetime) -> Grant:
    return grant.model_copy(update={"until": min(grant.until, now)})
