"""Perceived value (benefits less costs) of us and of a rival."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from narwhals.typing import IntoFrame

from improvement.assessment.beside import FEWEST, Twin
from improvement.assessment.comparison_results import ValueBeside
from improvement.assessment.instruments import Parts, value_questions
from improvement.assessment.rival_twins import enough
from improvement.assessment.value_means import Side
from improvement.evidence.moments import pattern_counts
from improvement.evidence.weights import Answers, weighted_patterns, weighted_values
from improvement.model.mapping import Item
from improvement.statistics.differences import estimate_difference, mean_difference
from improvement.statistics.intervals import mean_interval
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import weighted_mean


def perceived_beside(ours: Side, theirs: Side) -> ValueBeside | None:
    """Perceived value of us and a rival over people who answered all its questions; None where it was not asked."""
    asked, there = value_questions(ours.items), value_questions(theirs.items)
    if asked is None or there is None or not _same_kind(ours.items, theirs.items):
        return None
    (mine, parts), (names, other_parts) = asked, there
    one, other = _Value.of(ours.table, mine, parts), _Value.of(theirs.table, names, other_parts)
    if one is None or other is None:
        return None
    difference = mean_difference(other.mean, one.mean)
    twin = None
    if enough(ours.weighted_n(mine), theirs.weighted_n(names)):
        twin = _twin(one.mean, other.mean, (_weighted(ours, mine, parts), _weighted(theirs, names, other_parts)))
    if ours.table is theirs.table:
        both = [*mine, *names]

        def ahead(answers: Sequence[float]) -> tuple[float, float]:
            ours_, theirs_ = parts(answers[: len(mine)]), other_parts(answers[len(mine) :])
            return ours_[0] - ours_[1], theirs_[0] - theirs_[1]

        pairs = _Value.of(ours.table, both, ahead)
        if pairs is not None and pairs.mean.n >= FEWEST:
            weighted = _weighted(ours, both, ahead) if enough(ours.weighted_n(both)) else None
            twin = replace(twin, difference=weighted) if twin and weighted else None
            difference = replace(pairs.mean, method="paired t")
    return ValueBeside(one.mean, other.mean, difference, one.ratio, other.ratio, twin)


def _twin(one: Estimate, other: Estimate, weighted: tuple[Estimate | None, Estimate | None]) -> Twin:
    """Of different people; a side without weights stands unweighted."""
    ours, theirs = weighted[0] or one, weighted[1] or other
    return Twin(ours, theirs, estimate_difference(theirs, ours))


def _weighted(side: Side, names: Sequence[str], parts: Parts) -> Estimate | None:
    """Weighted mean of first less second part over people who answered all the items; None without weights."""
    if side.weight is None:
        return None

    def value(answers: Answers) -> float | None:
        given = [each for each in answers if each is not None]
        one, other = parts(given) if len(given) == len(names) else (None, None)
        return None if one is None or other is None else one - other

    found = weighted_values(weighted_patterns(side.table, names, side.weight), value)
    return weighted_mean(found) if found else None


def _same_kind(ours: Mapping[str, Item], theirs: Mapping[str, Item]) -> bool:
    """Whether both sides were asked about the same benefits and costs, on scales with the same ends."""
    asked = [
        {(item.of or name, item.role, item.scale.low, item.scale.high) for name, item in items.items() if item.scale}
        for items in (ours, theirs)
    ]
    sides = [{each for each in one if each[1] in {"benefit", "cost"}} for one in asked]
    return sides[0] == sides[1]


@dataclass(frozen=True, slots=True)
class _Value:
    """Mean of first less second part over people, and the ratio of the parts' means; None where the second is 0."""

    mean: Estimate
    ratio: float | None

    @classmethod
    def of(cls, table: IntoFrame, names: Sequence[str], parts: Parts) -> Self | None:
        """Over everybody who answered all the items; None where nobody did."""
        n, total, squares, first, second = 0, 0.0, 0.0, 0.0, 0.0
        for pattern, count in pattern_counts(table, names).items():
            answers = [each for each in pattern if each is not None]
            if len(answers) == len(names):
                one, other = parts(answers)
                n, total, squares = n + count, total + count * (one - other), squares + count * (one - other) ** 2
                first, second = first + count * one, second + count * other
        return cls(mean_interval(n, total, squares), first / second if second else None) if n else None
