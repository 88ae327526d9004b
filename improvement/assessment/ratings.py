"""Scores of rated items: recommendation, means, two best answers, gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from narwhals.typing import IntoFrame

from improvement.assessment.beside import turned
from improvement.assessment.results import GapScore, ItemScore, RecommendScore
from improvement.evidence.aggregate import ALL
from improvement.evidence.moments import (
    AnswerMoments,
    GapMoments,
    RecommendMoments,
    answer_moments,
    gap_moments,
    people_asked,
    recommend_moments,
)
from improvement.evidence.weights import Answers, weighted_patterns, weighted_values
from improvement.model.mapping import Item
from improvement.statistics.intervals import NpsResult, mean_interval, nps, paired_mean_interval, wilson
from improvement.statistics.results import Estimate
from improvement.statistics.servqual import servqual_score
from improvement.statistics.weighted import (
    WeightEffect,
    weight_effect,
    weighted_mean,
    weighted_proportion,
    weighted_standard_error,
)

Items = Mapping[str, Item]


def is_eleven_point(item: Item) -> bool:
    """True where the item can give a net promoter score."""
    return item.scale is not None and item.scale.high - item.scale.low == 10


def recommend_score(table: IntoFrame, name: str, item: Item, weight: str | None) -> RecommendScore | None:
    """Net promoter score of an eleven-point item; None without any answer."""
    found = recommend_moments(table, name, item, weight).get(ALL)
    score = nps_of(found)
    if found is None or score is None:
        return None
    if weight is None or found.weighted is None or found.weighted.w <= 0:
        return RecommendScore(name, score)
    asked = people_asked(table, weight)
    error = weighted_standard_error(found.weighted, asked)
    return RecommendScore(name, score, weighted_mean(found.weighted, asked), error)


def nps_of(found: RecommendMoments | None) -> NpsResult | None:
    """The score from counts; None without any answer."""
    if found is None or found.promoters + found.passives + found.detractors == 0:
        return None
    return nps(found.promoters, found.passives, found.detractors)


def item_scores(table: IntoFrame, items: Items, weight: str | None, wave: str = "") -> dict[str, ItemScore]:
    """Mean and share of the two best answers of each item that has at least one answer."""
    moments = answer_moments(table, items, weight).get(ALL, {}) if items else {}
    asked = people_asked(table, weight) if weight else None
    return {name: _item_score(name, items[name], found, asked, wave) for name, found in moments.items() if found.n}


def _item_score(name: str, item: Item, found: AnswerMoments, asked: int | None, wave: str) -> ItemScore:
    def labelled(found: Estimate) -> Estimate:
        return replace(found, scale=item.scale.id if item.scale else "", wave=wave)

    score = ItemScore(name, item, labelled(mean_of(found)), labelled(wilson(found.top2, found.n)))
    if found.weighted is None or found.weighted_top2 is None or found.weighted.w <= 0:
        return score
    return replace(
        score,
        weighted_mean=labelled(weighted_mean(found.weighted, asked)),
        weighted_top2=labelled(weighted_proportion(found.weighted_top2, asked)),
    )


def weights_of(table: IntoFrame, name: str, item: Item, weight: str) -> WeightEffect | None:
    """What the weights of those who answered an item cost; None where nobody did, or nobody counts."""
    found = answer_moments(table, {name: item}, weight).get(ALL, {}).get(name)
    return weight_effect(found.weighted) if found and found.weighted and found.weighted.w > 0 else None


def mean_of(found: AnswerMoments) -> Estimate:
    """Mean answer with its t interval; no answers is a ValueError."""
    return mean_interval(found.n, found.total, found.squares)


def gap_scores(table: IntoFrame, items: Items, weight: str | None = None) -> tuple[GapScore, ...]:
    """A gap per attribute that has an expectation and a perception on the same scale, and at least one pair."""
    pairs = attribute_pairs(items)
    moments = gap_moments(table, pairs).get(ALL, {}) if pairs else {}
    found = [_gap_score(name, pairs[name], items[pairs[name][1]], found) for name, found in moments.items() if found.n]
    return tuple(replace(each, weighted=_weighted_gap(table, each, items, weight)) for each in found)


def _weighted_gap(table: IntoFrame, found: GapScore, items: Items, weight: str | None) -> Estimate | None:
    if weight is None:
        return None
    scale = items[found.perception_item].scale
    sign = -1.0 if scale and scale.good == "low" else 1.0

    def gap(answers: Answers) -> float | None:
        expected, perceived = answers
        return None if expected is None or perceived is None else sign * (perceived - expected)

    pair = (found.expectation_item, found.perception_item)
    moments = weighted_values(weighted_patterns(table, pair, weight), gap)
    return weighted_mean(moments) if moments else None


def gap_score(gaps: Sequence[GapScore], items: Items) -> float | None:
    """The SERVQUAL score: the unweighted mean of the attributes' gaps; None without gaps or on scales unlike in length.

    Parasuraman, Zeithaml & Berry 1988, J. Retailing 64(1):12-40.
    """
    scales = [items[each.perception_item].scale for each in gaps]
    alike = len({each.high - each.low for each in scales if each}) == 1
    return servqual_score([each.gap.estimate for each in gaps]) if alike else None


def attribute_pairs(items: Items) -> dict[str, tuple[str, str]]:
    """Expectation and perception item per attribute; both on the same scale."""
    found: dict[str, dict[str, str]] = {}
    for name, item in items.items():
        if item.of is not None and item.role in {"expectation", "perception"}:
            found.setdefault(item.of, {})[item.role] = name
    complete = {name: (pair["expectation"], pair["perception"]) for name, pair in found.items() if len(pair) == 2}
    return {name: pair for name, pair in complete.items() if items[pair[0]].scale == items[pair[1]].scale}


def paired_gap(found: GapMoments, perceived: Item) -> Estimate:
    """Mean perceived - expected of the same people, paired t; the sign turned where the lowest answer is the best."""
    gap = paired_mean_interval(
        found.n,
        perceived=found.perceived,
        expected=found.expected,
        perceived_sq=found.perceived_sq,
        expected_sq=found.expected_sq,
        product=found.product,
    )
    return turned(gap, perceived)


def _gap_score(name: str, pair: tuple[str, str], perceived: Item, found: GapMoments) -> GapScore:
    return GapScore(name, *pair, found.expected / found.n, found.perceived / found.n, paired_gap(found, perceived))
