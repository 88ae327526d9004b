"""Who can do work together: everybody in one place, on a weekday on which all of them work."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from improvement.schedule.calendar import WorkCalendar
from improvement.schedule.monte_carlo_desk import Staff
from improvement.schedule.precedence import Node

Asked = Sequence[tuple[Sequence[int], int]]


def matched(asked: Asked) -> dict[int, int]:
    """The need that each person is taken for: as many heads as can be met at once, nobody for two of them.

    `asked`: the people who can meet each need, the preferred ones first, and the heads wanted. Augmenting paths (Kuhn
    1955); own code because the matchings of scipy and networkx know no preferred people and a node for every head.
    """
    taken: dict[int, int] = {}
    untried = [iter(people) for people, _ in asked]

    def take(need: int, seen: set[int]) -> bool:
        for unit in untried[need]:
            if unit not in taken:
                taken[unit] = need
                return True
        seen.add(need)
        for unit in asked[need][0]:
            if taken[unit] not in seen and take(taken[unit], seen):
                taken[unit] = need
                return True
        return False

    for need, (_, heads) in enumerate(asked):
        for _head in range(heads):
            if not take(need, set()):
                break
    return taken


def chosen(wanted: Asked, free: Mapping[int, int], spans: Mapping[int, tuple[int, int]]) -> Mapping[int, int]:
    """How many of each pool do it, those who are ready soonest first, then the preferred ones; empty if too few can.

    `wanted`: as for `matched`, of pools of people who can stand for each other; `free`: how many of each have time for
    its span.
    """
    if any(sum(free[pool] for pool in pools) < heads for pools, heads in wanted):
        return {}
    asked = [
        (sorted((pool for pool in pools if free[pool]), key=lambda pool: spans[pool][1]), heads)
        for pools, heads in wanted
    ]
    if len({pool for pools, _ in asked for pool in pools}) == sum(len(pools) for pools, _ in asked):
        return {pool: heads for need in asked for pool, heads in _filled(*need, free)}
    most = sum(heads for _, heads in asked)
    # each head is a person of its own
    single = [
        ([pool * most + k for pool in pools for k in range(min(free[pool], most))], heads) for pools, heads in asked
    ]
    found = Counter(head // most for head in matched(single))
    return found if found.total() == most else {}


def _filled(pools: Iterable[int], heads: int, free: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    for pool in pools:
        if taken := min(free[pool], heads):
            heads -= taken
            yield pool, taken


def together(node: Node, units: Iterable[int], staff: Staff, calendar: WorkCalendar) -> tuple[frozenset[int], ...]:
    """Groups of people any of whom can do a node with each other: they and the node share a weekday.

    `calendar`: the programme's, for nodes without days of their own. Calendar time asks for no weekday.
    """
    everybody = frozenset(units)
    if node.elapsed:
        return (everybody,)
    weekdays = sorted((node.calendar or calendar).workdays)
    groups = [frozenset(unit for unit in everybody if day in staff.days[unit].workdays) for day in weekdays]
    return (everybody,) if everybody in groups else tuple(dict.fromkeys(groups))


def attainable(staff: Staff, nodes: Sequence[Node], calendar: WorkCalendar) -> Staff:
    """The staff with as many heads of each need as can ever be met at once; the others are set aside."""
    known: dict[object, list[tuple[int, int]]] = {}
    needs = []
    for node, asked in zip(nodes, staff.needs, strict=True):
        # the same needs on the same days are looked at once
        key = (tuple(asked), node.elapsed, node.calendar)
        if key not in known:
            known[key] = list(_met(staff, node, asked, calendar))
        needs.append(known[key])
    return replace(staff, needs=needs)


def _met(
    staff: Staff, node: Node, asked: Sequence[tuple[int, int]], calendar: WorkCalendar
) -> Iterator[tuple[int, int]]:
    units = {unit for crew, _ in asked for unit in staff.crews[crew]}
    found: dict[int, int] = {}
    for group in together(node, units, staff, calendar):
        wanted = [([unit for unit in staff.crews[crew] if unit in group], heads) for crew, heads in asked]
        found = max(found, matched(wanted), key=len)
    for need, (crew, _) in enumerate(asked):
        yield crew, sum(each == need for each in found.values())
