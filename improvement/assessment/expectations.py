"""How many get less, as much, or more than they expect; and how many lie within their zone of tolerance."""

from collections.abc import Mapping, Sequence

from narwhals.typing import IntoFrame

from improvement.assessment.comparison_results import StateScore, ZoneScore
from improvement.assessment.ratings import attribute_pairs, paired_gap
from improvement.evidence.aggregate import ALL
from improvement.evidence.comparisons import Counts, band_counts, zone_counts
from improvement.evidence.moments import GapMoments, gap_moments
from improvement.model.mapping import Item
from improvement.statistics.servqual import states

Items = Mapping[str, Item]
BAND = 0.5
SIDES = ("adequate", "desired")


def state_scores(table: IntoFrame, items: Items) -> tuple[StateScore, ...]:
    """The three states per attribute with an expectation and a perception on one scale that somebody answered both.

    Attributes whose least acceptable level was asked have a zone instead.
    """
    pairs = {name: pair for name, pair in attribute_pairs(items).items() if name not in zones(items)}
    counts = band_counts(table, pairs, BAND, lower_is_better=_turned(items, pairs))
    return tuple(StateScore(name, pairs[name][1], BAND, states(*found)) for name, found in counts.items() if sum(found))


def zones(items: Items) -> dict[str, tuple[str, str, str]]:
    """Items (adequate, desired, perceived) per attribute that has all three on one scale."""
    least = {item.of: name for name, item in items.items() if item.role == "adequate" and item.of is not None}
    return {
        name: (least[name], *pair)
        for name, pair in attribute_pairs(items).items()
        if name in least and items[least[name]].scale == items[pair[1]].scale
    }


def zone_scores(table: IntoFrame, items: Items) -> tuple[ZoneScore, ...]:
    """The zone of tolerance per attribute; shares over people who answered all three questions, gaps two of them."""
    found = zones(items)
    if not found:
        return ()
    pairs = {f"{name} {side}": (zone[at], zone[2]) for name, zone in found.items() for at, side in enumerate(SIDES)}
    gaps = gap_moments(table, pairs).get(ALL, {})
    counts = zone_counts(table, found, lower_is_better=_turned(items, found))
    return tuple(
        _zone_score(
            name, items[found[name][2]], found[name][2], shares, odd, [gaps[f"{name} {side}"] for side in SIDES]
        )
        for name, (shares, odd) in counts.items()
        if sum(shares)
    )


def _zone_score(name: str, meaning: Item, item: str, shares: Counts, odd: int, gaps: Sequence[GapMoments]) -> ZoneScore:
    least, wished = gaps
    return ZoneScore(
        attribute=name,
        item=item,
        adequate=least.expected / least.n,
        desired=wished.expected / wished.n,
        received=wished.perceived / wished.n,
        adequacy=paired_gap(least, meaning),
        superiority=paired_gap(wished, meaning),
        shares=states(*shares),
        odd=odd,
    )


def _turned(items: Items, attributes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Attributes whose lowest answer is the best."""
    scales = {name: items[found[-1]].scale for name, found in attributes.items()}
    return [name for name, scale in scales.items() if scale is not None and scale.good == "low"]
