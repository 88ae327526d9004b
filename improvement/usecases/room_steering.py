"""How the facilitator leads a room: steps, clock, proposals, the vote, the retelling. KeptError for anybody else."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from improvement.errors import KeptError, Severity, issue
from improvement.model.plan import Plan
from improvement.model.room import Room, Step
from improvement.usecases import room_moves as moves
from improvement.usecases.access import close_workshop, workshop
from improvement.usecases.findings import open_findings
from improvement.usecases.room import Seat, act


def begin(seat: Seat, name: str, expected: int = 0) -> Room:
    """A new workshop instead of an earlier one, whose ballots are gone with it."""
    _steering(seat)
    fresh = moves.expecting(Room(seat.workspace.now(), name), expected)
    return seat.workspace.rooms.begin(seat.plan_id, fresh)


def end(seat: Seat) -> Room:
    """The workshop is over: names, ballots and answers are deleted, its links stop working."""
    _steering(seat)
    # the links first: an empty room whose links still open the programme would be worse than the other way round
    if workshop(seat.workspace, seat.plan_id):
        close_workshop(seat.workspace, seat.plan_id)
    return seat.workspace.rooms.begin(seat.plan_id, Room())


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


def start_retelling(seat: Seat, promise: str) -> Room:
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


def _steer(seat: Seat, move: Callable[[Room], Room]) -> Room:
    _steering(seat)
    return act(seat, move, True)


def _steering(seat: Seat) -> None:
    if not seat.steers:
        raise KeptError(issue("room-facilitator-only", Severity.ERROR))
