"""Scores of well-known short questionnaires that a survey contains: effort, satisfaction index, perceived value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.moments import pattern_counts
from improvement.model.mapping import Item, ItemRole, Scale
from improvement.statistics.instruments import ACSI_HIGH, ACSI_LOW, acsi, perceived_value
from improvement.statistics.intervals import mean_interval, wilson
from improvement.statistics.results import Estimate

Kind = Literal["effort-1", "effort-2", "satisfaction-index", "perceived-value"]
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


def instruments(table: IntoFrame, items: Mapping[str, Item]) -> tuple[tuple[InstrumentScore, ...], tuple[Issue, ...]]:
    """Every instrument whose items were asked on its scales and answered, and why others have no score."""
    warnings: list[Issue] = []
    found = [
        *(_effort(table, name, items[name], warnings) for name in _with(items, "effort")),
        _index(table, items, warnings),
        _value(table, items, warnings),
    ]
    return tuple(each for each in found if each), tuple(warnings)


def _with(items: Mapping[str, Item], role: ItemRole) -> list[str]:
    return [name for name, item in items.items() if item.role == role and item.scale]


def _effort(table: IntoFrame, name: str, item: Item, warnings: list[Issue]) -> InstrumentScore | None:
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
    answers = {key[0]: n for key, n in pattern_counts(table, (name,)).items() if key[0] is not None}
    n = sum(answers.values())
    easy = sum(count for answer, count in answers.items() if counts(answer))
    return InstrumentScore(kind, (name,), wilson(easy, n)) if n else None


def _index(table: IntoFrame, items: Mapping[str, Item], warnings: list[Issue]) -> InstrumentScore | None:
    names = [name for role in ACSI_ROLES for name in _with(items, role)[:1]]
    if len(names) < len(ACSI_ROLES):
        return None
    if any(_ends(items[name].scale) != (ACSI_LOW, ACSI_HIGH, "high") for name in names):
        warnings.append(advice("index-other-scale"))
        return None
    return _mean(table, "satisfaction-index", names, acsi)


def _value(table: IntoFrame, items: Mapping[str, Item], warnings: list[Issue]) -> InstrumentScore | None:
    benefits, costs = _with(items, "benefit"), _with(items, "cost")
    if not (benefits and costs):
        return None
    scales = [items[name].scale for name in (*benefits, *costs)]
    if len({(scale.low, scale.high) for scale in scales if scale}) > 1:
        warnings.append(advice("value-unlike-scales"))
        return None
    turned = [
        scale.low + scale.high if scale and _backwards(scale, n < len(benefits)) else None
        for n, scale in enumerate(scales)
    ]

    def value(answers: Sequence[float]) -> float:
        amounts = [a if ends is None else ends - a for a, ends in zip(answers, turned, strict=True)]
        return perceived_value(amounts[: len(benefits)], amounts[len(benefits) :])

    return _mean(table, "perceived-value", [*benefits, *costs], value)


def _backwards(scale: Scale, benefit: bool) -> bool:
    """Whether a high answer means little benefit, or little cost."""
    return scale.good == ("low" if benefit else "high")


def _ends(scale: Scale | None) -> tuple[float, float, str] | None:
    return (scale.low, scale.high, scale.good) if scale else None


def _mean(
    table: IntoFrame, kind: Kind, names: Sequence[str], score: Callable[[Sequence[float]], float]
) -> InstrumentScore | None:
    """The mean score of everybody who answered all the items."""
    n, total, squares = 0, 0.0, 0.0
    for pattern, count in pattern_counts(table, names).items():
        answers = [each for each in pattern if each is not None]
        if len(answers) == len(names):
            value = score(answers)
            n, total, squares = n + count, total + count * value, squares + count * value * value
    return InstrumentScore(kind, tuple(names), mean_interval(n, total, squares)) if n else None
