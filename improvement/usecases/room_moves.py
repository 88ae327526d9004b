"""What may happen in a room: from one room to the next, without disk, clock or rights. What may not be raises."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from improvement.errors import KeptError, Severity, issue
from improvement.model.base import FrozenMap
from improvement.model.room import Participant, Proposal, Retelling, Room, Step, Timer, Vote

MOST_PEOPLE, MOST_PROPOSALS = 300, 500
NAME_LENGTH, TEXT_LENGTH = 60, 300
MOST_VOTES, MOST_MINUTES = 20, 180


def joined(room: Room, key: str, name: str, watches: bool) -> Room:
    """Somebody comes in, or comes back with the same key. Two of one name are told apart: Ana, Ana (2)."""
    known = room.person(key)
    if known is None and len(room.people) >= MOST_PEOPLE:
        raise _refused("room-full", most=MOST_PEOPLE)
    said = _one_line(name, NAME_LENGTH)
    if not said:
        raise _refused("room-no-name")
    taken = {each.name for each in room.people if each.key != key}
    free, number = said, 1
    while free in taken:
        number += 1
        free = f"{said} ({number})"
    person = replace(known, name=free, watches=watches) if known else Participant(key, free, watches)
    return _with(room, person)


def went(room: Room, step: Step) -> Room:
    """The room is at another step; its clock stops."""
    return room if step == room.step else replace(room, step=step, timer=None)


def pictured(room: Room, picture: int) -> Room:
    """Everybody looks at the picture of this number (from 0)."""
    return replace(room, picture=max(picture, 0))


def expecting(room: Room, people: int) -> Room:
    """So many people are awaited; 0 where nobody counted them."""
    return replace(room, expected=min(max(people, 0), MOST_PEOPLE))


def timed(room: Room, minutes: int, now: datetime) -> Room:
    """A clock runs from now."""
    length = min(max(minutes, 1), MOST_MINUTES)
    return replace(room, timer=Timer(length, now + timedelta(minutes=length)))


def untimed(room: Room) -> Room:
    """No clock runs."""
    return replace(room, timer=None)


def proposed(room: Room, key: str, text: str) -> Room:
    """Somebody proposes a finding; the same sentence by the same person is there once."""
    said = _one_line(text, TEXT_LENGTH)
    if not said:
        raise _refused("room-no-text")
    if len(room.proposals) >= MOST_PROPOSALS:
        raise _refused("room-too-many-proposals", most=MOST_PROPOSALS)
    if any(each.by == key and each.text == said for each in room.proposals):
        return room
    number = 1 + max((int(each.id) for each in room.proposals), default=0)
    return replace(room, proposals=(*room.proposals, Proposal(str(number), said, key)))


def withdrawn(room: Room, key: str, id: str) -> Room:
    """Somebody takes back a proposal of their own, unless it went further by now."""
    into = {each.joined for each in room.proposals}
    gone = next((each for each in room.proposals if each.id == id and each.by == key and each.stands), None)
    if gone is None or gone.finding or gone.id in into:
        return room
    return replace(room, proposals=tuple(each for each in room.proposals if each is not gone))


def merged(room: Room, ids: Collection[str], text: str) -> Room:
    """Proposals that say the same become one, in the words given; the first of them carries it."""
    chosen = [each.id for each in room.proposals if each.id in ids and each.stands and not each.finding]
    if len(chosen) < 2:
        return room
    head, rest = chosen[0], set(chosen[1:])

    def after(each: Proposal) -> Proposal:
        if each.id == head:
            return replace(each, text=_one_line(text, TEXT_LENGTH) or each.text)
        return replace(each, joined=head) if each.id in rest or each.joined in rest else each

    return _proposals(room, after)


def parted(room: Room, id: str) -> Room:
    """What was joined into a proposal stands by itself again."""
    return _proposals(room, lambda each: replace(each, joined="") if each.joined == id else each)


def left_out(room: Room, ids: Collection[str], out: bool = True) -> Room:
    """Proposals that will become no finding, or come back."""
    return _proposals(room, lambda each: replace(each, left_out=out) if each.id in ids and not each.finding else each)


def taken(room: Room, findings: Mapping[str, str]) -> Room:
    """Proposals (keys) are findings of the plan (values) from now on."""
    return _proposals(room, lambda each: replace(each, finding=findings.get(each.id, each.finding)))


def balloted(room: Room, findings: Sequence[str]) -> Room:
    """These findings are voted on; dots on others come back to their owners. Shown counts stay as they are."""
    if room.vote.shown:
        return room
    room = replace(room, vote=replace(room.vote, findings=tuple(findings)))
    return _people(room, lambda each: replace(each, ballot=_only(each.ballot, findings, room.vote.each)))


def giving(room: Room, each: int) -> Room:
    """Everybody has so many votes; whoever gave more away starts again."""
    if room.vote.shown:
        raise _refused("room-vote-over")
    votes = min(max(each, 1), MOST_VOTES)
    room = replace(room, vote=replace(room.vote, each=votes))
    return _people(room, lambda person: replace(person, ballot=_only(person.ballot, room.vote.findings, votes)))


def voted(room: Room, key: str, finding: str, dots: int) -> Room:
    """So many of somebody's votes lie on a finding from now on; never more than they have, never after the reveal."""
    person = room.person(key)
    if person is None or finding not in room.vote.findings:
        return room
    if room.vote.shown:
        raise _refused("room-vote-over")
    ballot = {**person.ballot, finding: max(dots, 0)}
    if sum(ballot.values()) > room.vote.each:
        raise _refused("room-no-votes-left", each=room.vote.each)
    return _with(room, replace(person, ballot=FrozenMap({id: count for id, count in ballot.items() if count})))


