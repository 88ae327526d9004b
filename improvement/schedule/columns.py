"""A large network as tables of whole numbers, for the compiled passes (sweep.py)."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import TICKS
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.precedence import Edge, Node

Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

FROM_FINISH, TO_FINISH, ELAPSED, STARTED, FIXED, DONE = 1, 2, 4, 8, 16, 32
"""Flags of links (the first three) and of nodes (the last four)."""

OPEN_START, EXACT = 8, 16
"""Flags of links too: arriving from a start that is no length before its finish; leaving to what may be exact."""

STATE, CALENDAR, NOT_BEFORE, DUE, START_BY, FINISH_FROM, FIXED_START, FIXED_FINISH, BOUND_WIDTH = range(9)
"""A row of Columns.bound."""

OTHER, FLAGS, LAG, SHIFT, LINK_WIDTH = range(5)
"""A row of links: the node at the far end, flags, the lag, and the way between two finishes on the working axis."""

PROGRAMME, CLOCK = 0, -1
"""Axes as numbers, those of calendars from 1 on; nodes on another axis than PROGRAMME are the exact ones."""

AXIS, BEGIN, END, OPENS, PLACE_WIDTH = range(5)
"""A row of Found.places; BEGIN and END are the calendar positions of exact nodes."""

BY_START, BY_NOT_BEFORE, BY_DATA_DATE, BY_FIXED, BY_MUST_START, BY_MUST_FINISH = -1, -2, -3, -4, -5, -6
"""Drivers that are no links."""

_MOST = 2**62


class Columns(NamedTuple):
    """Nodes in topological order. `lengths` in ticks, of started nodes what remains; `row`: each node's row of `bound`.

    A row of `bound`: flags, number of its calendar, and days as date ordinals, 0 where there is none; row 0 is that of
    plain nodes. `arriving`: links in the order of Network.incoming, those into node i at arriving_at[i:i+2]; `leaving`
    alike. `placed`, `limited`: nodes that need more than working days on the way forward, and back.
    """

    lengths: Ints
    row: Ints
    bound: Ints
    arriving: Ints
    arriving_at: Ints
    leaving: Ints
    leaving_at: Ints
    placed: Truths
    limited: Truths


class Found(NamedTuple):
    """What the passes find, as in Forward and Backward; a driver is the place of a link in `arriving`, or a BY_."""

    starts: Ints
    finishes: Ints
    lengths: Ints
    late: Ints
    free: Ints
    drivers: Ints
    places: Ints


class Arrays(NamedTuple):
    """The columns of a network, the calendars of its nodes that have days of their own, each once, and the places of
    the nodes in the columns; None where they are the same.
    """

    columns: Columns
    calendars: tuple[WorkCalendar, ...]
    rank: Ints | None


def arrays_of(nodes: Sequence[Node], incoming: Sequence[Sequence[Edge]], order: Sequence[int]) -> Arrays | None:
    """The arrays of a network; None where positions could leave 64 bits."""
    days = np.fromiter((node.duration for node in nodes), np.float64, len(nodes))
    special = [i for i, node in enumerate(nodes) if not node.plain]
    days[special] = [_work(nodes[i]) for i in special]
    links = _links(list(chain.from_iterable(incoming)))
    if (np.abs(links[:, 3]).max(initial=0) + TICKS * days.max(initial=0)) * (len(nodes) + 1) >= _MOST:
        return None
    lengths, row, rank = np.rint(days * TICKS).astype(np.int64), np.zeros(len(nodes), np.int64), None
    row[special] = np.arange(1, len(special) + 1)
    calendars = {id(node.calendar): node.calendar for node in nodes if node.calendar}
    numbers = {each: number for number, each in enumerate(calendars, 1)}
    bound = np.array([[0] * BOUND_WIDTH, *(_bound(nodes[i], numbers) for i in special)], np.int64)
    if (links[:, 0] > links[:, 1]).any():
        rank, by_rank = np.empty(len(nodes), np.int64), np.array(order, np.int64)
        rank[by_rank] = np.arange(len(nodes))
        lengths, row, links[:, :2] = lengths[by_rank], row[by_rank], rank[links[:, :2]]
    return Arrays(_columns(lengths, row, bound, links), tuple(calendars.values()), rank)


def _columns(lengths: Ints, row: Ints, bound: Ints, links: Ints) -> Columns:
    sources, targets, flags, lags = links.T
    state, count = bound[row, STATE], len(lengths)
    away = (state & (FIXED | ELAPSED) != 0) | ((bound[row, CALENDAR] > 0) & (lengths > 0))
    exact, elapsed = away | (lengths == 0), flags & ELAPSED != 0
    from_start = flags & FROM_FINISH == 0
    open_start = from_start & (away | (state & STARTED != 0))[sources]
    ahead = lags - np.where(flags & TO_FINISH, lengths[targets], 0)
    placed, limited = (row > 0) | (lengths == 0), (row > 0) | (lengths == 0)
    placed[targets[elapsed]] = limited[sources[elapsed]] = True
    arriving = np.stack([sources, flags | OPEN_START * open_start, lags, ahead], axis=1)
    arriving[:, SHIFT] -= np.where(from_start & ~open_start, lengths[sources], 0)
    leaving = np.stack([targets, flags | EXACT * exact[targets], lags, ahead + lengths[targets]], axis=1)
    leaving[:, SHIFT] -= np.where(from_start, lengths[sources], 0)
    return Columns(
        lengths,
        row,
        bound,
        arriving[np.argsort(targets, kind="stable")],
        _at(targets, count),
        leaving[np.argsort(sources, kind="stable")],
        _at(sources, count),
        placed,
        limited,
    )


def _at(ends: Ints, count: int) -> Ints:
    """Where the links of each node stand when they are sorted by these ends."""
    return np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=count))))


def _links(edges: Sequence[Edge]) -> Ints:
    """Rows of source, target, flags, lag."""

    def column(field: int) -> Ints:
        return np.fromiter((edge[field] for edge in edges), np.int64, len(edges))

    flags = FROM_FINISH * column(2) | TO_FINISH * column(3) | ELAPSED * column(5)
    return np.stack([column(0), column(1), flags, column(4)], axis=1)


def _work(node: Node) -> float:
    return node.remaining if node.started and node.remaining is not None else node.duration


def _bound(node: Node, numbers: dict[int, int]) -> list[int]:
    state = ELAPSED * node.elapsed | STARTED * node.started | FIXED * node.fixed | DONE * node.done
    days = (node.not_before, node.due, node.start_by, node.finish_from, node.fixed_start, node.fixed_finish)
    return [state, numbers.get(id(node.calendar), 0), *map(_ordinal, days)]


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


@lru_cache(maxsize=4)
def tables(calendars: tuple[WorkCalendar, ...]) -> Ints:
    """WorkCalendar.before and .working_offsets of the axes from PROGRAMME on in one array.

    It begins with four numbers an axis: where the one begins, how many days are covered, where the other begins, and
    how many of these days are working days.
    """
    head, rest, at = [], [], 4 * len(calendars)
    for each in calendars:
        head += [at, len(each.working), at + len(each.before), len(each.working_offsets)]
        rest += [each.before, each.working_offsets]
        at = head[-2] + head[-1]
    found = np.concatenate((head, *rest))
    found.flags.writeable = False
    return found
