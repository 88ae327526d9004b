"""The same attributes rated by two sides: by customers for us and for a rival, or by staff and by customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import narwhals as nw
from narwhals.typing import IntoFrame

from improvement.model.mapping import Item, ItemRole
from improvement.model.mapping import Mapping as Meaning
from improvement.statistics.differences import adjusted, mean_difference, normal_p
from improvement.statistics.intervals import normal_quantile
from improvement.statistics.results import Estimate

FEWEST = 30
FALSE_FINDS = 0.05
RATINGS: frozenset[ItemRole] = frozenset(
    ["overall", "recommend", "repurchase", "driver", "perception", "effort", "benefit", "cost"]
)


class Lead(StrEnum):
    """Which side is rated better: the first, the other, neither clearly; or there are too few answers."""

    AHEAD = "ahead"
    BEHIND = "behind"
    PARITY = "parity"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Twin:
    """Both sides and one - other with weighted answers; the sign as that of the unweighted difference."""

    one: Estimate
    other: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Beside:
    """One attribute: means of both sides in scale points, and `difference` = one - other (positive: one is better).

    Where the lowest answer is the best the sign of the difference is turned. `adjusted_p` among all attributes compared
    (Benjamini-Hochberg). A lead: 30 answers or more, the interval excludes 0, adjusted p <= 0.05; unweighted.
    """

    attribute: str
    item: str
    other_item: str
    one: Estimate
    other: Estimate
    difference: Estimate
    adjusted_p: float = 1.0
    lead: Lead = Lead.TOO_FEW
    weighted: Twin | None = None


def stored_items(meaning: Meaning, table: IntoFrame) -> dict[str, Item]:
    """The rated items that are in the table."""
    stored = set(nw.from_native(table).lazy().collect_schema().names())
    return {name: item for name, item in meaning.items.items() if name in stored and item.scale}


def segment_items(meaning: Meaning, table: IntoFrame) -> tuple[str, ...]:
    """The items in the table that tell kinds of customers apart."""
    stored = set(nw.from_native(table).lazy().collect_schema().names())
    return tuple(name for name, item in meaning.items.items() if name in stored and item.role == "segment")


def own_items(meaning: Meaning, table: IntoFrame) -> dict[str, Item]:
    """The rated items of a table that rate us."""
    return {name: item for name, item in stored_items(meaning, table).items() if not (item.rival or meaning.rival)}


def attributes(items: Mapping[str, Item]) -> dict[str, str]:
    """Per attribute the item that rates it: `of`, without it the item's own id."""
    rated = {name: item for name, item in items.items() if item.role in RATINGS and item.scale}
    return {item.of or name: name for name, item in rated.items()}


def matched(one: Mapping[str, Item], other: Mapping[str, Item]) -> dict[str, tuple[str, str]]:
    """Per attribute of one side its item and that of the other: the same attribute, else the same id; any scales."""
    theirs = {**{name: name for name in attributes(other).values()}, **attributes(other)}
    both = {attribute: (name, theirs.get(attribute) or theirs.get(name)) for attribute, name in attributes(one).items()}
    return {attribute: (mine, found) for attribute, (mine, found) in both.items() if found}


def alike(one: Item, other: Item) -> bool:
    """Whether two items are answered on the same scale."""
    return one.scale == other.scale


def welch(one: Estimate, other: Estimate, item: Item) -> Estimate:
    """one - other of different people (Welch), the sign turned where the lowest answer is the best."""
    return turned(mean_difference(other, one), item)


def turned(difference: Estimate, item: Item) -> Estimate:
    """The difference so that positive is better."""
    if item.scale is None or item.scale.good == "high":
        return difference
    lo, hi = (None if limit is None else -limit for limit in (difference.hi, difference.lo))
    return replace(difference, estimate=-difference.estimate, lo=lo, hi=hi)


def judged(found: Sequence[Beside], *, largest_first: bool = False) -> tuple[Beside, ...]:
    """Who leads on each attribute; by difference, the lowest first unless said otherwise, too few answers last."""
    usable = [each for each in found if each.difference.n >= FEWEST and each.difference.lo is not None]
    p = adjusted([_p(each.difference) for each in usable])
    known = {each.attribute: value for each, value in zip(usable, p, strict=True)}
    told = [_with_lead(each, known[each.attribute]) if each.attribute in known else each for each in found]
    sign = -1 if largest_first else 1
    return tuple(sorted(told, key=lambda each: (each.lead is Lead.TOO_FEW, sign * each.difference.estimate)))


def _p(difference: Estimate) -> float:
    """Two-sided p, read back from a 95 % interval as if it were normal."""
    half = ((difference.hi or 0.0) - (difference.lo or 0.0)) / 2
    if half <= 0:
        return 1.0 if difference.estimate == 0 else 0.0
    return normal_p(difference.estimate / half * normal_quantile(0.95))


def _with_lead(found: Beside, p: float) -> Beside:
    lo, hi = found.difference.lo or 0.0, found.difference.hi or 0.0
    clear = p <= FALSE_FINDS and (lo > 0 or hi < 0)
    lead = Lead.PARITY if not clear else Lead.AHEAD if lo > 0 else Lead.BEHIND
    return replace(found, adjusted_p=p, lead=lead)
