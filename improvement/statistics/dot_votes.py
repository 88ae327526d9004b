"""The outcome of a dot vote: places with honest ties, and where two people could turn the order."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

Ballot = Mapping[str, int]
TURNERS = 2


class Standing(NamedTuple):
    """One item: its dots, the places `first` to `last` (from 1) that all items of equal count share.

    `turnable`: two people could put an item of the next lower count above one of this count.
    """

    id: str
    dots: int
    first: int
    last: int
    turnable: bool


def standings(items: Sequence[str], ballots: Sequence[Ballot], each: int) -> tuple[Standing, ...]:
    """Items by falling count, equal counts in the given order; counts are the sums of the ballots (dots >= 0).

    `each` is how many dots a ballot may hold at most. Dots on anything but the items are not counted.
    """
    counts = {item: sum(ballot.get(item, 0) for ballot in ballots) for item in items}
    levels = sorted(set(counts.values()), reverse=True)
    found: list[Standing] = []
    for level, lower in zip_longest(levels, levels[1:]):
        here = [item for item in items if counts[item] == level]
        below = [item for item in items if counts[item] == lower]
        turnable = any(could_turn(ballots, each, upper, item) for upper in here for item in below)
        places = len(found) + 1, len(found) + len(here)
        found.extend(Standing(item, level, *places, turnable) for item in here)
    return tuple(found)


def could_turn(ballots: Sequence[Ballot], each: int, upper: str, lower: str, people: int = TURNERS) -> bool:
    """Whether `people` voters with other ballots could put `lower` strictly above `upper`.

    One voter with u dots on the upper and l on the lower item who moves all `each` dots to the lower one takes
    u + (each - l) off the difference, and no ballot takes more. So the order can be turned exactly where the largest
    such sums of different voters together exceed the difference of the counts. Only those who voted can vote anew.
    """
    difference = sum(ballot.get(upper, 0) - ballot.get(lower, 0) for ballot in ballots)
    most = sorted((ballot.get(upper, 0) + each - ballot.get(lower, 0) for ballot in ballots), reverse=True)
    return sum(most[:people]) > difference
