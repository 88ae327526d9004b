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
    low, high = keys[view.order[0]], keys[view.order[0]]
    for i in view.order:
        key = keys[i]
        for arc in range(view.first_arc[i], view.first_arc[i + 1]):
            key = max(key, raised[view.sources[arc]])
        raised[i] = key
        low, high = min(low, key), max(high, key)
    shift = 0
    while (high - low) >> shift >= BUCKETS:
        shift += 1
    top = ((high - low) >> shift) + 2
    buckets[:top] = 0
    for i in view.order:
        buckets[((raised[i] - low) >> shift) + 1] += 1
    for bucket in range(1, top):
        buckets[bucket] += buckets[bucket - 1]
    for i in view.order:
        bucket = (raised[i] - low) >> shift
        listed[buckets[bucket]] = i
        buckets[bucket] += 1
    if shift:
        _insert(view, room)


@compiled
def _insert(view: View, room: Scratch) -> None:
    """Insertion sort of what is nearly sorted."""
    raised, listed = room.raised, room.listed
    for place in range(1, len(listed)):
        i = listed[place]
        before = place - 1
        while before >= 0:
            other = listed[before]
            if raised[other] < raised[i] or (raised[other] == raised[i] and view.rank[other] < view.rank[i]):
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
    starts, finishes = room.starts, room.finishes
    other = min(max(room.used[0], view.varied), len(view.left))
    room.left[:other] = view.left[:other]
    end = last = 0
    for i in room.listed:
        begin = view.fixed[i]
        if begin < 0:
            begin = view.release[i]
            for arc in range(view.first_arc[i], view.first_arc[i + 1]):
                source = view.sources[arc]
                leaves = finishes[source] if view.from_finish[arc] else starts[source]
                begin = max(begin, leaves + view.lags[arc])
            starts[i], finishes[i] = _place(view, room, i, begin)
            last = max(last, finishes[i])
        else:
            starts[i], finishes[i] = begin, begin + view.durations[i]
        end = max(end, finishes[i] + view.after[i])
    room.used[0] = max(last, view.varied)
    return end


@compiled
def _place(view: View, room: Scratch, i: int, ready: int) -> tuple[int, int]:
    """Start and finish of an activity as soon as its heads are free from a slot on; takes them."""
    left, needs, words = room.left, view.needs, view.needs.shape[1]
    begin, slot, until, first = ready, ready, ready + view.durations[i], needs[i, 0]
    pauses, may_pause = 0, view.may_pause[i]
    while slot < until:
        fits = ((left[slot, 0] - first) & GUARD) == GUARD
        for word in range(1, words):
            fits &= ((left[slot, word] - needs[i, word]) & GUARD) == GUARD
        slot += 1
        if not fits:
            if may_pause and slot - 1 > begin and _away(view, i, slot - 1):
                pauses += 1
                until += 1
            else:
                pauses, begin, until = 0, slot, slot + view.durations[i]
    for each in range(begin, slot):
        if pauses and _away(view, i, each):
            continue
        for word in range(words):
            left[each, word] -= needs[i, word]
    return begin, slot


@compiled
def _away(view: View, i: int, slot: int) -> bool:
    """Whether an activity's heads are not there, taken or not."""
    away = False
    for word in range(view.needs.shape[1]):
        away |= ((view.there[slot, word] - view.needs[i, word]) & GUARD) != GUARD
    return away


@compiled
def turn(room: Scratch, length: int) -> None:
    """Sets the keys with which the other view repeats a schedule of this length."""
    for i in range(len(room.keys)):
        room.keys[i] = length - room.finishes[i]
