"""What people do in a workshop's room, with the right to do it: everybody looks, members take part, one steers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from improvement.errors import KeptError, Severity, issue
from improvement.model.plan import Plan
from improvement.model.programme import Role
from improvement.model.room import Participant, Room, Step
from improvement.statistics.dot_votes import Standing, standings
from improvement.usecases import room_moves as moves
from improvement.usecases.access import close_workshop, workshop
from improvement.usecases.findings import open_findings
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


def begin(seat: Seat, name: str, expected: int = 0) -> Room:
    """A new workshop instead of an earlier one, whose ballots are gone with it. Facilitator only."""
    _steering(seat)
    fresh = moves.expecting(Room(seat.workspace.now(), name), expected)
    return seat.workspace.rooms.begin(seat.plan_id, fresh)


def end(seat: Seat) -> Room:
    """The workshop is over: names, ballots and answers are deleted, its links stop working. Facilitator only."""
    _steering(seat)
    empty = seat.workspace.rooms.begin(seat.plan_id, Room())
    if workshop(seat.workspace, seat.plan_id):
        close_workshop(seat.workspace, seat.plan_id)
    return empty


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
    return _move(seat, lambda now: moves.joined(now, seat.key, name, not seat.takes_part), may)


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


def go_to(seat: Seat, step: Step, plan: Plan) -> Room:
    """Steer the room to a step; on the way to the vote the findings that are open now are put up."""

    def move(now: Room) -> Room:
        there = moves.went(now, step)
        return moves.balloted(there, open_findings(plan)) if step == "vote" else there

    return _steer(seat, move)


def show_picture(seat: Seat, picture: int) -> Room:
    """Show everybody this picture (from 0)."""
    return _steer(seat, lambda now: moves.pictured(now, picture))


def expect(seat: Seat, people: int) -> Room:
    """Say how many people are awaited."""
    return _steer(seat, lambda now: moves.expecting(now, people))


def start_timer(seat: Seat, minutes: int) -> Room:
    """Let a clock run for everybody."""
    return _steer(seat, lambda now: moves.timed(now, minutes, seat.workspace.now()))


def stop_timer(seat: Seat) -> Room:
    """Take the clock away."""
    return _steer(seat, moves.untimed)


def join_proposals(seat: Seat, ids: Collection[str], text: str) -> Room:
    """Make one of proposals that say the same."""
    return _steer(seat, lambda now: moves.merged(now, ids, text))


def part_proposal(seat: Seat, id: str) -> Room:
    """Take apart what was joined."""
    return _steer(seat, lambda now: moves.parted(now, id))


def leave_out(seat: Seat, ids: Collection[str], out: bool = True) -> Room:
    """Leave proposals out, or bring them back."""
    return _steer(seat, lambda now: moves.left_out(now, ids, out))


def proposals_taken(seat: Seat, findings: Mapping[str, str]) -> Room:
    """Note which finding of the plan each proposal became, once it stands there."""
    return _steer(seat, lambda now: moves.taken(now, findings))


def give_votes(seat: Seat, each: int) -> Room:
    """Say how many votes everybody has."""
    return _steer(seat, lambda now: moves.giving(now, each))


def show_votes(seat: Seat) -> Room:
    """Show the counts to everybody."""
    return _steer(seat, moves.shown)


def vote_again(seat: Seat, plan: Plan) -> Room:
    """A new vote on the findings that are open now."""
    return _steer(seat, lambda now: moves.voted_again(now, open_findings(plan)))


def votes_kept(seat: Seat, on: date) -> Room:
    """Note that the counts stand in the plan."""
    return _steer(seat, lambda now: moves.vote_kept(now, on))


def test_retelling(seat: Seat, promise: str) -> Room:
    """Show a promise that is to be said from memory."""
    return _steer(seat, lambda now: moves.retelling(now, promise))


def hide_promise(seat: Seat) -> Room:
    """Hide it, so that everybody writes it down."""
    return _steer(seat, moves.hidden)


def tick(seat: Seat, key: str, right: bool) -> Room:
    """Say whether an answer is right."""
    return _steer(seat, lambda now: moves.ticked(now, key, right))


def retelling_kept(seat: Seat) -> Room:
    """Note that the count stands in the plan."""
    return _steer(seat, moves.retold_kept)


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

    return _move(seat, allowed, seat.takes_part)


def _move(seat: Seat, move: Callable[[Room], Room], may: bool) -> Room:
    def allowed(now: Room) -> Room:
        if now.opened is None:
            raise _refused("room-closed")
        return move(now)

    if not may:
        raise _refused("room-viewer")
    saw(seat)
    return seat.workspace.rooms.update(seat.plan_id, allowed)


def _steer(seat: Seat, move: Callable[[Room], Room]) -> Room:
    _steering(seat)
    return _move(seat, move, True)


def _steering(seat: Seat) -> None:
    if not seat.steers:
        raise _refused("room-facilitator-only")


def _refused(id: str) -> KeptError:
    return KeptError(issue(id, Severity.ERROR))
