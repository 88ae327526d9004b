"""A new programme, valid at once."""

import copy
from collections.abc import Collection
from datetime import date

from improvement.model.change import Outcome, PlanForm
from improvement.model.ids import free_id, id_from
from improvement.store.folder import FolderStore


def free_plan_id(title: str, taken: Collection[str]) -> str:
    """An id for a programme with this title that no other has."""
    return free_id(id_from(title) or "programme", taken)


def new(store: FolderStore, plan_id: str, title: str, starts: date, owner: str = "", sample: str = "") -> Outcome:
    """Make a programme: empty with a title and a start, or a copy of another with its evidence.

    Raises UnknownPlan for an id that is none; Refused where it exists already.
    """
    if sample:
        return _copy(store, plan_id, sample, title)
    programme: dict[str, PlanForm] = {"title": title or plan_id, "starts": str(starts)}
    if owner:
        person = id_from(owner) or "owner"
        programme |= {"owner": person, "people": {person: {"name": owner}}}
    return store.create(plan_id, {"programme": programme})


def _copy(store: FolderStore, plan_id: str, sample: str, title: str) -> Outcome:
    data = copy.deepcopy(store.snapshot(sample).data)
    assert isinstance(data, dict)  # a snapshot that has a plan has a map
    programme = data.get("programme")
    if title and isinstance(programme, dict):
        programme["title"] = title
    outcome = store.create(plan_id, data)
    for name in store.attachments(sample):
        store.attach(plan_id, name, store.attachment(sample, name))
    return outcome
