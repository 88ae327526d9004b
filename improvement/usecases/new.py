"""A new programme, valid at once."""

import copy
from collections.abc import Collection
from datetime import date

from improvement.errors import KeptError
from improvement.model.change import Applied, Outcome, PlanForm
from improvement.model.ids import free_id, id_or
from improvement.store.access import GuardedStore


def free_plan_id(title: str, taken: Collection[str]) -> str:
    """An id for a programme with this title that no other has."""
    return free_id(id_or(title, "programme"), taken)


def new(store: GuardedStore, plan_id: str, title: str, starts: date, owner: str = "", sample: str = "") -> Outcome:
    """Make a programme: empty with a title and a start, or a copy of another with its evidence.

    Raises UnknownPlan for an id that is none, KeptError for a sample that was never readable; Refused where the id is
    taken.
    """
    if sample:
        return _copy(store, plan_id, sample, title)
    programme: dict[str, PlanForm] = {"title": title or plan_id, "starts": str(starts)}
    if owner:
        person = id_or(owner, "owner")
        programme |= {"owner": person, "people": {person: {"name": owner}}}
    return store.create(plan_id, {"programme": programme})


def _copy(store: GuardedStore, plan_id: str, sample: str, title: str) -> Outcome:
    found = store.snapshot(sample)
    data = copy.deepcopy(found.data)
    if found.plan is None or not isinstance(data, dict):
        raise KeptError(*found.issues)
    programme = data.get("programme")
    if title and isinstance(programme, dict):
        programme["title"] = title
    outcome = store.create(plan_id, data)
    for name in store.attachments(sample) if isinstance(outcome, Applied) else ():
        store.attach(plan_id, name, store.attachment(sample, name))
    return outcome
