"""Every customers' source with what stands beside it: expectation and tolerance, rivals, what staff think."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from narwhals.typing import IntoFrame

from improvement.assessment.beside import own_items, segment_items, stored_items
from improvement.assessment.blind_spots import blind_spots
from improvement.assessment.expectations import state_scores, zone_scores
from improvement.assessment.results import SourceScores
from improvement.assessment.rivals import Rated, rated_within, with_rivals, without_partner
from improvement.assessment.value_means import Side
from improvement.assessment.weighting import weighed
from improvement.errors import Issue, advice
from improvement.evidence.moments import columns_of
from improvement.model.mapping import Item
from improvement.model.mapping import Mapping as Meaning

Evidence = Mapping[str, tuple[Meaning, IntoFrame]]
# a stream of dice of its own, so that a rival's question does not move the other figures
STREAM = 7


def rates_us(meaning: Meaning) -> bool:
    """True where customers answered and we were rated: only such a source makes scores and candidates."""
    return meaning.respondents == "customers" and meaning.rival is None


def with_comparisons(scores: Mapping[str, SourceScores], evidence: Evidence, seed: int) -> dict[str, SourceScores]:
    """The scores of customers' sources with all comparisons; `evidence` has those about rivals and of staff, too."""
    staff = {name: each for name, each in evidence.items() if each[0].respondents == "staff" and not each[0].rival}
    elsewhere = [_elsewhere(name, *each) for name, each in evidence.items() if each[0].rival]
    return {
        name: _compared(found, evidence[name], staff, elsewhere, np.random.default_rng((seed, STREAM, place)))
        for place, (name, found) in enumerate(scores.items())
    }


def not_compared(scores: Mapping[str, SourceScores], evidence: Evidence) -> Iterator[Issue]:
    """Sources of staff or about rivals that share no question with what customers say about us."""
    used = {each.source for found in scores.values() for each in found.rivals}
    used |= {each.source for found in scores.values() for each in found.blind_spots}
    for name, (meaning, _table) in evidence.items():
        if not rates_us(meaning) and name not in used:
            yield advice("source-not-compared", ("assessment", "sources", name), source=name)


def _elsewhere(name: str, meaning: Meaning, table: IntoFrame) -> Rated:
    return Rated(meaning.rival or "", name, _side(meaning, table, stored_items(meaning, table)))


def _side(meaning: Meaning, table: IntoFrame, items: Mapping[str, Item]) -> Side:
    weights = weighed(table, meaning, tuple(columns_of(table)))
    return Side(weights.table, items, segment_items(meaning, table), weights.weight)


def _compared(
    found: SourceScores,
    evidence: tuple[Meaning, IntoFrame],
    staff: Evidence,
    elsewhere: list[Rated],
    rng: np.random.Generator,
) -> SourceScores:
    meaning, table = evidence
    own, stored = own_items(meaning, table), stored_items(meaning, table)
    there = any(item.rival for item in stored.values())
    ours = _side(meaning, table, own) if there or elsewhere else Side(table, own)
    within = rated_within(found.source, ours, stored)
    found = replace(
        found,
        states=state_scores(table, ours.items),
        zones=zone_scores(table, ours.items),
        blind_spots=blind_spots(found, staff),
        warnings=(*found.warnings, *without_partner(found, within)),
    )
    return with_rivals(found, ours, [*within, *elsewhere], rng) if within or elsewhere else found
