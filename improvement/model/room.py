"""A workshop's room: who is in it, at which step it is, what people proposed, voted and retold. No part of the plan."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from improvement.model.base import FrozenMap

Step = Literal["join", "results", "propose", "vote", "decide", "promises", "retell", "activities", "end"]
STEPS: tuple[Step, ...] = get_args(Step)
VOTES_EACH = 5
NO_DOTS: FrozenMap[str, int] = FrozenMap()


@dataclass(frozen=True, slots=True)
class Participant:
    """One browser in the room, known by a random key that nobody else sees; `watches`: takes no part.

    `ballot` holds the dots (1 and more) per finding; `retold` is the promise from memory, `right` the tick beside it.
    """

    key: str
    name: str
    watches: bool = False
    ballot: FrozenMap[str, int] = NO_DOTS
    retold: str = ""
    right: bool = False

    @property
    def dots(self) -> int:
        """How many votes are given away."""
        return sum(self.ballot.values())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One finding in one sentence. `joined`: the proposal it went into; `finding`: what it became in the plan."""

    id: str
    text: str
    by: str
    joined: str = ""
    left_out: bool = False
    finding: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is still a sentence of its own."""
        return not (self.joined or self.left_out)


@dataclass(frozen=True, slots=True)
class Timer:
    """A clock that everybody sees."""

    minutes: int
    ends: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """What is voted on, how many votes everybody has, whether the counts are shown, on which day they were kept."""

    each: int = VOTES_EACH
    findings: tuple[str, ...] = ()
    shown: bool = False
    kept: date | None = None


@dataclass(frozen=True, slots=True)
class Retelling:
    """The promise that is to be said from memory, whether it is hidden by now, whether the count was kept."""

    promise: str = ""
    hidden: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a workshop holds beside the plan; `opened` is None where there is no workshop."""

    opened: datetime | None = None
    facilitator: str = ""
    expected: int = 0
    step: Step = "join"
    picture: int = 0
    people: tuple[Participant, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    vote: Vote = Vote()
    retelling: Retelling = Retelling()
    timer: Timer | None = None

    def person(self, key: str) -> Participant | None:
        """Who has this key; None where nobody does."""
        return next((each for each in self.people if each.key == key), None)

    @property
    def voters(self) -> tuple[Participant, ...]:
        """Those who gave at least one vote."""
        return tuple(each for each in self.people if each.ballot)

    @property
    def answers(self) -> tuple[Participant, ...]:
        """Those who retold the promise."""
        return tuple(each for each in self.people if each.retold)


def concerns(room: Room, key: str) -> Room:
    """The room as far as this person's screen shows it: what others do behind closed ballots is left out.

    Two equal answers mean that the screen need not be drawn again.
    """
    everything = room.step == "vote" and room.vote.shown
    return replace(
        room,
        expected=0,
        people=tuple(each for each in room.people if everything or each.key == key),
        proposals=room.proposals if room.step == "propose" else (),
    )
