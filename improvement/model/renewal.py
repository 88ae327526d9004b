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

    None where a path is no entry `section.kind.id` of a kind that the plan has, or where an entry is not valid: then
    the whole has to be validated.
    """
    by_kind: dict[tuple[str, str], set[str]] = {}
    for path in touched:
        if len(path) < 3 or _entries(path[0], path[1]) is None or path[1] not in _section(plan, path).model_fields_set:
            return None
        by_kind.setdefault((path[0], path[1]), set()).add(path[2])
    for (section, kind), ids in by_kind.items():
        fresh = _renewed_kind(_section(plan, (section,)), data, section, kind, ids)
        if fresh is None:
            return None
        plan = plan.model_copy(update={section: fresh})
    return plan


def _section(plan: Plan, path: Path) -> Model:
    found: Model = getattr(plan, path[0])
    return found


def _renewed_kind(old: Model, data: PlanForm, section: str, kind: str, ids: set[str]) -> Model | None:
    """A section with some entries of one kind made again, in the order of the data."""
    entries = lookup(data, (section, kind))
    reader = _entries(section, kind)
    if not isinstance(entries, dict) or reader is None:
        return None
    try:
        fresh = reader.validate_python({id: entries[id] for id in ids if id in entries})
    except ValidationError:
        return None
    known: FrozenMap[str, Model] = getattr(old, kind)
    return old.model_copy(update={kind: known.renewed(dict(fresh), entries)})


@cache
def _entries(section: str, kind: str) -> "TypeAdapter[FrozenMap[str, Model]] | None":
    """What reads entries of a kind; None for a field that holds no entries."""
    sections = Plan.model_fields
    owner: Any = sections[section].annotation if section in sections else None
    field = owner.model_fields.get(kind) if owner else None
    wanted: Any = field.annotation if field else None
    if get_origin(wanted) is not FrozenMap or not _is_model(get_args(wanted)[1]):
        return None
    return TypeAdapter(wanted)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)
