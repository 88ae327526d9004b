"""The plan that everybody edits, and what stands in it and in its journal afterwards."""

import json
from pathlib import Path
from typing import Any

import yaml

from improvement.model.change import PlanForm
from improvement.store.emit import emit
from improvement.store.folder import FolderStore

ID = "crowd"
OWNERS = 6
At = tuple[str, ...]


def place(root: Path, activities: int) -> None:
    """Write the plan: linked work of some owners, named by numbers so that everybody finds their own."""
    works: dict[str, PlanForm] = {id_of(n): _work(n) for n in range(activities)}
    people: dict[str, PlanForm] = {f"owner-{n}": {"name": f"Owner {n}"} for n in range(OWNERS)}
    data: dict[str, PlanForm] = {
        "programme": {"title": "Crowd", "cycle": "1", "starts": "2027-01-04", "people": people},
        "assessment": {"findings": {"slow": {"statement": "Nobody calls back"}}},
        "commitment": {"standards": {"call-back": {"title": "We call back", "answers": ["slow"]}}},
        "realization": {"activities": works},
    }
    file = root / ID / "plan.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(emit(data))


def id_of(number: int) -> str:
    """The id of an activity by its number."""
    return f"work-{number:03}"


def name_of(number: int) -> str:
    """The words that every title of an activity begins with."""
    return f"Work {number:03} "


def at(number: int, field: str) -> At:
    """The place of a field of an activity."""
    return ("realization", "activities", id_of(number), field)


def _work(number: int) -> dict[str, PlanForm]:
    waits: dict[str, PlanForm] = {"after": [id_of(number - 1)]} if number % 7 else {}
    return {
        "title": f"{name_of(number)}as it was",
        "owner": f"owner-{number % OWNERS}",
        "estimate": ["2d", "3d", "6d"],
        "serves": ["call-back"],
        **waits,
    }


def standing(root: Path) -> PlanForm:
    """The file as an independent reader reads it, every scalar a text."""
    found: PlanForm = yaml.load((root / ID / "plan.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    return found


def journal(root: Path) -> list[tuple[str, At, Any]]:
    """(who, place, value) of every edit, in the order of the changes; checked against the file on the way."""
    store = FolderStore(root)
    store.fsck(ID)
    return [(each.who, edit.path, edit.new) for each in store.log(ID) for edit in each.edits]


def value_at(data: PlanForm, path: At) -> PlanForm:
    """The value at a place; None where nothing stands."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def as_text(value: Any) -> str:
    """A value in one form, whatever wrote it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
