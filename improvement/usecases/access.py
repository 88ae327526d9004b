"""Letting people in: who a token makes of a visitor, and workshops with links that end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from improvement.errors import KeptError, Severity, issue
from improvement.model.programme import Role
from improvement.store.tokens import Grant
from improvement.store.visitors import Visitor
from improvement.usecases.workspace import Workspace

# how the command that starts the app tells it of a workshop: the programme, and the link for those who take part
WORKSHOP, INVITATION = "KEPT_WORKSHOP", "KEPT_INVITATION"
MOST_HOURS = 24 * 31


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop that is open: its programme, the roles its links give, when they stop working."""

    plan: str
    roles: tuple[Role, ...]
    until: datetime


def open_workshop(workspace: Workspace, plan_id: str, roles: Iterable[Role], hours: float) -> dict[Role, str]:
    """Make a token a role for a programme; the links of an earlier workshop stop working.

    Raises UnknownPlan, and KeptError for a visitor who does not own the programme or hours outside 0..744.
    """
    if not 0 < hours <= MOST_HOURS:
        raise KeptError(issue("workshop-hours", Severity.ERROR, hours=hours, most=MOST_HOURS))
    return workspace.store.give_tokens(plan_id, roles, workspace.now() + timedelta(hours=hours))


def close_workshop(workspace: Workspace, plan_id: str) -> None:
    """Every link of the workshop stops working now. KeptError for everybody but an owner."""
    workspace.store.end_tokens(plan_id)


def workshop(workspace: Workspace, plan_id: str) -> Workshop | None:
    """The workshop that is open for a programme; None where there is none, or it has ended. Raises UnknownPlan."""
    open_ones = [each for each in workspace.store.grants(plan_id) if each.holds(workspace.now())]
    if not open_ones:
        return None
    return Workshop(plan_id, tuple(each.role for each in open_ones), max(each.until for each in open_ones))


def with_token(workspace: Workspace, token: str, account: str = "") -> Workspace:
    """The workspace as the holder of a token may use it, signed in or not.

    Raises KeptError for a token that is unknown or has ended.
    """
    found = workspace.grant_of(token)
    if found is None:
        raise KeptError(issue("token-unknown", Severity.ERROR))
    if not found.holds(workspace.now()):
        raise KeptError(issue("token-ended", Severity.ERROR, plan=found.plan))

    def grant() -> Grant | None:
        known = workspace.grant_of(token)
        return known if known and known.holds(workspace.now()) else None

    return workspace.seen_by(Visitor(account=account, grant=grant))


def with_account(workspace: Workspace, account: str) -> Workspace:
    """The workspace as somebody who signed in may use it."""
    return workspace.seen_by(Visitor(account=account))


def with_nothing(workspace: Workspace) -> Workspace:
    """The workspace as somebody may use it of whom nothing is known: empty."""
    return workspace.seen_by(Visitor())
