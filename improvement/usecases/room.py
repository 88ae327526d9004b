"""What people do in a workshop's room, with the right to do it: everybody looks, members take part, one steers."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from improvement.errors import KeptError, Severity, issue
from improvement.model.programme import Role
from improvement.model.room import Participant, Room, Step
from improvement.statistics.dot_votes import Standing, standings
from improvement.usecases import room_moves as moves
from improvement.usecases.workspace import Workspace

AWAKE = timedelta(seconds=30)
TAKES_PART: tuple[Role, ...] = ("member", "owner")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts in which room: the random key of one browser (empty before it joined), its role, whether it steers."""

    workspace: Workspace
    plan_id: str
    key: str
    role: Role | None
    steers: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether this person may propose, vote and retell; others watch."""
        return self.role in TAKES_PART


def room(seat: Seat) -> Room:
    """The room now. KeptError where its file cannot be read."""
    return seat.workspace.rooms.read(seat.plan_id)


def is_open(workspace: Workspace, plan_id: str) -> bool:
    """Whether a workshop is on; a damaged file counts as one."""
    try:
        return workspace.rooms.read(plan_id).opened is not None
    except KeptError:
        return True


def saw(seat: Seat) -> None:
    """This screen asked for news."""
    if seat.key:
        seat.workspace.rooms.saw(seat.plan_id, seat.key, seat.workspace.now())


def asleep(seat: Seat, people: Collection[Participant]) -> tuple[Participant, ...]:
    """Those whose screen has not asked for news for half a minute: dark, or without network."""
    rooms, border = seat.workspace.rooms, seat.workspace.now() - AWAKE
    seen = {each.key: rooms.last_seen(seat.plan_id, each.key) for each in people}
    return tuple(each for each in people if (found := seen[each.key]) is None or found < border)


def join(seat: Seat, name: str) -> Room:
    """Come in under a name; whoever may not take part watches."""
    may = seat.key != "" and seat.role is not None
    return act(seat, lambda now: moves.joined(now, seat.key, name, not seat.takes_part), may)


def propose(seat: Seat, text: str) -> Room:
    """Propose a finding in one sentence."""
    return _take_part(seat, "propose", lambda now: moves.proposed(now, seat.key, text))


def withdraw(seat: Seat, id: str) -> Room:
    """Take back one's own proposal."""
    return _take_part(seat, "propose", lambda now: moves.withdrawn(now, seat.key, id))


def vote(seat: Seat, finding: str, dots: int) -> Room:
    """Lay so many of one's own votes on a finding."""
    return _take_part(seat, "vote", lambda now: moves.voted(now, seat.key, finding, dots))


def retell(seat: Seat, text: str) -> Room:
    """Say the promise from memory."""
    return _take_part(seat, "retell", lambda now: moves.retold(now, seat.key, text))


def outcome(now: Room) -> tuple[Standing, ...]:
    """The places of the findings that were voted on."""
    return standings(now.vote.findings, [each.ballot for each in now.voters], now.vote.each)


def seconds_left(now: Room, when: datetime) -> int | None:
    """How long the clock still runs, never below 0; None where none runs."""
    return None if now.timer is None else max(0, round((now.timer.ends - when).total_seconds()))


def _take_part(seat: Seat, step: Step, move: Callable[[Room], Room]) -> Room:
    def allowed(now: Room) -> Room:
        if now.step != step:
            raise _refused("room-moved-on")
        if now.person(seat.key) is None:
            raise _refused("room-not-joined")
        return move(now)

    return act(seat, allowed, seat.takes_part)


def act(seat: Seat, move: Callable[[Room], Room], may: bool) -> Room:
    """Carry out a move in a room that is open, where this seat may. KeptError where it may not."""

    def allowed(now: Room) -> Room:
        if now.opened is None:
            raise _refused("room-closed")
        return move(now)

    if not may:
        raise _refused("room-viewer")
    saw(seat)
    return seat.workspace.rooms.update(seat.plan_id, allowed)


def _refused(id: str) -> KeptError:
    return KeptError(issue(id, Severity.ERROR))
