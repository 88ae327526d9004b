"""The value map of kinds of customers beside that of everybody."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from improvement.assessment.beside import FEWEST, Beside
from improvement.assessment.comparison_results import ValuePart
from improvement.assessment.value_means import Attributes, Means, Side, means_by, placed
from improvement.errors import Issue, advice
from improvement.evidence.comparisons import values_of
from improvement.statistics.results import Estimate

FEW = 100
MOST_VALUES = 20


def value_parts(
    ours: Side, theirs: Side, rows: Sequence[Beside], asked: Attributes, rng: np.random.Generator
) -> tuple[ValuePart, ...]:
    """A part per value of each segment item that both sides have, weighed as the whole; no map below 30 answers.

    An item with more than twenty values tells no kinds of customers apart.
    """
    found = []
    for segment in ours.segments:
        values = _shared(ours, theirs, segment) if segment in theirs.segments else []
        if 0 < len(values) <= MOST_VALUES:
            means = means_by(ours, theirs, rows, segment, values, rng, FEWEST)
            found += [_part(segment, value, each, asked) for value, each in means.items() if each.n]
    return tuple(found)


def _shared(ours: Side, theirs: Side, segment: str) -> list[str]:
    """The values of a segment item that both sides have."""
    own = values_of(ours.table, segment)
    return sorted(own if ours.table is theirs.table else own & values_of(theirs.table, segment))


def _part(segment: str, value: str, found: Means, asked: Attributes) -> ValuePart:
    if found.n < FEWEST:
        return ValuePart(segment, value, found.n, None)
    try:
        return ValuePart(segment, value, found.n, placed(found, asked))
    except ValueError:
        return ValuePart(segment, value, found.n, None)


def about_parts(parts: Sequence[ValuePart]) -> Iterator[Issue]:
    """Which kinds of customers surely judge otherwise than others, and which gave few answers."""
    told = set()
    for one, other in combinations([each for each in parts if each.map], 2):
        if one.item == other.item and one.item not in told and _side(one) * _side(other) < 0:
            told.add(one.item)
            better, worse = sorted((one, other), key=_side)
            yield advice("value-parts-differ", segment=one.item, better=better.value, worse=worse.value)
    small = [each for each in parts if each.n < FEW]
    if small:
        yield advice("value-parts-small", parts=", ".join(f"{each.value} ({each.n})" for each in small), few=FEW)


def _side(found: ValuePart) -> int:
    return verdict(found.map.dearer) if found.map else 0


def verdict(dearer: Estimate) -> int:
    """1 where we surely give the worse value, -1 the better one, 0 where the range does not tell."""
    lo, hi = dearer.lo, dearer.hi
    return 0 if lo is None or hi is None else int(lo > 0) - int(hi < 0)