def shown(room: Room) -> Room:
    """The counts are shown; nobody votes any more."""
    return replace(room, vote=replace(room.vote, shown=True))


def voted_again(room: Room, findings: Sequence[str]) -> Room:
    """A new vote: every ballot is empty."""
    emptied = _people(room, lambda each: replace(each, ballot=FrozenMap()))
    return replace(emptied, vote=Vote(room.vote.each, tuple(findings)))


def vote_kept(room: Room, on: date) -> Room:
    """The counts stand in the plan under this day."""
    return replace(room, vote=replace(room.vote, kept=on))


def retelling(room: Room, promise: str) -> Room:
    """Everybody reads a promise that is to be said from memory; earlier answers go."""
    fresh = _people(room, lambda each: replace(each, retold="", right=False))
    return replace(fresh, retelling=Retelling(promise))


def hidden(room: Room) -> Room:
    """The promise is out of sight: everybody writes it down."""
    return replace(room, retelling=replace(room.retelling, hidden=True))


def retold(room: Room, key: str, text: str) -> Room:
    """Somebody says the promise from memory; a new answer is not ticked yet."""
    person, said = room.person(key), _one_line(text, TEXT_LENGTH)
    if person is None or not room.retelling.hidden or said == person.retold:
        return room
    return _with(room, replace(person, retold=said, right=False))


def ticked(room: Room, key: str, right: bool) -> Room:
    """An answer is right, or not."""
    person = room.person(key)
    return _with(room, replace(person, right=right)) if person and person.retold else room


def retold_kept(room: Room) -> Room:
    """The count stands in the plan."""
    return replace(room, retelling=replace(room.retelling, kept=True))


def _only(ballot: Mapping[str, int], findings: Collection[str], most: int) -> FrozenMap[str, int]:
    left = {id: dots for id, dots in ballot.items() if id in findings}
    return FrozenMap(left if sum(left.values()) <= most else {})


def _with(room: Room, person: Participant) -> Room:
    if room.person(person.key) is None:
        return replace(room, people=(*room.people, person))
    return _people(room, lambda each: person if each.key == person.key else each)


def _people(room: Room, after: Callable[[Participant], Participant]) -> Room:
    return replace(room, people=tuple(after(each) for each in room.people))


def _proposals(room: Room, after: Callable[[Proposal], Proposal]) -> Room:
    return replace(room, proposals=tuple(after(each) for each in room.proposals))


def _one_line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest].strip()


def _refused(id: str, **facts: int) -> KeptError:
    return KeptError(issue(id, Severity.ERROR, **facts))
