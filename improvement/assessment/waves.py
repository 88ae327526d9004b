"""Compares two rounds of a survey, and says what may not be compared."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from improvement.assessment.bridges import Crossing, carried_recommend, carried_share, crossing, form
from improvement.assessment.groups import FEWEST_IN_SEGMENT
from improvement.assessment.results import ItemScore, RecommendScore, SegmentScore, SourceScores
from improvement.assessment.wave_results import ItemChange, MixChange, RecommendChange, WaveChange
from improvement.errors import Issue, advice
from improvement.model.mapping import Item
from improvement.statistics.differences import (
    adjusted,
    estimate_difference,
    mean_difference,
    mix_shift,
    normal_p,
    share_test,
)
from improvement.statistics.intervals import normal_quantile
from improvement.statistics.results import Estimate

LEAST_RELEVANT = 0.05
FALSE_FINDS = 0.05
MIX_SEEN = 0.01
CONFIDENCE = 0.95
BRIDGED = "Newcombe, bridged"


def wave_changes(sources: Mapping[str, SourceScores], least_relevant: float = LEAST_RELEVANT) -> tuple[WaveChange, ...]:
    """Each round against the one before it that asked some of the same items, by the last day of collection.

    A source without the name of a round is no round.
    """
    rounds = sorted(
        (each for each in sources.values() if each.wave and each.items),
        key=lambda each: (each.collected or date.min, each.wave),
    )
    pairs = []
    for place, later in enumerate(rounds):
        before = [each for each in rounds[:place] if each.wave != later.wave and each.items.keys() & later.items.keys()]
        if before:
            pairs.append(compared(before[-1], later, least_relevant, sources))
    return tuple(pairs)


def compared(
    first: SourceScores,
    second: SourceScores,
    least_relevant: float = LEAST_RELEVANT,
    sources: Mapping[str, SourceScores] | None = None,
) -> WaveChange:
    """Two rounds compared where scale, mode, words and weighting are the same and both have 30 answers.

    A question asked in another form is compared where a bridge between two questions of `sources` carries it over.
    """
    found = WaveChange(first.source, second.source, least_relevant)
    if first.weighting is not None or second.weighting is not None:
        weighted = [_weighted_by(each) for each in (first, second)]
        if weighted[0] != weighted[1]:
            one = None in weighted
            return replace(found, warnings=(advice("wave-weighting-differs" if one else "wave-weighting-other"),))
    unlike, other_mode = _unlike(first, second), first.mode != second.mode
    bridges = {
        name: crossing(name, first, second, sources or {})
        for name in first.items
        if name in second.items and (other_mode or name in unlike)
    }
    carried = {name: each for name, each in bridges.items() if isinstance(each, Crossing)}
    alike = [name for name in first.items if name in second.items and (name in carried or name not in bridges)]
    usable = [name for name in alike if _enough(first.items[name].top2, second.items[name].top2)]
    recommend = _recommend_change(first.recommend, second.recommend, bridges)
    # one question, one test
    asked = first.recommend.item if first.recommend and isinstance(recommend, RecommendChange) else None
    changes = [_item_change(name, first, second, carried.get(name)) for name in usable if name != asked]
    failed = [each for each in (*bridges.values(), *changes, recommend) if isinstance(each, Issue)]
    items = [each for each in changes if isinstance(each, ItemChange)]
    tested = recommend if isinstance(recommend, RecommendChange) else None
    p = adjusted([each.p for each in items] + ([tested.p] if tested else []))
    left_out = {name: why for name, why in unlike.items() if name not in carried}
    mix = () if other_mode else tuple(_mixes(first, second, unlike))
    few = len(alike) - len(usable)
    warnings = [*_mode_cautions(first, second, len(carried)), *_cautions(left_out, few), *failed]
    return replace(
        found,
        items=tuple(_judged(each, value, least_relevant) for each, value in zip(items, p, strict=False)),
        recommend=tested and _recommend_judged(tested, p[-1], least_relevant),
        mix=mix,
        warnings=(*warnings, *_mix_cautions(mix, first)),
    )


def _weighted_by(source: SourceScores) -> tuple[str, ...] | None:
    """What answers are weighted by: the segments, or nothing but the file's own weights."""
    return tuple(sorted({each.item for each in source.weighting.parts})) if source.weighting else None


def _unlike(first: SourceScores, second: SourceScores) -> dict[str, str]:
    """Items of both rounds that may not be compared, and why: another scale, keypad or question."""
    both = {name: (first.items[name].meaning, second.items[name].meaning) for name in first.items.keys() & second.items}
    reasons = {name: _why_unlike(*pair) for name, pair in sorted(both.items())}
    return {name: why for name, why in reasons.items() if why}


def _why_unlike(one: Item, other: Item) -> str:
    if one.scale != other.scale:
        return "scale"
    if form(one) != form(other):
        return "keypad"
    return "words" if one.text and other.text and one.text != other.text else ""


def _enough(*found: Estimate) -> bool:
    return all(each.n >= FEWEST_IN_SEGMENT for each in found)


