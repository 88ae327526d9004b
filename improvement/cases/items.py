"""Which items of a source a measure is counted from, and whether they are there and hold what it needs."""

from collections.abc import Collection
from collections.abc import Mapping as AnyMap
from typing import Literal

import narwhals as nw
from narwhals.dtypes import DType

from improvement.errors import Issue, advice
from improvement.model.guarantee import Measure
from improvement.model.mapping import CaseTime, Mapping

Needed = Literal["moment", "number"]


def missing(measure: Measure, measure_id: str, mapping: Mapping | None, stored: AnyMap[str, DType]) -> Issue | None:
    """Why a measure has no cases: its source was not read, it says too little, an item is not there or holds no such
    values; `stored`: types of the columns by item id. None where all is there.
    """
    place = ("guarantee", "measures", measure_id)
    if mapping is None or not stored:
        return advice("source-not-read", place, measure=measure_id, source=measure.source)
    if measure.kind == "share" and measure.at_least is None:
        return advice("no-threshold", place, measure=measure_id)
    for item, what in _needed(measure, case_items(measure, measure_id, mapping)):
        told: dict[str, str] = {"measure": measure_id, "item": item or "", "source": measure.source}
        column = stored.get(item or "")
        if column is None:
            return advice("item-not-found", place, **told)
        if not _holds(column, what):
            return advice("item-unlike-measure", place, **told, what=what)
    return None


def _needed(measure: Measure, times: CaseTime | None) -> list[tuple[str | None, Needed]]:
    """The items that a measure is counted from, and what each must hold."""
    dated: list[tuple[str | None, Needed]] = [(measure.date, "moment")]
    if measure.kind == "time":
        return [(times.start, "moment"), (times.stop, "moment")] if times else [(None, "moment")]
    if measure.kind == "count":
        return dated
    return [(measure.item, "number"), *(dated if measure.kind == "mean" or measure.date else [])]


def _holds(column: DType, what: Needed) -> bool:
    if isinstance(column, nw.String | nw.Categorical):
        return False
    is_number = column.is_numeric() or isinstance(column, nw.Boolean)
    return not (column.is_temporal() if what == "number" else is_number)


def case_items(measure: Measure, measure_id: str, mapping: Mapping) -> CaseTime | None:
    """The items that start and stop a measure's clock: the measure's own, else the mapping's case time of its id."""
    if measure.start and measure.stop:
        return CaseTime(start=measure.start, stop=measure.stop)
    return mapping.cases.get(measure_id)


def segment_values(
    mapping: Mapping, wanted: tuple[str, ...], stored: Collection[str]
) -> dict[str, frozenset[str]] | None:
    """Per stored item of role segment, its values that mean one of the wanted segments; {} if none is wanted.

    None where a wanted segment stands behind no value: the mapping cannot tell.
    """
    items = {id: item.values for id, item in mapping.items.items() if item.role == "segment" and id in stored}
    if not {segment for values in items.values() for segment in values.values()}.issuperset(wanted):
        return None
    chosen = {
        id: frozenset(value for value, segment in values.items() if segment in wanted) for id, values in items.items()
    }
    return {id: values for id, values in chosen.items() if values}
