"""Network Monte Carlo: the dates of many runs, each with its own luck (van Slyke 1963).

Own code: no maintained library simulates networks with all four links, lags, calendars and progress.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import TICKS
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo_back import Backwards
from improvement.schedule.monte_carlo_pass import Frame, Runs, frame
from improvement.schedule.samples import Dice, Throw, Ticks

BLOCK, ROOM = 10_000, 10_000_000
"""At most so many runs at once, and lengths of all nodes in them: blocks of any size give the same runs."""

_MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Ends:
    """The last moments of some nodes, one entry a run: working days from the programme's start, and date ordinals."""

    days: npt.NDArray[np.float64]
    dates: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Simulated:
    """`ends`: those of each watched group; `critical`: share of the runs (0..1) in which a node had no float."""

    ends: tuple[Ends, ...]
    critical: npt.NDArray[np.float64]


def simulate(ahead: Forward, dice: Dice, n: int, watched: Sequence[Sequence[int]]) -> Simulated:
    """`n` runs of a network without resource limits.

    `ahead`: its forward pass with the expected durations; `watched`: groups of positions of nodes, none empty, whose
    last end is kept. Equal dice give equal results. Memory: a block of runs and the kept ends, whatever `n`.
    OutsideCalendar where a run leaves the calendar's years.
    """
    longest = most(dice)
    frames = frame(ahead, longest.tolist())
    kind = _kind(frames, longest)
    days, dates = np.empty((len(watched), n)), np.empty((len(watched), n), np.int64)
    counts = np.zeros(len(longest), np.int64)
    for at, lengths in blocks(dice, n, kind):
        runs = Runs(frames, lengths)
        for row, group in enumerate(watched):
            days[row, at], dates[row, at] = ends(runs, group)
        counts += Backwards(runs).critical
        # the next block takes its memory
        del runs
    return Simulated(tuple(map(Ends, days, dates)), counts / n)


def blocks(dice: Dice, n: int, kind: type[np.signedinteger], most_runs: int = BLOCK) -> Iterator[tuple[slice, Ticks]]:
    """The lengths of `n` runs, shape (nodes, runs), block by block; a block lives until the next one is asked for."""
    throw: Throw = dice.throw()
    step = max(4, min(most_runs, ROOM // max(1, len(dice.lengths))) // 4 * 4)
    room = np.empty((len(dice.lengths), min(n, step)), kind)
    for first in range(0, n, step):
        size = min(step, n - first)
        lengths = room[:, :size] if size == room.shape[1] else np.empty((len(room), size), kind)
        throw.levels(size).lengths(lengths)
        yield slice(first, first + size), lengths


def most(dice: Dice) -> npt.NDArray[np.int64]:
    """The greatest length in ticks that any run can draw, by node."""
    longest = dice.lengths.astype(np.int64)
    for each in dice.drawn:
        longest[each.position] = each.table[-1]
    for event in dice.events:
        for blow in event.blows:
            grown = longest[blow.position] + blow.table[-1] if blow.adds else longest[blow.position] * blow.table[-1]
            longest[blow.position] = max(longest[blow.position], round(grown))
    return longest


def _kind(frames: Frame, longest: npt.NDArray[np.int64]) -> type[np.signedinteger]:
    """Half as wide where even the longest run has room: twice as quick."""
    runs = Runs(frames, longest[:, None].copy())
    lags = max((abs(edge.lag) for edges in frames.net.incoming for edge in edges), default=0)
    far = int(np.abs(runs.finishes).max(initial=0)) + int(longest.max(initial=0)) + lags
    return np.int32 if far < _MOST else np.int64


def ends(runs: Runs, group: Sequence[int]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """When the last of some nodes ends: working days from the start, and the ordinal of its day (inclusive)."""
    axes = runs.frame.axes
    whole = len(group) == len(runs.finishes)
    last = (runs.finishes if whole else runs.finishes[list(group)]).max(axis=0)
    plain = [i for i in group if i not in runs.exact and i not in runs.opens]
    late = [runs.moments(i) for i in group if i in runs.exact or i in runs.opens]
    if plain:
        latest = last if not late else runs.finishes[plain].max(axis=0)
        late.append(axes.closing(runs.work(latest)))
    moment = np.maximum.reduce(late)
    return last / TICKS, axes.calendar.first_ordinal + (moment - 1) // TICKS
