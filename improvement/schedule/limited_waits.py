"""Who decides the finish of a schedule with limited people: the chain of work that leads to it, and its waits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    steps: list[Step] = []
    at = max(found.activities, key=lambda id: found.activities[id].finish, default="")
    while at and at not in {each.id for each in steps}:
        steps.append(step(found, after, calendar, at))
        at = steps[-1].follows
    return tuple(reversed(steps))


def step(found: "LimitedSchedule", after: Mapping[str, Sequence[str]], calendar: WorkCalendar, id: str) -> Step:
    """What decided the day of one piece of work."""
    placed = found.activities[id]
    links = [each for each in after.get(id, ()) if each in found.activities]
    if placed.waited <= _NOTHING:
        return Step(id, _last(found, links))
    busy = _last(found, _busy(found, id, placed))
    if not busy:
        return Step(id, _last(found, links), placed.people, placed.waited, placed.waited)
    before = found.activities[busy]
    people = tuple(sorted({*placed.people} & {*before.people}))
    held = min(placed.waited, float(calendar.count(before.start, placed.start)))
    return Step(id, busy, people, placed.waited, held)


def decided_by(steps: Sequence[Step]) -> Mapping[str, float]:
    """Working days of the chain that each person or team decides, the most first."""
    days: dict[str, float] = defaultdict(float)
    for each in steps:
        for who in {*each.people}:
            days[who] += each.held
    return dict(sorted(days.items(), key=lambda pair: (-pair[1], pair[0])))


def _busy(found: "LimitedSchedule", id: str, placed: "Placed") -> Iterator[str]:
    """Work that keeps one of its people until it begins."""
    for other, each in found.activities.items():
        if other != id and each.finish <= placed.start and set(each.people) & set(placed.people):
            yield other


def _last(found: "LimitedSchedule", ids: Iterable[str]) -> str:
    return max(ids, key=lambda id: (found.activities[id].finish, found.activities[id].start), default="")
