"""Rivals' ratings beside ours, attribute by attribute: rated by the same people, or by a rival's own customers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from improvement.assessment.beside import FEWEST, Beside, Lead, alike, judged, matched, welch
from improvement.assessment.comparison_results import RivalScores
from improvement.assessment.perceived_value import perceived_beside
from improvement.assessment.ratings import item_scores, paired_gap
from improvement.assessment.results import ItemScore, SourceScores
from improvement.assessment.rival_twins import about_twins, with_twin
from improvement.assessment.rival_value import rival_value
from improvement.assessment.value_means import Side
from improvement.errors import Issue, advice
from improvement.evidence.aggregate import ALL
from improvement.evidence.moments import GapMoments, gap_moments
from improvement.model.base import FrozenMap
from improvement.model.mapping import Item

Items = Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Rated:
    """Who rated a rival: the source, its table, and what in it rates the rival."""

    rival: str
    source: str
    side: Side


def with_rivals(found: SourceScores, ours: Side, rated: Sequence[Rated], rng: np.random.Generator) -> SourceScores:
    """The scores with each rival beside them, and per item how far the best rival is clearly ahead."""
    rivals = tuple(each for each in (_beside(found, ours, one, rng) for one in rated) if each.attributes)
    ahead: dict[str, float] = {}
    for each in (row for rival in rivals for row in rival.attributes if row.lead is not Lead.TOO_FEW):
        behind = -each.difference.estimate / found.items[each.item].span if each.lead is Lead.BEHIND else 0.0
        ahead[each.item] = max(ahead.get(each.item, 0.0), behind)
    return replace(found, rivals=rivals, rival_gaps=FrozenMap(ahead))


def rated_within(source: str, ours: Side, items: Items) -> tuple[Rated, ...]:
    """The rivals that the people of a source rate beside us."""
    names = dict.fromkeys(item.rival for item in items.values() if item.rival and item.scale)
    about = {name: {id: item for id, item in items.items() if item.rival == name and item.scale} for name in names}
    return tuple(Rated(name, source, replace(ours, items=about[name])) for name in names if name)


def without_partner(found: SourceScores, rated: Sequence[Rated]) -> Iterator[Issue]:
    """Questions about a rival that no question about us answers on the same scale."""
    for one in rated:
        mine = {other: own for own, other in matched(_meanings(found), one.side.items).values()}
        for name, item in one.side.items.items():
            if name not in mine:
                yield advice("rival-without-partner", ("items", name), rival=one.rival, column=item.column)
            elif not alike(found.items[mine[name]].meaning, item):
                yield advice("rival-unlike-scales", ("items", name), rival=one.rival, column=item.column)


def _meanings(found: SourceScores) -> dict[str, Item]:
    return {name: score.meaning for name, score in found.items.items()}


def _beside(found: SourceScores, ours: Side, one: Rated, rng: np.random.Generator) -> RivalScores:
    scores = item_scores(one.side.table, one.side.items, one.side.weight)
    asked = {name: score.meaning for name, score in scores.items()}
    pairs = {
        attribute: (other, own)
        for attribute, (own, other) in matched(_meanings(found), asked).items()
        if alike(found.items[own].meaning, asked[other])
    }
    within = one.source == found.source
    moments = gap_moments(one.side.table, pairs).get(ALL, {}) if within and pairs else {}
    told = {
        name: with_twin(
            _row(name, found.items[own], scores[other], moments.get(name)),
            ours,
            one.side,
            found.items[own],
            scores[other],
        )
        for name, (other, own) in pairs.items()
    }
    rows = judged(list(told.values()))
    if not rows:
        return RivalScores(one.rival, found.source, ())
    value, about_value = rival_value(found, ours, one.side, rows, rng)
    perceived = perceived_beside(ours, one.side)
    return RivalScores(one.rival, one.source, rows, value, perceived, (*_cautions(one, rows, ours.items), *about_value))


def _row(attribute: str, own: ItemScore, other: ItemScore, both: GapMoments | None) -> Beside:
    """Paired where enough people rated both sides, or most of those who rated either; else as different people."""
    few = min(own.mean.n, other.mean.n)
    if both is not None and both.n and (both.n >= FEWEST or 2 * both.n >= few):
        one, rival = (
            replace(each.mean, estimate=total / both.n, lo=None, hi=None, n=both.n)
            for each, total in ((own, both.perceived), (other, both.expected))
        )
        return Beside(attribute, own.item, other.item, one, rival, paired_gap(both, own.meaning))
    difference = welch(own.mean, other.mean, own.meaning)
    return Beside(attribute, own.item, other.item, own.mean, other.mean, difference)


def _cautions(one: Rated, rows: Sequence[Beside], asked: Items) -> Iterator[Issue]:
    if any(each.difference.method == "Welch" for each in rows):
        yield advice("rival-other-people", rival=one.rival)
    yield from about_twins(rows, asked)
