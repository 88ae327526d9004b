"""Compares two rounds of a survey, and says what may not be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

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
from improvement.statistics.results import Estimate

LEAST_RELEVANT = 0.05
FALSE_FINDS = 0.05
MIX_SEEN = 0.01


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
            pairs.append(compared(before[-1], later, least_relevant))
    return tuple(pairs)


def compared(first: SourceScores, second: SourceScores, least_relevant: float = LEAST_RELEVANT) -> WaveChange:
    """Two rounds compared where scale, mode, words and weighting are the same and both have 30 answers."""
    found = WaveChange(first.source, second.source, least_relevant)
    if first.mode != second.mode:
        differ = advice("wave-mode-differs", one=first.mode or "?", other=second.mode or "?")
        return replace(found, warnings=(differ,))
    if (first.weights is None) != (second.weights is None):
        return replace(found, warnings=(advice("wave-weighting-differs"),))
    unlike = _unlike(first, second)
    alike = [name for name in first.items if name in second.items and name not in unlike]
    usable = [name for name in alike if _enough(first.items[name].top2, second.items[name].top2)]
    recommend = _recommend_change(first.recommend, second.recommend, unlike)
    # one question, one test
    asked = first.recommend.item if first.recommend and recommend else None
    changes = [_item_change(name, first, second) for name in usable if name != asked]
    tests = [each.p for each in changes] + ([recommend.p] if recommend else [])
    p = adjusted(tests)
    mix = tuple(_mixes(first, second, unlike))
    return replace(
        found,
        items=tuple(_judged(each, value, least_relevant) for each, value in zip(changes, p, strict=False)),
        recommend=recommend and _recommend_judged(recommend, p[-1], least_relevant),
        mix=mix,
        warnings=(*_cautions(first, unlike, len(alike) - len(usable)), *_mix_cautions(mix, first)),
    )


def _unlike(first: SourceScores, second: SourceScores) -> dict[str, str]:
    """Items of both rounds that may not be compared, and why: another scale, keypad or question."""
    both = {name: (first.items[name].meaning, second.items[name].meaning) for name in first.items.keys() & second.items}
    reasons = {name: _why_unlike(*pair) for name, pair in sorted(both.items())}
    return {name: why for name, why in reasons.items() if why}


def _why_unlike(one: Item, other: Item) -> str:
    if one.scale != other.scale:
        return "scale"
    # how many were asked is no part of the design
    keypads = [each.keypad and each.keypad.model_copy(update={"offered": None}) for each in (one, other)]
    if keypads[0] != keypads[1]:
        return "keypad"
    return "words" if one.text and other.text and one.text != other.text else ""


def _enough(*found: Estimate) -> bool:
    return all(each.n >= FEWEST_IN_SEGMENT for each in found)


def _item_change(name: str, first: SourceScores, second: SourceScores) -> ItemChange:
    (share1, mean1), (share2, mean2) = (_shown(each.items[name]) for each in (first, second))
    n1, n2 = (each.items[name].top2.n / _effect(each) for each in (first, second))
    p = share_test(share1.estimate * n1, n1, share2.estimate * n2, n2)
    means = estimate_difference(mean1, mean2) if first.weights else mean_difference(mean1, mean2)
    return ItemChange(name, estimate_difference(share1, share2, "Newcombe"), means, p, p, changed=False)


def _effect(source: SourceScores) -> float:
    return source.weights.design_effect if source.weights else 1.0


def _shown(score: ItemScore) -> tuple[Estimate, Estimate]:
    """Share of the two best answers and mean, weighted where there are weights."""
    return score.weighted_top2 or score.top2, score.weighted_mean or score.mean


def _recommend_change(
    first: RecommendScore | None, second: RecommendScore | None, unlike: Mapping[str, str]
) -> RecommendChange | None:
    if first is None or second is None or first.item != second.item or first.item in unlike:
        return None
    if not min(first.score.n, second.score.n) >= FEWEST_IN_SEGMENT:
        return None
    scores = [each.weighted or _estimate(each) for each in (first, second)]
    errors = [each.weighted_se or each.score.standard_error for each in (first, second)]
    error = sum(each**2 for each in errors) ** 0.5
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
    """Per segment item with the same parts in both rounds, none of them withheld."""
    if first.overall is None or first.overall != second.overall or first.overall in unlike:
        return
    for item in dict.fromkeys(each.item for each in first.segments):
        one, other = ({each.value: each for each in source.segments if each.item == item} for source in (first, second))
        parts = [_means(found, list(one)) for found in (one, other)] if one.keys() == other.keys() else []
        if parts and parts[0] and parts[1]:
            yield MixChange(item, mix_shift(*parts[0], *parts[1]))


def _means(found: Mapping[str, SegmentScore], values: Sequence[str]) -> tuple[list[float], list[float]] | None:
    means = [each.overall for each in (found[value] for value in values) if each.overall]
    return ([each.n for each in means], [each.estimate for each in means]) if len(means) == len(values) else None


def _cautions(first: SourceScores, unlike: Mapping[str, str], few: int) -> Iterable[Issue]:
    if not first.mode:
        yield advice("wave-mode-unknown")
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
