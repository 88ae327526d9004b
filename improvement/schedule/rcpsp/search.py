"""The fast search for a short schedule: it finds in milliseconds and goes on finding; it proves nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np

from improvement.schedule.rcpsp.evolution import Herd, evolve, keep, settle
from improvement.schedule.rcpsp.loops import Scratch, View, generate, put_in_order
from improvement.schedule.rcpsp.project import Ints, Project
from improvement.schedule.rcpsp.views import counted_from, horizon, scratch, steady, views

# how many breed at once, and for how many schedules: few are quick, many come further
STAGES = ((40, 8_000), (200, 60_000), (1000, 4_000_000))
_PAUSE = 0.01
# a herd of large projects is smaller: its keys are all in memory
_MOST_KEYS = 2_000_000
# up to so many slots there is room for every serial schedule; beyond, for twice the first one that fits
_ROOM = 4_096


@dataclass
class Search:
    """A search that can be continued; after the same number of schedules it stands where it always stands.

    `tails`: for each activity the slots from its start to the end of everything behind it.
    """

    project: Project
    tails: Ints
    seed: int = 0
    stages: tuple[tuple[int, int], ...] = STAGES
    _stage: int = -1
    _until: int = 0
    _filled: int = 0
    _anchor: int = 0
    _slots: int = 0
    _dice: Ints = field(init=False)
    _best: Ints = field(init=False)
    _herd: Herd = field(init=False)
    _views: tuple[View, View] = field(init=False)
    _room: Scratch = field(init=False)
    _child: Ints = field(init=False)

    def __post_init__(self) -> None:
        self._dice = np.array([(self.seed * 2_654_435_761 + 88_172_645) % 0xFFFFFFFF + 1], np.int64)
        self._best = np.zeros(self.project.count, np.int64)
        self._child = np.zeros(self.project.count, np.int64)
        self._make_room()
        self._next_stage(best=1 << 60, made=0)

    @property
    def starts(self) -> Ints:
        """The best schedule so far; meaningless before the first one."""
        return self._best.copy()

    @property
    def length(self) -> int:
        """Its last finish."""
        return int(self._herd.tally[3])

    @property
    def made(self) -> int:
        """Schedules made so far."""
        return int(self._herd.tally[2])

    def run(self, until: int, enough: int, on: Callable[[], bool], now: Callable[[], float]) -> None:
        """Goes on to `until` schedules in all, to a length of `enough`, or as long as `on` says: asked every 10 ms."""
        block = 3
        while self.length > enough and self.made < until and on():
            begin, before = now(), self.made
            self._step(min(block, until - self.made))
            spent = max(now() - begin, 1e-6)
            block = max(3, min(int((self.made - before) * _PAUSE / spent), 2 * block + 100))

    def offer(self, starts: Ints) -> None:
        """Tries a schedule made elsewhere: generated anew in its order, so that it is one even if that was not."""
        self._room.keys[:] = starts
        put_in_order(self._views[0], self._room)
        keep(self._views[0], self._herd, self._room, 0, generate(self._views[0], self._room))

    def _step(self, schedules: int) -> None:
        """Some more schedules; a stage that is over makes place for the next."""
        herd, size = self._herd, len(self._herd.lengths[0])
        if self.made >= self._until or herd.tally[4]:
            self._next_stage(self.length, self.made)
        elif self._filled < size:
            places = min(-(-schedules // 3), size - self._filled)
            self._filled += settle(*self._views, herd, self._room, self.tails, self._filled, places)
        else:
            evolve(*self._views, herd, self._room, self._child, min(self.made + schedules, self._until))
        if self.length != self._anchor and steady(self.project):
            self._look(self.length)

    def _make_room(self) -> None:
        """Slots enough for the first schedule: one that needs more later on is longer and of no use."""
        most, least = horizon(self.project), max(steady(self.project), int(self.project.release.max(initial=0))) + 1
        self._slots, fits = min(max(_ROOM, least), most), False
        while not fits:
            self._anchor = steady(self.project)
            self._views = views(self.project, self._anchor, self._slots)
            self._room = scratch(*self._views)
            fits = self._slots == most or self._plain_length() <= self._slots
            self._slots = min(self._slots if fits else 2 * self._slots, most)

    def _plain_length(self) -> int:
        """The length by the plain rule, longest tail first: that of the first schedule."""
        self._room.keys[:] = -1000 * self.tails
        put_in_order(self._views[0], self._room)
        return generate(self._views[0], self._room)

    def _look(self, anchor: int) -> None:
        """Count the heads of the backward view from another slot."""
        self._anchor = anchor
        forward, backward = self._views
        self._views = forward, counted_from(self.project, forward, backward, anchor)
        if len(self._room.left) < len(self._views[1].left):
            self._room = scratch(*self._views)
        self._room.used[0] = len(self._room.left)

    def _next_stage(self, best: int, made: int) -> None:
        self._stage = min(self._stage + 1, len(self.stages) - 1)
        size, schedules = self.stages[self._stage]
        self._until, self._filled = made + schedules, 0
        count = self.project.count
        size = max(min(size, _MOST_KEYS // max(count, 1)), 20)
        tally = np.array([0, 0, made, best, 0], np.int64)
        lengths = np.zeros((2, size), np.int64)
        self._herd = Herd(np.zeros((2, size, count), np.int64), lengths, self._best, tally, self._dice)


def warm_up() -> None:
    """Loads the solver and the compiled loops: about eight seconds the first time, a second later."""
    import_module("improvement.schedule.rcpsp.model")
    pair = Project(np.array([2, 1]), np.array([[1], [1]]), np.array([[1]]))
    search = Search(pair, pair.durations)
    search.run(STAGES[0][0] * 3 + 4, 0, lambda: True, lambda: 0.0)
