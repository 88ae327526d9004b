"""Scores of parts of the customers: per segment, and loyalty classes."""

from narwhals.typing import IntoFrame

from improvement.assessment.ratings import Items, mean_of, nps_of
from improvement.assessment.results import SegmentScore
from improvement.evidence.moments import answer_moments, pattern_counts, recommend_moments
from improvement.model.mapping import Scale
from improvement.statistics.intervals import NPS_COUNTS_ONLY_BELOW
from improvement.statistics.loyalty import (
    Answers,
    LoyaltyClass,
    Recommendation,
    Repurchase,
    Satisfaction,
    loyalty_class,
    loyalty_index,
    loyalty_shares,
    repurchase_band,
)
from improvement.statistics.results import Estimate

FEWEST_IN_SEGMENT = NPS_COUNTS_ONLY_BELOW
RECOMMENDED = dict(zip(Repurchase, Recommendation, strict=True))


def segment_scores(
    table: IntoFrame, items: Items, overall: str | None, recommend: str | None
) -> tuple[SegmentScore, ...]:
    """Recommendation and overall mean per value of each segment item; withheld below 30 answers each."""
    found = []
    for name, item in items.items():
        if item.role == "segment":
            scores = answer_moments(table, {overall: items[overall]}, by=name) if overall else {}
            classes = recommend_moments(table, recommend, items[recommend], by=name) if recommend else {}
            for value in sorted({*scores, *classes}):
                answers = scores[value][overall] if overall else None
                score = nps_of(classes.get(value))
                found.append(
                    SegmentScore(
                        item=name,
                        value=value,
                        segment=item.values.get(value),
                        n=max(answers.n if answers else 0, score.n if score else 0),
                        recommend=score if score and score.n >= FEWEST_IN_SEGMENT else None,
                        overall=mean_of(answers) if answers and answers.n >= FEWEST_IN_SEGMENT else None,
                    )
                )
    return tuple(found)


def loyalty(
    table: IntoFrame, items: Items, overall: str, repurchase: str, recommend: str
) -> tuple[tuple[tuple[LoyaltyClass, Estimate], ...], Estimate | None]:
    """Share of each loyalty class, and the index; empty and None where the overall scale has not five points or nobody
    gave all three answers.

    Repurchase and recommendation are banded by their place on the scale: above 70 %, 30 to 70 %, below 30 %.
    """
    scales = [items[name].scale for name in (overall, repurchase, recommend)]
    if any(scale is None for scale in scales):
        return (), None
    satisfied, again, likely = (scale for scale in scales if scale is not None)
    if satisfied.high - satisfied.low != len(Satisfaction) - 1:
        return (), None
    counts: dict[Answers, int] = {}
    for pattern, count in pattern_counts(table, (overall, repurchase, recommend)).items():
        answers = _answers(pattern, satisfied, again, likely)
        counts[answers] = counts.get(answers, 0) + count
    classified = any(count and loyalty_class(*key) is not LoyaltyClass.UNCLASSIFIED for key, count in counts.items())
    return (loyalty_shares(counts), loyalty_index(counts)) if classified else ((), None)


def _answers(pattern: tuple[float | None, ...], satisfied: Scale, again: Scale, likely: Scale) -> Answers:
    overall, repurchase, recommend = pattern
    best_first = None if overall is None else round((1 - _place(overall, satisfied)) * (len(Satisfaction) - 1))
    return (
        None if best_first is None else tuple(Satisfaction)[best_first],
        None if repurchase is None else repurchase_band(_place(repurchase, again)),
        None if recommend is None else RECOMMENDED[repurchase_band(_place(recommend, likely))],
    )


def _place(answer: float, scale: Scale) -> float:
    """Place of an answer on its scale, from 0 (worst) to 1 (best)."""
    risen = min(1.0, max(0.0, round((answer - scale.low) / (scale.high - scale.low), 9)))
    return 1 - risen if scale.good == "low" else risen
