"""Scores of parts of the customers: per segment, and loyalty classes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from narwhals.typing import IntoFrame

from improvement.assessment.ratings import Items, mean_of, nps_of
from improvement.assessment.results import SegmentScore
from improvement.evidence.moments import (
    AnswerMoments,
    RecommendMoments,
    answer_moments,
    pattern_counts,
    recommend_moments,
)
from improvement.evidence.weights import Answers as Pattern
from improvement.evidence.weights import WeightedPattern, weighted_patterns, weighted_values
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
    loyalty_value,
    repurchase_band,
)
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import WeightedMoments, weighted_mean, weighted_proportion

FEWEST_IN_SEGMENT = NPS_COUNTS_ONLY_BELOW
RECOMMENDED = dict(zip(Repurchase, Recommendation, strict=True))


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Shares of the loyalty classes and the index, weighted too where there is a weight; empty and None without any."""

    shares: tuple[tuple[LoyaltyClass, Estimate], ...] = ()
    index: Estimate | None = None
    weighted_shares: tuple[tuple[LoyaltyClass, Estimate], ...] = ()
    weighted_index: Estimate | None = None


def segment_scores(
    table: IntoFrame, items: Items, overall: str | None, recommend: str | None, weight: str | None = None
) -> tuple[SegmentScore, ...]:
    """Recommendation and overall mean per value of each segment item; withheld below 30 answers each."""
    found = []
    for name, item in items.items():
        if item.role == "segment":
            scores = answer_moments(table, {overall: items[overall]}, weight, by=name) if overall else {}
            classes = recommend_moments(table, recommend, items[recommend], weight, by=name) if recommend else {}
            for value in sorted({*scores, *classes}):
                answers = scores[value][overall] if overall else None
                found.append(_segment(name, value, item.values.get(value), answers, classes.get(value)))
    return tuple(found)


def _segment(
    item: str, value: str, segment: str | None, answers: AnswerMoments | None, classes: RecommendMoments | None
) -> SegmentScore:
    score = nps_of(classes)
    n = (answers.n if answers else 0, score.n if score else 0)
    rated = answers if answers and n[0] >= FEWEST_IN_SEGMENT else None
    classed = classes if n[1] >= FEWEST_IN_SEGMENT else None
    return SegmentScore(
        item=item,
        value=value,
        segment=segment,
        n=max(n),
        recommend=score if classed else None,
        overall=mean_of(rated) if rated else None,
        weighted_recommend=_weighted(classed.weighted if classed else None),
        weighted_overall=_weighted(rated.weighted if rated else None),
    )


def _weighted(found: WeightedMoments | None) -> Estimate | None:
    return weighted_mean(found) if found and found.w > 0 else None


def loyalty(
    table: IntoFrame, items: Items, overall: str, repurchase: str, recommend: str, weight: str | None = None
) -> Loyalty:
    """Share of each loyalty class, and the index; empty where the overall scale has not five points or nobody gave all
    three answers.

    Repurchase and recommendation are banded by their place on the scale: above 70 %, 30 to 70 %, below 30 %.
    """
    names = (overall, repurchase, recommend)
    found = [scale for name in names if (scale := items[name].scale)]
    if len(found) < len(names):
        return Loyalty()
    satisfied, again, likely = found
    if satisfied.high - satisfied.low != len(Satisfaction) - 1:
        return Loyalty()
    counts: dict[Answers, int] = {}
    for pattern, count in pattern_counts(table, names).items():
        answers = _answers(pattern, satisfied, again, likely)
        counts[answers] = counts.get(answers, 0) + count
    if all(loyalty_value(key) is None or not count for key, count in counts.items()):
        return Loyalty()
    plain = Loyalty(loyalty_shares(counts), loyalty_index(counts))
    if weight is None:
        return plain
    patterns = weighted_patterns(table, names, weight)

    def placed(pattern: Pattern) -> Answers:
        return _answers(pattern, satisfied, again, likely)

    index = _weighted(weighted_values(patterns, lambda each: loyalty_value(placed(each))))
    return replace(plain, weighted_shares=tuple(_weighted_shares(patterns, placed)), weighted_index=index)


def _weighted_shares(
    patterns: Sequence[WeightedPattern], placed: Callable[[Pattern], Answers]
) -> Iterator[tuple[LoyaltyClass, Estimate]]:
    for kind in LoyaltyClass:
        moments = weighted_values(patterns, partial(_is_of, kind, placed))
        if kind is not LoyaltyClass.UNCLASSIFIED and moments:
            yield kind, weighted_proportion(moments)


def _is_of(kind: LoyaltyClass, placed: Callable[[Pattern], Answers], pattern: Pattern) -> float | None:
    found = loyalty_class(*placed(pattern))
    return None if found is LoyaltyClass.UNCLASSIFIED else float(found is kind)


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
