"""Measures, audits, incentives, reviews and closed stages as edits of the plan."""

from collections.abc import Iterable, Sequence
from datetime import date

from improvement.checks.facts import StageName
from improvement.guarantee.kept import Kept
from improvement.model.change import Edit, Path, PlanForm
from improvement.model.ids import free_id, id_or
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.usecases.editing import set_to
from improvement.usecases.evidence import mapping_of, moments_of
from improvement.usecases.findings import Names, person
from improvement.usecases.opened import Opened
from improvement.usecases.proof import kept

GUARANTEE = "guarantee"
REVIEWS = (GUARANTEE, "reviews")
UNCOUNTED = frozenset({"personal", "ignore", "respondent", "text"})
# which fields of a measure a kind uses; the others would contradict it
FIELDS_OF = {
    "time": ("start", "stop"),
    "share": ("item", "at_least", "date"),
    "count": ("date",),
    "mean": ("item", "date"),
}
KIND_FIELDS = ("start", "stop", "item", "at_least", "date")


def all_kept(programme: Opened) -> tuple[Kept, ...]:
    """Every promise judged month by month; one whose standard is unknown counts as not public."""
    return tuple(kept(programme, id) for id in programme.plan.commitment.promises)


def new_entry(plan: Plan, collection: str, name: str, typed: Iterable[Edit]) -> Edit:
    """The edit that adds a measure, audit, incentive with what was typed field by field; its id comes from the name."""
    entry: dict[str, PlanForm] = {each.path[-1]: each.new for each in typed if each.new is not None}
    taken = getattr(plan.guarantee, collection)
    id = free_id(id_or(name, collection.removesuffix("s")), taken)
    return Edit("add", (GUARANTEE, collection, id), None, entry)


def emptied(snapshot: Snapshot, measure: Path, kind: str) -> tuple[Edit, ...]:
    """The edits that empty what a measure of this kind does not use."""
    unused = [field for field in KIND_FIELDS if field not in FIELDS_OF.get(kind, KIND_FIELDS)]
    edits = (set_to(snapshot, (*measure, field), None) for field in unused)
    return tuple(each for each in edits if each.old is not None)


def hold_review(plan: Plan, held_on: date, decisions: Sequence[str]) -> Edit:
    """The edit that adds a review, named by its month."""
    entry: dict[str, PlanForm] = {"held_on": str(held_on)}
    texts: list[PlanForm] = [each.strip() for each in decisions if each.strip()]
    if texts:
        entry["decisions"] = texts
    taken = plan.guarantee.reviews
    month = f"{held_on:%Y-%m}"
    # 2026-11-2 would be read as a day
    id = free_id(f"{month}-review", taken) if month in taken else month
    return Edit("add", (*REVIEWS, id), None, entry)


def close_stage(snapshot: Snapshot, people: Names, stage: StageName, by: str, on: date) -> tuple[Edit, ...]:
    """The edits that close a stage in somebody's name; somebody new becomes a person of the programme."""
    who, newcomers = person(people, by)
    closing: PlanForm = {"by": who, "date": str(on)}
    return (*newcomers, set_to(snapshot, ("programme", "closed", stage), closing))


def items_of(programme: Opened, source_id: str, moments: bool) -> dict[str, str]:
    """The items of a source by their questions or columns: those that are moments of a case, or all others."""
    mapping = mapping_of(programme, source_id)
    if mapping is None:
        return {}
    dated = moments_of(programme, source_id)
    chosen = {id: each for id, each in mapping.items.items() if (id in dated) == moments}
    return {id: each.text or each.column for id, each in chosen.items() if each.role not in UNCOUNTED}
