"""What leads to a piece of work and what follows it, so many steps far and so many at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

Waits = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`steps`: how far each is from the chosen one, which is at 0: below what leads to it, above what follows it.

    `more_before`, `more_after`: how many are within the asked steps but beyond the number that was asked for.
    """

    steps: Mapping[str, int]
    more_before: int
    more_after: int


def followers(waits: Waits) -> dict[str, list[str]]:
    """Who waits for each, in the order of `waits`, from what each waits for."""
    found: dict[str, list[str]] = {id: [] for id in waits}
    for id, before in waits.items():
        for each in before:
            found[each].append(id)
    return found


def neighbourhood(
    waits: Waits, chosen: str, steps: int | None, most: int, first: frozenset[str] = frozenset()
) -> Neighbourhood:
    """The chosen one and at most `most` - 1 others within `steps` (None: however far), the nearest first.

    Of those equally far the ones in `first` come first, then the order of `waits`. `waits`: what each waits for, every
    id a key, no cycle. Plain breadth-first search over maps that are at hand: a graph object of networkx for 20,000
    activities takes longer to make than all of this.
    """
    before = {id: -far for id, far in _reached(waits, chosen, steps).items()}
    after = _reached(followers(waits), chosen, steps)
    place = {id: number for number, id in enumerate(waits)}
    order = sorted({**before, **after}.items(), key=lambda pair: (abs(pair[1]), pair[0] not in first, place[pair[0]]))
    taken = dict(islice(order, most - 1))
    left = [far for id, far in order if id not in taken]
    return Neighbourhood({chosen: 0, **taken}, sum(far < 0 for far in left), sum(far > 0 for far in left))


def _reached(ways: Waits, chosen: str, steps: int | None) -> dict[str, int]:
    """How many steps it takes to each that can be reached, without the start."""
    found, edge, far = {chosen: 0}, [chosen], 0
    while edge and (steps is None or far < steps):
        far += 1
        edge = list(dict.fromkeys(each for id in edge for each in ways[id] if each not in found))
        found.update(dict.fromkeys(edge, far))
    del found[chosen]
    return found
