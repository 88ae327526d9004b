"""The order of candidates: weighted criteria, with the places that the weights leave open."""

from collections.abc import Mapping as AnyMap
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from improvement.assessment.results import Assessed, Candidate, Confidence, Criteria
from improvement.errors import KeptError, Severity, advice, issue
from improvement.model.base import FrozenMap
from improvement.statistics.place_ranges import place_ranges
from improvement.statistics.ranking import around, normalised, rank_order_centroid, top_shares, weighted_scores
from improvement.statistics.results import FloatArray

# the most telling first; the default weights fall in this order
CRITERIA = ("shortfall", "driver_share", "stated", "rival_gap", "reach", "contact_cost")


def filled_criteria(found: Sequence[Candidate]) -> tuple[str, ...]:
    """The criteria that any candidate has, in their order."""
    return tuple(name for name in CRITERIA if any(_value(each.criteria, name) is not None for each in found))


def criterion_weights(found: Sequence[Candidate]) -> FrozenMap[str, float]:
    """What each criterion weighs in the score, sum 1: rank-order centroids over those that any candidate has.

    A criterion that no data fill is absent. Edwards & Barron 1994.
    """
    known = filled_criteria(found)
    weights = rank_order_centroid(len(known)) if known else ()
    return FrozenMap({name: float(weight) for name, weight in zip(known, weights, strict=True)})


def ranked(
    found: Sequence[Candidate], rng: np.random.Generator, own: AnyMap[str, float] | None = None
) -> tuple[Candidate, ...]:
    """The candidates with scores and places, the highest score first, equal ones by id.

    The score uses `criterion_weights`, `in_top3` and the places random weights of the same criteria. With a team's
    `own` weights, above 0 each, the score uses these and the random weights lie around them. A candidate with too few
    answers is scored but gets no place.
    """
    if not found:
        return ()
    weights = criterion_weights(found) if own is None else own
    criteria = normalised(_matrix(found, tuple(weights)))
    values = np.array(list(weights.values()))
    alphas = None if own is None else around(values)
    scores = weighted_scores(criteria, values)
    in_top3 = top_shares(criteria, rng, alphas=alphas)
    places = place_ranges(criteria, rng, alphas=alphas)
    placed = [_placed(each, float(scores[at]), float(in_top3[at]), places[at]) for at, each in enumerate(found)]
    return tuple(sorted(placed, key=lambda each: (-each.score, each.id)))


def reweighed(found: Assessed, own: AnyMap[str, float], rng: np.random.Generator) -> Assessed:
    """The assessment with its candidates ranked by a team's own weights; those of criteria without data do not count.

    KeptError with `weights-weigh-nothing` where none is left.
    """
    known = {name: own[name] for name in filled_criteria(found.candidates) if own.get(name, 0.0) > 0}
    if found.candidates and not known:
        weights = ", ".join(found.weights)
        raise KeptError(issue("weights-weigh-nothing", Severity.ERROR, criteria=weights))
    whole = sum(known.values())
    shares = FrozenMap({name: weight / whole for name, weight in known.items()})
    return replace(
        found, candidates=ranked(list(map(_unplaced, found.candidates)), rng, shares), weights=shares, own=True
    )


def _unplaced(candidate: Candidate) -> Candidate:
    kept = tuple(each for each in candidate.warnings if each.id != "place-withheld")
    return replace(candidate, place_from=None, place_to=None, warnings=kept)


def _placed(candidate: Candidate, score: float, in_top3: float, places: tuple[int, int]) -> Candidate:
    scored = replace(candidate, score=score, in_top3=in_top3)
    if candidate.confidence is Confidence.TOO_FEW:
        return replace(scored, warnings=(*candidate.warnings, advice("place-withheld", n=candidate.n)))
    return replace(scored, place_from=places[0], place_to=places[1])


def _value(criteria: Criteria, name: str) -> float | None:
    found: float | None = getattr(criteria, name)
    return found


def _matrix(found: Sequence[Candidate], names: Sequence[str]) -> FloatArray:
    """Candidates x criteria."""
    columns = [_known([_value(each.criteria, name) for each in found]) for name in names]
    return np.array(columns, dtype=np.float64).T


def _known(values: Sequence[float | None]) -> list[float]:
    """The values, an unknown one as the mean of the known: it speaks neither for nor against the candidate."""
    known = [value for value in values if value is not None]
    usual = sum(known) / len(known)
    return [usual if value is None else value for value in values]
