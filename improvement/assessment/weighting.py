"""The weight of every answer: the file's own, or what makes the answers match known shares of the customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from narwhals.typing import IntoFrame

from improvement.errors import Issue, advice
from improvement.evidence.weights import (
    WEIGHT,
    Parts,
    WeightCounts,
    cell_sums,
    middle_weight,
    weight_counts,
    with_cut_weights,
    with_weights,
)
from improvement.model.mapping import Mapping as Meaning
from improvement.statistics.raking import Raked, empty_parts, rake

Kind = Literal["column", "post-stratified", "raked"]
# shares are typed rounded: three parts of 33.3 % make 99.9 %
ROUNDED = 0.011
SHOWN_OFF = 0.005


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the customers: its answers `n`, their share, the share in all customers, and the weighted share."""

    item: str
    part: str
    n: int
    answered: float
    customers: float
    weighted: float


@dataclass(frozen=True, slots=True)
class Weighting:
    """How answers are weighted. `parts` are empty for the file's own weights; `cut` is how many weights were cut."""

    kind: Kind
    parts: tuple[Part, ...] = ()
    without: int = 0
    zero: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A table with the name of its column of weights; both as they were where there is nothing to weight by."""

    table: IntoFrame
    weight: str | None
    how: Weighting | None
    warnings: tuple[Issue, ...]


def weighed(table: IntoFrame, mapping: Meaning, stored: Sequence[str]) -> Weighed:
    """The weights that a mapping asks for; none, with the reason, where they cannot be had.

    `stored`: the columns of the table. The file's own weights are where raking to the population starts from.
    """
    own = next((name for name, item in mapping.items.items() if item.role == "weight" and name in stored), None)
    counts = weight_counts(table, own) if own else None
    if own and counts and (wrong := _unusable(own, counts)):
        return Weighed(table, None, None, (wrong,))
    if not mapping.population:
        return _cut(Weighed(table, own, Weighting("column") if own else None, ()), mapping)
    margins, reasons = _margins(mapping, stored)
    if reasons:
        return Weighed(table, None, None, reasons)
    cells = {_complete(key): sums for key, sums in cell_sums(table, list(margins), own).items() if _known(key, margins)}
    raked, wrong_cells = _raked({key: total for key, (_n, total) in cells.items()}, margins)
    if raked is None:
        return Weighed(table, None, None, wrong_cells)
    rows = sum(n for n, _total in cells.values())
    scaled = dict(zip(margins, raked.factors, strict=True))
    first = next(iter(scaled))
    scaled[first] = {part: rows * factor for part, factor in scaled[first].items()}
    kind: Kind = "raked" if len(margins) > 1 else "post-stratified"
    return _cut(Weighed(with_weights(table, scaled, own), WEIGHT, Weighting(kind), ()), mapping)


def _unusable(name: str, counts: WeightCounts) -> Issue | None:
    where = ("items", name)
    if counts.negative:
        return advice("weights-negative", where, item=name, n=counts.negative)
    if counts.rows == counts.missing + counts.zero:
        return advice("weights-all-zero", where, item=name)
    return None


def _margins(mapping: Meaning, stored: Sequence[str]) -> tuple[dict[str, dict[str, float]], tuple[Issue, ...]]:
    """Shares per segment, 1 together; and what is wrong with them."""
    wrong, found = [], {}
    for name, shares in mapping.population.items():
        where = ("population", name)
        item, total = mapping.items.get(name), sum(shares.values())
        if item is None or item.role != "segment" or name not in stored:
            wrong.append(advice("population-no-segment", where, item=name))
        elif abs(total - 1) > ROUNDED:
            wrong.append(advice("population-not-whole", where, item=name, total=total))
        else:
            found[name] = {part: share / total for part, share in shares.items()}
    return found, tuple(wrong)


def _known(key: Parts, margins: Mapping[str, Mapping[str, float]]) -> bool:
    return all(part in margin for part, margin in zip(key, margins.values(), strict=True))


def _complete(key: Parts) -> tuple[str, ...]:
    return tuple(part for part in key if part is not None)


def _raked(
    cells: Mapping[tuple[str, ...], float], margins: Mapping[str, Mapping[str, float]]
) -> tuple[Raked | None, tuple[Issue, ...]]:
    shares = list(margins.values())
    empty = zip(margins, empty_parts(cells, shares), strict=True)
    wrong = [
        advice("weights-empty-part", ("population", name), item=name, parts=", ".join(p)) for name, p in empty if p
    ]
    if wrong:
        return None, tuple(wrong)
    found = rake(cells, shares)
    if not found.met:
        return None, (advice("weights-not-met", ("population",), items=", ".join(margins), off=found.off),)
    return found, ()


def _cut(found: Weighed, mapping: Meaning) -> Weighed:
    """Weights cut where somebody asked for it; then what the weights came to."""
    if found.weight is None or found.how is None:
        return found
    table, weight, times = found.table, found.weight, mapping.trim_weights
    middle = middle_weight(table, weight) if times else None
    cap = times * middle if times and times >= 1 and middle else None
    counts = weight_counts(table, weight, cap)
    if cap is not None and counts.above:
        table, weight = with_cut_weights(table, weight, cap), WEIGHT
    parts = _parts(table, weight, mapping) if found.how.kind != "column" else ()
    how = Weighting(found.how.kind, parts, counts.missing, counts.zero, counts.above)
    return Weighed(table, weight, how, _cautions(how, counts.rows, times))


def _parts(table: IntoFrame, weight: str, mapping: Meaning) -> tuple[Part, ...]:
    found = []
    for name, shares in mapping.population.items():
        cells, whole = cell_sums(table, [name], weight), sum(shares.values())
        known = {part: cells.get((part,), (0, 0.0)) for part in shares}
        n, total = (sum(each[place] for each in known.values()) for place in (0, 1))
        found += [
            Part(name, part, count, count / n, shares[part] / whole, amount / total)
            for part, (count, amount) in known.items()
        ]
    return tuple(found)


def _cautions(how: Weighting, rows: int, times: float | None) -> tuple[Issue, ...]:
    found = []
    if how.without:
        found.append(advice("weights-missing", n=how.without, rows=rows))
    if how.zero:
        found.append(advice("weights-zero", n=how.zero, rows=rows))
    if times is not None and times < 1:
        found.append(advice("trim-below-one", ("trim_weights",), times=times))
    if how.cut and times:
        off = max((abs(each.customers - each.weighted) for each in how.parts), default=0.0)
        kind = "trimmed-off" if off >= SHOWN_OFF else "trimmed"
        found.append(advice("weights-trimmed", ("trim_weights",), kind=kind, n=how.cut, times=times, off=off))
    return tuple(found)
