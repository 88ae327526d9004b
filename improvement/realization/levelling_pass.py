"""The forward pass in which work also waits until the shared people it needs have time for all of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from improvement.realization.bookings import Busy, Days, Spell
from improvement.realization.shared_days import ROUNDING, SharedTime
from improvement.schedule.calendar import OutsideCalendar
from improvement.schedule.dispatch import dates_of
from improvement.schedule.forward import Forward

Asks = Sequence[tuple[str, float]]
Work = tuple[str, str]
Waited = tuple[str, Work]
NOBODY_ELSE: Work = ("", "")
"""For whom somebody is waited for who is away."""


class Ledger:
    """What work of all programmes has booked of shared people."""

    def __init__(self, time: SharedTime) -> None:
        self.time = time
        self._sums: dict[tuple[str, date], float] = defaultdict(float)
        self._parts: dict[tuple[str, date], dict[Work, float]] = defaultdict(dict)
        self._of: dict[Work, list[tuple[str, date]]] = {}

    def book(self, work: Work, who: str, days: Days) -> None:
        """Book person-days of somebody for a piece of work."""
        for day, amount in days.items():
            self._of.setdefault(work, []).append((who, day))
            self._parts[who, day][work] = amount
            self._sums[who, day] += amount

    def free(self, work: Work) -> None:
        """Nothing is booked for a piece of work any more."""
        for key in self._of.pop(work, ()):
            del self._parts[key][work]
            # summed anew, so that no rounding is left behind
            self._sums[key] = sum(self._parts[key].values())

    def room(self, who: str, day: date) -> float | None:
        """Person-days that are left of somebody; None on a day that nobody counts."""
        there = self.time.of(who, day)
        return None if there is None else there - self._sums.get((who, day), 0.0)

    def holders(self, who: str, day: date) -> Iterable[Work]:
        """Who has booked somebody on a day; nobody else where they are away."""
        return (*self._parts.get((who, day), ()),) or (NOBODY_ELSE,)


@dataclass(slots=True)
class Placing(Forward):
    """Work in the order of `ranked` is done from the first day on from which its shared people have time every day.

    `asks`: person-days a day of shared people, by position; `stays`: work that is booked already and does not move;
    `before`: the latter and all it waits for, `behind`: those of them that come after a node; both in order.
    Found: `held`: the first day of what waited; `waits`: for whom, on behalf of which work; `stuck`: what may not wait
    as long as it would have to, because a latest day or work that stays comes after: done as soon as links allow.
    """

    programme: str = field(kw_only=True)
    ranked: Sequence[int] = field(kw_only=True)
    asks: Mapping[int, Asks] = field(kw_only=True)
    stays: frozenset[int] = field(kw_only=True)
    before: Sequence[int] = field(kw_only=True)
    behind: Mapping[int, Sequence[int]] = field(kw_only=True)
    ledger: Ledger = field(kw_only=True)
    busy: Busy = field(init=False)
    held: dict[int, date] = field(default_factory=dict, kw_only=True)
    waits: dict[int, dict[Waited, None]] = field(default_factory=dict, kw_only=True)
    stuck: set[int] = field(default_factory=set, kw_only=True)
    spells: dict[int, Spell] = field(default_factory=dict, kw_only=True)

    def _run(self) -> None:
        self.busy = Busy({node.id: node for node in self.net.nodes}, self.axis.calendar)
        for i in self.asks.keys() - self.stays:
            self.ledger.free(self._work(i))
        self._follow(self.before)
        unmoved = {i: self._position(i) for i in self.stays}
        for i in self.ranked:
            self._put(i)
            if i in self.asks and i not in self.stays:
                self._wait(i, unmoved)
                self._book(i)

    def _follow(self, nodes: Iterable[int]) -> None:
        """Positions by links alone of some nodes, each after those it waits for."""
        for i in nodes:
            self._special(i, self.net.nodes[i])

    def _position(self, i: int) -> tuple[int, int]:
        return self.exact.get(i) or (self.starts[i], self.finishes[i])

    def _pushes(self, i: int, unmoved: Mapping[int, tuple[int, int]]) -> bool:
        """Whether work that stays would be moved by what stands before it."""
        self._follow(self.behind[i])
        return any(self._position(k) != unmoved[k] for k in self.behind[i] if k in unmoved)

    def _work(self, i: int) -> Work:
        return self.programme, self.net.nodes[i].id

    def _days(self, i: int) -> Days:
        return self.busy.days(self.net.nodes[i].id)

    def _book(self, i: int) -> None:
        self.ledger.free(self._work(i))
        for who, a_day in self.asks[i]:
            self.ledger.book(self._work(i), who, {day: share * a_day for day, share in self._days(i).items()})

    def _put(self, i: int, not_before: date | None = None) -> None:
        node = self.net.nodes[i]
        self._special(i, replace(node, not_before=not_before) if not_before else node)
        driver = self.drivers[i]
        self.spells[i] = Spell(*dates_of(self, i), "" if isinstance(driver, str) else self.net.nodes[driver.source].id)
        self.busy.put(node.id, self.spells[i])

    def _wait(self, i: int, unmoved: Mapping[int, tuple[int, int]]) -> None:
        ready, waits = self.spells[i], dict[Waited, None]()
        try:
            self._put_free(i, waits)
            if self.spells[i].first == ready.first:
                return
            stuck = self._late(i, ready) or self._pushes(i, unmoved)
        except OutsideCalendar:
            stuck = True
        if stuck:
            self.stuck.add(i)
            self._put(i)
            self._follow(self.behind[i])
        else:
            self.held[i], self.waits[i] = self.spells[i].first, waits

    def _put_free(self, i: int, waits: dict[Waited, None]) -> None:
        asks = self._askable(i)
        while blocked := self._blocked(i, asks):
            for found in blocked.values():
                waits |= dict.fromkeys(found)
            # what begins before a blocked day is over it as well
            self._put(i, self._open_from(i, max(blocked) + timedelta(1), asks, waits))

    def _late(self, i: int, ready: Spell) -> bool:
        """Whether waiting misses a latest day that is kept without it."""
        due, now = self.net.nodes[i].due, self.spells[i]
        return due is not None and (now.first > due or ready.last <= due < now.last)

    def _askable(self, i: int) -> Asks:
        """What the work asks for; not of whom it wants more on a day than there is, for that fits on no day."""
        most, whole = max(self._days(i).values(), default=0.0), self.ledger.time.whole
        return tuple((who, a_day) for who, a_day in self.asks[i] if most * a_day <= whole(who) + ROUNDING)

    def _open_from(self, i: int, day: date, asks: Asks, waits: dict[Waited, None]) -> date:
        """The first day not before a day from which whole days of the work follow each other undisturbed."""
        node, run, first = self.net.nodes[i], 0, day
        calendar, whole = node.calendar or self.axis.calendar, 0 if node.elapsed else int(node.duration)
        while run < whole:
            if calendar.is_working(day):
                found = self._short(asks, day, 1.0)
                waits |= dict.fromkeys(found)
                run = 0 if found else run + 1
                first = day + timedelta(1) if found else first
            day += timedelta(1)
        return first

    def _blocked(self, i: int, asks: Asks) -> dict[date, list[Waited]]:
        found = {day: self._short(asks, day, share) for day, share in self._days(i).items()}
        return {day: each for day, each in found.items() if each}

    def _short(self, asks: Asks, day: date, share: float) -> list[Waited]:
        """Who has too little time for a share of a day, and for whom they work then."""
        found: list[Waited] = []
        for who, a_day in asks:
            wanted = share * a_day
            room = self.ledger.room(who, day) if wanted > ROUNDING else None
            if room is not None and wanted > room + ROUNDING:
                found += ((who, work) for work in self.ledger.holders(who, day))
        return found
