"""Scores of well-known short questionnaires that a survey contains: effort, satisfaction index, perceived value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.moments import pattern_counts
from improvement.evidence.weights import Answers, weighted_patterns, weighted_values
from improvement.model.mapping import Item, ItemRole, Scale
from improvement.statistics.instruments import ACSI_HIGH, ACSI_LOW, acsi, value_parts
from improvement.statistics.intervals import mean_interval, wilson
from improvement.statistics.results import Estimate
from improvement.statistics.weighted import WeightedMoments, weighted_mean, weighted_proportion

Kind = Literal["effort-1", "effort-2", "satisfaction-index", "perceived-value"]
Parts = Callable[[Sequence[float]], tuple[float, float]]
ACSI_ROLES: tuple[ItemRole, ...] = ("overall", "versus-expectation", "versus-ideal")


@dataclass(frozen=True, slots=True)
class InstrumentScore:
    """One score with its range and the items behind it, over people who answered all of them.

    effort-1: share of the two lowest of five grades of effort; effort-2: share of the three highest of seven grades of
    "made it easy"; the two are never joined. satisfaction-index: mean of 0..100. perceived-value: mean of benefits less
    costs in scale points, equal weights on each side.
    """

    kind: Kind
    items: tuple[str, ...]
    score: Estimate
    weighted: Estimate | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A table, its rated items and its weight."""

    table: IntoFrame
    items: Mapping[str, Item]
    weight: str | None


def instruments(
    table: IntoFrame, items: Mapping[str, Item], weight: str | None = None
) -> tuple[tuple[InstrumentScore, ...], tuple[Issue, ...]]:
    """Every instrument whose items were asked on its scales and answered, and why others have no score."""
    warnings: list[Issue] = []
    asked = _Asked(table, items, weight)
    found = [
        *(_effort(asked, name, items[name], warnings) for name in _with(items, "effort")),
        _index(asked, warnings),
        _value(asked, warnings),
    ]
    return tuple(each for each in found if each), tuple(warnings)


def _with(items: Mapping[str, Item], role: ItemRole) -> list[str]:
    return [name for name, item in items.items() if item.role == role and item.scale]


def _effort(asked: _Asked, name: str, item: Item, warnings: list[Issue]) -> InstrumentScore | None:
    scale = item.scale
    steps = (scale.low, scale.high, scale.good) if scale else ()
    kinds: dict[tuple[object, ...], tuple[Kind, Callable[[float], bool]]] = {
        (1, 5, "low"): ("effort-1", lambda answer: answer <= 2),
        (1, 7, "high"): ("effort-2", lambda answer: answer >= 5),
    }
    if steps not in kinds:
        warnings.append(advice("effort-other-scale", ("items", name)))
        return None
    kind, counts = kinds[steps]
    answers = {key[0]: n for key, n in pattern_counts(asked.table, (name,)).items() if key[0] is not None}
    n = sum(answers.values())
    easy = sum(count for answer, count in answers.items() if counts(answer))
    if not n:
        return None
    moments = _weighted(asked, (name,), lambda each: None if each[0] is None else float(counts(each[0])))
    return InstrumentScore(kind, (name,), wilson(easy, n), weighted_proportion(moments) if moments else None)


def _weighted(asked: _Asked, names: Sequence[str], value: Callable[[Answers], float | None]) -> WeightedMoments | None:
    return weighted_values(weighted_patterns(asked.table, names, asked.weight), value) if asked.weight else None


def _index(asked: _Asked, warnings: list[Issue]) -> InstrumentScore | None:
    items = asked.items
    names = [name for role in ACSI_ROLES for name in _with(items, role)[:1]]
    if len(names) < len(ACSI_ROLES):
        return None
    if any(_ends(items[name].scale) != (ACSI_LOW, ACSI_HIGH, "high") for name in names):
        warnings.append(advice("index-other-scale"))
        return None
    return _mean(asked, "satisfaction-index", names, acsi)


def _value(asked: _Asked, warnings: list[Issue]) -> InstrumentScore | None:
    items = asked.items
    if not (_with(items, "benefit") and _with(items, "cost")):
        return None
    questions = value_questions(items)
    if questions is None:
        warnings.append(advice("value-unlike-scales"))
        return None
    names, parts = questions

    def value(answers: Sequence[float]) -> float:
        benefit, cost = parts(answers)
        return benefit - cost

    return _mean(asked, "perceived-value", names, value)


def value_questions(items: Mapping[str, Item]) -> tuple[list[str], Parts] | None:
    """The questions behind perceived value, and what makes benefits and costs (scale points) of one person's answers.

    None without a benefit and a cost, or on scales with other ends.
    """
    benefits, costs = _with(items, "benefit"), _with(items, "cost")
    names = [*benefits, *costs]
    scales = [items[name].scale for name in names]
    if not (benefits and costs) or len({(scale.low, scale.high) for scale in scales if scale}) > 1:
        return None
    turned = [
        scale.low + scale.high if scale and _backwards(scale, n < len(benefits)) else None
        for n, scale in enumerate(scales)
    ]

    def parts(answers: Sequence[float]) -> tuple[float, float]:
        amounts = [a if ends is None else ends - a for a, ends in zip(answers, turned, strict=True)]
        return value_parts(amounts[: len(benefits)], amounts[len(benefits) :])

    return names, parts


def _backwards(scale: Scale, benefit: bool) -> bool:
    """Whether a high answer means little benefit, or little cost."""
    return scale.good == ("low" if benefit else "high")


def _ends(scale: Scale | None) -> tuple[float, float, str] | None:
    return (scale.low, scale.high, scale.good) if scale else None


def _mean(
    asked: _Asked, kind: Kind, names: Sequence[str], score: Callable[[Sequence[float]], float]
) -> InstrumentScore | None:
    """The mean score of everybody who answered all the items."""

    def value(pattern: Answers) -> float | None:
        answers = [each for each in pattern if each is not None]
        return score(answers) if len(answers) == len(names) else None

    n, total, squares = 0, 0.0, 0.0
    for pattern, count in pattern_counts(asked.table, names).items():
        found = value(pattern)
        if found is not None:
            n, total, squares = n + count, total + count * found, squares + count * found * found
    if not n:
        return None
    moments = _weighted(asked, names, value)
    mean = mean_interval(n, total, squares)
    return InstrumentScore(kind, tuple(names), mean, weighted_mean(moments) if moments else None)
