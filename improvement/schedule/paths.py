"""The chains of work that decide the finish, and the work that nearly does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from improvement.schedule.backward import Backward
from improvement.schedule.cpm import Times
from improvement.schedule.forward import Forward

MOST_PATHS = 20
NEAR_DAYS = 5.0
MOST_NEAR = 20


@dataclass(frozen=True, slots=True)
class CriticalPaths:
    """`shown`: the first of the paths, each from what waits for nothing critical to what nothing critical waits for;
    `count`: how many there are.
    """

    shown: tuple[tuple[str, ...], ...]
    count: int


NO_PATHS = CriticalPaths((), 0)


def critical_paths(ahead: Forward, back: Backward) -> CriticalPaths:
    """Chains of critical activities, each of which sets the early dates of the next; at most 20 written out."""
    critical = [i for i in ahead.net.order if not ahead.net.nodes[i].done and back.total_float(i) <= 0]
    followers: dict[int, list[int]] = {i: [] for i in critical}
    led: set[int] = set()
    for i in critical:
        for edge in ahead.binding(i):
            if edge.source in followers and followers[edge.source][-1:] != [i]:
                followers[edge.source].append(i)
                led.add(i)
    counts: dict[int, int] = {}
    for i in reversed(critical):
        counts[i] = sum(counts[each] for each in followers[i]) or 1
    heads = [i for i in critical if i not in led]
    walks = (walk for head in heads for walk in _walks(head, followers))
    names = [node.id for node in ahead.net.nodes]
    shown = tuple(tuple(names[i] for i in walk) for walk in islice(walks, MOST_PATHS))
    return CriticalPaths(shown, sum(counts[head] for head in heads))


def _walks(head: int, followers: Mapping[int, list[int]]) -> Iterator[tuple[int, ...]]:
    """Every way on from a node, depth first; no recursion, a chain may be thousands long."""
    trail, ways = [head], [iter(followers[head])]
    if not followers[head]:
        yield (head,)
    while trail:
        following = next(ways[-1], None)
        if following is None:
            trail.pop()
            ways.pop()
            continue
        trail.append(following)
        ways.append(iter(followers[following]))
        if not followers[following]:
            yield tuple(trail)


def near_critical(times: Mapping[str, Times]) -> tuple[str, ...]:
    """Work that is not critical but has at most a working week of float, the least float first; at most 20."""
    near = (row for row in times.values() if 0 < row.total_float <= NEAR_DAYS)
    return tuple(row.id for row in islice(sorted(near, key=lambda row: (row.total_float, row.id)), MOST_NEAR))