def _item_change(name: str, first: SourceScores, second: SourceScores, over: Crossing | None) -> ItemChange | Issue:
    (share1, mean1), (share2, mean2) = (_shown(each.items[name]) for each in (first, second))
    if over:
        share = carried_share(name, share1, over)
        if isinstance(share, Issue):
            return share
        p = _p_of(share, share2)
        return ItemChange(name, estimate_difference(share, share2, BRIDGED), None, p, p, changed=False, bridged=share)
    n1, n2 = (each.items[name].top2.n / _effect(each) for each in (first, second))
    p = share_test(share1.estimate * n1, n1, share2.estimate * n2, n2)
    means = estimate_difference(mean1, mean2) if first.weights else mean_difference(mean1, mean2)
    return ItemChange(name, estimate_difference(share1, share2, "Newcombe"), means, p, p, changed=False)


def _p_of(one: Estimate, other: Estimate) -> float:
    """Two-sided p of no difference, standard errors read back from the 95 % intervals."""
    halves = [(each.hi - each.lo) / 2 for each in (one, other) if each.lo is not None and each.hi is not None]
    error = math.hypot(*halves) / normal_quantile(CONFIDENCE)
    return normal_p((other.estimate - one.estimate) / error) if error > 0 else 1.0


def _effect(source: SourceScores) -> float:
    return source.weights.design_effect if source.weights else 1.0


def _shown(score: ItemScore) -> tuple[Estimate, Estimate]:
    """Share of the two best answers and mean, weighted where there are weights."""
    return score.weighted_top2 or score.top2, score.weighted_mean or score.mean


def _recommend_change(
    first: RecommendScore | None, second: RecommendScore | None, bridges: Mapping[str, Crossing | Issue | None]
) -> RecommendChange | Issue | None:
    if first is None or second is None or first.item != second.item:
        return None
    over = bridges.get(first.item)
    if first.item in bridges and not isinstance(over, Crossing):
        return None
    if not min(first.score.n, second.score.n) >= FEWEST_IN_SEGMENT:
        return None
    scores = [each.weighted or _estimate(each) for each in (first, second)]
    if isinstance(over, Crossing):
        before = carried_recommend(first.item, scores[0], over)
        if isinstance(before, Issue):
            return before
        p = _p_of(before, scores[1])
        return RecommendChange(estimate_difference(before, scores[1], BRIDGED), p, p, changed=False, bridged=before)
    errors = [each.weighted_se or each.score.standard_error for each in (first, second)]
    error = math.hypot(*errors)
    difference = estimate_difference(scores[0], scores[1])
    p = normal_p(difference.estimate / error) if error > 0 else 1.0
    return RecommendChange(difference, p, p, changed=False)


def _estimate(found: RecommendScore) -> Estimate:
    return Estimate(found.score.estimate, found.score.lo, found.score.hi, found.score.n, found.score.method)


def _judged(found: ItemChange, p: float, least: float) -> ItemChange:
    return replace(found, adjusted_p=p, changed=_changed(found.share, p, least))


def _recommend_judged(found: RecommendChange, p: float, least: float) -> RecommendChange:
    return replace(found, adjusted_p=p, changed=_changed(found.score, p, 2 * least))


def _changed(found: Estimate, p: float, least: float) -> bool:
    clear = found.lo is not None and found.hi is not None and (found.lo > 0 or found.hi < 0)
    return clear and abs(found.estimate) >= least and p <= FALSE_FINDS


def _mixes(first: SourceScores, second: SourceScores, unlike: Mapping[str, str]) -> Iterable[MixChange]:
    """Per segment item with the same parts in both rounds, none of them withheld, and no weights that hold its mix."""
    if first.overall is None or first.overall != second.overall or first.overall in unlike:
        return
    held = {*(_weighted_by(first) or ()), *(_weighted_by(second) or ())}
    for item in dict.fromkeys(each.item for each in first.segments if each.item not in held):
        one, other = ({each.value: each for each in source.segments if each.item == item} for source in (first, second))
        parts = [_means(found, list(one)) for found in (one, other)] if one.keys() == other.keys() else []
        if parts and parts[0] and parts[1]:
            yield MixChange(item, mix_shift(*parts[0], *parts[1]))


def _means(found: Mapping[str, SegmentScore], values: Sequence[str]) -> tuple[list[float], list[float]] | None:
    means = [each.overall for each in (found[value] for value in values) if each.overall]
    return ([each.n for each in means], [each.estimate for each in means]) if len(means) == len(values) else None


def _mode_cautions(first: SourceScores, second: SourceScores, bridged: int) -> Iterable[Issue]:
    if first.mode != second.mode:
        id = "wave-mode-bridged" if bridged else "wave-mode-differs"
        yield advice(id, one=first.mode or "?", other=second.mode or "?")
    elif not first.mode:
        yield advice("wave-mode-unknown")


def _cautions(unlike: Mapping[str, str], few: int) -> Iterable[Issue]:
    for name, why in unlike.items():
        yield advice("wave-not-comparable", ("items", name), why=why)
    if few:
        yield advice("wave-too-few", n=few, needed=FEWEST_IN_SEGMENT)


def _mix_cautions(found: Iterable[MixChange], first: SourceScores) -> Iterable[Issue]:
    span = first.items[first.overall].span if first.overall else 1.0
    for each in found:
        shift = each.shift
        if abs(shift.mix) < MIX_SEEN * span:
            continue
        where = ("items", each.item)
        if shift.against:
            yield advice("wave-mix-against", where, total=shift.total, within=shift.within)
        elif abs(shift.mix) >= abs(shift.total) / 2:
            yield advice("wave-mix-shift", where, total=shift.total, within=shift.within)
