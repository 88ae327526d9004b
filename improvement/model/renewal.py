"""A plan after some entries changed: only these are made again, all else is the same objects."""

from collections.abc import Iterable
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from improvement.model.base import FrozenMap, Model
from improvement.model.change import Path, PlanForm, lookup
from improvement.model.plan import Plan


def renewed(plan: Plan, data: PlanForm, touched: Iterable[Path]) -> Plan | None:
    """The plan of some data that differs from the plan's own only at the touched paths.

    Entries `section.kind.id` of a kind that the plan has are made again one by one, for anything else its section.
    None where a section appears or goes, or where something is not valid: then the whole has to be validated.
    """
    entries: dict[Path, set[str]] = {}
    sections: set[str] = set()
    for path in touched:
        if path[0] not in plan.model_fields_set or not lookup(data, path[:1]):
            return None
        if len(path) > 2 and _has(plan, path[:2]) and lookup(data, path[:2]):
            entries.setdefault(path[:2], set()).add(path[2])
        else:
            sections.add(path[0])
    try:
        fresh = {each: _renewed_section(getattr(plan, each), lookup(data, (each,))) for each in sections}
        for (section, kind), ids in entries.items():
            if section not in sections:
                old = fresh.get(section, getattr(plan, section))
                fresh[section] = _renewed_kind(old, kind, ids, lookup(data, (section, kind)))
    except ValidationError:
        return None
    return plan.model_copy(update=fresh)


def _has(plan: Plan, kind: Path) -> bool:
    """Whether the plan has entries of a kind."""
    section: Model = getattr(plan, kind[0])
    return kind[1] in section.model_fields_set and _reader(type(section), kind[1]) is not None


def _renewed_section(old: Model, data: PlanForm) -> Model:
    return type(old).model_validate(data)


def _renewed_kind(old: Model, kind: str, ids: set[str], entries: PlanForm) -> Model:
    """A section with some entries of one kind made again, in the order of the data."""
    reader = _reader(type(old), kind)
    known: FrozenMap[str, Model] = getattr(old, kind)
    if reader is None or not isinstance(entries, dict):
        return old
    fresh = reader.validate_python({id: entries[id] for id in ids if id in entries})
    return old.model_copy(update={kind: known.renewed(dict(fresh), entries)})


@cache
def _reader(section: type[Model], kind: str) -> "TypeAdapter[FrozenMap[str, Model]] | None":
    """What reads entries of a kind; None for a field that holds no entries."""
    field = section.model_fields.get(kind)
    wanted: Any = field.annotation if field else None
    if get_origin(wanted) is not FrozenMap or not _is_model(get_args(wanted)[1]):
        return None
    return TypeAdapter(wanted)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)
