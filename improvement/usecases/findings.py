"""Decisions about candidates and findings as edits of the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from improvement.assessment.results import Candidate
from improvement.model.assessment import Decision, Finding
from improvement.model.change import Edit, PlanForm
from improvement.model.ids import free_id, id_or
from improvement.model.plan import Plan
from improvement.model.snapshot import Snapshot
from improvement.usecases.editing import set_to

FINDINGS = ("assessment", "findings")
PEOPLE = ("programme", "people")
SHORT_ID = 40
WRITTEN = ("statement", "factor", "causes")
ONE_SEGMENT = "candidate-low-segment"
# names of people by id: the programme's, and those that programmes share
Names = Mapping[str, str]


class Decided(NamedTuple):
    """What was decided, by whom (an id, or the name of somebody new), when and why."""

    decision: Decision
    by: str
    on: date
    reason: str


class Wording(NamedTuple):
    """What a finding says: its statement, its factor, what it rests on, whom it concerns, why it happens."""

    statement: str
    factor: str = ""
    evidence: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    touchpoint: str = ""


def finding_of(plan: Plan, candidate: Candidate) -> str | None:
    """The finding that answers a candidate: one that rests on its evidence (and is about its segment); else None."""
    return next((id for id, each in plan.assessment.findings.items() if _answers(id, each, candidate)), None)


def _answers(id: str, finding: Finding, candidate: Candidate) -> bool:
    if candidate.statement.id != ONE_SEGMENT:
        return bool({candidate.id, candidate.evidence[0]} & set(finding.evidence))
    same = candidate.segments != () and finding.segments == candidate.segments
    return set(candidate.evidence) <= set(finding.evidence) and (same or id == _id_of(candidate))


def _id_of(candidate: Candidate) -> str:
    return id_or(candidate.id, "finding", SHORT_ID)


def decide_candidate(
    snapshot: Snapshot, plan: Plan, people: Names, candidate: Candidate, wording: Wording, decided: Decided
) -> tuple[Edit, ...]:
    """The edits that decide a candidate: a new finding, or the open one that answers it; nothing it says gets lost.

    Somebody new becomes a person of the programme.
    """
    known = finding_of(plan, candidate)
    if known is not None:
        return decide(snapshot, people, known, wording, decided)
    who, newcomers = person(people, decided.by)
    entry = _entry(wording) | {
        "decision": decided.decision,
        "decided_by": who,
        "decided_on": str(decided.on),
        "reason": decided.reason,
    }
    id = free_id(_id_of(candidate), plan.assessment.findings)
    return (*newcomers, Edit("add", (*FINDINGS, id), None, {key: value for key, value in entry.items() if value}))


def by_hand(plan: Plan, wording: Wording) -> Edit:
    """The edit that adds a finding that somebody wrote; nothing is decided about it yet."""
    return all_by_hand(plan, (wording,))[0]


def all_by_hand(plan: Plan, wordings: Sequence[Wording]) -> tuple[Edit, ...]:
    """The edits that add several such findings, each with an id of its own."""
    taken, edits = set(plan.assessment.findings), []
    for wording in wordings:
        id = free_id(id_or(wording.statement, "finding", SHORT_ID), taken)
        taken.add(id)
        edits.append(Edit("add", (*FINDINGS, id), None, _entry(wording) | {"decision": "open"}))
    return tuple(edits)


def _entry(wording: Wording) -> dict[str, PlanForm]:
    found: dict[str, PlanForm] = {"statement": wording.statement}
    for field in ("factor", "touchpoint"):
        if value := getattr(wording, field):
            found[field] = value
    for field in ("segments", "evidence", "causes"):
        values: Sequence[str] = getattr(wording, field)
        if values:
            found[field] = list(values)
    return found


def decide(snapshot: Snapshot, people: Names, id: str, wording: Wording, decided: Decided) -> tuple[Edit, ...]:
    """The edits that decide an open finding: its words as far as they are given, and the decision."""
    who, newcomers = person(people, decided.by)
    fields: dict[str, PlanForm] = {key: value for key, value in _entry(wording).items() if key in WRITTEN}
    fields |= {
        "decision": decided.decision,
        "decided_by": who,
        "decided_on": str(decided.on),
        "reason": decided.reason or None,
    }
    edits = (set_to(snapshot, (*FINDINGS, id, field), value) for field, value in fields.items())
    return (*newcomers, *(edit for edit in edits if edit.old != edit.new))


def person(people: Names, who: str) -> tuple[str, tuple[Edit, ...]]:
    """The id of a person, found by id or name, and the edit that adds somebody new to the programme."""
    found = who if who in people else next((id for id, name in people.items() if name == who), "")
    if found:
        return found, ()
    id = free_id(id_or(who, "person", SHORT_ID), people)
    return id, (Edit("add", (*PEOPLE, id), None, {"name": who}),)


def waiting(plan: Plan, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that nobody has decided yet, in their order: no finding answers them, or one that is open."""
    return tuple(each for each in candidates if _is_open(plan, each))


def open_findings(plan: Plan) -> tuple[str, ...]:
    """The findings of the plan that wait for a decision."""
    return tuple(id for id, each in plan.assessment.findings.items() if each.decision == "open")


def _is_open(plan: Plan, candidate: Candidate) -> bool:
    id = finding_of(plan, candidate)
    return id is None or plan.assessment.findings[id].decision == "open"


def to_decide(plan: Plan, candidates: Sequence[Candidate]) -> int:
    """How many decisions are due: about candidates, and about open findings that answer none of them."""
    due = waiting(plan, candidates)
    answered = {finding_of(plan, each) for each in due}
    return len(due) + sum(id not in answered for id in open_findings(plan))
