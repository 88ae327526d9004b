"""A project with limited people in whole numbers: what is done, in which order, by how many, and who is there when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Arc(NamedTuple):
    """`target` starts no earlier than `lag` slots after the start (the finish, if `from_finish`) of `source`."""

    source: int
    target: int
    lag: int = 0
    from_finish: bool = True


@dataclass(frozen=True)
class Project:
    """Activities 0..n-1 on slots 0, 1, 2 ... of working time; each takes `durations` slots once it has begun.

    demands: shape (n, resources), heads needed in every slot; capacity: shape (slots, resources), heads there in each
    slot, the last row holds for ever. In a slot in which fewer heads are there than it needs an activity pauses,
    otherwise it goes on without interruption. release: first slot in which it may start; fixed: settled start, or -1.
    Settled activities pause for nobody and are served first, even beyond the capacity.
    """

    durations: Ints
    demands: Ints
    capacity: Ints
    arcs: tuple[Arc, ...] = ()
    release: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    fixed: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        count = len(self.durations)
        if not len(self.release):
            object.__setattr__(self, "release", np.zeros(count, np.int64))
        if not len(self.fixed):
            object.__setattr__(self, "fixed", np.full(count, -1, np.int64))
        for name in ("durations", "demands", "capacity", "release", "fixed"):
            # the compiled loops know one kind of array
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), np.int64))
        if self.demands.shape != (count, self.capacity.shape[1]) or not len(self.capacity):
            raise ValueError("demands and capacity have different resources")
        if min((int(each.min()) for each in (self.durations, self.demands, self.capacity) if each.size), default=0) < 0:
            raise ValueError("durations, demands and capacities are numbers from 0")
        if (self.demands > self.capacity[-1]).any():
            raise ValueError("an activity needs more heads than there will ever be")
        self.order  # noqa: B018  # a loop is found now

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Positions so that every arc leads forward; ValueError for a loop."""
        waits = [0] * len(self.durations)
        following: list[list[int]] = [[] for _ in waits]
        for arc in self.arcs:
            waits[arc.target] += 1
            following[arc.source].append(arc.target)
        ready = [i for i, count in enumerate(waits) if not count]
        for i in ready:
            for target in following[i]:
                waits[target] -= 1
                if not waits[target]:
                    ready.append(target)
        if len(ready) < len(waits):
            raise ValueError("activities wait for themselves")
        return tuple(ready)

    @property
    def count(self) -> int:
        """Number of activities."""
        return len(self.durations)

    def there(self, slots: int) -> Ints:
        """Capacity of the first slots, shape (slots, resources)."""
        given = self.capacity[:slots]
        return np.concatenate([given, np.repeat(self.capacity[-1:], slots - len(given), axis=0)])


def constant(capacity: Sequence[int]) -> Ints:
    """The same heads in every slot."""
    return np.array([capacity], np.int64)
