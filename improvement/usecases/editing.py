"""One edit from words, and every change on its way into the store."""

from datetime import datetime

from improvement.errors import KeptError, Severity, issue
from improvement.model.change import Change, Edit, Outcome, PlanForm, lookup
from improvement.model.snapshot import Snapshot
from improvement.store.access import GuardedStore
from improvement.store.source import read_source


def change(snapshot: Snapshot, who: str, when: datetime, *edits: Edit, why: str = "") -> Change:
    """A change based on what the person saw."""
    return Change(who, when, snapshot.revision, edits, why)


def set_to(snapshot: Snapshot, path: str | tuple[str, ...], new: PlanForm) -> Edit:
    """An edit that sets a field, with the old value as the person saw it; None empties the field."""
    keys = tuple(path.split(".")) if isinstance(path, str) else path
    return Edit("set", keys, lookup(snapshot.data, keys), new)


def edit_from_words(store: GuardedStore, plan_id: str, op: str, path: str, value: str | None) -> Edit:
    """The edit of `set`, `add` or `remove` on the command line; the value is plan text such as `[a, b]` or `8h`.

    Raises KeptError where the path is empty or the value is no plan text.
    """
    snapshot = store.snapshot(plan_id)
    keys = tuple(path.split("."))
    if not all(keys):
        raise KeptError(issue("edit-empty-path", Severity.ERROR, path=path))
    old = lookup(snapshot.data, keys)
    if op == "remove":
        return Edit("remove", keys, old)
    new = plan_value(value or "")
    return Edit("add", keys, None, new) if op == "add" else Edit("set", keys, old, new)


def plan_value(text: str) -> PlanForm:
    """A value in plan form from its text: brackets make lists and maps, all else is the text itself."""
    if not text.lstrip().startswith(("[", "{")):
        return text or None
    source = read_source(f"value: {text}")
    if source.issues or not isinstance(source.data, dict):
        raise KeptError(*source.issues)
    return source.data.get("value")


def apply(
    store: GuardedStore, plan_id: str, who: str, when: datetime, edits: tuple[Edit, ...], why: str = ""
) -> Outcome:
    """Carry out edits as one change."""
    return store.apply(plan_id, change(store.snapshot(plan_id), who, when, *edits, why=why))
