"""Network Monte Carlo with limited people inside every run."""

from collections.abc import Sequence

import numpy as np

from improvement.schedule.axis import TICKS
from improvement.schedule.forward import Forward
from improvement.schedule.monte_carlo import Ends, Simulated, blocks, most
from improvement.schedule.monte_carlo_desk import NEVER, Ints, Staff, desk
from improvement.schedule.monte_carlo_pass import Frame, frame
from improvement.schedule.samples import Dice

BLOCK = 1024


def simulate_limited(ahead: Forward, dice: Dice, n: int, watched: Sequence[Sequence[int]], staff: Staff) -> Simulated:
    """As `simulate`, but in every run people take the next ready work in the order of the list of nodes.

    Whoever is free takes the first work of the list that is ready and finds all its people; a person does one work at a
    time and stays to its end, which nobody knows before; while one of its people is away it pauses. Work without needs
    waits for nobody; settled work for nothing. Calendar-time work begins on a working day. `critical`: share of the
    runs in which a node lay on the chain, of links and of people who were still busy, that decided the end.
    """
    # numba takes its time to load
    from improvement.schedule.monte_carlo_dispatch import run_all

    frames = frame(ahead, most(dice).tolist())
    made = desk(frames, staff)
    days, dates = np.empty((len(watched), n)), np.empty((len(watched), n), np.int64)
    counts = np.zeros(len(dice.lengths), np.int64)
    for at, lengths in blocks(dice, n, np.int64, BLOCK):
        given: Ints = np.ascontiguousarray(lengths.T).astype(np.int64, copy=False)
        finishes, moments = np.empty_like(given), np.empty_like(given)
        run_all(made, given, finishes, moments, counts)
        for row, group in enumerate(watched):
            last = finishes[:, group].max(axis=1)
            days[row, at], dates[row, at] = last / TICKS, _ordinals(frames, last, moments[:, group])
    counts[[node.done for node in ahead.net.nodes]] = 0
    return Simulated(tuple(map(Ends, days, dates)), counts / n)


def _ordinals(frames: Frame, last: Ints, moments: Ints) -> Ints:
    """The day of the last end: of working positions, or of calendar positions where there are any."""
    closing = frames.axes.closing(last + frames.base)
    known = np.where(moments < NEVER, moments, 0).max(axis=1)
    day: Ints = frames.axes.calendar.first_ordinal + (np.maximum(closing, known) - 1) // TICKS
    return day
