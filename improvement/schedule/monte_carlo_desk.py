"""What no draw changes in runs with limited people: nodes, links and people as plain arrays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from improvement.schedule.axis import TICKS
from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.monte_carlo_pass import Frame

T = TypeVar("T")
Ints = npt.NDArray[np.int64]
NEVER = 2**62
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Staff:
    """Single people and what they are needed for.

    `days`: the days on which each of them works; `crews`: positions of the people any of whom can meet a need; `needs`:
    of each node (crew, heads). More heads than a crew has are all of the crew. `people`: the person or team of each.
    """

    days: Sequence[WorkCalendar]
    crews: Sequence[Sequence[int]]
    needs: Sequence[Sequence[tuple[int, int]]]
    people: Sequence[str] = ()


class Clock(NamedTuple):
    """The programme's calendar: WorkCalendar.before and .working_offsets, and the position at which the runs begin."""

    before: Ints
    offsets: Ints
    base: int


class Waiting(NamedTuple):
    """What nodes wait for, and who waits for them.

    `floors`, `finish_from`: where a node may begin, and before which it does not end. Rows of `links`: source, leaves a
    finish, arrives at a finish, lag, elapsed; those into node i stand at link_at[i]:link_at[i+1].
    """

    floors: Ints
    finish_from: Ints
    links: Ints
    link_at: Ints


class Crews(NamedTuple):
    """Rows of `needs`: crew, heads. `crews`: people, the least versatile first; `away`: spans (from, to) in which a
    person is absent, rising. Those of i stand at ..._at[i]:..._at[i+1].
    """

    needs: Ints
    need_at: Ints
    crews: Ints
    crew_at: Ints
    away: Ints
    away_at: Ints


class Desk(NamedTuple):
    """All of it; positions are working ticks from the programme's start.

    Small tuples, because each array of a tuple costs at each call of a compiled function. `begun`: where started work
    began, else NEVER; `settled` nodes stand at `set_starts` and `set_finishes` and end at the calendar position
    `set_ends`; `elapsed` lengths run through days off; `waits`: unsettled nodes before each, `follow`: the nodes behind
    it, at follow_at[i]:follow_at[i+1].
    """

    clock: Clock
    waiting: Waiting
    crews: Crews
    begun: Ints
    settled: Ints
    set_starts: Ints
    set_finishes: Ints
    set_ends: Ints
    elapsed: Ints
    waits: Ints
    follow: Ints
    follow_at: Ints


def desk(frame: Frame, staff: Staff) -> Desk:
    """The arrays of a network and its people."""
    nodes, ahead, base = frame.net.nodes, frame.ahead, frame.base
    calendar = frame.axes.calendar
    settled, every = [node.fixed for node in nodes], range(len(nodes))
    links, link_at = _listed(frame.net.incoming, 5, lambda edge: (edge.source, *edge[2:]))
    follow, follow_at = _listed(frame.net.outgoing, 1, lambda edge: (edge.target,))
    floors = _ints(_on_work(frame, i, at) for i, at in enumerate(frame.floors))
    finish_from = _ints(_on_work(frame, i, frame.finish_from.get(i)) for i in every)
    return Desk(
        clock=Clock(calendar.before, calendar.working_offsets, base),
        waiting=Waiting(floors, finish_from, links, link_at),
        crews=_crews(staff, calendar, base),
        begun=_ints(_begun(frame, i) for i in every),
        settled=_ints(settled),
        set_starts=_ints(start - base for start in ahead.starts),
        set_finishes=_ints(finish - base for finish in ahead.finishes),
        set_ends=_ints(ahead.exact[i][1] if settled[i] else NEVER for i in every),
        elapsed=_ints(node.elapsed for node in nodes),
        waits=_ints(sum(not settled[edge.source] for edge in edges) for edges in frame.net.incoming),
        follow=np.ascontiguousarray(follow[:, 0]),
        follow_at=follow_at,
    )


def _crews(staff: Staff, calendar: WorkCalendar, base: int) -> Crews:
    needs, need_at = _listed([_met(each, staff) for each in staff.needs], 2, tuple)
    crews, crew_at = _listed([_modest(crew, staff) for crew in staff.crews], 1, lambda unit: (unit,))
    away, away_at = _listed([_absences(days, calendar, base).tolist() for days in staff.days], 2, tuple)
    return Crews(needs, need_at, np.ascontiguousarray(crews[:, 0]), crew_at, away, away_at)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _listed(lists: Sequence[Sequence[T]], width: int, row: Callable[[T], Sequence[int]]) -> tuple[Ints, Ints]:
    """Rows of several lists one after the other, and where each list begins (one entry more: the end)."""
    rows = np.array([row(each) for part in lists for each in part], np.int64).reshape(-1, width)
    return rows, np.cumsum([0, *map(len, lists)], dtype=np.int64)


def _on_work(frame: Frame, i: int, position: int | None) -> int:
    """A position on a node's own axis as working time of the programme; -NEVER where there is none."""
    if position is None:
        return -NEVER
    own = frame.own.get(i)
    return position if own is None else _work_of(frame, own.opening(np.array([position])))


def _work_of(frame: Frame, moment: Ints) -> int:
    return int(frame.axes.to_work(moment)[0]) - frame.base


def _begun(frame: Frame, i: int) -> int:
    begun = frame.begun[i]
    if begun is None:
        return NEVER
    return _work_of(frame, np.array([begun])) if i in frame.own else begun


def _met(needs: Sequence[tuple[int, int]], staff: Staff) -> list[tuple[int, int]]:
    return [(crew, min(heads, len(staff.crews[crew]))) for crew, heads in needs if heads and staff.crews[crew]]


def _modest(crew: Sequence[int], staff: Staff) -> list[int]:
    """A crew with those first who are in few others: who can do much is kept free for it."""
    return sorted(crew, key=lambda unit: (sum(unit in other for other in staff.crews), unit))


def _absences(days: WorkCalendar, calendar: WorkCalendar, base: int) -> Ints:
    """Spans of the working time on which a person does not work; who works on none of the days counts as there."""
    together = days.working[calendar.working_offsets]
    if not together.any():
        return np.empty((0, 2), np.int64)
    off = np.concatenate(([0], ~together, [0])).astype(np.int8)
    edges = np.flatnonzero(np.diff(off)).reshape(-1, 2)
    return edges * TICKS - base
