"""Visitors of a plans folder: a role per programme, from where they sit, a token or a sign-in, never a typed name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import Person, Role
from improvement.store.tokens import Grant

EDITORS: tuple[Role, ...] = ("member", "owner")
RANK: tuple[Role, ...] = ("viewer", "member", "owner")
Look = Callable[[], tuple[Plan | None, SharedPeople]]


class Visitor(Protocol):
    """Somebody at a browser or a command line."""

    def role(self, plan_id: str, look: Look) -> Role | None:
        """What they may do in a programme; `look` reads it, for those who need it. None: they may not even know it."""

    def name(self, look: Look) -> str:
        """The name that their changes bear whatever they typed; empty where what they typed counts."""


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """Whoever sits at the machine: they could edit the files anyway, so they own every programme."""

    def role(self, _plan_id: str, _look: Look) -> Role | None:
        """Always owner."""
        return "owner"

    def name(self, _look: Look) -> str:
        """What they typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody of whom nothing is known."""

    def role(self, _plan_id: str, _look: Look) -> Role | None:
        """None anywhere."""
        return None

    def name(self, _look: Look) -> str:
        """What they typed."""
        return ""


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Somebody with a token; `grant` looks it up anew each time, so that a token that ended opens nothing more."""

    grant: Callable[[], Grant | None]

    def role(self, plan_id: str, _look: Look) -> Role | None:
        """The role of the token, in its programme only."""
        found = self.grant()
        return found.role if found and found.plan == plan_id else None

    def name(self, _look: Look) -> str:
        """What they typed: a token is shared by a room."""
        return ""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signed in: the person of a plan whose `account` this is, with the role of `programme.access`."""

    account: str

    def role(self, _plan_id: str, look: Look) -> Role | None:
        """The highest role of those persons that bear this sign-in name."""
        plan, shared = look()
        if plan is None:
            return None
        mine = {id for id, _person in self._persons(plan, shared)}
        return highest(role for id, role in plan.programme.access.items() if id in mine)

    def name(self, look: Look) -> str:
        """The person's name in the plan, else the sign-in name."""
        plan, shared = look()
        found = self._persons(plan, shared) if plan else []
        return found[0][1].name if found else self.account

    def _persons(self, plan: Plan, shared: SharedPeople) -> list[tuple[str, Person]]:
        people = {**shared.people, **plan.programme.people}
        return [(id, each) for id, each in people.items() if same_account(each.account or "", self.account)]


def same_account(one: str, other: str) -> bool:
    """Sign-in names are compared without regard to case and outer spaces; an empty one is nobody's."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def highest(roles: Iterable[Role]) -> Role | None:
    """The role that may do most; None where there is none."""
    return max(roles, key=RANK.index, default=None)
