"""The genetic search's loops: two populations, one scheduled forward and one backward, that breed each other.

After Debels & Vanhoucke (2005), "A bi-population based genetic algorithm for the resource-constrained project
scheduling problem": children of forward schedules are scheduled backward and the other way round, so that every
generation is also a forward-backward improvement.
"""

from typing import NamedTuple

from improvement.schedule.rcpsp.compiled import compiled
from improvement.schedule.rcpsp.loops import Scratch, View, draw, generate, put_in_order, turn
from improvement.schedule.rcpsp.project import Ints


class Herd(NamedTuple):
    """keys: shape (2, size, n), keys[v] is to be scheduled in view v; lengths: those of the schedules they came from.

    best: the starts of the best forward schedule. tally: next view, next place, schedules made, best length, and 1 once
    all are of one length.
    """

    keys: Ints
    lengths: Ints
    best: Ints
    tally: Ints
    dice: Ints


@compiled
def keep(view: View, herd: Herd, room: Scratch, side: int, length: int) -> None:
    """Notes a schedule that is shorter than all before it; one made backward is made forward first."""
    if length >= herd.tally[3]:
        return
    if side == 1:
        turn(room, length)
        put_in_order(view, room)
        length = generate(view, room)
        herd.tally[2] += 1
    if length < herd.tally[3]:
        herd.tally[3] = length
        herd.best[:] = room.starts


@compiled
def settle(forward: View, backward: View, herd: Herd, room: Scratch, tails: Ints, first: int, places: int) -> int:
    """Fills further places of both populations: lists by longest tail, shaken, improved backward and forward.

    Stops after a place that brought a shorter schedule; returns the number of places filled.
    """
    longest, best = tails.max(), herd.tally[3]
    for place in range(first, first + places):
        if herd.tally[3] < best:
            return place - first
        # from the plain rule to lists that owe it little
        spread = 1200.0 * longest * place / herd.keys.shape[1]
        for i in range(len(tails)):
            room.keys[i] = -1000 * tails[i] - int(spread * draw(herd.dice))
        put_in_order(forward, room)
        length = generate(forward, room)
        keep(forward, herd, room, 0, length)
        for side in (1, 0):
            turn(room, length)
            herd.keys[side, place] = room.keys
            herd.lengths[side, place] = length
            view = backward if side == 1 else forward
            put_in_order(view, room)
            length = generate(view, room)
            if side == 0:
                keep(forward, herd, room, 0, length)
        herd.tally[2] += 3
    return places


@compiled
def cross(herd: Herd, room: Scratch, side: int, father: int, mother: int) -> None:
    """A child's keys: the father's inside a span of time, the mother's before and after it."""
    his, hers, child = herd.keys[side, father], herd.keys[side, mother], room.keys
    length, other = herd.lengths[side, father], herd.lengths[side, mother]
    one, two = int(draw(herd.dice) * length), int(draw(herd.dice) * length)
    first, last = min(one, two), max(one, two) + 1
    # beyond every key of a schedule, so that what stands outside the span stays outside
    far = length + other
    for i in range(len(his)):
        if first <= his[i] < last:
            child[i] = his[i]
        elif hers[i] * length < first * other:
            child[i] = hers[i] - far
        elif hers[i] * length >= last * other:
            child[i] = hers[i] + far
        else:
            child[i] = his[i] - far if his[i] < first else his[i] + far


@compiled
def evolve(forward: View, backward: View, herd: Herd, room: Scratch, child: Ints, until: int) -> None:
    """Breeds until so many schedules have been made: each father with a mother found by tournament, twice.

    The shorter of their two children takes his place in the other population. Stops at a shorter schedule, too,
    and when all are of one length.
    """
    size, best = herd.keys.shape[1], herd.tally[3]
    while herd.tally[2] < until and herd.tally[3] == best:
        side, place = herd.tally[0], herd.tally[1]
        mother, rival = int(draw(herd.dice) * size), int(draw(herd.dice) * size)
        if herd.lengths[side, rival] < herd.lengths[side, mother]:
            mother = rival
        if mother == place:
            mother = (mother + 1) % size
        view = forward if side == 0 else backward
        shortest = -1
        for turned in range(2):
            cross(herd, room, side, mother if turned else place, place if turned else mother)
            put_in_order(view, room)
            length = generate(view, room)
            herd.tally[2] += 1
            if shortest < 0 or length < shortest:
                shortest = length
                child[:] = length - room.finishes
            keep(forward, herd, room, side, length)
        herd.keys[1 - side, place] = child
        herd.lengths[1 - side, place] = shortest
        herd.tally[1] = (place + 1) % size
        if herd.tally[1] == 0:
            herd.tally[0] = 1 - side
            if herd.lengths.min() == herd.lengths.max():
                herd.tally[4] = 1
                return
