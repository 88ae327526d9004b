"""Kano's classes of the attributes that a survey asks about in pairs, for everybody and for kinds of customers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import narwhals as nw
from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import KANO_PAIR, Item, Scale
from improvement.statistics.kano import ANSWERS, CLEAR_STRENGTH, Kano, KanoResult, kano_result

MOST_TURNED = 0.5


@dataclass(frozen=True, slots=True)
class KanoPart:
    """The class for one value of a segment item."""

    item: str
    value: str
    result: KanoResult


@dataclass(frozen=True, slots=True)
class KanoScore:
    """One attribute: its two questions, the class for everybody, and for kinds of customers with 20 answers or more."""

    attribute: str
    items: tuple[str, str]
    result: KanoResult
    parts: tuple[KanoPart, ...] = ()
    warnings: tuple[Issue, ...] = ()


def kano_scores(table: IntoFrame, items: Mapping[str, Item]) -> tuple[tuple[KanoScore, ...], tuple[Issue, ...]]:
    """A score per attribute that was asked both ways with five answers and answered, and why others have none."""
    segments = [name for name, item in items.items() if item.role == "segment"]
    found, warnings = [], []
    for attribute, (functional, dysfunctional) in _pairs(items).items():
        if functional is None or dysfunctional is None:
            warnings.append(advice("kano-half-pair", attribute=attribute))
        elif not (_has_five(items[functional]) and _has_five(items[dysfunctional])):
            warnings.append(advice("kano-other-scale", attribute=attribute, answers=ANSWERS))
        elif score := _score(table, items, attribute, (functional, dysfunctional), segments):
            found.append(score)
    return _doubted(found), tuple(warnings)


def _doubted(found: list[KanoScore]) -> tuple[KanoScore, ...]:
    """The scores, each with a warning where most answers to every attribute with a class are reverse or questionable.

    Customers who would rather go without everything are less likely than answers read from the wrong end. A single
    attribute that they would rather go without may have its two questions the other way round: how people feel if
    there are no queues can be read as missing the queues.
    """
    classed = [each.result for each in found if each.result.kind]
    turned = [each.counts[Kano.REVERSE] + each.counts[Kano.QUESTIONABLE] for each in classed]
    if not classed or any(count <= MOST_TURNED * each.n for count, each in zip(turned, classed, strict=True)):
        return tuple(map(_perhaps_swapped, found))
    told = advice("kano-all-turned", share=sum(turned) / sum(each.n for each in classed))
    return tuple(replace(each, warnings=(told, *each.warnings)) for each in found)


def _perhaps_swapped(score: KanoScore) -> KanoScore:
    if score.result.kind is not Kano.REVERSE:
        return score
    return replace(score, warnings=(advice("kano-turned", attribute=score.attribute), *score.warnings))


def _pairs(items: Mapping[str, Item]) -> dict[str, tuple[str | None, str | None]]:
    """The two questions of each attribute, in the order of the file."""
    asked: dict[str, dict[str, str]] = {}
    for name, item in items.items():
        if item.role in KANO_PAIR:
            asked.setdefault(item.of or name, {}).setdefault(item.role, name)
    return {attribute: (found.get(KANO_PAIR[0]), found.get(KANO_PAIR[1])) for attribute, found in asked.items()}


def _has_five(item: Item) -> bool:
    return item.scale is not None and item.scale.high - item.scale.low == ANSWERS - 1


def _score(
    table: IntoFrame, items: Mapping[str, Item], attribute: str, pair: tuple[str, str], segments: list[str]
) -> KanoScore | None:
    whole = _result(table, items, pair)
    if whole is None:
        return None
    parts = tuple(part for name in segments for part in _parts(table, items, pair, name))
    return KanoScore(attribute, pair, whole, parts, tuple(_differing(attribute, parts)))


def _result(table: IntoFrame, items: Mapping[str, Item], pair: tuple[str, str]) -> KanoResult | None:
    counts: dict[tuple[int, int], int] = {}
    scales = [items[name].scale for name in pair]
    for (having, missing), count in pattern_counts(table, pair).items():
        if having is not None and missing is not None and count:
            key = (_grade(having, scales[0]), _grade(missing, scales[1]))
            counts[key] = counts.get(key, 0) + count
    return kano_result(counts) if counts else None


def _grade(answer: float, scale: Scale | None) -> int:
    """0 (I like it) to 4 (I dislike it): steps from the good end of the scale."""
    if scale is None:
        return round(answer)
    return round(scale.high - answer if scale.good == "high" else answer - scale.low)


def _parts(table: IntoFrame, items: Mapping[str, Item], pair: tuple[str, str], segment: str) -> Iterator[KanoPart]:
    """The values of a segment item with enough answers for a class, in their order."""
    frame = nw.from_native(table).lazy()
    kind = nw.col(segment).cast(nw.String)
    values = frame.select(kind.alias(segment)).drop_nulls().unique().collect()[segment].to_list()
    for value in sorted(map(str, values)):
        found = _result(frame.filter(kind == value).to_native(), items, pair)
        if found and found.kind:
            yield KanoPart(segment, value, found)


def _differing(attribute: str, parts: tuple[KanoPart, ...]) -> Iterator[Issue]:
    """One warning per segment item whose values clearly belong to different classes."""
    clear = [each for each in parts if each.result.strength >= CLEAR_STRENGTH]
    told = set()
    for one, other in combinations(clear, 2):
        if one.item == other.item and one.result.kind is not other.result.kind and one.item not in told:
            told.add(one.item)
            yield advice(
                "kano-segments-differ", attribute=attribute, segment=one.item, one=one.value, other=other.value
            )
