"""The inner loops of the search, over arrays. Importing this module imports numba where it is installed.

Heads of several resources stand side by side in one whole number, LANES to a word, each below a guard bit that is
always set: one subtraction tells whether an activity fits all of them. The same loops run forward and backward: a View
is the project seen from its beginning or from its end.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from improvement.schedule.rcpsp.compiled import compiled
from improvement.schedule.rcpsp.project import Ints

Bools = npt.NDArray[np.bool_]

LANES = 4
BITS = 15
MOST_HEADS = (1 << (BITS - 1)) - 1
GUARD = sum(1 << (BITS * lane + BITS - 1) for lane in range(LANES))
_LOW = 0xFFFFFFFF
BUCKETS = 1024


class View(NamedTuple):
    """A project seen from one end. first_arc: shape (n + 1,), the arcs into i are first_arc[i]:first_arc[i + 1]."""

    durations: Ints
    needs: Ints
    # first slot allowed, slots that must lie behind, and a settled start or -1
    release: Ints
    after: Ints
    fixed: Ints
    # whether there are slots in which not enough heads are there
    may_pause: Bools
    first_arc: Ints
    sources: Ints
    lags: Ints
    from_finish: Bools
    order: Ints
    rank: Ints
    # heads there in each slot, and those that settled activities leave; shape (slots, words)
    there: Ints
    left: Ints
    # from this slot on the heads are always the same
    varied: int


class Scratch(NamedTuple):
    """Room to work in, so that the loops ask for no memory."""

    keys: Ints
    raised: Ints
    listed: Ints
    buckets: Ints
    starts: Ints
    finishes: Ints
    left: Ints
    # one number: slots of `left` that no longer are as in the view
    used: Ints


@compiled
def draw(dice: Ints) -> float:
    """A number in [0, 1); 32 bit xorshift (Marsaglia 2003), so that it is the same with and without a compiler."""
    x = dice[0]
    x ^= (x << 13) & _LOW
    x ^= x >> 17
    x ^= (x << 5) & _LOW
    dice[0] = x
    return float(x) / 4294967296.0


@compiled
def put_in_order(view: View, room: Scratch) -> None:
    """Fills room.listed: activities by key, each after those it waits for; the earlier in view.order wins a tie."""
    keys, raised, listed, buckets = room.keys, room.raised, room.listed, room.buckets
    order, first_arc, sources = view.order, view.first_arc, view.sources
    low, high = keys[order[0]], keys[order[0]]
    for i in order:
        key = keys[i]
        for arc in range(first_arc[i], first_arc[i + 1]):
            key = max(key, raised[sources[arc]])
        raised[i] = key
        low, high = min(low, key), max(high, key)
    shift = 0
    while (high - low) >> shift >= BUCKETS:
        shift += 1
    top = ((high - low) >> shift) + 2
    buckets[:top] = 0
    for i in order:
        buckets[((raised[i] - low) >> shift) + 1] += 1
    for bucket in range(1, top):
        buckets[bucket] += buckets[bucket - 1]
    for i in order:
        bucket = (raised[i] - low) >> shift
        listed[buckets[bucket]] = i
        buckets[bucket] += 1
    if shift:
        _insert(view, room)


@compiled
def _insert(view: View, room: Scratch) -> None:
    """Insertion sort of what is nearly sorted."""
    raised, listed, rank = room.raised, room.listed, view.rank
    for place in range(1, len(listed)):
        i = listed[place]
        before = place - 1
        while before >= 0:
            other = listed[before]
            if raised[other] < raised[i] or (raised[other] == raised[i] and rank[other] < rank[i]):
                break
            listed[before + 1] = other
            before -= 1
        listed[before + 1] = i


@compiled
def generate(view: View, room: Scratch) -> int:
    """Serial generation (Kelley 1963) in the order of room.listed: fills starts and finishes, returns the length.

    Each activity starts as early as those before it in the list allow; it pauses in slots in which not enough heads
    are there, and starts anew where they are there but taken.
    """
    # a field is costly to read inside a compiled loop, because its array is counted each time
    starts, finishes, listed, free, needs, there = (
        room.starts,
        room.finishes,
        room.listed,
        room.left,
        view.needs,
        view.there,
    )
    durations, release, after, fixed, may_pause = view.durations, view.release, view.after, view.fixed, view.may_pause
    first_arc, sources, lags, from_finish, left = view.first_arc, view.sources, view.lags, view.from_finish, view.left
    changed = min(max(room.used[0], view.varied), len(left))
    for slot in range(changed):
        for word in range(left.shape[1]):
            free[slot, word] = left[slot, word]
    end = last = 0
    for i in listed:
        begin, finish = fixed[i], fixed[i] + durations[i]
        if begin < 0:
            begin = release[i]
            for arc in range(first_arc[i], first_arc[i + 1]):
                source = sources[arc]
                begin = max(begin, (finishes[source] if from_finish[arc] else starts[source]) + lags[arc])
            begin, finish = _place(free, needs, there, i, begin, durations[i], may_pause[i])
            last = max(last, finish)
        starts[i], finishes[i] = begin, finish
        end = max(end, finish + after[i])
    room.used[0] = max(last, view.varied)
    return end


@compiled
def _place(free: Ints, needs: Ints, there: Ints, i: int, ready: int, length: int, may_pause: bool) -> tuple[int, int]:
    """Start and finish of an activity as soon as its heads are free from a slot on; takes them.

    Behind the last slot of `free` nobody is counted: a schedule that gets there is too long to be of use.
    """
    # the first word apart: mostly it is the only one
    words, need, top = needs.shape[1], needs[i, 0], len(free)
    # never negative, as the compiler learns here: it then leaves out what wraps indices around
    begin = slot = max(ready, 0)
    until = begin + length
    while slot < min(until, top):
        fits = ((free[slot, 0] - need) & GUARD) == GUARD
        for word in range(1, words):
            fits &= ((free[slot, word] - needs[i, word]) & GUARD) == GUARD
        slot += 1
        if not fits:
            if may_pause and slot - 1 > begin and _away(there, needs, i, slot - 1):
                until += 1
            else:
                begin = slot
                until = slot + length
    for each in range(begin, min(until, top)):
        if may_pause and _away(there, needs, i, each):
            continue
        free[each, 0] -= need
        for word in range(1, words):
            free[each, word] -= needs[i, word]
    return begin, until


@compiled
def _away(there: Ints, needs: Ints, i: int, slot: int) -> bool:
    """Whether an activity's heads are not there, taken or not."""
    away = False
    for word in range(needs.shape[1]):
        away |= ((there[slot, word] - needs[i, word]) & GUARD) != GUARD
    return away


@compiled
def turn(room: Scratch, length: int) -> None:
    """Sets the keys with which the other view repeats a schedule of this length."""
    keys, finishes = room.keys, room.finishes
    for i in range(len(keys)):
        keys[i] = length - finishes[i]
