"""Who decides the finish of a schedule with limited people: the chain of work that leads to it, and its waits."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from improvement.schedule.calendar import WorkCalendar

if TYPE_CHECKING:
    # the search loads its compiler: whoever only reads an answer does not wait for that
    from improvement.schedule.limited import LimitedSchedule, Placed

_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work on the chain, what it follows ("" for the first), for whom and how many working days it waited.

    `people` is empty where the work before it decides its day, not people. `held`: how many of these days lie on the
    chain, while its people do what it follows, or are away.
    """

    id: str
    follows: str
    people: tuple[str, ...] = ()
    days: float = 0.0
    held: float = 0.0


def chain(found: "LimitedSchedule", after: Mapping[str, Sequence[str]], calendar: WorkCalendar) -> tuple[Step, ...]:
    """The work that decides the finish, the first first; `after`: what each waits for by its links.

    Where work waited for its people it follows the last work of one of them, else the last of what it waits for. Read
    from whole days: of two who end on one day either may be named.
    """
    works, told = _works(found), dict[str, Step]()
    at = max(found.activities, key=lambda id: found.activities[id].finish, default="")
    while at and at not in told:
        told[at] = _step(found, after, calendar, works, at)
        at = told[at].follows
    return tuple(reversed(told.values()))


def follows(found: "LimitedSchedule", after: Mapping[str, Sequence[str]], calendar: WorkCalendar) -> dict[str, str]:
    """What each piece of work follows ("" for nothing), read as in `chain`."""
    works = _works(found)
    return {id: _step(found, after, calendar, works, id).follows for id in found.activities}


_Works = Mapping[str, Sequence[tuple[date, date, int, str]]]


def _works(found: "LimitedSchedule") -> _Works:
    """The work of each person and team, the first finished first; of equal ones the first of the plan last."""
    works = defaultdict(list)
    for place, (id, each) in enumerate(found.activities.items()):
        for who in {*each.people}:
            works[who].append((each.finish, each.start, -place, id))
    return {who: sorted(rows) for who, rows in works.items()}


def _step(
    found: "LimitedSchedule", after: Mapping[str, Sequence[str]], calendar: WorkCalendar, works: _Works, id: str
) -> Step:
    """What decided the day of one piece of work."""
    placed = found.activities[id]
    links = [each for each in after.get(id, ()) if each in found.activities]
    if placed.waited <= _NOTHING:
        return Step(id, _last(found, links))
    busy = max(_busy(works, id, placed), default=None)
    if not busy:
        return Step(id, _last(found, links), placed.people, placed.waited, placed.waited)
    before = found.activities[busy[-1]]
    people = tuple(sorted({*placed.people} & {*before.people}))
    held = min(placed.waited, float(calendar.count(before.start, placed.start)))
    return Step(id, busy[-1], people, placed.waited, held)


def decided_by(steps: Sequence[Step]) -> Mapping[str, float]:
    """Working days of the chain that each person or team decides, the most first."""
    days: dict[str, float] = defaultdict(float)
    for each in steps:
        for who in {*each.people}:
            days[who] += each.held
    return dict(sorted(days.items(), key=lambda pair: (-pair[1], pair[0])))


def _busy(works: _Works, id: str, placed: "Placed") -> Iterator[tuple[date, date, int, str]]:
    """The last work of each of its people before it begins."""
    for who in {*placed.people}:
        before = bisect_right(works[who], placed.start, key=itemgetter(0))
        # work of one day finishes on the day on which it starts
        last = next((each for each in reversed(works[who][max(before - 2, 0) : before]) if each[-1] != id), None)
        if last:
            yield last


def _last(found: "LimitedSchedule", ids: Iterable[str]) -> str:
    return max(ids, key=lambda id: (found.activities[id].finish, found.activities[id].start), default="")
