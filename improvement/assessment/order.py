"""The order of candidates: weighted criteria, with the places that the weights leave open."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from improvement.assessment.results import Candidate, Confidence, Criteria
from improvement.errors import advice
from improvement.statistics.place_ranges import place_ranges
from improvement.statistics.ranking import normalised, rank_order_centroid, top_shares, weighted_scores
from improvement.statistics.results import FloatArray


def ranked(found: Sequence[Candidate], rng: np.random.Generator) -> tuple[Candidate, ...]:
    """The candidates with scores and places, the highest score first, equal ones by id.

    Weights of shortfall, driver share and reach are rank-order centroids in this order (Edwards & Barron 1994);
    `in_top3` and the places use random weights. A candidate with too few answers is scored but gets no place.
    """
    if not found:
        return ()
    criteria = normalised(_matrix([each.criteria for each in found]))
    scores = weighted_scores(criteria, rank_order_centroid(criteria.shape[1]))
    in_top3 = top_shares(criteria, rng)
    places = place_ranges(criteria, rng)
    placed = [_placed(each, float(scores[at]), float(in_top3[at]), places[at]) for at, each in enumerate(found)]
    return tuple(sorted(placed, key=lambda each: (-each.score, each.id)))


def _placed(candidate: Candidate, score: float, in_top3: float, places: tuple[int, int]) -> Candidate:
    scored = replace(candidate, score=score, in_top3=in_top3)
    if candidate.confidence is Confidence.TOO_FEW:
        return replace(scored, warnings=(*candidate.warnings, advice("place-withheld", n=candidate.n)))
    return replace(scored, place_from=places[0], place_to=places[1])


def _matrix(criteria: Sequence[Criteria]) -> FloatArray:
    """Candidates x 3 (shortfall, driver share, reach)."""
    columns = (
        _known([each.shortfall for each in criteria]),
        _known([each.driver_share for each in criteria]),
        [each.reach for each in criteria],
    )
    return np.array(columns, dtype=np.float64).T


def _known(values: Sequence[float | None]) -> list[float]:
    """The values, an unknown one as the mean of the known: it speaks neither for nor against the candidate."""
    known = [value for value in values if value is not None]
    usual = sum(known) / len(known) if known else 0.0
    return [usual if value is None else value for value in values]
