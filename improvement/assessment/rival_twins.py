"""What stands beside a rival, weighted: the twin of every comparison where answers have weights."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from improvement.assessment.beside import FEWEST, Beside, Lead, Twin, turned
from improvement.assessment.results import ItemScore
from improvement.assessment.value_means import Side
from improvement.errors import Issue, advice
from improvement.evidence.weights import Answers, WeightedPattern, weighted_patterns, weighted_values
from improvement.model.mapping import Item
from improvement.statistics.differences import estimate_difference
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import weighted_mean


def with_twin(row: Beside, ours: Side, theirs: Side, own: ItemScore, other: ItemScore) -> Beside:
    """The row with its weighted twin, of the same people or of different ones as the row itself; without weights not.

    Of different people, a side without weights stands unweighted; the interval is then that of Zou and Donner. No twin
    rests on fewer than 30 answers with a weight above 0.
    """
    if row.difference.method == "Welch":
        sides = (ours.weighted_n((row.item,)), theirs.weighted_n((row.other_item,)))
        return replace(row, weighted=_apart(own, other) if enough(*sides) else None)
    if ours.weight is None or not enough(ours.weighted_n((row.item, row.other_item))):
        return row
    patterns = weighted_patterns(ours.table, (row.item, row.other_item), ours.weight)
    return replace(row, weighted=_paired(patterns, own.meaning))


def enough(*weighted: int | None) -> bool:
    """Whether every side with weights, one at least, has answers enough for a twin; None for a side without weights."""
    known = [each for each in weighted if each is not None]
    return bool(known) and min(known) >= FEWEST


def _paired(patterns: Sequence[WeightedPattern], meaning: Item) -> Twin | None:
    both = [each for each in patterns if None not in each.answers]
    one, other = _mean(both, lambda answers: answers[0]), _mean(both, lambda answers: answers[1])
    difference = _mean(both, lambda answers: (answers[0] or 0.0) - (answers[1] or 0.0))
    return Twin(one, other, turned(difference, meaning)) if one and other and difference else None


def _mean(patterns: Sequence[WeightedPattern], value: Callable[[Answers], float | None]) -> Estimate | None:
    found = weighted_values(patterns, value)
    return weighted_mean(found) if found else None


def _apart(own: ItemScore, other: ItemScore) -> Twin:
    one, rival = own.weighted_mean or own.mean, other.weighted_mean or other.mean
    return Twin(one, rival, turned(estimate_difference(rival, one), own.meaning))


def about_twins(rows: Sequence[Beside], asked: Mapping[str, Item]) -> Iterator[Issue]:
    """The questions (`asked` are ours) in which a lead does not hold with weights, or only shows with them."""
    unlike = [each.item for each in rows if each.lead is not Lead.TOO_FEW and each.weighted and not _agrees(each)]
    if unlike:
        questions = "; ".join(asked[each].text or asked[each].column for each in unlike)
        yield advice("rival-weights-decide", questions=questions, n=len(unlike))


def _agrees(row: Beside) -> bool:
    found = row.weighted.difference if row.weighted else row.difference
    if found.lo is None or found.hi is None:
        return True
    lead = Lead.AHEAD if found.lo > 0 else Lead.BEHIND if found.hi < 0 else Lead.PARITY
    # among many questions a lead asks for more than its own range
    return lead is row.lead or (row.lead is Lead.PARITY and row.difference.estimate * found.estimate >= 0)
