"""Edits on work: finishing, removing, taking over drafts; new ids, and estimates as they are typed."""

from collections.abc import Collection, Iterable

from improvement.model.change import Edit, Path, PlanForm, lookup
from improvement.model.ids import free_id, id_or
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.model.values import Dependency

SECTIONS = ("activities", "training", "milestones")


def finished(snapshot: Snapshot, path: Path, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What else is to be set when edits finish a piece of work: nothing remains, and no percentage stands beside it."""
    if not any(each.path == (*path, "actual_finish") and each.new for each in edits):
        return ()
    fields = [(*path, name) for name in ("remaining", "percent_complete")]
    return tuple(Edit("set", field, old) for field in fields if (old := lookup(snapshot.data, field)) is not None)


def removed(snapshot: Snapshot, id: str) -> tuple[Edit, ...]:
    """The edits that remove an activity, a training or a milestone, every link to it and what risks do to it."""
    path = path_of(snapshot, id)
    links = [
        Edit("set", (*at, "after"), after, _without(after, (id,)))
        for at, after in _waiting(snapshot.data)
        if _without(after, (id,)) != after
    ]
    return (*links, *_unharmed(snapshot.data, id), Edit("remove", path, lookup(snapshot.data, path)))


def _unharmed(data: PlanForm, id: str) -> Iterable[Edit]:
    """The edits by which no risk hits a piece of work any more."""
    risks = lookup(data, ("realization", "risks"))
    for risk in risks if isinstance(risks, dict) else ():
        path = ("realization", "risks", risk, "impact", id)
        if (impact := lookup(data, path)) is not None:
            yield Edit("remove", path, impact)


def waiting_for(snapshot: Snapshot, id: str) -> tuple[str, ...]:
    """Who waits for it."""
    return tuple(at[-1] for at, after in _waiting(snapshot.data) if _without(after, (id,)) != after)


def path_of(snapshot: Snapshot, id: str) -> Path:
    """Where an activity, a training or a milestone stands in the plan; empty for an unknown id."""
    paths = [("realization", section, id) for section in SECTIONS]
    return next((path for path in paths if lookup(snapshot.data, path) is not None), ())


def _waiting(data: PlanForm) -> Iterable[tuple[Path, PlanForm]]:
    for section in SECTIONS:
        entries = lookup(data, ("realization", section))
        for id, entry in entries.items() if isinstance(entries, dict) else ():
            yield ("realization", section, id), lookup(entry, ("after",))


def _without(after: PlanForm, ids: Collection[str]) -> PlanForm:
    """Links without those to some ids."""
    if not isinstance(after, list):
        return after
    return [each for each in after if Dependency.parse(str(each)).predecessor not in ids] or None


def new_id(plan: Plan, title: str, kind: str) -> str:
    """A free id of work from its title; from its kind where the title has no plain letters."""
    work = plan.realization
    return free_id(id_or(title, kind), {*work.activities, *work.training, *work.milestones})


def kept(edits: Iterable[Edit], dropped: Collection[str]) -> tuple[Edit, ...]:
    """Drafted entries without some works: links to them go, and standards and competencies that nothing else needs."""
    works = [each for each in edits if each.path[1] in SECTIONS and each.path[2] not in dropped]
    works = [Edit(each.op, each.path, each.old, _unlinked(each.new, dropped)) for each in works]
    needed = {str(id) for each in works for id in (*_list(each.new, "serves"), lookup(each.new, ("competency",)))}
    others = [each for each in edits if each.path[1] not in SECTIONS and each.path[2] in needed]
    return (*others, *works)


def _list(entry: PlanForm, field: str) -> list[PlanForm]:
    found = lookup(entry, (field,))
    return found if isinstance(found, list) else []


def _unlinked(entry: PlanForm, dropped: Collection[str]) -> PlanForm:
    if not isinstance(entry, dict):
        return entry
    after = _without(entry.get("after"), dropped)
    rest: dict[str, PlanForm] = {key: value for key, value in entry.items() if key != "after"}
    return rest | ({"after": after} if after else {})


def listed(text: str) -> PlanForm:
    """Typed estimates in plan form: one value, or three with commas between them; None where nothing is typed."""
    parts: list[PlanForm] = [each.strip() for each in text.split(",") if each.strip()]
    return parts if len(parts) > 1 else parts[0] if parts else None


def competency_for(plan: Plan, wanted: str) -> tuple[str | None, tuple[Edit, ...]]:
    """The id of a competency named by its id or by a new title, and the edit that adds it where it is new."""
    known = plan.realization.competencies
    if not wanted.strip() or wanted in known:
        return wanted or None, ()
    id = free_id(id_or(wanted, "competency"), known)
    return id, (Edit("add", ("realization", "competencies", id), None, {"title": wanted.strip()}),)


def new_session_id(snapshot: Snapshot, root: Path, place: str) -> str:
    """A free id of a training day from its place."""
    taken = lookup(snapshot.data, root)
    return free_id(id_or(place, "day"), taken if isinstance(taken, dict) else ())
