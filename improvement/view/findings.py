"""The findings of a plan and what they can rest on, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from improvement.model.assessment import Decision, Finding
from improvement.model.plan import Plan
from improvement.view.format import day
from improvement.view.language import _
from improvement.view.stage_cards import Mood

# names of items by source, then by item
ItemNames = Mapping[str, Mapping[str, str]]


def reference_name(plan: Plan, reference: str, names: ItemNames) -> str:
    """The words of one SOURCE/ITEM."""
    source, _slash, item = reference.partition("/")
    found = plan.assessment.sources.get(source)
    told = names.get(source, {}).get(item) or item.replace("-", " ")
    return f"{(found.title if found else None) or source}: {told}"


def reference_names(plan: Plan, names: ItemNames) -> dict[str, str]:
    """Every item that a finding can rest on, as SOURCE/ITEM, with its words."""
    return {
        f"{source}/{item}": reference_name(plan, f"{source}/{item}", names)
        for source, items in names.items()
        for item in items
    }


def decision_names() -> dict[Decision, str]:
    """The decisions by id."""
    return {"open": _("Open"), "accepted": _("Accepted"), "rejected": _("Rejected"), "parked": _("Parked")}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of the plan: what it says and how it was decided."""

    id: str
    statement: str
    mood: Mood
    decided: str


MOODS: dict[Decision, Mood] = {"open": "look", "accepted": "good", "rejected": "wait", "parked": "wait"}
ORDER: tuple[Decision, ...] = ("open", "accepted", "parked", "rejected")


def finding_rows(plan: Plan, people: Mapping[str, str]) -> tuple[FindingRow, ...]:
    """Open findings first, then the accepted, parked and rejected ones."""
    found = sorted(plan.assessment.findings.items(), key=lambda each: ORDER.index(each[1].decision))
    return tuple(FindingRow(id, each.statement, MOODS[each.decision], _decided(each, people)) for id, each in found)


def _decided(finding: Finding, people: Mapping[str, str]) -> str:
    told = decision_names()[finding.decision]
    if finding.decision == "open":
        return _("Waits for a decision")
    if finding.decided_by:
        by = people.get(finding.decided_by, finding.decided_by)
        told = _("{decision} by {name}").format(decision=told, name=by)
    if finding.decided_on:
        told = _("{decided} on {date}").format(decided=told, date=day(finding.decided_on))
    return told
