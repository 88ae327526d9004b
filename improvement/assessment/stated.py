"""What customers themselves call important, beside how satisfied they are with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from narwhals.typing import IntoFrame

from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import Item, Scale
from improvement.statistics.intervals import mean_interval, wilson
from improvement.statistics.opportunity import Opportunity, opportunity, opportunity_class
from improvement.statistics.results import Estimate

Pairs = Mapping[tuple[float, float], int]


@dataclass(frozen=True, slots=True)
class StatedImportance:
    """One attribute, over people who answered both questions; `asked` is the question about importance.

    `level`: mean importance from the scale's low end (0) to its high end (1); `important` and `satisfied`: shares of
    the two best answers; `opportunity`: 0..20.
    """

    item: str
    asked: str
    level: Estimate
    important: Estimate
    satisfied: Estimate
    opportunity: Estimate
    kind: Opportunity


def stated_importance(
    table: IntoFrame, items: Mapping[str, Item], rng: np.random.Generator
) -> tuple[StatedImportance, ...]:
    """A result per rated item that shares its attribute with a question about importance, and has answers to both.

    A question about importance names in `of` the attribute, or the id of the item.
    """
    asked = {item.of: name for name, item in items.items() if item.role == "importance" and item.of}
    pairs = {
        name: asked[item.of if item.of in asked else name]
        for name, item in items.items()
        if item.role in {"driver", "perception"} and not item.rival and (item.of in asked or name in asked)
    }
    found = (_stated(name, other, items, pattern_counts(table, (other, name)), rng) for name, other in pairs.items())
    return tuple(each for each in found if each)


def _stated(
    name: str,
    asked: str,
    items: Mapping[str, Item],
    patterns: Mapping[tuple[float | None, ...], int],
    rng: np.random.Generator,
) -> StatedImportance | None:
    call, feel = items[asked].scale, items[name].scale
    both = {(a, b): n for (a, b), n in patterns.items() if a is not None and b is not None and n}
    if not both or call is None or feel is None:
        return None
    levels = [_place(a, call) for a, _b in both]
    counts = list(both.values())
    cells = _cells(both, call, feel)
    n, important, satisfied = sum(counts), cells[0] + cells[1], cells[0] + cells[2]
    return StatedImportance(
        item=name,
        asked=asked,
        level=mean_interval(n, _total(levels, counts), _total([each * each for each in levels], counts)),
        important=wilson(important, n),
        satisfied=wilson(satisfied, n),
        opportunity=opportunity(cells, rng),
        kind=opportunity_class(important / n, satisfied / n),
    )


def _total(values: Sequence[float], counts: Sequence[int]) -> float:
    return sum(value * count for value, count in zip(values, counts, strict=True))


def _place(answer: float, scale: Scale) -> float:
    """From the end that is not good (0) to the good one (1)."""
    risen = (answer - scale.low) / (scale.high - scale.low)
    return 1 - risen if scale.good == "low" else risen


def _cells(both: Pairs, call: Scale, feel: Scale) -> tuple[int, int, int, int]:
    """People who gave one of the two best answers to both, to importance only, to satisfaction only, to neither."""
    found = [0, 0, 0, 0]
    for (a, b), n in both.items():
        found[2 * (not _is_best(a, call)) + (not _is_best(b, feel))] += n
    return found[0], found[1], found[2], found[3]


def _is_best(answer: float, scale: Scale) -> bool:
    return answer <= scale.low + 1 if scale.good == "low" else answer >= scale.high - 1
