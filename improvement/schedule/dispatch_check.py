"""The independent checker of dates with limited people: counts again from who does what, when."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from improvement.schedule.axis import TICKS
from improvement.schedule.dispatch import Dispatch, begins, ends


def broken(made: Dispatch) -> tuple[str, ...]:
    """Ids of nodes that begin before what they wait for, or whose people do something else or are away."""
    nodes = made.net.nodes
    found = [i for i, node in enumerate(nodes) if not node.fixed and (_too_early(made, i) or _unmanned(made, i))]
    return tuple(nodes[i].id for i in sorted({*found, *_at_two_places(made)}))


def _too_early(made: Dispatch, i: int) -> bool:
    own, exact, length = made.own_axis(i), i in made.exact, made.lengths[i]
    begin = made.own_finish(i) - length
    for edge in made.net.incoming[i]:
        reached = made.reach(edge, exact)
        if begin < (own.to_work(reached) if exact else reached) - (length if edge.to_finish else 0):
            return True
    return False


def _unmanned(made: Dispatch, i: int) -> bool:
    """Whether a node has too few people, the wrong ones, or more days off than its work has room for."""
    crew, asked = list(made.crews.get(i, ())), made.staff.needs[i]
    if not made.lengths[i]:
        return False
    wanted = {unit for need, heads in asked if heads for unit in made.staff.crews[need]}
    if not len(set(crew)) == len(crew) == sum(heads for _, heads in asked) or not set(crew) <= wanted:
        return True
    if len(asked) > 1 and not _meet([(set(crew) & set(made.staff.crews[need]), heads) for need, heads in asked], crew):
        return True
    if not crew or made.net.nodes[i].elapsed:
        return False
    calendars = list({id(days): days for days in (made.staff.days[unit] for unit in crew)}.values())
    worked, at, end = 0, begins(made, i), ends(made, i)
    while at < end:
        day = at // TICKS
        until = min((day + 1) * TICKS, end)
        worked += (until - at) * all(calendar.working[day] for calendar in calendars)
        at = until
    return worked < made.lengths[i]


def _meet(asked: Sequence[tuple[set[int], int]], crew: Sequence[int]) -> bool:
    """Whether the heads wanted flow from the needs to people of their own."""
    kinds = Counter(tuple(unit in people for people, _ in asked) for unit in crew)
    if all(sum(kind) == 1 for kind in kinds):
        return all(len(people) == heads for people, heads in asked)
    needs, count = len(asked), len(asked) + len(kinds) + 2
    rows = np.zeros((count, count), np.int32)
    rows[0, 1 : needs + 1] = [heads for _, heads in asked]
    # people who can meet the same needs stand side by side
    for place, (kind, people) in enumerate(kinds.items(), needs + 1):
        rows[1 : needs + 1, place] = np.where(kind, people, 0)
        rows[place, -1] = people
    return bool(maximum_flow(csr_array(rows), 0, count - 1).flow_value == len(crew))


def _at_two_places(made: Dispatch) -> set[int]:
    spans: dict[int, list[tuple[int, int, int]]] = {}
    for i, crew in made.crews.items():
        span = (begins(made, i), ends(made, i), i)
        for unit in crew:
            spans.setdefault(unit, []).append(span)
    twice = set()
    for each in spans.values():
        each.sort()
        twice |= {later[2] for sooner, later in pairwise(each) if later[0] < sooner[1]}
    return twice
