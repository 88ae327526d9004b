"""A visitor of a plans folder and their role per programme: from where they sit, a token or a sign-in; never typed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from improvement.model.plan import Plan, SharedPeople
from improvement.model.programme import Person, Role
from improvement.store.tokens import Grant

EDITORS: tuple[Role, ...] = ("member", "owner")
RANK: tuple[Role, ...] = ("viewer", "member", "owner")
Look = Callable[[], tuple[Plan | None, SharedPeople]]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a browser or a command line; of whom nothing is known, they may see nothing.

    `at_machine`: they could edit the files anyway, so they own every programme. `grant` looks their token up anew each
    time, so that a token that ended opens nothing more. `account` is the name that a sign-in vouches for. Who
    `only_looks` is a viewer for now, whatever they may do otherwise.
    """

    at_machine: bool = False
    account: str = ""
    grant: Callable[[], Grant | None] | None = None
    only_looks: bool = False

    def role(self, plan_id: str, look: Look) -> Role | None:
        """The most that one of these gives; None: the programme does not exist for them. `look` reads the programme."""
        found = "owner" if self.at_machine else highest((*self._by_token(plan_id), *self._by_account(look)))
        return "viewer" if found and self.only_looks else found

    def name(self, look: Look) -> str:
        """The name that their changes bear whatever they typed; empty without a sign-in, where what they typed counts.

        It is that of the first person of the plan with this account, else the account itself.
        """
        if not self.account:
            return ""
        plan, shared = look()
        return next((person.name for _id, person in self._persons(plan, shared)), self.account)

    def _by_token(self, plan_id: str) -> tuple[Role, ...]:
        found = self.grant() if self.grant else None
        return (found.role,) if found and found.plan == plan_id else ()

    def _by_account(self, look: Look) -> Iterator[Role]:
        if not self.account:
            return
        plan, shared = look()
        mine = {id for id, _person in self._persons(plan, shared)}
        yield from (role for id, role in plan.programme.access.items() if id in mine) if plan else ()

    def _persons(self, plan: Plan | None, shared: SharedPeople) -> Iterator[tuple[str, Person]]:
        people = {**shared.people, **plan.programme.people} if plan else {}
        return ((id, each) for id, each in people.items() if same_account(each.account or "", self.account))


def same_account(one: str, other: str) -> bool:
    """Sign-in names are compared without regard to case and outer spaces; an empty one is nobody's."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def highest(roles: Iterable[Role]) -> Role | None:
    """The role that may do most; None where there is none."""
    return max(roles, key=RANK.index, default=None)
