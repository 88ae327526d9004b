"""People of whom any can stand for any other: how many of them are taken when, whatever their number."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.monte_carlo_desk import Staff

_EVER = -(1 << 62)


@dataclass(slots=True)
class Pool:
    """People with the same days who can meet the same needs. `days`: theirs; `uses`: how many needs each can meet.

    From times[k] up to times[k + 1] taken[k] of them are taken; `spans`: (begin, end, node, heads) of each time.
    """

    units: tuple[int, ...]
    days: WorkCalendar
    uses: int
    times: list[int] = field(default_factory=lambda: [_EVER])
    taken: list[int] = field(default_factory=lambda: [0])
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)

    def free(self, first: int, last: int) -> int:
        """How many are free for all of [first, last)."""
        begin = bisect_right(self.times, first) - 1
        return len(self.units) - max(self.taken[begin : max(bisect_left(self.times, last), begin + 1)])

    def freed(self, first: int, last: int, heads: int) -> int:
        """The end of the last time in [first, last) in which fewer than so many are free; `last` if there is none."""
        begin, most = bisect_right(self.times, first) - 1, len(self.units) - heads
        for k in range(bisect_left(self.times, last) - 1, begin - 1, -1):
            if self.taken[k] > most:
                return self.times[k + 1]
        return last

    def released(self, after: int) -> int | None:
        """The first moment behind this one at which somebody gets free; None where nobody is taken any more."""
        first = bisect_right(self.times, after)
        return next((self.times[k] for k in range(first, len(self.times)) if self.taken[k] < self.taken[k - 1]), None)

    def take(self, first: int, last: int, node: int, heads: int) -> None:
        """Takes so many for [first, last); they have to be free."""
        begin, end = self._cut(first), self._cut(last)
        for k in range(begin, end):
            self.taken[k] += heads
        # what is alike on both sides needs no mark
        for k in (end, begin):
            if self.taken[k] == self.taken[k - 1]:
                del self.times[k], self.taken[k]
        self.spans.append((first, last, node, heads))

    def assigned(self) -> Iterator[tuple[int, int]]:
        """(node, person) for everybody taken. Heads in line are enough for times in line (Dilworth 1950)."""
        free, busy = sorted(self.units), list[tuple[int, int]]()
        for first, last, node, heads in sorted(self.spans):
            while busy and busy[0][0] <= first:
                heappush(free, heappop(busy)[1])
            for _head in range(heads):
                unit = heappop(free)
                heappush(busy, (last, unit))
                yield node, unit

    def _cut(self, moment: int) -> int:
        place = bisect_left(self.times, moment)
        if place == len(self.times) or self.times[place] != moment:
            self.times.insert(place, moment)
            self.taken.insert(place, self.taken[place - 1])
        return place


def pooled(staff: Staff) -> tuple[list[Pool], list[list[int]]]:
    """Everybody in pools, in the order of their first, and the positions of those who can meet each need."""
    meets: list[list[int]] = [[] for _ in staff.days]
    for crew, units in enumerate(staff.crews):
        for unit in units:
            meets[unit].append(crew)
    found: dict[tuple[tuple[int, ...], WorkCalendar], list[int]] = {}
    for unit, days in enumerate(staff.days):
        found.setdefault((tuple(meets[unit]), days), []).append(unit)
    pools = [Pool(tuple(units), days, len(crews)) for (crews, days), units in found.items()]
    by_crew: list[list[int]] = [[] for _ in staff.crews]
    for place, (crews, _) in enumerate(found):
        for crew in crews:
            by_crew[crew].append(place)
    return pools, by_crew
